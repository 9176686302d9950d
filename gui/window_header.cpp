// Room gui: the row along the top. [gui]
#include "gui/window_header.h"

#include "gui/accent_icon.h"
#include "gui/actions.h"
#include "gui/devices.h"
#include "gui/dock_area.h"
#include "gui/preferences.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

namespace lepton {

namespace {

/// The five workspaces as one segmented control.
class Segment : public QPushButton {
public:
    explicit Segment(QWidget* parent)
        : QPushButton(parent)
    {
        setCheckable(true);
        setFlat(true);
        setFocusPolicy(Qt::TabFocus);
    }
    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return {QFontMetrics(bold).horizontalAdvance(text()) + 32, Theme::control_height};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& c = Theme::current().colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        QFont text_font = font();
        if (isChecked()) {
            painter.setPen(c.dark ? c.node_border : c.line);
            painter.setBrush(c.panel.lighter(c.dark ? 125 : 100));
            painter.drawRoundedRect(box, 6, 6);
            text_font.setWeight(QFont::DemiBold);
        } else if (underMouse() && isEnabled()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.hover);
            painter.drawRoundedRect(box, 6, 6);
        }
        if (hasFocus()) {
            painter.setPen(QPen(c.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        painter.setFont(text_font);
        painter.setPen(isChecked() ? c.text : c.secondary);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

class SegmentGround : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& c = Theme::current().colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(c.line);
        painter.setBrush(c.window);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
};

} // namespace

QString time_text(double seconds)
{
    const auto whole =
        static_cast<qint64>(std::llround(std::max(0.0, std::isfinite(seconds) ? seconds : 0.0)));
    const qint64 hours = whole / 3600;
    const QString tail = QStringLiteral("%1:%2")
                             .arg((whole / 60) % 60, hours > 0 ? 2 : 1, 10, QLatin1Char('0'))
                             .arg(whole % 60, 2, 10, QLatin1Char('0'));
    return hours > 0 ? QStringLiteral("%1:%2").arg(hours).arg(tail) : tail;
}

WindowHeader::WindowHeader(Actions& actions, RunShown& run, QWidget* parent)
    : QWidget(parent)
    , actions_(actions)
    , run_(run)
    , menu_(new QMenuBar(this))
    , logo_(new QLabel(QStringLiteral("Lepton"), this))
    , document_(new QLabel(this))
{
    setFixedHeight(44);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(8);
    QFont bold = font();
    bold.setWeight(QFont::Bold);
    logo_->setFont(bold);
    document_->setProperty("quiet", true);
    document_->setMinimumWidth(40);
    document_->setMaximumWidth(260);
    menu_->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    menu_->setNativeMenuBar(false);
    row->addWidget(logo_);
    row->addWidget(document_);
    row->addWidget(menu_, 0, Qt::AlignVCenter);
    row->addStretch(1);
    make_workspaces();
    row->addWidget(switcher_, 0, Qt::AlignVCenter);
    row->addStretch(1);
    make_training();
    row->addWidget(training_);
    connect(&run_, &RunShown::run_changed, this, &WindowHeader::follow_run);
    connect(&run_, &RunShown::info_changed, this, &WindowHeader::follow_run);
    connect(&Theme::current(), &Theme::changed, this, [this] { update(); });
    retranslate();
    follow_run();
}

void WindowHeader::make_workspaces()
{
    switcher_ = new SegmentGround(this);
    switcher_->setObjectName(QStringLiteral("workspaces"));
    auto* row = new QHBoxLayout(switcher_);
    row->setContentsMargins(3, 2, 3, 2);
    row->setSpacing(2);
    choice_ = new QButtonGroup(this);
    for (const QString& workspace : workspaces()) {
        auto* button = new Segment(switcher_);
        button->setObjectName(QStringLiteral("workspace_") + workspace);
        choice_->addButton(button);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, workspace] { Q_EMIT workspace_chosen(workspace); });
    }
}

QPushButton* WindowHeader::action_button(const char* action, const QString& icon)
{
    auto* button = new QPushButton(training_);
    button->setObjectName(QLatin1String(action));
    if (!icon.isEmpty())
        button->setIcon(Theme::current().icon(icon));
    button->setIconSize({14, 14});
    if (QAction* run = actions_.find(QLatin1String(action))) {
        connect(button, &QPushButton::clicked, run, &QAction::trigger);
        connect(run, &QAction::enabledChanged, button, &QWidget::setEnabled);
        button->setEnabled(run->isEnabled());
    }
    return button;
}

void WindowHeader::make_training()
{
    training_ = new QWidget(this);
    auto* row = new QHBoxLayout(training_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    progress_text_ = new QLabel(training_);
    left_text_ = new QLabel(training_);
    for (QLabel* label : {progress_text_, left_text_}) {
        label->setProperty("quiet", true);
        label->setFont(Theme::current().figures());
    }
    progress_ = new QProgressBar(training_);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(110);
    progress_->setRange(0, 1000);
    device_ = new QToolButton(training_);
    device_->setObjectName(QStringLiteral("device"));
    device_->setPopupMode(QToolButton::InstantPopup);
    device_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    device_->setIcon(Theme::current().icon(QStringLiteral("cpu")));
    auto* menu = new QMenu(device_);
    device_->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const Device& device : devices()) {
            QAction* one = menu->addAction(device.title);
            one->setCheckable(true);
            one->setChecked(device.id == preferences::device());
            connect(one, &QAction::triggered, this, [this, id = device.id] {
                preferences::set_device(id);
                device_->setText(device_title(id));
            });
        }
    });
    settings_ = new QToolButton(training_);
    settings_->setObjectName(QStringLiteral("training_settings"));
    settings_->setIcon(Theme::current().icon(QStringLiteral("sliders-horizontal")));
    connect(settings_, &QToolButton::clicked, this, [this] { Q_EMIT settings_wanted(settings_); });
    train_ = action_button("run.train", {});
    train_->setIcon(accent_icon(QStringLiteral("play")));
    train_->setProperty("primary", true);
    pause_ = action_button("run.pause", QStringLiteral("pause"));
    resume_ = action_button("run.resume", QStringLiteral("play"));
    stop_ = action_button("run.stop", QStringLiteral("square"));
    for (QWidget* part :
         std::initializer_list<QWidget*>{progress_text_, progress_, left_text_, device_, settings_,
                                         pause_, resume_, stop_, train_})
        row->addWidget(part);
}

void WindowHeader::follow_run()
{
    const RunInfo& info = run_.info();
    const bool live = open_ && run_.run().has_value() && run_.is_live();
    const bool paused = live && info.state == RunState::paused;
    for (QWidget* part :
         std::initializer_list<QWidget*>{progress_text_, progress_, left_text_, stop_})
        part->setVisible(live);
    pause_->setVisible(live && !paused);
    resume_->setVisible(paused);
    device_->setVisible(!live);
    settings_->setVisible(!live);
    train_->setVisible(!live);
    if (!live)
        return;
    const double done = info.epochs > 0 ? info.epoch / static_cast<double>(info.epochs) : 0;
    progress_->setValue(static_cast<int>(std::clamp(done, 0.0, 1.0) * 1000));
    if (info.state == RunState::starting) {
        progress_text_->setText(tr("starting …"));
    } else {
        const auto epoch = std::min<std::int64_t>(static_cast<std::int64_t>(info.epoch) + 1,
                                                  std::max<std::int64_t>(info.epochs, 1));
        progress_text_->setText(tr("epoch %1 of %2").arg(epoch).arg(info.epochs));
    }
    // As wide as the longest time, so that nothing moves while it counts down.
    left_text_->setMinimumWidth(
        left_text_->fontMetrics().horizontalAdvance(tr("%1 left").arg(QStringLiteral("0:00:00"))));
    left_text_->setText(paused ? tr("paused")
                            : info.seconds_left > 0
                            ? tr("%1 left").arg(time_text(info.seconds_left))
                            : QString());
    progress_->setAccessibleDescription(progress_text_->text() + QLatin1Char(' ')
                                        + left_text_->text());
}

void WindowHeader::show_document(const QString& name, bool modified)
{
    const QString text = modified ? name + QStringLiteral(" •") : name;
    document_->setText(document_->fontMetrics().elidedText(text, Qt::ElideMiddle, 250));
    document_->setToolTip(modified ? tr("%1, not saved yet").arg(name) : name);
    document_->setVisible(!name.isEmpty());
}

void WindowHeader::show_workspace(const QString& workspace)
{
    if (auto* button = switcher_->findChild<QPushButton*>(QStringLiteral("workspace_") + workspace))
        button->setChecked(true);
}

void WindowHeader::set_document_open(bool open)
{
    open_ = open;
    switcher_->setVisible(open);
    training_->setVisible(open);
    follow_run();
}

void WindowHeader::retranslate()
{
    int number = 1;
    for (const QString& workspace : workspaces())
        if (auto* button =
                switcher_->findChild<QPushButton*>(QStringLiteral("workspace_") + workspace)) {
            button->setText(workspace_title(workspace));
            button->setToolTip(
                tr("Workspace %1 (Ctrl+Alt+%2)").arg(workspace_title(workspace)).arg(number++));
            button->updateGeometry();
        }
    switcher_->setAccessibleName(tr("Workspaces"));
    device_->setText(device_title(preferences::device()));
    device_->setToolTip(tr("Where to train"));
    device_->setAccessibleName(tr("Device"));
    settings_->setToolTip(tr("Epochs, batch size, seed"));
    settings_->setAccessibleName(settings_->toolTip());
    progress_->setAccessibleName(tr("Progress of training"));
    train_->setText(tr("Train"));
    pause_->setText(tr("Pause"));
    resume_->setText(tr("Go on"));
    stop_->setText(tr("Stop"));
    for (QPushButton* button : {train_, pause_, resume_, stop_})
        if (const QAction* action = actions_.find(button->objectName()))
            button->setToolTip(action->toolTip());
    follow_run();
}

void WindowHeader::paintEvent(QPaintEvent*)
{
    const Colors& c = Theme::current().colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), c.line);
}

void WindowHeader::resizeEvent(QResizeEvent* event)
{
    // On a narrow window the document's name goes first: the title bar says it too.
    document_->setVisible(width() > 1100 && !document_->text().isEmpty());
    QWidget::resizeEvent(event);
}

} // namespace lepton

// Room gui: the bar above the canvas that chooses the live sample. [gui]
#include "gui/live_bar.h"

#include "gui/actions.h"
#include "gui/live_view.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QToolButton>

namespace lepton {

namespace {
constexpr int bar_height = 24, least_state = 130; ///< window pixels
using Weights = LiveSample::Source;
} // namespace

LiveBar::LiveBar(LiveView& view, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , view_(view)
    , title_(new QLabel(this))
    , state_(new QLabel(this))
    , number_(new QSpinBox(this))
    , part_(new QComboBox(this))
    , source_(new QComboBox(this))
    , show_(new QComboBox(this))
{
    setObjectName(QStringLiteral("live_bar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(6);
    const auto button = [&](const char* action, const char* icon) {
        auto* made = new QToolButton(this);
        made->setObjectName(QLatin1String(action));
        QAction* step = actions.find(QLatin1String(action));
        const auto put_icon = [step, icon] {
            step->setIcon(Theme::current().icon(QLatin1String(icon)));
        };
        put_icon();
        connect(&Theme::current(), &Theme::changed, step, put_icon);
        made->setDefaultAction(step);
        made->setToolButtonStyle(Qt::ToolButtonIconOnly);
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::TabFocus);
        made->setFixedHeight(bar_height);
        return made;
    };
    title_->setBuddy(number_);
    number_->setObjectName(QStringLiteral("live_number"));
    number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    number_->setKeyboardTracking(false);
    number_->setMinimumWidth(110);
    number_->setFont(Theme::current().figures());
    part_->setObjectName(QStringLiteral("live_part"));
    source_->setObjectName(QStringLiteral("live_source"));
    show_->setObjectName(QStringLiteral("live_show"));
    for (QComboBox* box : {part_, source_, show_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMinimumContentsLength(6);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    state_->setObjectName(QStringLiteral("live_state"));
    state_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the controls come first
    row->addWidget(title_);
    row->addWidget(button("view.live_previous", "arrow-left"));
    row->addWidget(number_);
    row->addWidget(button("view.live_next", "arrow-right"));
    row->addWidget(button("view.live_random", "shuffle"));
    row->addSpacing(6);
    row->addWidget(part_);
    row->addWidget(source_);
    row->addWidget(show_);
    row->addSpacing(6);
    row->addWidget(state_, 1);
    for (QWidget* widget : {static_cast<QWidget*>(number_), static_cast<QWidget*>(part_),
                            static_cast<QWidget*>(source_), static_cast<QWidget*>(show_)})
        widget->setFixedHeight(bar_height);
    for (int i = 0; i < 2; ++i) {
        part_->addItem({});
        show_->addItem({});
    }
    for (int i = 0; i < 3; ++i)
        source_->addItem({});

    LiveSample& sample = view_.sample();
    connect(number_, &QSpinBox::valueChanged, this, [this](int value) {
        if (!following_)
            view_.sample().choose(qint64(value));
    });
    connect(part_, &QComboBox::activated, this, [this](int index) {
        view_.sample().choose(index == 0 ? Part::train : Part::validation);
    });
    connect(source_, &QComboBox::activated, this,
            [this](int index) { view_.sample().choose(static_cast<Weights>(index)); });
    connect(show_, &QComboBox::activated, this,
            [this](int index) { view_.sample().want_weights(index == 1); });
    connect(&sample, &LiveSample::chosen, this, &LiveBar::follow);
    connect(&sample, &LiveSample::changed, this, &LiveBar::follow_state);
    QAction* on = actions.find(QStringLiteral("view.live"));
    connect(on, &QAction::toggled, this, &QWidget::setVisible);
    put_texts();
    setVisible(on->isChecked());
}

void LiveBar::put_texts()
{
    title_->setText(tr("Sample"));
    number_->setAccessibleName(tr("Number of the sample"));
    number_->setToolTip(tr("Number of the sample in its part, from 0 on"));
    part_->setAccessibleName(tr("Part of the data"));
    part_->setItemText(0, tr("Training part"));
    part_->setItemText(1, tr("Validation part"));
    source_->setAccessibleName(tr("Weights"));
    source_->setToolTip(tr("Whose weights the numbers come from"));
    show_->setAccessibleName(tr("What nodes show"));
    show_->setToolTip(tr("What nodes show: the values they carry, or how their weights are "
                         "spread"));
    show_->setItemText(0, tr("Values"));
    show_->setItemText(1, tr("Weights"));
    follow();
    follow_state();
}

void LiveBar::follow()
{
    following_ = true;
    const LiveSample& sample = view_.sample();
    const qint64 of = sample.samples();
    number_->setRange(0,
                      of > 0 ? static_cast<int>(std::min<qint64>(of - 1, 2'000'000'000))
                             : std::max(0, static_cast<int>(sample.sample())));
    number_->setSuffix(of > 0 ? QLatin1Char(' ') + tr("of %1").arg(grouped(of)) : QString());
    number_->setValue(static_cast<int>(sample.sample()));
    number_->setEnabled(of > 0);
    part_->setCurrentIndex(sample.part() == Part::train ? 0 : 1);
    const QString run = view_.run_title();
    source_->setItemText(0, tr("Untrained"));
    source_->setItemText(1, run.isEmpty() ? tr("Last of a run") : tr("Last of %1").arg(run));
    source_->setItemText(2, run.isEmpty() ? tr("Best of a run") : tr("Best of %1").arg(run));
    for (const Weights source : {Weights::last, Weights::best})
        if (auto* items = qobject_cast<QStandardItemModel*>(source_->model()))
            items->item(static_cast<int>(source))->setEnabled(sample.has(source));
    source_->setCurrentIndex(static_cast<int>(sample.source()));
    show_->setCurrentIndex(sample.wants_weights() ? 1 : 0);
    following_ = false;
}

QString LiveBar::state_text() const
{
    const LiveSample& sample = view_.sample();
    switch (sample.state()) {
    case LiveSample::State::computing:
        return tr("Computing …");
    case LiveSample::State::no_data:
        return tr("No data yet: add a data node, such as MNIST or Table");
    case LiveSample::State::problem:
        return sample.problem();
    case LiveSample::State::off:
    case LiveSample::State::ready:
        break;
    }
    return {};
}

void LiveBar::follow_state()
{
    if ((view_.sample().samples() > 0) != number_->isEnabled()
        || view_.sample().samples() != number_->maximum() + 1)
        follow();
    const QString text = state_text();
    if (text == state_->toolTip())
        return;
    state_->setToolTip(text);
    state_->setAccessibleName(text);
    state_->setProperty("quiet", view_.sample().state() != LiveSample::State::problem);
    fit_state();
}

void LiveBar::fit_state()
{
    const QString text = state_->toolTip();
    const QFontMetrics metrics(state_->font());
    state_->setMinimumWidth(std::min(metrics.horizontalAdvance(text) + 4, least_state));
    layout()->activate();
    state_->setText(metrics.elidedText(text, Qt::ElideRight, state_->width()));
}

void LiveBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit_state();
}

void LiveBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        put_texts();
    QWidget::changeEvent(event);
}

void LiveBar::paintEvent(QPaintEvent*)
{
    const Colors& c = Theme::current().colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.panel);
    painter.fillRect(QRect(0, rect().bottom(), width(), 1), c.line);
}

} // namespace lepton

// Room gui/panels/live: the line above the canvas that says when the drawing is another than that
// of the run on show. [gui]
#include "gui/panels/live/difference_line.h"

#include "gui/open_document.h"
#include "gui/runs/changes.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/run_texts.h"
#include "gui/theme.h"

#include <QCursor>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolTip>

namespace lepton {

DifferenceLine::DifferenceLine(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    setObjectName(QStringLiteral("difference_line"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 12, 5);
    label_ = new QLabel(this);
    label_->setTextFormat(Qt::RichText);
    label_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    row->addWidget(label_);
    row->addStretch();
    connect(label_, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link == QLatin1String("back"))
            go_back();
        else
            QToolTip::showText(QCursor::pos(), list_, label_);
    });
    soon_.setSingleShot(true);
    soon_.setInterval(150);
    connect(&soon_, &QTimer::timeout, this, &DifferenceLine::compare);
    const auto later = [this] { soon_.start(); };
    connect(&bench_.document, &OpenDocument::changed, this, later);
    connect(&bench_.document, &OpenDocument::replaced, this, later);
    connect(&bench_.document, &OpenDocument::settings_changed, this, later);
    connect(&bench_.run, &RunShown::run_changed, this, later);
    connect(&Theme::current(), &Theme::changed, this, later);
    hide();
    compare();
}

void DifferenceLine::compare()
{
    sentence_.clear();
    list_.clear();
    const auto& frozen = bench_.run.document();
    if (bench_.run.run() && frozen) {
        const std::vector<Change> different =
            changes(bench_.document.catalog(), *frozen, bench_.document.document());
        if (!different.empty()) {
            QStringList lines;
            for (const Change& change : different)
                lines += change_text(change);
            if (lines.size() > 30)
                lines = lines.mid(0, 30) + QStringList(QStringLiteral("…"));
            list_ = lines.join(u'\n');
            QString run = bench_.run.title();
            run[0] = run[0].toUpper();
            sentence_ = tr("%1 had another graph: %n change(s)", nullptr,
                           static_cast<int>(different.size()))
                            .arg(run);
            const QString link = Theme::current().colors().accent.name();
            const auto anchor = [&](const char* target, const QString& text) {
                return QStringLiteral(
                           " · <a style='color:%1;text-decoration:none' href='%2'>%3</a>")
                    .arg(link, QLatin1String(target), text);
            };
            label_->setText(sentence_.toHtmlEscaped() + anchor("show", tr("Show"))
                            + anchor("back", tr("Go back")));
            label_->setToolTip(list_);
        }
    }
    setVisible(!sentence_.isEmpty());
}

void DifferenceLine::go_back()
{
    const auto& frozen = bench_.run.document();
    if (!frozen)
        return;
    bench_.document.push(
        say("Back to the graph of run {0}", bench_.run.run()->path.filename().string()),
        edits_to(bench_.document.document(), *frozen));
    compare();
}

void DifferenceLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        soon_.start();
    QWidget::changeEvent(event);
}

void DifferenceLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = Theme::current().colors();
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(0, 0, 3, height()), colors.warning);
    painter.setPen(colors.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace lepton

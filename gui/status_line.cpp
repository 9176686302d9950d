// Room gui: the line at the bottom. [gui]
#include "gui/status_line.h"

#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace lepton {

StatusLine::StatusLine(OpenDocument& document, QWidget* parent)
    : QStatusBar(parent)
    , document_(document)
    , parameters_(new QLabel(this))
    , multiply_adds_(new QLabel(this))
    , memory_(new QLabel(this))
    , saved_(new QLabel(this))
    , problems_(new QPushButton(this))
    , soon_(new QTimer(this))
    , clock_(new QTimer(this))
{
    setSizeGripEnabled(false);
    setObjectName(QStringLiteral("status"));
    for (QLabel* label : {parameters_, multiply_adds_, memory_, saved_}) {
        label->setProperty("quiet", true);
        label->setFont(Theme::current().figures());
    }
    problems_->setFlat(true);
    problems_->setObjectName(QStringLiteral("status_problems"));
    connect(problems_, &QPushButton::clicked, this, &StatusLine::problems_wanted);
    addWidget(parameters_);
    addWidget(multiply_adds_);
    addWidget(memory_);
    addWidget(problems_);
    addPermanentWidget(saved_);
    soon_->setSingleShot(true);
    soon_->setInterval(60);
    connect(soon_, &QTimer::timeout, this, &StatusLine::count);
    const auto later = [this] {
        if (!soon_->isActive())
            soon_->start();
    };
    connect(&document_, &OpenDocument::inferred, this, later);
    connect(&document_, &OpenDocument::changed, this, later);
    connect(&document_, &OpenDocument::replaced, this, later);
    connect(&document_, &OpenDocument::history_changed, this, &StatusLine::tell_saved);
    connect(&Theme::current(), &Theme::changed, this, later);
    clock_->setInterval(1000);
    connect(clock_, &QTimer::timeout, this, &StatusLine::tell_saved);
    clock_->start();
    retranslate();
}

void StatusLine::set_saved(const QDateTime& when)
{
    saved_at_ = when;
    tell_saved();
}

void StatusLine::count()
{
    const NodeCost cost = document_.inference().total_cost();
    parameters_->setText(tr("%1 parameters").arg(grouped(cost.parameters)));
    multiply_adds_->setText(tr("%1 multiply–adds").arg(short_number(cost.multiply_adds)));
    multiply_adds_->setVisible(cost.multiply_adds > 0);
    memory_->setText(tr("%1 of activations a sample").arg(bytes_text(cost.activation_bytes)));
    memory_->setToolTip(
        tr("Kept in training until the gradient has passed; of each sample of a batch"));
    memory_->setVisible(cost.activation_bytes > 0);
    int wrong = static_cast<int>(document_.data_problems().size());
    int warnings = 0;
    int open = 0;
    warnings += static_cast<int>(document_.lints().size());
    for (const Problem& problem : document_.inference().problems())
        ++(problem.level == Level::problem       ? wrong
               : problem.level == Level::warning ? warnings
                                                 : open);
    QStringList parts;
    if (wrong > 0)
        parts << tr("%n problem(s)", nullptr, wrong);
    if (warnings > 0)
        parts << tr("%n warning(s)", nullptr, warnings);
    if (open > 0)
        parts << tr("%n open port(s)", nullptr, open);
    problems_->setText(parts.isEmpty() ? tr("no problems") : parts.join(QStringLiteral(" · ")));
    const Colors& colors = Theme::current().colors();
    const QColor color = wrong > 0 ? colors.problem
        : warnings > 0             ? colors.warning
                                   : colors.secondary;
    problems_->setStyleSheet(
        QStringLiteral(
            "QPushButton { color: %1; border: none; padding: 1px 4px; background: transparent; } "
            "QPushButton:hover, QPushButton:focus { text-decoration: underline; }")
            .arg(color.name()));
    problems_->setToolTip(tr("Show the problems"));
    tell_saved();
}

void StatusLine::tell_saved()
{
    QString text;
    if (document_.document().graph().slots().empty() && document_.path().isEmpty())
        text.clear();
    else if (!saved_at_.isValid())
        text =
            document_.is_modified() || document_.path().isEmpty() ? tr("not saved yet") : QString();
    else if (const qint64 seconds = saved_at_.secsTo(QDateTime::currentDateTime()); seconds < 60)
        text = tr("saved %1 s ago").arg(std::max<qint64>(seconds, 0));
    else if (seconds < 3600)
        text = tr("saved %1 min ago").arg(seconds / 60);
    else
        text = tr("saved at %1").arg(QLocale().toString(saved_at_.time(), QLocale::ShortFormat));
    if (saved_->text() != text)
        saved_->setText(text);
}

void StatusLine::retranslate() { count(); }

} // namespace lepton

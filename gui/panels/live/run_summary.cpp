// Room gui/panels/live: the cards beside the curves: best and last, speed and time left, the plain
// sentence. [gui]
#include "gui/panels/live/run_summary.h"

#include "gui/panels/live/card_frame.h"
#include "gui/plots/metric_plot.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/run_texts.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QDateTime>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace lepton {

namespace {

QString pale(const QString& text)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(Theme::current().colors().secondary.name(), text);
}

bool is_percent(const RunData& data, const std::string& metric)
{
    const RunFacts* facts = data.facts();
    if (facts)
        if (const auto known = facts->metrics.find(metric); known != facts->metrics.end())
            return known->second.percent;
    return metric.find("accuracy") != metric.npos;
}

} // namespace

RunSummary::RunSummary(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (CardFrame** card : {&state_, &plain_, &best_, &table_}) {
        *card = new CardFrame(this);
        column->addWidget(*card);
    }
    resume_ = new QPushButton(tr("Resume"), this);
    resume_->setMinimumHeight(28);
    resume_->setToolTip(tr("Goes on from the last checkpoint"));
    column->insertWidget(1, resume_, 0, Qt::AlignLeft);
    connect(resume_, &QPushButton::clicked, this, [this] {
        if (!bench_.run.run())
            return;
        if (const Result<Done> done = bench_.engine.resume(*bench_.run.run(), {}); !done)
            state_->set_html(text_of(done.problems().front()).toHtmlEscaped());
    });
    connect(&bench_.run, &RunShown::run_changed, this, &RunSummary::refresh);
    connect(&bench_.run, &RunShown::info_changed, this, &RunSummary::refresh);
    connect(&bench_.run, &RunShown::caught_up, this, &RunSummary::refresh);
    connect(&bench_.run, &RunShown::predictions_changed, this, &RunSummary::refresh);
    connect(&bench_.run.data(), &RunData::changed, this, &RunSummary::refresh);
    connect(&Theme::current(), &Theme::changed, this, &RunSummary::refresh);
    tick_.setInterval(1000);
    connect(&tick_, &QTimer::timeout, this, [this] {
        if (isVisible() && bench_.run.run())
            refresh();
    });
    tick_.start();
    refresh();
}

QString RunSummary::state_html() const
{
    const RunInfo& info = bench_.run.info();
    const QString name = info.name.empty() ? bench_.run.title()
                                           : tr("run %1").arg(QString::fromStdString(info.name));
    QString html = QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2")
                       .arg(name.toHtmlEscaped(), pale(state_text(info.state)));
    if (!info.problem.empty())
        html += QStringLiteral("<br><span style='color:%1'>%2</span>")
                    .arg(Theme::current().colors().problem.name(),
                         QString::fromStdString(info.problem).toHtmlEscaped());
    if (info.state == RunState::interrupted)
        html += QStringLiteral("<br>")
            + tr("Its engine ended without saying so. It can go on from its last checkpoint.");
    QStringList facts;
    if (info.samples_per_second > 0)
        facts += tr("%1 samples/s").arg(grouped(std::llround(info.samples_per_second)));
    if (is_live(info.state) && info.seconds_left > 0)
        facts += tr("%1 left").arg(duration_text(info.seconds_left));
    else if (info.seconds > 0)
        facts += tr("took %1").arg(duration_text(info.seconds));
    if (info.parameters > 0)
        facts += tr("%1 parameters").arg(grouped(info.parameters));
    if (!info.device.empty())
        facts += QString::fromStdString(info.device)
            + (info.device == "cpu" && info.threads > 1 ? tr(", %1 threads").arg(info.threads)
                                                        : QString());
    if (!facts.isEmpty())
        html += QStringLiteral("<br>") + facts.join(QStringLiteral(" · "));
    if (info.last && bench_.run.run()) {
        const QFileInfo file(QString::fromStdString(
            (bench_.run.run()->checkpoints() / info.last->checkpoint).string()));
        if (file.exists()) {
            const double age =
                static_cast<double>(file.lastModified().secsTo(QDateTime::currentDateTime()));
            html += QStringLiteral("<br>")
                + pale(is_live(info.state)
                           ? tr("last checkpoint %1").arg(ago_text(age))
                           : tr("last checkpoint at step %1").arg(grouped(info.last->step)));
        }
    }
    return html;
}

QString RunSummary::best_html() const
{
    const RunInfo& info = bench_.run.info();
    if (!info.best)
        return {};
    std::string name = info.best->by;
    if (name.starts_with("validation "))
        name.erase(0, 11);
    const bool percent = is_percent(bench_.run.data(), name);
    QString html = QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2")
                       .arg(tr("Best by %1").arg(QString::fromStdString(info.best->by)),
                            tr("%1 at epoch %2")
                                .arg(metric_text(info.best->value, percent),
                                     QLocale().toString(info.best->epoch, 'g', 3)));
    // The other metrics of that moment.
    QStringList others;
    const RunCurves& curves = bench_.run.curves();
    for (const std::string& metric : curves.metrics())
        if (const auto series = curves.validation(metric); series && metric != name)
            for (std::size_t i = 0; i < series->raw().size(); ++i)
                if (curves.validation_steps()[i] == static_cast<double>(info.best->step))
                    others += metric_title(metric).toLower() + u' '
                        + metric_text(series->raw().value(i),
                                      is_percent(bench_.run.data(), metric));
    if (!others.isEmpty())
        html +=
            QStringLiteral("<br>") + pale(tr("there: %1").arg(others.join(QStringLiteral(" · "))));
    return html;
}

QString RunSummary::table_html() const
{
    const RunCurves& curves = bench_.run.curves();
    const RunFacts* facts = bench_.run.data().facts();
    QString rows;
    for (const std::string& metric : curves.metrics()) {
        const auto train = curves.train(metric), validation = curves.validation(metric);
        if (metric == "lr" || (!train && !validation))
            continue;
        const bool percent = is_percent(bench_.run.data(), metric);
        const auto cell = [](const QString& text) {
            return QStringLiteral(
                       "<td align='right' style='padding-left:14px;white-space:nowrap'>%1</td>")
                .arg(text);
        };
        QString best = QStringLiteral("–"), at;
        if (validation && std::isfinite(validation->least())) {
            bool higher = percent;
            if (facts)
                if (const auto known = facts->metrics.find(metric); known != facts->metrics.end())
                    higher = known->second.higher_is_better;
            const double value = higher ? validation->greatest() : validation->least();
            best = metric_text(value, percent);
            for (std::size_t i = 0; i < validation->raw().size(); ++i)
                if (validation->raw().value(i) == value) {
                    at = QLocale().toString(curves.validation_epochs()[i], 'g', 3);
                    break;
                }
        }
        const Pyramid* shown = train ? &train->smooth() : nullptr;
        rows += QStringLiteral("<tr><td style='white-space:nowrap'>%1</td>")
                    .arg(metric_title(metric).toHtmlEscaped())
            + cell(shown && shown->size() ? metric_text(shown->value(shown->size() - 1), percent)
                                          : QStringLiteral("–"))
            + cell(validation ? metric_text(validation->last(), percent) : QStringLiteral("–"))
            + cell(best) + cell(at) + QStringLiteral("</tr>");
    }
    if (rows.isEmpty())
        return {};
    const auto head = [](const QString& text) {
        return QStringLiteral(
                   "<td align='right' style='padding-left:14px;white-space:nowrap'>%1</td>")
            .arg(pale(text));
    };
    return QStringLiteral("<table cellspacing='0' cellpadding='1'><tr><td></td>")
        + head(tr("train")) + head(tr("validation")) + head(tr("best")) + head(tr("epoch"))
        + QStringLiteral("</tr>") + rows + QStringLiteral("</table>");
}

void RunSummary::refresh()
{
    if (!bench_.run.run()) {
        for (CardFrame* card : {state_, best_, table_, plain_})
            card->set_html({});
        resume_->hide();
        sentence_.clear();
        return;
    }
    const RunInfo& info = bench_.run.info();
    state_->set_html(state_html());
    resume_->setVisible(info.state == RunState::interrupted);
    best_->set_html(best_html());
    table_->set_html(table_html());
    const bool over = !is_live(info.state);
    sentence_ = run_sentence(info, bench_.run.curves(), bench_.run.predictions(),
                             bench_.run.data().facts());
    if (over && !sentence_.isEmpty())
        plain_->set_html(sentence_.toHtmlEscaped());
    else if (const auto pair =
                 most_mixed(bench_.run.predictions().value(QLatin1String("confusion")).toArray());
             pair && !over) {
        const RunFacts* facts = bench_.run.data().facts();
        const auto& labels = facts ? facts->labels : std::vector<std::string>();
        plain_->set_html(
            pale(tr("Most often mixed up: %1 with %2")
                     .arg(class_name(labels, pair->truth), class_name(labels, pair->answer))
                     .toHtmlEscaped()));
    } else
        plain_->set_html({});
}

} // namespace lepton

// Room gui/runs: runs in words: states, durations, the plain sentence at the end. [gui]
#include "gui/runs/run_texts.h"

#include "gui/plots/metric_plot.h"
#include "gui/runs/changes.h"
#include "gui/runs/run_curves.h"
#include "gui/runs/run_data.h"
#include "gui/texts.h"

#include <QJsonArray>
#include <QLocale>

#include <cmath>

namespace lepton {

namespace {
/// Where the validation curve that decides was best, and its last place.
struct BestPlace {
    double best_epoch = 0, last_epoch = 0;
};
std::optional<BestPlace> best_place(const RunInfo& info, const RunCurves& curves)
{
    if (!info.best || curves.validation_epochs().empty())
        return std::nullopt;
    return BestPlace{info.best->epoch, curves.validation_epochs().back()};
}
} // namespace

QString state_text(RunState state)
{
    switch (state) {
    case RunState::starting:
        return tr("starting");
    case RunState::running:
        return tr("running");
    case RunState::paused:
        return tr("paused");
    case RunState::finished:
        return tr("finished");
    case RunState::stopped:
        return tr("stopped");
    case RunState::failed:
        return tr("failed");
    case RunState::interrupted:
        return tr("interrupted");
    }
    return {};
}

QString duration_text(double seconds)
{
    const auto s =
        static_cast<qint64>(std::llround(std::max(0.0, std::isfinite(seconds) ? seconds : 0.0)));
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (s >= 3600)
        return QString::number(s / 3600) + u':' + two(s / 60 % 60) + u':' + two(s % 60);
    return QString::number(s / 60) + u':' + two(s % 60);
}

QString change_text(const Change& change)
{
    const QString name = QString::fromStdString(change.name);
    switch (change.what) {
    case Change::What::bypass:
        return (change.after == Json(true) ? tr("%1 bypassed") : tr("%1 not bypassed")).arg(name);
    case Change::What::mute:
        return (change.after == Json(true) ? tr("%1 muted") : tr("%1 not muted")).arg(name);
    case Change::What::wired:
        return tr("wires of %1").arg(name);
    default:
        return QString::fromStdString(change.text());
    }
}

QString ago_text(double seconds)
{
    if (seconds < 90)
        return tr("%1 s ago").arg(static_cast<qint64>(std::max(0.0, seconds)));
    if (seconds < 5400)
        return tr("%1 min ago").arg(static_cast<qint64>(seconds / 60));
    return tr("%1 h ago").arg(static_cast<qint64>(seconds / 3600));
}

std::optional<MixedPair> most_mixed(const QJsonArray& confusion)
{
    std::optional<MixedPair> worst;
    for (qsizetype t = 0; t < confusion.size(); ++t) {
        const QJsonArray row = confusion[t].toArray();
        for (qsizetype p = 0; p < row.size(); ++p)
            if (const double n = row[p].toDouble(); p != t && n > (worst ? worst->count : 0))
                worst = MixedPair{static_cast<int>(t), static_cast<int>(p), n};
    }
    return worst;
}

QString run_sentence(const RunInfo& info, const RunCurves& curves, const QJsonObject& predictions,
                     const RunFacts* facts)
{
    QStringList parts;
    std::string accuracy;
    for (const std::string& name : curves.metrics())
        if (name.find("accuracy") != name.npos)
            accuracy = name;
    const auto series = accuracy.empty() ? nullptr : curves.validation(accuracy);
    const auto loss = curves.validation("loss");
    if (series && series->raw().size()) {
        // The value of the checkpoint that is kept: at the best epoch.
        double value = series->last();
        if (info.best)
            for (std::size_t i = 0; i < series->raw().size(); ++i)
                if (curves.validation_steps()[i] == static_cast<double>(info.best->step))
                    value = series->raw().value(i);
        parts += tr("%1 of new samples right after %2")
                     .arg(metric_text(value, true), duration_text(info.seconds));
    } else if (loss && loss->raw().size())
        parts += tr("validation loss %1 after %2")
                     .arg(metric_text(info.best ? info.best->value : loss->last(), false),
                          duration_text(info.seconds));
    if (parts.isEmpty())
        return {};
    std::vector<std::string> labels;
    for (const QJsonValue label : predictions.value(QLatin1String("labels")).toArray())
        labels.push_back(label.toString().toStdString());
    if (labels.empty() && facts)
        labels = facts->labels;
    if (const auto pair = most_mixed(predictions.value(QLatin1String("confusion")).toArray()))
        parts += tr("mixes %1 with %2 most often")
                     .arg(class_name(labels, pair->truth), class_name(labels, pair->answer));
    if (const auto place = best_place(info, curves)) {
        const QString at = QLocale().toString(place->best_epoch, 'g', 3);
        if (place->last_epoch > place->best_epoch + 0.5)
            parts += tr("validation stopped improving at epoch %1").arg(at);
        else if (info.state == RunState::finished)
            parts += tr("validation was still improving at the end: more epochs may help");
    }
    return parts.join(QStringLiteral("; ")) + u'.';
}

} // namespace lepton

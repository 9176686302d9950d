// Room gui/panels/live: what predictions.json and test.json say, as values. [gui]
#include "gui/panels/live/snapshot.h"

#include "gui/plots/metric_plot.h"
#include "gui/runs/run_data.h"
#include "gui/texts.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lepton {

namespace {

QString json_number_text(const QJsonValue& value)
{
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue v : value.toArray())
            parts += metric_text(v.toDouble(), false);
        return parts.join(QStringLiteral(", "));
    }
    return value.isDouble() ? metric_text(value.toDouble(), false) : value.toString();
}

double distance(const QJsonValue& a, const QJsonValue& b)
{
    if (a.isArray() && b.isArray()) {
        const QJsonArray x = a.toArray(), y = b.toArray();
        double sum = 0;
        for (qsizetype i = 0; i < std::min(x.size(), y.size()); ++i)
            sum += std::pow(x[i].toDouble() - y[i].toDouble(), 2);
        return std::sqrt(sum);
    }
    return std::abs(a.toDouble() - b.toDouble());
}

Snapshot::Task task_of(const QString& word)
{
    return word == QLatin1String("classes") ? Snapshot::Task::classes
        : word == QLatin1String("yes_no")   ? Snapshot::Task::yes_no
        : word == QLatin1String("numbers")  ? Snapshot::Task::numbers
                                            : Snapshot::Task::other;
}

QString class_name(const QStringList& labels, int number)
{
    return number >= 0 && number < labels.size() ? labels[number] : QString::number(number);
}

} // namespace

QStringList class_names(const QJsonArray& labels, const RunFacts* facts, qsizetype count)
{
    QStringList names;
    for (const QJsonValue label : labels)
        names += label.toString();
    if (names.isEmpty() && facts)
        for (const std::string& label : facts->labels)
            names += QString::fromStdString(label);
    for (qsizetype i = names.size(); i < count; ++i)
        names += QString::number(i);
    return names;
}

QString checkpoint_text(const QString& checkpoint, qint64 step)
{
    QString at = tr("step %1").arg(grouped(step));
    if (checkpoint == QLatin1String("best"))
        return tr("best checkpoint, %1").arg(at);
    if (checkpoint == QLatin1String("last"))
        return tr("last checkpoint, %1").arg(at);
    return at;
}

QString Snapshot::where() const { return checkpoint_text(checkpoint, step); }

PredictedSample read_sample(const QJsonObject& json, Snapshot::Task task, const QStringList& labels)
{
    PredictedSample sample;
    sample.index = json.value(QLatin1String("index")).toInteger(-1);
    const QJsonValue truth = json.value(QLatin1String("truth")),
                     answer = json.value(QLatin1String("prediction"));
    for (const QJsonValue p : json.value(QLatin1String("probabilities")).toArray())
        sample.probabilities.push_back(p.toDouble(std::nan("")));
    const auto probability = [&](int c) {
        return c >= 0 && static_cast<std::size_t>(c) < sample.probabilities.size()
            ? sample.probabilities[static_cast<std::size_t>(c)]
            : -1.0;
    };
    if (task == Snapshot::Task::classes || task == Snapshot::Task::yes_no) {
        sample.truth = truth.toInt(-1);
        sample.answer = answer.toInt(-1);
        sample.truth_text = sample.truth >= 0 ? class_name(labels, sample.truth) : QString();
        sample.answer_text = class_name(labels, sample.answer);
        sample.wrong = sample.truth >= 0 && sample.truth != sample.answer;
        sample.probability = probability(sample.answer);
        const double right = probability(sample.truth);
        sample.error = right >= 0 ? 1 - right : sample.wrong ? 1 : 0;
    } else {
        sample.truth_text = json_number_text(truth);
        sample.answer_text = json_number_text(answer);
        sample.error = distance(truth, answer);
    }
    return sample;
}

Snapshot read_snapshot(const QJsonObject& json, const RunFacts* facts)
{
    Snapshot s;
    if (json.isEmpty())
        return s;
    s.task = task_of(json.value(QLatin1String("task")).toString());
    s.step = json.value(QLatin1String("step")).toInteger();
    s.epoch = json.value(QLatin1String("epoch")).toDouble(-1);
    s.checkpoint = json.value(QLatin1String("checkpoint")).toString();
    const QJsonArray confusion = json.value(QLatin1String("confusion")).toArray();
    s.labels = class_names(json.value(QLatin1String("labels")).toArray(), facts, confusion.size());
    for (const QJsonValue sample : json.value(QLatin1String("samples")).toArray())
        s.samples.push_back(read_sample(sample.toObject(), s.task, s.labels));
    const qsizetype n = s.labels.size();
    if (!confusion.isEmpty() && confusion.size() == n && n <= 2000) {
        s.confusion.reserve(static_cast<std::size_t>(n * n));
        for (const QJsonValue row : confusion)
            for (qsizetype p = 0; p < n; ++p)
                s.confusion.push_back(row.toArray().at(p).toDouble());
    }
    const QJsonObject cells = json.value(QLatin1String("cells")).toObject();
    for (auto cell = cells.begin(); cell != cells.end(); ++cell)
        for (const QJsonValue index : cell.value().toArray())
            s.cells[cell.key()].append(index.toInteger(-1));
    for (const QJsonValue point : json.value(QLatin1String("points")).toArray())
        s.points.emplace_back(point.toArray().at(0).toDouble(std::nan("")),
                              point.toArray().at(1).toDouble(std::nan("")));
    const QJsonObject boundary = json.value(QLatin1String("boundary")).toObject();
    const qint64 side = boundary.value(QLatin1String("n")).toInteger();
    const QJsonArray values = boundary.value(QLatin1String("values")).toArray();
    if (side >= 2 && side <= 1024 && values.size() == side * side) {
        BoundaryField& f = s.boundary;
        f.n = static_cast<int>(side);
        const auto range = [&](const char* name, double& low, double& high) {
            const QJsonArray r = boundary.value(QLatin1String(name)).toArray();
            low = r.at(0).toDouble(), high = r.at(1).toDouble(1);
            if (!(high > low))
                high = low + 1;
        };
        range("x", f.x0, f.x1);
        range("y", f.y0, f.y1);
        f.probability = s.task != Snapshot::Task::classes;
        f.classes = static_cast<int>(n);
        f.values.reserve(static_cast<std::size_t>(values.size()));
        for (const QJsonValue v : values)
            f.values.push_back(v.toDouble(std::nan("")));
        const QJsonArray names = boundary.value(QLatin1String("names")).toArray();
        const auto name = [&](qsizetype i, const char* fallback) {
            if (names.size() > i)
                return names[i].toString();
            if (facts && facts->columns.size() > static_cast<std::size_t>(i))
                return QString::fromStdString(facts->columns[static_cast<std::size_t>(i)]);
            return QString::fromLatin1(fallback);
        };
        f.x_name = name(0, "x");
        f.y_name = name(1, "y");
    }
    return s;
}

QString sample_details(const PredictedSample& sample, const QStringList& labels)
{
    QStringList lines;
    lines += tr("sample %1").arg(grouped(sample.index));
    if (!sample.truth_text.isEmpty())
        lines += tr("is %1, answered %2").arg(sample.truth_text, sample.answer_text);
    std::vector<std::size_t> order(sample.probabilities.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        return sample.probabilities[a] > sample.probabilities[b];
    });
    for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i)
        lines += class_name(labels, static_cast<int>(order[i])) + QStringLiteral("  ")
            + QLocale().toString(100 * sample.probabilities[order[i]], 'f', 1)
            + QStringLiteral(" %");
    return lines.join(u'\n');
}

} // namespace lepton

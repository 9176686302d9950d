// Room gui/panels/live: test.json as values: what was measured on the untouched part. [gui]
#include "gui/panels/live/test_report.h"

#include <QJsonArray>

#include <cmath>

namespace lepton {

TestReport read_test(const QJsonObject& json, const RunFacts* facts)
{
    TestReport report;
    if (json.isEmpty())
        return report;
    report.snapshot = read_snapshot(json, facts);
    report.time = json.value(QLatin1String("time")).toDouble();
    report.epoch = json.value(QLatin1String("epoch")).toDouble();
    report.samples = json.value(QLatin1String("samples")).toInteger();
    const auto number = [](const QJsonObject& o, const char* key) -> std::optional<double> {
        const QJsonValue v = o.value(QLatin1String(key));
        return v.isDouble() ? std::optional(v.toDouble()) : std::nullopt;
    };
    for (const QJsonValue value : json.value(QLatin1String("metrics")).toArray()) {
        const QJsonObject m = value.toObject();
        report.metrics.push_back({m.value(QLatin1String("name")).toString(),
                                  number(m, "value").value_or(std::nan("")), number(m, "low"),
                                  number(m, "high"), number(m, "guess"),
                                  m.value(QLatin1String("percent")).toBool(),
                                  m.value(QLatin1String("higher_is_better")).toBool(true)});
    }
    for (const QJsonValue value : json.value(QLatin1String("classes")).toArray()) {
        const QJsonObject c = value.toObject();
        report.classes.push_back({c.value(QLatin1String("label")).toString(),
                                  c.value(QLatin1String("count")).toInteger(),
                                  number(c, "precision").value_or(std::nan("")),
                                  number(c, "recall").value_or(std::nan("")),
                                  number(c, "f1").value_or(std::nan(""))});
    }
    report.snapshot.samples.clear();
    for (const QJsonValue sample : json.value(QLatin1String("worst")).toArray())
        report.snapshot.samples.push_back(
            read_sample(sample.toObject(), report.snapshot.task, report.snapshot.labels));
    return report;
}

} // namespace lepton

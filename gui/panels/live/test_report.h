// Room gui/panels/live: test.json as values: what was measured on the untouched part. [gui]
#pragma once

#include "gui/panels/live/snapshot.h"

#include <optional>

namespace lepton {

/// One metric with its 95 % interval.
struct TestedMetric {
    QString name;
    double value = 0;
    std::optional<double> low, high, guess;
    bool percent = false, higher_is_better = true;
};

/// One class of the table.
struct TestedClass {
    QString label;
    qint64 count = 0;
    double precision = 0, recall = 0, f1 = 0;
};

/// The whole report. `snapshot` carries task, labels, confusion, cells and the worst samples.
struct TestReport {
    Snapshot snapshot;
    double time = 0; ///< seconds since 1970
    double epoch = 0;
    qint64 samples = 0;
    std::vector<TestedMetric> metrics;
    std::vector<TestedClass> classes;
    bool exists() const { return samples > 0; }
};

TestReport read_test(const QJsonObject& json, const RunFacts* facts);

} // namespace lepton

// Room gui/panels/live: what predictions.json and test.json say, as values. [gui]
#pragma once

#include "gui/plots/boundary_view.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace lepton {

struct RunFacts;

/// One predicted sample.
struct PredictedSample {
    qint64 index = -1;
    int truth = -1, answer = -1; ///< classes; −1 when the task has none
    QString truth_text, answer_text;
    double probability = -1; ///< of the answer
    double error = 0; ///< how bad: 1 − p(truth), or the distance of numbers
    bool wrong = false;
    std::vector<double> probabilities;
};

/// A snapshot of predictions, whatever the task.
struct Snapshot {
    enum class Task { nothing, classes, yes_no, numbers, other };
    Task task = Task::nothing;
    qint64 step = 0;
    double epoch = -1;
    QString checkpoint;
    QStringList labels;
    std::vector<PredictedSample> samples;
    std::vector<double> confusion; ///< row-major, truth × answer; empty when there is none
    QHash<QString, QList<qint64>> cells; ///< "4,9" → samples
    std::vector<std::pair<double, double>> points;
    BoundaryField boundary; ///< n is 0 when there is none

    bool has_classes() const { return task == Task::classes || task == Task::yes_no; }
    /// "step 2 150", "best checkpoint, step 2 150".
    QString where() const;
};

/// Reads what it understands; the facts give labels and column names where the file has none.
/// Nothing in the file can hurt.
Snapshot read_snapshot(const QJsonObject& json, const RunFacts* facts);
PredictedSample read_sample(const QJsonObject& json, Snapshot::Task task,
                            const QStringList& labels);

/// "step 2 150" of the run's weights now, "best checkpoint, step 2 150", "last checkpoint, …", a
/// file's name.
QString checkpoint_text(const QString& checkpoint, qint64 step);

/// The classes by name: what the file says, else the data, else numbers up to `count`.
QStringList class_names(const QJsonArray& labels, const RunFacts* facts, qsizetype count);

/// "4 → 6 · 48 %; then 4 · 30 %": for a tool tip.
QString sample_details(const PredictedSample& sample, const QStringList& labels);

} // namespace lepton

// Room gui/runs: the run that the window shows: its state, curves, predictions;
// live or old alike. [gui]
#pragma once

#include "backend/record/metrics_log.h"
#include "backend/record/run_directory.h"

#include <QJsonObject>
#include <QObject>

#include <memory>
#include <optional>

namespace lepton {

class RunWatcher;

/// What was last read of the run on show. Fed by a RunWatcher, 30 times a
/// second while the run lives.
class RunShown : public QObject {
    Q_OBJECT
public:
    explicit RunShown(QObject* parent = nullptr);
    ~RunShown() override;

    /// Shows this run (or none). Curves and predictions follow.
    void show(const std::optional<RunDirectory>& run);
    const std::optional<RunDirectory>& run() const { return run_; }
    const RunInfo& info() const { return info_; }
    bool is_live() const;
    /// Sends a command of backend/record/README.md to the live run.
    void command(const QJsonObject& command, std::function<void(const QJsonObject&)> answer = {});

Q_SIGNALS:
    void run_changed(); ///< another run is shown
    void info_changed(); ///< run.json changed
    void metrics_read(const std::vector<MetricsRecord>& records); ///< newly appended records
    void predictions_changed(const QJsonObject& snapshot); ///< snapshots/predictions.json
    void test_changed(const QJsonObject& test); ///< test.json
    void event_read(const QJsonObject& event); ///< a line of events.jsonl

private:
    std::optional<RunDirectory> run_;
    RunInfo info_;
    std::unique_ptr<RunWatcher> watcher_;
};

} // namespace lepton

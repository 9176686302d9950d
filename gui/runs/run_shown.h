// Room gui/runs: the run that the window shows: its state, curves, predictions; live or old alike.
// [gui]
#pragma once

#include "backend/record/metrics_log.h"
#include "backend/record/run_directory.h"
#include "gui/runs/run_curves.h"
#include "nodes/graph/document.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace lepton {

class RunWatcher;
class RunData;
class Overlays;
class OpenDocument;

/// What was last read of the run on show. Fed by a RunWatcher, 30 times a second while the run
/// lives.
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

    /// Everything read of this run so far.
    const RunCurves& curves() const { return curves_; }
    RunCurves& curves() { return curves_; }
    const QJsonObject& predictions() const
    {
        return predictions_;
    } ///< empty until there is a snapshot
    const QJsonObject& test() const { return test_; } ///< empty until it was tested
    const std::vector<QJsonObject>& events() const { return events_; }
    const QString& log() const { return log_; } ///< at most the last 2 MiB
    /// The frozen drawing of the run; read when first asked. None if it cannot be read.
    const std::optional<Document>& document() const;
    /// The data, labels and guesses of the run; read in the background after the first call.
    RunData& data();
    /// Other runs whose curves are laid over.
    Overlays& overlays() { return *overlays_; }
    /// "run 7", the folder's name for people.
    QString title() const;
    /// Everything that was there when the run was shown has been read.
    bool is_caught_up() const { return caught_up_; }

Q_SIGNALS:
    void run_changed(); ///< another run is shown
    void info_changed(); ///< run.json changed
    void metrics_read(const std::vector<MetricsRecord>&
                          records); ///< newly appended records; curves() has them already
    void metrics_restarted(); ///< curves() was emptied: the log began anew
    void predictions_changed(const QJsonObject& snapshot); ///< snapshots/predictions.json
    void test_changed(const QJsonObject& test); ///< test.json
    void event_read(const QJsonObject& event); ///< a line of events.jsonl
    void log_read(const QString& text); ///< appended to log.txt
    void caught_up();

private:
    void forget();
    void want_data();

    std::optional<RunDirectory> run_;
    RunInfo info_;
    RunCurves curves_;
    QJsonObject predictions_, test_;
    std::vector<QJsonObject> events_;
    QString log_;
    mutable std::optional<std::optional<Document>> document_;
    bool known_ = false, caught_up_ = false;
    std::unique_ptr<RunWatcher> watcher_;
    std::unique_ptr<RunData> data_;
    std::unique_ptr<Overlays> overlays_;
};

/// States in which an engine works on the run.
bool is_live(RunState state);

/// Keeps `shown` on the open document's runs: when a document is opened, its live run, or else its
/// newest one.
void follow_document(OpenDocument& document, RunShown& shown);

} // namespace lepton

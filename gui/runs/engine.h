// Room gui/runs: starts the engine `lepton` and talks with it. [gui]
#pragma once

#include "backend/record/run_directory.h"
#include "gui/runs/run_queue.h"
#include "nodes/graph/document.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace lepton {

/// Runs `lepton`: trainings as processes of their own that outlive the window, questions through
/// one long-lived `lepton session`, short commands (eval, export) with progress.
class Engine : public QObject {
    Q_OBJECT
public:
    explicit Engine(QObject* parent = nullptr);
    ~Engine() override;

    /// The engine's program: LEPTON_ENGINE, beside this program, or on the PATH.
    static QString program();

    /// Starts training of the document in a new run directory, detached. `overrides` are
    /// command-line flags. The run is named by what changed since the newest run of the document.
    Result<RunDirectory> train(const Document& document, const QString& path,
                               const QStringList& overrides);
    /// What the Train button does: starts now, or puts it in the queue while a run of this document
    /// lives. started() tells when it begins, problem() when it could not. True if it started at
    /// once.
    bool train_or_queue(const Document& document, const QString& path,
                        const QStringList& overrides);
    const std::vector<QueuedRun>& queue() const;
    void drop_queued(quint64 ticket);
    /// Goes on with the trainings that waited when the last window on this document ended.
    void take_up_queue(const QString& path);

    /// `lepton resume`, detached.
    Result<Done> resume(const RunDirectory& run, const QStringList& overrides);

    /// Asks the session; `answer` comes later, on this thread. The session is started when first
    /// needed and again after it died.
    void ask(const QJsonObject& question, std::function<void(const QJsonObject&)> answer);

    /// The session's process; 0 while there is none.
    qint64 session_pid() const;

    /// Runs `lepton ARGUMENTS` to its end. `progress` gets each line; `done` the exit code and all
    /// output. Returns a handle for cancel().
    quint64 run(const QStringList& arguments, const std::function<void(const QString&)>& progress,
                const std::function<void(int, const QString&)>& done);
    void cancel(quint64 handle);

Q_SIGNALS:
    void started(const RunDirectory&
                     run); ///< a training began, at once or from the queue; or a run was resumed
    void queue_changed();
    void problem(const QString& sentence); ///< a queued training could not start

private:
    void start_next();

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace lepton

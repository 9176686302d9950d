// Room gui/runs: follows one run from a thread of its own and hands over what is new. [gui]
#pragma once

#include "backend/record/metrics_log.h"
#include "gui/mailbox.h"
#include "gui/runs/run_source.h"

#include <QJsonObject>
#include <QObject>
#include <QThread>

#include <memory>
#include <vector>

namespace lepton {

class RunReading;

/// Watches a run: 30 times a second while it lives, once a second otherwise. Reading and parsing
/// happen on the watcher's thread, and one portion is handed over at a time, so the window's thread
/// only ever takes in a few thousand records at once. The same path serves a live run, an old one,
/// one started by hand and one found alive.
class RunWatcher : public QObject {
    Q_OBJECT
public:
    explicit RunWatcher(std::unique_ptr<RunSource> source, QObject* parent = nullptr);
    ~RunWatcher() override;

    /// Sends a command; the answer comes on the thread of this object.
    void send(const QJsonObject& command, std::function<void(const QJsonObject&)> answer);
    /// Only metrics and run.json are read: for curves laid over others.
    void set_curves_only(bool on);

Q_SIGNALS:
    void info_read(const RunInfo& info);
    void metrics_read(const std::vector<MetricsRecord>& records);
    void metrics_restarted(); ///< the log begins anew: forget what was read
    void caught_up(); ///< everything that was there has been read once
    void predictions_read(const QJsonObject& snapshot);
    void test_read(const QJsonObject& test);
    void event_read(const QJsonObject& event);
    void log_read(const QString& text);
    void unreadable(const QString& why); ///< run.json is missing or damaged

private:
    /// What the reading tells is told here, too, on the thread of this object.
    template <class... What>
    void tell(void (RunReading::*from)(What...), void (RunWatcher::*to)(What...));

    QThread thread_;
    Mailbox from_reading_;
    RunReading* reading_; ///< lives on thread_
    Mailbox* to_reading_; ///< too
};

} // namespace lepton

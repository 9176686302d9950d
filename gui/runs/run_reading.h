// Room gui/runs: the half of RunWatcher that lives on its own thread: reads what was appended or
// replaced. [watcher]
#pragma once

#include "backend/record/metrics_log.h"
#include "gui/runs/run_source.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>

namespace lepton {

/// Hands over the whole lines of a growing file, whatever its writer does meanwhile.
class LineTail {
public:
    explicit LineTail(QString file)
        : file_(std::move(file))
    {
    }
    /// The next whole lines, at most `limit` bytes; `restarted` becomes true when another file took
    /// its place or it was cut.
    QByteArray more(RunSource& source, qint64 limit, bool& restarted);
    /// Bytes are left beyond what was handed over.
    bool behind() const { return behind_; }

private:
    QString file_;
    qint64 offset_ = 0, inode_ = 0;
    bool behind_ = false;
};

/// Reads one run on the watcher's thread.
class RunReading : public QObject {
    Q_OBJECT
public:
    explicit RunReading(std::unique_ptr<RunSource> source);

    void start();
    /// The window took in the last portion.
    void taken() { waiting_ = false; }
    RunSource& source() { return *source_; }
    std::atomic<bool> curves_only = false;

Q_SIGNALS:
    void info_read(const RunInfo& info);
    void metrics_read(const std::vector<MetricsRecord>& records);
    void metrics_restarted();
    void caught_up();
    void predictions_read(const QJsonObject& snapshot);
    void test_read(const QJsonObject& test);
    void event_read(const QJsonObject& event);
    void log_read(const QString& text);
    void unreadable(const QString& why);

private:
    void look();
    void read_info();
    void read_metrics();
    void read_events();
    void read_log();
    /// The JSON object in a file that is replaced as a whole, when it is another than before.
    bool replaced(const QString& file, FileStamp& before, QJsonObject& object);

    std::unique_ptr<RunSource> source_;
    QTimer timer_{this};
    LineTail metrics_{QStringLiteral("metrics.jsonl")}, events_{QStringLiteral("events.jsonl")},
        log_{QStringLiteral("log.txt")};
    FileStamp info_stamp_, predictions_stamp_, test_stamp_;
    QElapsedTimer since_lock_;
    RunState state_ = RunState::starting;
    bool known_ = false, waiting_ = false, caught_up_ = false;
    QString complaint_;
};

} // namespace lepton

// Room gui/runs: the half of RunWatcher that lives on its own thread: reads what was appended or
// replaced. [watcher]
#include "gui/runs/run_reading.h"

#include "gui/texts.h"

#include <QJsonDocument>

namespace lepton {

namespace {

constexpr int live_ms = 33, idle_ms = 1000;
/// One portion: parsed in about 10 ms, taken in by the window in less.
constexpr qint64 portion = 256 << 10;
constexpr qint64 largest_json = 64 << 20;

bool lives(RunState state)
{
    return state == RunState::starting || state == RunState::running || state == RunState::paused;
}

} // namespace

QByteArray LineTail::more(RunSource& source, qint64 limit, bool& restarted)
{
    const FileStamp stamp = source.stamp(file_);
    behind_ = false;
    if (stamp.size < 0)
        return {};
    if ((inode_ != 0 && stamp.inode != inode_) || stamp.size < offset_) {
        offset_ = 0;
        restarted = true;
    }
    inode_ = stamp.inode;
    if (stamp.size == offset_)
        return {};
    QByteArray bytes = source.read(file_, offset_, limit);
    const qsizetype end = bytes.lastIndexOf('\n') + 1;
    if (end == 0 && bytes.size() == limit) {
        offset_ += bytes.size(); // a line longer than a portion is no record of ours
        behind_ = true;
        return {};
    }
    bytes.truncate(end);
    offset_ += end;
    behind_ = end > 0 && offset_ < stamp.size;
    return bytes;
}

RunReading::RunReading(std::unique_ptr<RunSource> source)
    : source_(std::move(source))
{
    connect(&timer_, &QTimer::timeout, this, &RunReading::look);
}

void RunReading::start()
{
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.start(live_ms);
    look();
}

void RunReading::look()
{
    read_info();
    read_metrics();
    if (!curves_only) {
        read_events();
        QJsonObject object;
        if (replaced(QStringLiteral("snapshots/predictions.json"), predictions_stamp_, object))
            Q_EMIT predictions_read(object);
        if (replaced(QStringLiteral("test.json"), test_stamp_, object))
            Q_EMIT test_read(object);
        read_log();
    }
    if (!caught_up_ && !waiting_ && !metrics_.behind()) {
        caught_up_ = true;
        Q_EMIT caught_up();
    }
    const int pace = lives(state_) || waiting_ || metrics_.behind() ? live_ms : idle_ms;
    if (timer_.interval() != pace)
        timer_.setInterval(pace);
}

void RunReading::read_info()
{
    const FileStamp stamp = source_->stamp(QStringLiteral("run.json"));
    // A dying engine changes nothing in run.json: only its lock tells. Asked twice a second while
    // the run should live.
    const bool ask_lock =
        known_ && (lives(state_) || state_ == RunState::interrupted) && since_lock_.elapsed() > 500;
    if (stamp == info_stamp_ && !ask_lock && (known_ || stamp.size >= 0))
        return;
    const bool another = !(stamp == info_stamp_);
    info_stamp_ = stamp;
    since_lock_.restart();
    const Result<RunInfo> info = source_->info();
    if (!info) {
        const QString why = text_of(info.problems().front());
        if (why != complaint_)
            Q_EMIT unreadable(why);
        complaint_ = why;
        info_stamp_ = {};
        return;
    }
    complaint_.clear();
    if (!known_ || another || info->state != state_) {
        known_ = true;
        state_ = info->state;
        Q_EMIT info_read(*info);
    }
}

void RunReading::read_metrics()
{
    if (waiting_)
        return;
    bool restarted = false;
    const QByteArray lines = metrics_.more(*source_, portion, restarted);
    if (restarted)
        Q_EMIT metrics_restarted();
    if (lines.isEmpty())
        return;
    std::vector<MetricsRecord> records;
    records.reserve(static_cast<std::size_t>(lines.size() / 96));
    for (qsizetype from = 0; from < lines.size();) {
        const qsizetype end = lines.indexOf('\n', from);
        if (auto record = from_line({lines.data() + from, static_cast<std::size_t>(end - from)}))
            records.push_back(std::move(*record));
        from = end + 1;
    }
    if (records.empty())
        return;
    waiting_ = true;
    Q_EMIT metrics_read(records);
}

void RunReading::read_events()
{
    bool restarted = false;
    const QByteArray lines = events_.more(*source_, portion, restarted);
    for (const QByteArray& line : lines.split('\n')) {
        const QJsonDocument event = QJsonDocument::fromJson(line);
        if (event.isObject())
            Q_EMIT event_read(event.object());
    }
}

void RunReading::read_log()
{
    bool restarted = false;
    const QByteArray lines = log_.more(*source_, portion, restarted);
    if (!lines.isEmpty())
        Q_EMIT log_read(QString::fromUtf8(lines));
}

bool RunReading::replaced(const QString& file, FileStamp& before, QJsonObject& object)
{
    const FileStamp stamp = source_->stamp(file);
    if (stamp == before || stamp.size < 0)
        return false;
    before = stamp;
    const QJsonDocument document = QJsonDocument::fromJson(source_->read(file, 0, largest_json));
    if (!document.isObject())
        return false;
    object = document.object();
    return true;
}

} // namespace lepton

// Room gui/runs: follows one run from a thread of its own and hands over what is new. [gui]
#include "gui/runs/run_watcher.h"

#include "gui/runs/run_reading.h"

#include <QPointer>

namespace lepton {

RunWatcher::RunWatcher(std::unique_ptr<RunSource> source, QObject* parent)
    : QObject(parent)
    , reading_(new RunReading(std::move(source)))
{
    qRegisterMetaType<RunInfo>("RunInfo");
    qRegisterMetaType<std::vector<MetricsRecord>>("std::vector<MetricsRecord>");
    thread_.setObjectName(QStringLiteral("run watcher"));
    reading_->moveToThread(&thread_);
    connect(&thread_, &QThread::started, reading_, &RunReading::start);
    connect(&thread_, &QThread::finished, reading_, &QObject::deleteLater);
    connect(reading_, &RunReading::info_read, this, &RunWatcher::info_read);
    connect(reading_, &RunReading::metrics_restarted, this, &RunWatcher::metrics_restarted);
    connect(reading_, &RunReading::caught_up, this, &RunWatcher::caught_up);
    connect(reading_, &RunReading::predictions_read, this, &RunWatcher::predictions_read);
    connect(reading_, &RunReading::test_read, this, &RunWatcher::test_read);
    connect(reading_, &RunReading::event_read, this, &RunWatcher::event_read);
    connect(reading_, &RunReading::log_read, this, &RunWatcher::log_read);
    connect(reading_, &RunReading::unreadable, this, &RunWatcher::unreadable);
    connect(reading_, &RunReading::metrics_read, this,
            [this](const std::vector<MetricsRecord>& records) {
                Q_EMIT metrics_read(records);
                QMetaObject::invokeMethod(reading_, &RunReading::taken, Qt::QueuedConnection);
            });
    thread_.start(QThread::LowPriority);
}

RunWatcher::~RunWatcher()
{
    thread_.quit();
    thread_.wait();
}

void RunWatcher::set_curves_only(bool on) { reading_->curves_only = on; }

void RunWatcher::send(const QJsonObject& command, std::function<void(const QJsonObject&)> answer)
{
    const QPointer<RunWatcher> self(this);
    QMetaObject::invokeMethod(
        reading_, [self, reading = reading_, command, answer = std::move(answer)] {
            reading->source().send(command, [self, answer](const QJsonObject& reply) {
                if (self && answer)
                    QMetaObject::invokeMethod(self.data(), [answer, reply] { answer(reply); });
            });
        });
}

} // namespace lepton

// Room gui/runs: follows one run from a thread of its own and hands over what is new. [gui]
#include "gui/runs/run_watcher.h"

#include "gui/runs/run_reading.h"

#include <tuple>
#include <type_traits>

namespace lepton {

RunWatcher::RunWatcher(std::unique_ptr<RunSource> source, QObject* parent)
    : QObject(parent)
    , reading_(new RunReading(std::move(source)))
    , to_reading_(new Mailbox(reading_))
{
    thread_.setObjectName(QStringLiteral("run watcher"));
    reading_->moveToThread(&thread_);
    connect(&thread_, &QThread::started, reading_, &RunReading::start);
    connect(&thread_, &QThread::finished, reading_, &QObject::deleteLater);
    tell(&RunReading::info_read, &RunWatcher::info_read);
    tell(&RunReading::metrics_restarted, &RunWatcher::metrics_restarted);
    tell(&RunReading::caught_up, &RunWatcher::caught_up);
    tell(&RunReading::predictions_read, &RunWatcher::predictions_read);
    tell(&RunReading::test_read, &RunWatcher::test_read);
    tell(&RunReading::event_read, &RunWatcher::event_read);
    tell(&RunReading::log_read, &RunWatcher::log_read);
    tell(&RunReading::unreadable, &RunWatcher::unreadable);
    tell(&RunReading::metrics_read, &RunWatcher::metrics_read);
    connect(this, &RunWatcher::metrics_read, this,
            [this] { to_reading_->post([reading = reading_] { reading->taken(); }); });
    thread_.start(QThread::LowPriority);
}

template <class... What>
void RunWatcher::tell(void (RunReading::*from)(What...), void (RunWatcher::*to)(What...))
{
    connect(reading_, from, reading_, [this, to](What... what) {
        from_reading_.post([this, to, copies = std::tuple<std::decay_t<What>...>(what...)] {
            std::apply([&](const auto&... each) { (this->*to)(each...); }, copies);
        });
    });
}

RunWatcher::~RunWatcher()
{
    thread_.quit();
    thread_.wait();
}

void RunWatcher::set_curves_only(bool on) { reading_->curves_only = on; }

void RunWatcher::send(const QJsonObject& command, std::function<void(const QJsonObject&)> answer)
{
    to_reading_->post([this, command, answer = std::move(answer)] {
        reading_->source().send(command, [this, answer](const QJsonObject& reply) {
            if (answer)
                from_reading_.post([answer, reply] { answer(reply); });
        });
    });
}

} // namespace lepton

// Room gui: work and answers handed from thread to thread. [any]
#include "gui/mailbox.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <deque>

namespace lepton {
namespace {

/// Jobs that wait for a thread of the pool.
struct Jobs {
    struct Job {
        std::function<Mailbox::Letter()> work;
        Mailbox* answers = nullptr; ///< outlives the pool
    };
    std::mutex mutex;
    std::deque<Job> waiting;
};

Jobs& jobs()
{
    static Jobs all;
    return all;
}

void run_next()
{
    Jobs::Job job;
    {
        const std::lock_guard lock(jobs().mutex);
        job = std::move(jobs().waiting.front());
        jobs().waiting.pop_front();
    }
    if (Mailbox::Letter answer = job.work())
        job.answers->post(std::move(answer));
}

/// Our own pool: Qt paints large pictures on the threads of its own one, and the window would wait
/// for them behind whatever we do there.
struct Background : QObject {
    using QObject::QObject;
    Mailbox answers;
    QThreadPool pool; ///< goes first, and waits for its jobs
};

Background& background()
{
    static QPointer<Background> made;
    if (!made)
        made = new Background(QCoreApplication::instance());
    return *made;
}

} // namespace

void Mailbox::post(Letter letter)
{
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = letters_.empty();
        letters_.push_back(std::move(letter));
    }
    if (first)
        QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection);
}

void Mailbox::deliver()
{
    std::vector<Letter> letters;
    {
        const std::lock_guard lock(mutex_);
        letters.swap(letters_);
    }
    const QPointer<Mailbox> self(this);
    for (const Letter& letter : letters) {
        letter();
        if (!self)
            return; // the letter ended what the others are about
    }
}

void in_pool(std::function<Mailbox::Letter()> job)
{
    Background& there = background();
    {
        const std::lock_guard lock(jobs().mutex);
        jobs().waiting.push_back({std::move(job), &there.answers});
    }
    there.pool.start(run_next);
}

} // namespace lepton

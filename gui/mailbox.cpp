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
        Mailbox* answers = nullptr; ///< lives as long as the application, which waits for the pool
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

Mailbox* of_the_window()
{
    static QPointer<Mailbox> mailbox;
    if (!mailbox)
        mailbox = new Mailbox(QCoreApplication::instance());
    return mailbox;
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
    Mailbox* answers = of_the_window();
    {
        const std::lock_guard lock(jobs().mutex);
        jobs().waiting.push_back({std::move(job), answers});
    }
    QThreadPool::globalInstance()->start(run_next);
}

} // namespace lepton

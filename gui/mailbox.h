// Room gui: work and answers handed from thread to thread. [any]
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace lepton {

/// Runs what other threads post on the thread that it lives on, in order. All that crosses goes
/// through one lock, which the thread sanitizer sees; Qt's own queues it does not.
class Mailbox : public QObject {
    Q_OBJECT
public:
    using Letter = std::function<void()>;

    using QObject::QObject;
    /// From any thread. What is left when the mailbox goes is dropped.
    void post(Letter letter);

private:
    Q_INVOKABLE void deliver();

    std::mutex mutex_;
    std::vector<Letter> letters_;
};

/// Runs `job` on a thread of the pool, and what it returns, if anything, on the window's thread.
/// From the window's thread.
void in_pool(std::function<Mailbox::Letter()> job);

/// Runs `work`, which owns copies of all it needs, on a thread of the pool; then, if `receiver`
/// still lives, `answer(receiver, result)` on the window's thread. From the window's thread.
template <class Receiver, class Work, class Answer>
void in_background(Receiver* receiver, Work work, Answer answer)
{
    in_pool([self = QPointer<Receiver>(receiver), work = std::move(work),
             answer = std::move(answer)]() mutable -> Mailbox::Letter {
        auto found = std::make_shared<decltype(work())>(work());
        return [self, answer = std::move(answer), found] {
            if (self)
                answer(*self, std::move(*found));
        };
    });
}

} // namespace lepton

// Room backend/train: the wish to stop.
#include "backend/train/stop.h"

#include <atomic>
#include <csignal>
#include <unistd.h>

namespace lepton {
namespace {

std::atomic<bool> asked = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler writes it");

void on_signal(int signal)
{
    asked = true;
    // The second Ctrl+C is not for waiting: the last checkpoint is on the disk anyway.
    if (signal == SIGINT)
        ::signal(SIGINT, SIG_DFL);
}

} // namespace

void catch_stop_signals()
{
    struct sigaction action { };
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    if (::isatty(STDOUT_FILENO) || ::isatty(STDERR_FILENO))
        ::sigaction(SIGHUP, &action, nullptr);
    else
        ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN); // a file may not grow further: the write says so, like a full disk
}

bool stop_asked() { return asked.load(std::memory_order_relaxed); }
void ask_to_stop() { asked = true; }

} // namespace lepton

// Room backend/run: work that is the same each time: done some times, then recorded, then replayed.
#pragma once

#include "backend/run/settings.h"

#include <string>

namespace lepton {

/// Runs work as it is at first, so that libraries have chosen their algorithms and memory is where
/// it stays; then records it, and from then on replays it. Work that cannot be recorded goes on
/// being run.
class Repeated {
public:
    /// How often work runs before it is recorded.
    static constexpr int warm_up = 3;

    /// `record` may be empty: then nothing is ever recorded.
    explicit Repeated(Record record)
        : record_(std::move(record))
    {
    }

    /// Does the work once. It must work on the same memory every time, and give up nothing it
    /// began when it throws.
    void run(const std::function<void()>& work);

    bool replays() const { return recording_ != nullptr; }
    /// Why the work could not be recorded; empty if it could, or was not tried yet.
    const std::string& given_up() const { return given_up_; }

private:
    Record record_;
    std::unique_ptr<Recording> recording_;
    int done_ = 0;
    std::string given_up_;
};

} // namespace lepton

// Room backend/run: keeps the host from running far ahead of a GPU.
#pragma once

#include <c10/core/Device.h>
#include <c10/core/Event.h>

#include <array>
#include <optional>

namespace lepton {

/// A GPU that has some steps in hand never waits for the host; one that has a thousand lets
/// nobody pause, or read a loss, for as long as those take.
class Pace {
public:
    /// Steps that are given to the device before it has finished the first of them.
    static constexpr std::size_t ahead = 8;

    explicit Pace(c10::Device device)
        : device_(device)
    {
    }
    /// Waits until fewer than `ahead` steps are in hand. Nothing on the CPU.
    void wait();
    /// A step was given to the device, on this thread's stream.
    void mark();

private:
    c10::Device device_;
    std::array<std::optional<c10::Event>, ahead> events_; ///< the ends of the last steps
    std::size_t next_ = 0;
};

} // namespace lepton

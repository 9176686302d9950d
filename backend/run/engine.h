// Room backend/run: what the engine's process does once before any tensor is
// made, and the wall against LibTorch's exceptions.
#pragma once

#include "backend/run/settings.h"
#include "nodes/problem.h"

#include <stdexcept>
#include <string_view>
#include <type_traits>

namespace lepton {

/// Sets threads and makes the process keep its memory. Call once, first thing,
/// from the thread that will run all tensor work. [training]
void start_engine(int threads);

/// "cpu", "cuda", "cuda:1" → a device that works. LibTorch's CUDA part is
/// opened only when asked for; without a usable GPU the problem says why and
/// offers the CPU. On a GPU this thread works in a stream of its own from then on. [training]
Result<c10::Device> open_device(std::string_view name);
/// "cpu" or the GPU's name.
std::string device_name(c10::Device device);

/// Problems on their way through code that only knows exceptions; guarded()
/// turns them back.
class Fault : public std::runtime_error {
public:
    explicit Fault(Problems problems);
    const Problems& problems() const { return problems_; }

private:
    Problems problems_;
};

/// What the exception being handled means for people: out of memory, or
/// LibTorch's readable part. Only in a catch block.
Problems caught_problems();

template <class T> struct IsResult : std::false_type {
};
template <class T> struct IsResult<Result<T>> : std::true_type {
};

/// Runs `work`; exceptions become problems. Work that already gives a Result is
/// passed on.
template <class Work> auto guarded(Work&& work)
{
    using Given = decltype(work());
    using Returned = std::conditional_t<IsResult<Given>::value, Given, Result<Given>>;
    try {
        return Returned(work());
    } catch (...) {
        return Returned(caught_problems());
    }
}

} // namespace lepton

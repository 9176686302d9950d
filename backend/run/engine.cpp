// Room backend/run: what the engine's process does once before any tensor is
// made, and the wall against LibTorch's exceptions.
#include "backend/run/engine.h"

#include "backend/run/cuda_part.h"
#include "backend/run/memory.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/_nnpack_available.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <c10/util/Exception.h>

#include <charconv>
#include <exception>
#include <new>

namespace lepton {

void start_engine(int threads)
{
    static const bool once = [] {
        keep_memory();
        return true;
    }();
    (void)once;
    at::set_num_threads(threads);
    (void)at::_nnpack_available(); // the first call initialises NNPACK
}

Result<c10::Device> open_device(std::string_view name)
{
    if (name == "cpu")
        return c10::Device(c10::kCPU);
    int index = 0;
    const std::string_view digits = name == "cuda" ? "0"
        : name.starts_with("cuda:")                ? name.substr(5)
                                                   : std::string_view();
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (digits.empty() || parsed.ptr != digits.data() + digits.size() || parsed.ec != std::errc()
        || index < 0 || index > 127) {
        Problem problem;
        problem.where.field = "device";
        problem.what = say("“{0}” is no device; expected cpu, cuda or cuda:1", name);
        return problem;
    }
    if (const auto open = open_cuda(); !open)
        return open.problems();
    const c10::impl::VirtualGuardImpl cuda(c10::kCUDA);
    if (index >= cuda.deviceCount()) {
        Problem problem;
        problem.where.field = "device";
        problem.what =
            say("there is no GPU {0}; the last one is {1}", index, cuda.deviceCount() - 1);
        return problem;
    }
    return guarded([&]() -> Result<c10::Device> {
        const c10::Device device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
        cuda.setDevice(device);
        // All work of this thread goes into one stream of its own: in order, so that nothing has
        // to wait for another stream, and not CUDA's default stream, of which no step can be
        // recorded.
        cuda.exchangeStream(cuda.getNewStream(device));
        return device;
    });
}

std::string device_name(c10::Device device)
{
    const std::vector<Gpu> all = device.is_cuda() ? gpus() : std::vector<Gpu>();
    const auto index = static_cast<std::size_t>(std::max<int>(device.index(), 0));
    return index < all.size() ? all[index].name : device.str();
}

Fault::Fault(Problems problems)
    : std::runtime_error(problems.empty() ? std::string("unknown fault") : problems.front().str())
    , problems_(std::move(problems))
{
}

Problems caught_problems()
{
    Problem problem;
    try {
        throw;
    } catch (const Fault& fault) {
        return fault.problems();
    } catch (const c10::OutOfMemoryError&) {
        problem.what = say("the GPU's memory is full");
        problem.hint = say("Take a smaller batch");
    } catch (const std::bad_alloc&) {
        problem.what = say("the memory is full");
        problem.hint = say("Take a smaller batch");
    } catch (const c10::Error& error) {
        problem.what = say("LibTorch says: {0}", error.what_without_backtrace());
    } catch (const std::exception& error) {
        problem.what = say("LibTorch says: {0}", error.what());
    } catch (...) {
        problem.what = say("an unknown fault in LibTorch");
    }
    return {problem};
}

} // namespace lepton

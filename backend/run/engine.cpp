// Room backend/run: what the engine's process does once before any tensor is
// made, and the wall against LibTorch's exceptions.
#include "backend/run/engine.h"

#include "backend/run/cuda_part.h"
#include "backend/run/memory.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/_nnpack_available.h>
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
    const std::string_view digits =
        name.size() > 5 && name.starts_with("cuda:") ? name.substr(5) : std::string_view("0");
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (!name.starts_with("cuda") || (name.size() > 4 && name[4] != ':')
        || parsed.ptr != digits.data() + digits.size() || index < 0 || index > 127) {
        Problem problem;
        problem.where.field = "device";
        problem.what = say("“{0}” is no device; expected cpu, cuda or cuda:1", name);
        return problem;
    }
    const auto part = open_cuda_part();
    if (!part)
        return part.problems();
    if (index >= (*part)->devices()) {
        Problem problem;
        problem.where.field = "device";
        problem.what = say("there is no GPU {0}; the last one is {1}", index, (*part)->devices() - 1);
        return problem;
    }
    return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

std::string device_name(c10::Device device)
{
    if (const CudaPart* part = cuda_part(); part && device.is_cuda())
        return part->name(std::max<int>(device.index(), 0));
    return device.str();
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

// Room backend/run: LibTorch's CUDA libraries and our own kernels: opened only when a CUDA device
// is asked for.
#include "backend/run/cuda_part.h"

#include <ATen/Context.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <link.h>

namespace lepton {
namespace {

const CudaPart*& opened()
{
    static const CudaPart* part = nullptr;
    return part;
}

Problem no_cuda(Text what)
{
    Problem problem;
    problem.where.field = "device";
    problem.what = std::move(what);
    problem.hint = say("Train on the CPU: --device cpu");
    return problem;
}

/// NVIDIA's driver, which the system's loader knows where to find; null if there is none.
void* driver()
{
    static void* const library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    return library;
}

/// The file of our own library; empty where it was not built.
std::filesystem::path own_library()
{
    std::error_code error;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const char* place : {"../lib/liblepton_cuda.so", "../lib/lepton/liblepton_cuda.so"})
        if (std::filesystem::exists(here / place, error))
            return here / place;
    return {};
}

/// LibTorch's CUDA library, which lies beside the one that is loaded.
std::filesystem::path torch_library()
{
    std::filesystem::path found;
    dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* to) {
            const std::filesystem::path file = info->dlpi_name;
            if (file.filename() != "libtorch_cpu.so")
                return 0;
            *static_cast<std::filesystem::path*>(to) = file.parent_path() / "libtorch_cuda.so";
            return 1;
        },
        &found);
    return found;
}

Result<const CudaPart*> load()
{
    static const CudaPart nothing_of_ours{};
    const std::filesystem::path own = own_library();
    const std::filesystem::path file = own.empty() ? torch_library() : own;
    std::error_code error;
    if (own.empty() && !std::filesystem::exists(file, error))
        return no_cuda(say("the LibTorch of this program has no CUDA part."));
    void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (!library)
        return no_cuda(say("CUDA cannot be loaded: {0}", std::string(dlerror())));
    if (own.empty())
        return &nothing_of_ours;
    using Entry = const CudaPart* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(library, "lepton_cuda_part"));
    if (!entry)
        return no_cuda(say("the CUDA part does not belong to this program."));
    return entry();
}

} // namespace

const CudaPart* cuda_part() { return opened(); }

Result<Done> open_cuda()
{
    if (opened())
        return Done{};
    if (!driver())
        return no_cuda(say("this machine has no NVIDIA driver."));
    const auto part = load();
    if (!part)
        return part.problems();
    try {
        at::globalContext().lazyInitDevice(c10::kCUDA);
    } catch (const c10::Error& fault) {
        return no_cuda(say("no usable NVIDIA GPU was found: {0}",
                           std::string(fault.what_without_backtrace())));
    }
    opened() = *part;
    return Done{};
}

std::vector<Gpu> gpus()
{
    std::vector<Gpu> out;
    if (!opened())
        return out;
    // By the driver's own functions, so that this needs none of CUDA's headers.
    const auto name_of =
        reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver(), "cuDeviceGetName"));
    const auto memory_of =
        reinterpret_cast<int (*)(std::size_t*, int)>(dlsym(driver(), "cuDeviceTotalMem_v2"));
    const int count = c10::impl::VirtualGuardImpl(c10::kCUDA).deviceCount();
    for (int i = 0; i < count; ++i) {
        Gpu gpu{"cuda:" + std::to_string(i)};
        std::array<char, 256> name{};
        if (name_of && name_of(name.data(), static_cast<int>(name.size()) - 1, i) == 0)
            gpu.name = name.data();
        std::size_t bytes = 0;
        if (memory_of && memory_of(&bytes, i) == 0)
            gpu.memory = bytes;
        out.push_back(std::move(gpu));
    }
    return out;
}

} // namespace lepton

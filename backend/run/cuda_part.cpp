// Room backend/run: opens the engine's CUDA part.
#include "backend/run/cuda_part.h"

#include <dlfcn.h>
#include <filesystem>

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

} // namespace

const CudaPart* cuda_part()
{
    return opened();
}

Result<const CudaPart*> open_cuda_part()
{
    if (opened())
        return opened();
    std::error_code error;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    void* library = nullptr;
    std::string reason;
    for (const char* place : {"../lib/liblepton_cuda.so", "../lib/lepton/liblepton_cuda.so", "liblepton_cuda.so"}) {
        const auto file = here / place;
        if (!std::filesystem::exists(file, error))
            continue;
        library = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
        if (library)
            break;
        reason = dlerror();
    }
    if (!library)
        return no_cuda(reason.empty() ? say("this build has no CUDA part")
                                      : say("the CUDA part cannot be loaded: {0}", reason));
    using Entry = const CudaPart* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(library, "lepton_cuda_part"));
    if (!entry)
        return no_cuda(say("the CUDA part does not belong to this program"));
    const CudaPart* part = entry();
    if (part->devices() < 1)
        return no_cuda(say("no usable NVIDIA GPU was found"));
    opened() = part;
    return part;
}

} // namespace lepton

// Room backend/cuda: a step as a CUDA graph: all its kernels are started by one call.
#include "backend/cuda/part.h"

#include <ATen/Context.h>
#include <ATen/core/Generator.h>
#include <ATen/cuda/CUDAGeneratorImpl.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAStream.h>

namespace lepton::cuda {
namespace {

class Graph final : public Recording {
public:
    explicit Graph(const std::function<void()>& work)
        : stream_(c10::cuda::getCurrentCUDAStream())
        , pool_(at::cuda::graph_pool_handle())
    {
        try {
            // Other threads may go on talking to CUDA meanwhile: they know nothing of this stream.
            graph_.capture_begin(pool_, cudaStreamCaptureModeThreadLocal);
            work();
            graph_.capture_end();
        } catch (...) {
            give_up();
            throw;
        }
    }

    void replay() override { graph_.replay(); }

private:
    /// Brings stream, allocator and random numbers back to work that is done at once. LibTorch does
    /// so only when a recording ends well.
    void give_up() noexcept
    {
        cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
        if (cudaStreamIsCapturing(stream_, &status) == cudaSuccess
            && status != cudaStreamCaptureStatusNone) {
            cudaGraph_t half = nullptr;
            (void)cudaStreamEndCapture(stream_, &half);
            if (half)
                (void)cudaGraphDestroy(half);
        }
        (void)cudaGetLastError(); // it was said by the exception
        try {
            const c10::DeviceIndex device = stream_.device_index();
            c10::cuda::CUDACachingAllocator::endAllocateToPool(device, pool_);
            c10::cuda::CUDACachingAllocator::releasePool(device, pool_);
            at::Generator draws =
                at::globalContext().defaultGenerator(c10::Device(c10::kCUDA, device));
            draws.graphsafe_set_state(at::cuda::detail::createCUDAGenerator(device));
        } catch (const std::exception&) { // there was nothing to bring back
        }
    }

    c10::cuda::CUDAStream stream_;
    c10::MempoolId_t pool_;
    at::cuda::CUDAGraph graph_;
};

} // namespace

std::unique_ptr<Recording> record(const std::function<void()>& work)
{
    // What came before must be over: CUDA refuses to free or wait for it while it records.
    c10::cuda::getCurrentCUDAStream().synchronize();
    return std::make_unique<Graph>(work);
}

} // namespace lepton::cuda

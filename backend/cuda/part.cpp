// Room backend/cuda: what this library offers to the engine that opens it.
#include "backend/cuda/part.h"

#include "backend/run/cuda_part.h"

extern "C" __attribute__((visibility("default"))) const lepton::CudaPart* lepton_cuda_part()
{
    static const lepton::CudaPart part{
        .record = lepton::cuda::record,
#ifdef LEPTON_NVCC
        .gather = lepton::cuda::gather,
#endif
    };
    return &part;
}

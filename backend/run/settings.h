// Room backend/run: how a program runs: device, precision, threads, seed, and
// which passes rewrite it.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lepton {

/// Rewritings of a step between program and plan, each with its switch. All
/// keep the meaning; channels-last and fuse change the rounding.
struct Passes {
    bool dead_code = true; ///< drops calls nobody needs
    bool duplicates = true; ///< equal calls run once
    bool folding = true; ///< what depends on no batch and no weight is computed once
    bool channels_last = true; ///< pictures as N H W C in memory
    bool fuse = true; ///< own kernels for known groups of ops
    static Passes none() { return {false, false, false, false, false}; }
};

/// Gives the mask (true = kept) that a dropout of this node uses in this step:
/// for comparing with other programs.
using Masks =
    std::function<at::Tensor(const std::string& node, std::int64_t step, at::IntArrayRef shape)>;

/// Work that a device was given once and can do again without the host.
class Recording {
public:
    virtual ~Recording() = default;
    /// Does the work again, on the memory it was recorded with.
    virtual void replay() = 0;
};
/// Records what `work` asks of the device, without doing it. Throws where that cannot be, as where
/// the host wants to read a number in between.
using Record = std::function<std::unique_ptr<Recording>(const std::function<void()>& work)>;

/// How a program runs.
struct RunSettings {
    c10::Device device = c10::kCPU;
    c10::ScalarType precision = c10::kFloat; ///< what `real` means: kFloat, or kDouble in tests
    int threads = 1;
    std::uint64_t seed = 1; ///< of dropout and augmentation
    bool plan = true; ///< false: the training step runs node by node with
                      ///< LibTorch's autograd
    Passes passes;
    double clip_norm = 0; ///< largest norm of all gradients of an optimizer; 0 does not clip
    bool poison_slots = false; ///< tests: fills memory with NaN after its last use
    Masks masks; ///< tests: empty draws by LibTorch
    bool graphs = true; ///< a GPU repeats steps that it has recorded
    bool deferred = false; ///< tests: the host waits for no number of a step, as on a GPU
    Record record; ///< tests: how steps are recorded; empty: CUDA graphs

    /// Losses, the finite flag and sums stay on the device until they are read.
    bool stays_on_device() const { return deferred || !device.is_cpu(); }
    /// The CPU's memory may be read and written by pointer, past LibTorch: nobody records.
    bool by_pointer() const { return !stays_on_device(); }
};

} // namespace lepton

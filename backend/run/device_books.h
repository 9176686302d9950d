// Room backend/run: the books of steps whose numbers stay on the device: was all finite, how many
// steps, their losses. The host reads them in bulk.
#pragma once

#include "backend/run/model.h"
#include "backend/run/scores.h"

#include <vector>

namespace lepton {

/// What happened on the device since the last reading.
struct DeviceNews {
    std::vector<StepLosses> steps; ///< good ones, and the first bad one last
    std::int64_t count = 0; ///< good steps, ever
    bool bad = false; ///< a loss or gradient was not finite; nothing has changed since
};

/// One step is begin(), forward and gradients, check() before each update, end(). They read no
/// number, have no host's number in them that changes from step to step, and write to the same
/// memory each time: so a step can be recorded and repeated.
class DeviceBooks {
public:
    /// `keeps_buffers`: the forward pass writes buffers, which a bad step must not change.
    DeviceBooks(const Model& model, bool keeps_buffers);

    /// Keeps the buffers as they are before the step.
    void begin();
    /// Raises the flag if a tensor holds a number that is not finite. It stays up until forgive().
    void check(std::vector<at::Tensor> tensors);
    /// 1 if the flag is up, else 0: one float on the device, as LibTorch's fused updates take it.
    const at::Tensor& found_inf() const { return found_inf_; }
    /// Writes the losses down; puts the buffers back and counts nothing if the flag is up.
    void end(const at::Tensor& losses);

    /// Reads what the last `pending` steps wrote: one transfer, which waits for the device.
    DeviceNews read(std::int64_t pending);
    /// Goes on after a bad step.
    void forgive();
    /// So many steps are done.
    void set_count(std::int64_t count);

    /// Steps whose losses are kept before they must be read.
    static constexpr std::int64_t capacity = 4096;

private:
    /// A buffer and what it was before the step.
    struct Kept {
        at::Tensor now, before;
    };

    std::vector<Kept> kept_;
    at::Tensor found_inf_, was_bad_; ///< float; whether the flag was up before this step
    at::Tensor one_; ///< what gradients are multiplied by when they are checked
    at::Tensor count_; ///< int64
    at::Tensor
        losses_; ///< float64, a row for each step in turn; the last for steps that are left out
    std::int64_t read_ = 0; ///< the count at the last reading
};

} // namespace lepton

// Room backend/cli: one node kind held against LibTorch.
#pragma once

#include "backend/cli/selfcheck/settings.h"

#include <c10/core/Device.h>

#include <set>

namespace lepton {

/// What checking a kind gave.
struct KindReport {
    std::string kind;
    int settings = 0; ///< tried
    int accepted = 0; ///< that the rules accepted and LibTorch ran
    int gradients = 0; ///< whose gradient was compared with finite differences
    int own_gradients = 0; ///< whose gradient by our rules was compared with LibTorch's;
                           ///< optimizers: whose update was compared with LibTorch's kernel
    int scripts = 0; ///< whose TorchScript gave the same
    int onnx = 0; ///< whose ONNX the checker accepted
    int replayed = 0; ///< steps that a GPU recorded and repeated
    std::string not_replayed; ///< the last step, in words, that it did not
    std::string no_onnx; ///< why it cannot be written as ONNX, if it cannot
    std::set<std::string> ops; ///< that were run
    std::vector<std::string> faults;
    bool good() const { return faults.empty() && (settings == 0 || accepted > 0); }
};

/// Shapes on `settings` random settings against real tensors; on the first few gradients in float64
/// against finite differences and ours against autograd's, TorchScript loaded again, ONNX through
/// its checker; the document's round trip on all.
KindReport check_kind(const Kind& kind, int settings);

/// The training step on a GPU on some of `settings` random settings.
KindReport check_on_device(const Kind& kind, int settings, c10::Device device);

/// All problems in one line.
std::string words(const Problems& problems);

} // namespace lepton

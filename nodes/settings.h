// Room nodes: the training settings of a document: the one home of epochs,
// batch size, seed and the like.
#pragma once

#include "nodes/fields.h"

namespace lepton {

/// How a document trains. Learning rate and decay belong to the optimizer, the
/// device to the machine.
struct Settings {
    std::int64_t epochs = 10;
    std::int64_t batch = 64;
    std::int64_t seed = 1;
    bool shuffle = true;
    bool drop_last = false;
    bool deterministic = false;
    std::string best_by = "validation loss"; ///< or a metric's name; see Program::metrics
    std::int64_t patience = 0; ///< epochs without improvement before stopping; 0 never
    double clip_norm = 0; ///< largest gradient norm; 0 does not clip

    void fields(Fields& f);
    friend bool operator==(const Settings&, const Settings&) = default;
};

} // namespace lepton

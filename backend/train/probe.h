// Room backend/train: what the wires of a network carry for one sample.
#pragma once

#include "backend/data/source.h"
#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "nodes/json.h"

#include <memory>

namespace lepton {

/// What is asked of a network.
struct ProbeQuestion {
    std::int64_t sample = 0; ///< of the first dataset; a further one goes round
    std::vector<std::pair<NodeId, std::string>> ends; ///< node and output port; empty: every wire
    std::int64_t values = 64; ///< at most so many numbers of a wire are listed
    bool pictures = true; ///< bytes of pictures too
};

/// Reads {"sample": 7, "node": "conv1" or its id, "port": "maps"} or {"wires": [{"node", "port"},
/// …]}, "values": N, "pictures": false. Without a port the node's first output is meant; without a
/// node all wires. A node or port that is not there is a problem that names those that are.
Result<ProbeQuestion> probe_question(const Json& question, const Program& program);

/// Runs the model on the sample as it is now, in evaluation mode, and gives {"sample", "wires":
/// [{"node", "name", "port", "type", "shape", "count", "least", "greatest", "mean", "deviation",
/// "zeros", "not_finite", "values", "picture"}, …]} in the order of the program. The shape is one
/// sample's. A picture is {"count", "channels", "height", "width", "low", "high", "bytes"}: `count`
/// grey or coloured ones, row by row, 0 for `low` and 255 for `high`, base64. Leaves the model in
/// the mode it was in.
Result<Json> probe(Model& model, const Batches& batches,
                   const std::vector<std::shared_ptr<const Dataset>>& datasets,
                   const ProbeQuestion& question);

} // namespace lepton

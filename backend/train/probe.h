// Room backend/train: what the wires of a network carry for one sample.
#pragma once

#include "backend/data/source.h"
#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "backend/train/preview.h"
#include "backend/train/recall.h"
#include "nodes/json.h"

#include <memory>
#include <optional>

namespace lepton {

/// What is asked of a network.
struct ProbeQuestion {
    std::int64_t sample = 0; ///< of the first dataset; a further one goes round
    std::optional<Part> part; ///< the sample is counted in this part of it
    std::vector<std::pair<NodeId, std::string>> ends; ///< node and output port; empty: every wire
    Preview preview;
    std::int64_t weights = 0; ///< bins of the histograms of weights; 0: none are told
    std::int64_t since = 0; ///< revision of the answer that the asker has; 0: none
};

/// Reads {"sample": 7, "node": "conv1" or its id, "port": "maps"} or {"wires": [{"node", "port"},
/// …]}, "part": "train" or "validation", "values": N, "pictures": false, "maps": N, "side": N,
/// "weights": N, "since": N. Without a port the node's first output is meant; without a node all
/// wires. A node or port that is not there is a problem that names those that are.
Result<ProbeQuestion> probe_question(const Json& question, const Program& program);

/// What the last answer about a drawing said: the next one computes and tells only what differs.
struct LastProbe {
    Recall recall;
    std::vector<std::string> data; ///< for each dataset: equal texts, equal data
    std::int64_t revision = 0;
    Preview preview;
    std::int64_t bins = 0;
    std::map<std::string, std::int64_t> told; ///< "conv1 maps" → what it was
    std::map<std::string, std::int64_t> told_weights; ///< "conv1.weight" → what it was
};

/// Runs the model on the sample as it is now, in evaluation mode, and gives {"sample", "of",
/// "wires":
/// [{"node", "name", "port", "type", "shape", "count", "least", "greatest", "mean", "deviation",
/// "zeros", "not_finite", "values", "picture"}, …]} in the order of the program. The shape is one
/// sample's; "of" says how many samples there are, in the part if one was named. A picture is
/// {"count", "channels", "height", "width", "low", "high", "bytes"}: `count` grey or coloured ones,
/// row by row, 0 for `low` and 255 for `high`, base64. Asked for every wire it also gives
/// "outputs": the same of what each Output shows, without "port". With "weights": N it gives
/// "weights": [{"node", "name", "parameter", "shape", "count", "least", "greatest", "mean",
/// "deviation", "zeros", "not_finite", "bins"}, …], every trainable weight of the network once and
/// how many of its numbers lie in each of N bins (1 to 256) from least to greatest: see
/// histogram.h. With `last` it adds "revision", "computed" and "kept", which count calls, and a
/// wire or weight that is as in the answer `since` says only {"node", "name", "port" or
/// "parameter", "same": true}. Leaves the model in the mode it was in.
Result<Json> probe(Model& model, const Batches& batches,
                   const std::vector<std::shared_ptr<const Dataset>>& datasets,
                   const ProbeQuestion& question, LastProbe* last = nullptr);

} // namespace lepton

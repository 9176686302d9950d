// Room gui/runs: what is different between two drawings, in words. Names runs and tells when the
// canvas has left its run.
#pragma once

#include "nodes/graph/edit.h"

#include <string>
#include <vector>

namespace lepton {

class Catalog;

/// One difference that means something for training. Places, titles and views do not.
struct Change {
    enum class What { added, removed, field, bypass, mute, wired, setting };
    What what = What::field;
    NodeId node =
        0; ///< in the newer drawing, or in the older one for a removed node; 0 for settings
    /// "adam1", or the title of an added or removed node: "Dropout"; in a subgraph after its title.
    std::string name;
    std::string field; ///< "lr", "epochs"
    Json before, after;

    /// "+ Dropout" · "− ReLU" · "adam1.lr 0.001 → 0.003" · "epochs 4 → 10" · "conv1 bypassed" ·
    /// "wires of linear1".
    std::string text() const;
    /// The part that names a run: "lr 0.003", "+ Dropout".
    std::string short_text() const;
};

/// What changed from one drawing to another: nodes that came, nodes that went, fields, wires,
/// settings. Nodes are matched by id and kind, and after that by name and kind. Wires of nodes that
/// came or went are not told again.
std::vector<Change> changes(const Catalog& catalog, const Document& from, const Document& to);

/// The edits that make `from` into the network, the subgraphs and the settings of `to`; places too.
/// For "Go back" as one undo step.
Edits edits_to(const Document& from, const Document& to);

/// "7 · lr 0.003 · + Dropout": at most three changes, then "…". The number alone when nothing
/// changed.
std::string run_name(const std::string& number, const std::vector<Change>& changes);

/// [[what, before, after], …] as run.json keeps it.
Json to_json(const std::vector<Change>& changes);

} // namespace lepton

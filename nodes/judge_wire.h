// Room nodes: judging the wires that could be drawn in one document, while it stays as it is.
#pragma once

#include "nodes/fixes.h"

#include <memory>
#include <optional>

namespace lepton {

/// Judges one wire after another on one copy of the document, made when the first needs it: a
/// person who draws a wire passes many ports.
class WireJudge {
public:
    /// Wires of the definition `graph`. `moved` is a wire whose end is being drawn elsewhere: it
    /// counts as taken away.
    WireJudge(const Catalog& catalog, const Document& document, const Facts& facts,
              std::optional<Wire> moved = {}, std::int64_t graph = 0);

    /// Why the wire cannot be, or that it can; with up to three fixes, each of which connects.
    /// The fixes take the moved wire away, too.
    WireVerdict judge(const Wire& wire);

private:
    EditTrial& trial();
    const Graph& drawn(const Document& document) const { return document.graphs.at(graph_); }
    /// The edits, in the graph that is judged.
    Edits there(Edits edits) const;
    Edits joined(const Wire& wire) const;
    bool good_with(const Edits& edits);
    Edits complete(Edits edits) const;

    const Catalog& catalog_;
    const Document& document_;
    const Facts& facts_;
    std::optional<Wire> moved_;
    std::int64_t graph_;
    std::unique_ptr<EditTrial> trial_;
};

} // namespace lepton

// Room nodes: whether two ports may be joined, why not, and what would make
// them fit.
#include "nodes/fixes.h"

#include <algorithm>

namespace lepton {

namespace {
bool carries_tensor(PortKind kind)
{
    return kind == PortKind::features || kind == PortKind::sequence || kind == PortKind::label
        || kind == PortKind::text;
}

/// Tensors go where tensors go; losses and schedules only to their own.
bool kinds_fit(PortKind from, PortKind to)
{
    return from == to
        || (carries_tensor(from) && carries_tensor(to) && from != PortKind::text
            && to != PortKind::text);
}

struct Ports {
    const Port* from = nullptr;
    const Port* to = nullptr;
};

Ports ports_of(const Catalog& catalog, const Graph& graph, const Wire& wire)
{
    const Node *a = graph.find(wire.from.node), *b = graph.find(wire.to.node);
    const Kind *from = a ? catalog.find(a->kind) : nullptr,
               *to = b ? catalog.find(b->kind) : nullptr;
    return {from ? from->output(wire.from.port) : nullptr, to ? to->input(wire.to.port) : nullptr};
}

Edits joined(const Graph& graph, const Wire& wire)
{
    Edits edits;
    if (const Wire* old = graph.wire_into(wire.to))
        edits.push_back(RemoveWire{*old});
    edits.push_back(AddWire{wire});
    return edits;
}
} // namespace

bool may_connect(const Catalog& catalog, const Graph& graph, const Wire& wire)
{
    const Ports ports = ports_of(catalog, graph, wire);
    return ports.from && ports.to && kinds_fit(ports.from->kind, ports.to->kind)
        && !graph.reaches(wire.to.node, wire.from.node);
}

WireVerdict judge_wire(const Catalog& catalog, const Document& document, const Inference& inference,
                       const Wire& wire)
{
    const Graph& graph = document.graph();
    const Ports ports = ports_of(catalog, graph, wire);
    if (!ports.from || !ports.to)
        return {false, say("There is no such port."), {}};
    if (!kinds_fit(ports.from->kind, ports.to->kind))
        return {false,
                say("{0} does not go into {1}: they carry different things.", ports.from->name,
                    ports.to->name),
                {}};
    if (graph.reaches(wire.to.node, wire.from.node))
        return {false, say("This wire would close a circle."), {}};
    Trial trial(catalog, document, inference.facts());
    const Edits plain = joined(graph, wire);
    if (!trial.apply(plain))
        return {false, say("These ports cannot be joined."), {}};
    Problems added = trial.added();
    // A wire may bring new gaps and warnings; only new problems are reasons.
    std::erase_if(added, [](const Problem& p) { return p.level != Level::problem; });
    trial.take_back();
    WireVerdict verdict{added.empty(), {}, {}};
    if (added.empty())
        return verdict;
    verdict.reason = added.front().what;
    const auto good_with = [&](const Edits& edits) {
        if (!trial.apply(edits))
            return false;
        const Problems after = trial.added();
        trial.take_back();
        return std::none_of(after.begin(), after.end(),
                            [](const Problem& p) { return p.level == Level::problem; });
    };
    for (const Kind& adapter : catalog.kinds()) {
        if (!adapter.card.adapter || verdict.fixes.size() >= 3)
            continue;
        Edits edits = insert_on_wire(adapter, graph, wire);
        if (const Wire* old = graph.wire_into(wire.to); old && !graph.contains(wire))
            edits.insert(edits.begin(), RemoveWire{*old});
        if (good_with(edits))
            verdict.fixes.push_back({say("Insert {0}", adapter.card.title), std::move(edits)});
    }
    // Fields the new problem names, with the wire in place.
    if (verdict.fixes.size() < 3) {
        Document with = document;
        if (apply_all(with, plain)) {
            Trial joined_trial(catalog, with, inference.facts());
            for (Fix& fix : fixes_for(catalog, joined_trial, added.front())) {
                Edits edits = plain;
                edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
                if (verdict.fixes.size() < 3 && good_with(edits))
                    verdict.fixes.push_back({fix.label, std::move(edits)});
            }
        }
    }
    return verdict;
}

} // namespace lepton

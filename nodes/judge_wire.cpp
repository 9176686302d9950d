// Room nodes: whether two ports may be joined, why not, and what would make
// them fit.
#include "nodes/judge_wire.h"

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
    return WireJudge(catalog, document, inference.facts()).judge(wire);
}

WireJudge::WireJudge(const Catalog& catalog, const Document& document, const Facts& facts,
                     std::optional<Wire> moved, std::int64_t graph)
    : catalog_(catalog)
    , document_(document)
    , facts_(facts)
    , moved_(std::move(moved))
    , graph_(graph)
{
}

EditTrial& WireJudge::trial()
{
    if (!trial_) {
        trial_ = std::make_unique<EditTrial>(catalog_, document_, facts_);
        if (moved_ && trial_->apply(there({RemoveWire{*moved_}})))
            trial_->start_here();
    }
    return *trial_;
}

Edits WireJudge::there(Edits edits) const
{
    for (Edit& edit : edits)
        edit.graph = graph_;
    return edits;
}

Edits WireJudge::joined(const Wire& wire) const
{
    Edits edits;
    if (const Wire* old = drawn(document_).wire_into(wire.to); old && moved_ != *old)
        edits.push_back(RemoveWire{*old});
    edits.push_back(AddWire{wire});
    return there(std::move(edits));
}

bool WireJudge::good_with(const Edits& edits)
{
    if (!trial().apply(edits))
        return false;
    const Problems added = trial().added();
    trial().take_back();
    return std::none_of(added.begin(), added.end(),
                        [](const Problem& p) { return p.level == Level::problem; });
}

Edits WireJudge::complete(Edits edits) const
{
    if (moved_)
        edits.insert(edits.begin(), Edit(RemoveWire{*moved_}, graph_));
    return edits;
}

WireVerdict WireJudge::judge(const Wire& wire)
{
    const Ports ports = ports_of(catalog_, drawn(document_), wire);
    if (!ports.from || !ports.to)
        return {false, say("There is no such port."), {}};
    if (!kinds_fit(ports.from->kind, ports.to->kind))
        return {false,
                say("{0} does not go into {1}: they carry different things.", ports.from->name,
                    ports.to->name),
                {}};
    if (drawn(trial().document()).reaches(wire.to.node, wire.from.node))
        return {false, say("This wire would close a circle."), {}};
    const Edits plain = joined(wire);
    if (!trial().apply(plain))
        return {false, say("These ports cannot be joined."), {}};
    Problems added = trial().added();
    // A wire may bring new gaps and warnings; only new problems are reasons.
    std::erase_if(added, [](const Problem& p) { return p.level != Level::problem; });
    WireVerdict verdict{added.empty(), {}, {}};
    // Fields the new problem names are tried with the wire in place.
    std::vector<Fix> fields;
    if (!added.empty()) {
        trial().start_here();
        fields = fixes_for(catalog_, trial(), added.front());
    }
    trial().take_back();
    if (added.empty())
        return verdict;
    verdict.reason = added.front().what;
    const auto offer = [&](Text label, Edits edits) {
        const bool known = std::any_of(verdict.fixes.begin(), verdict.fixes.end(),
                                       [&](const Fix& fix) { return fix.label == label; });
        if (!known && verdict.fixes.size() < 3 && good_with(edits))
            verdict.fixes.push_back({std::move(label), complete(std::move(edits))});
    };
    for (const Kind& adapter : catalog_.kinds()) {
        if (!adapter.card.adapter)
            continue;
        Edits edits = there(insert_on_wire(adapter, drawn(trial().document()), wire));
        if (plain.size() > 1)
            edits.insert(edits.begin(), plain.front());
        offer(say("Insert {0}", adapter.card.title), std::move(edits));
    }
    for (Fix& fix : fields) {
        Edits edits = plain;
        edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
        offer(fix.label, std::move(edits));
    }
    return verdict;
}

} // namespace lepton

// Room tests: networks drawn in a few words.
#pragma once

#include "backend/data/source.h"
#include "nodes/graph/journal.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

#include <QtTest>

namespace lepton {

/// Draws a network in a few words.
struct Drawing {
    Document document;
    Facts facts;

    NodeId add(const char* kind, const Json& fields = Json::object())
    {
        const Kind* known = catalog().find(kind);
        if (!known)
            qFatal("there is no kind %s", kind);
        Node node =
            new_node(*known, document.graph(), {double(document.graph().next_id()) * 200, 0});
        node.fields.update(fields);
        const NodeId id = node.id;
        if (!apply(document, AddNode{std::move(node)}))
            qFatal("cannot add %s", kind);
        return id;
    }
    /// Wires the first output of a node, or the named one, to an input.
    void wire(NodeId from, const char* out, NodeId to, const char* in)
    {
        if (!apply(document, AddWire{{{from, out}, {to, in}}}))
            qFatal("cannot wire %s to %s", out, in);
    }
    std::string out(NodeId node) const
    {
        return std::string(catalog().find(document.graph().find(node)->kind)->card.outputs[0].name);
    }
    std::string in(NodeId node) const
    {
        return std::string(catalog().find(document.graph().find(node)->kind)->card.inputs[0].name);
    }
    /// Adds a node behind another one.
    NodeId then(NodeId from, const char* kind, const Json& fields = Json::object())
    {
        const NodeId node = add(kind, fields);
        wire(from, out(from).c_str(), node, in(node).c_str());
        return node;
    }
    Inference infer() const
    {
        Inference inference(catalog());
        inference.reset(document, facts);
        return inference;
    }
};

inline std::string words(const Problems& problems)
{
    std::string out;
    for (const Problem& problem : problems)
        out += problem.str() + "\n";
    return out;
}

/// A table through two layers, a normalised hidden one between them, to a loss.
struct Net : Drawing {
    NodeId data, first, hidden, bend, last, loss, adam;
    Net()
    {
        data = add("moons");
        first = then(data, "linear", {{"out_features", 8}});
        hidden = then(first, "linear", {{"out_features", 8}});
        bend = then(hidden, "relu");
        last = then(bend, "linear", {{"out_features", 2}});
        loss = then(last, "cross_entropy");
        wire(data, "target", loss, "target");
        then(last, "output");
        adam = add("adam");
        wire(loss, "loss", adam, "loss.0");
        facts = gather_facts(document, {}).facts;
    }

    Journal journal;
    NodeId block = 0; ///< the instance that make_block() made

    void push(Edits edits)
    {
        const auto done = journal.push(document, {say("Step"), std::move(edits)});
        QVERIFY2(done.ok(), done.ok() ? "" : done.problems()[0].str().c_str());
    }
    /// Hidden layer and activation become a subgraph.
    void make_block()
    {
        auto edits = group(catalog(), document, 0, {hidden, bend}, "Hidden block");
        QVERIFY2(edits.ok(), edits.ok() ? "" : edits.problems()[0].str().c_str());
        push(std::move(*edits));
        block = document.graph().find("hidden_block1")->id;
    }
};

inline std::vector<std::string> weights(const Drawing& drawing)
{
    std::vector<std::string> names;
    for (const Weight& weight : drawing.infer().program().weights)
        names.push_back(weight.name);
    return names;
}

/// What the program computes, without the names of its weights.
inline std::string meaning(const Drawing& drawing)
{
    Program program = drawing.infer().program();
    for (Weight& weight : program.weights)
        weight.name.clear();
    return to_text(program);
}
/// For comparing with weights() and the like.
inline std::vector<std::string> texts(std::initializer_list<const char*> list)
{
    return {list.begin(), list.end()};
}

} // namespace lepton

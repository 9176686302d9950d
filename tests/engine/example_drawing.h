// Tests of the engine: drawing an example node by node.
#pragma once

#include "backend/data/source.h"
#include "nodes/graph/edit.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

#include <QtGlobal>

#include <string>
#include <vector>

namespace lepton {

/// Draws node by node. What cannot be drawn is a fault of the test.
class Drawing {
public:
    NodeId add(const std::string& kind_id, const Json& fields = Json::object(),
               const std::string& title = {})
    {
        const Kind* const kind = catalog().find(kind_id);
        if (!kind)
            qFatal("there is no kind %s", kind_id.c_str());
        Node node = new_node(*kind, document_.graph(), {});
        node.title = title;
        for (const auto& [name, value] : fields.items()) {
            const FieldInfo* const field = kind->field(name);
            if (!field || !check_field(*field, value))
                qFatal("%s has no field %s that takes %s", kind_id.c_str(), name.c_str(),
                       value.dump().c_str());
            node.fields[name] = value;
        }
        edit(AddNode{node});
        return node.id;
    }
    void wire(NodeId from, const std::string& out, NodeId to, const std::string& in)
    {
        edit(AddWire{{{from, out}, {to, in}}});
    }
    /// First output to first input, all along.
    void chain(const std::vector<NodeId>& nodes)
    {
        for (std::size_t i = 1; i < nodes.size(); ++i)
            wire(nodes[i - 1], first(nodes[i - 1], false), nodes[i], first(nodes[i], true));
    }
    /// Prediction and target into a loss or metric.
    void judge(NodeId prediction, NodeId data, const std::vector<NodeId>& judges)
    {
        for (const NodeId judge : judges) {
            wire(prediction, first(prediction, false), judge, "prediction");
            wire(data, "target", judge, "target");
        }
    }
    /// Makes a subgraph of nodes; gives the instance that stands for them.
    NodeId group(const std::vector<NodeId>& nodes, const std::string& title)
    {
        const auto edits = lepton::group(catalog(), document_, 0, nodes, title);
        if (!edits)
            qFatal("%s", edits.problems()[0].str().c_str());
        for (const Edit& one : *edits)
            edit(one);
        return document_.graph().slots().rbegin()->first;
    }
    /// Another node with the weights of this one.
    NodeId linked(NodeId node)
    {
        Inference inference(catalog());
        const Facts facts;
        inference.reset(document_, facts);
        const LinkedCopies copies = linked_copies(document_, inference, {}, {node}, {});
        for (const Edit& one : copies.edits)
            edit(one);
        return copies.nodes.front();
    }
    void field(NodeId node, const char* name, const Json& value)
    {
        edit(SetField{node, name, value});
    }
    void set(const char* key, const Json& value) { edit(SetSetting{key, value}); }
    Document done() { return document_; }

private:
    std::string first(NodeId id, bool input) const
    {
        const Catalog kinds = with_subgraphs(catalog(), document_);
        const Kind& kind = *kinds.find(document_.graph().find(id)->kind);
        const Port port = input ? kind.inputs().at(0) : kind.outputs().at(0);
        return std::string(port.name) + (port.list ? ".0" : "");
    }
    void edit(const Edit& one)
    {
        if (const auto done = lepton::apply(document_, one); !done)
            qFatal("%s", done.problems()[0].str().c_str());
    }
    Document document_;
};

} // namespace lepton

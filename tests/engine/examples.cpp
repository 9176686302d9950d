// Tests of the engine: the examples, drawn by the real catalogue.
#include "examples.h"

#include "backend/data/source.h"
#include "nodes/graph/edit.h"
#include "nodes/infer.h"

#include <QtGlobal>

namespace lepton {
namespace {

constexpr double column_pitch = 220, row_pitch = 160;

/// Draws node by node. What cannot be drawn is a fault of the test.
class Drawing {
public:
    NodeId add(const std::string& kind_id, double column, double row,
               const Json& fields = Json::object(), const std::string& title = {})
    {
        const Kind* const kind = catalog().find(kind_id);
        if (!kind)
            qFatal("there is no kind %s", kind_id.c_str());
        Node node =
            new_node(*kind, document_.graph(), {40 + column * column_pitch, 40 + row * row_pitch});
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
    void set(const char* key, const Json& value) { edit(SetSetting{key, value}); }
    Document done() { return document_; }

private:
    std::string first(NodeId id, bool input) const
    {
        const Kind& kind = *catalog().find(document_.graph().find(id)->kind);
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

/// The learning rate falls along half a cosine: in few epochs that is worth more than more epochs,
/// and leaves the last one the best.
Document leptonnet(bool broken)
{
    Drawing d;
    const NodeId data = d.add("mnist", 0, 0), scale = d.add("scale", 1, 0);
    const Json same{{"kernel", {3, 3}}, {"padding", {1, 1}}};
    Json first = same, second = same;
    first["filters"] = 32;
    second["filters"] = 64;
    const NodeId conv1 = d.add("conv2d", 2, 0, first), relu1 = d.add("relu", 3, 0),
                 pool1 = d.add("max_pool2d", 4, 0, {{"kernel", {2, 2}}});
    const NodeId conv2 = d.add("conv2d", 5, 0, second), relu2 = d.add("relu", 6, 0);
    const NodeId pool2 = d.add("max_pool2d", 0, 1, {{"kernel", {2, 2}}}),
                 flatten = d.add("flatten", 1, 1);
    Json hidden{{"out_features", 128}};
    if (broken)
        hidden["in_features"] = 64 * 4 * 4;
    const NodeId linear1 = d.add("linear", 2, 1, hidden), relu3 = d.add("relu", 3, 1),
                 linear2 = d.add("linear", 4, 1, {{"out_features", 10}});
    const NodeId loss = d.add("cross_entropy", 5, 1), adam = d.add("adam", 6, 1, {{"lr", 0.001}}),
                 cosine = d.add("cosine", 5, 2);
    const NodeId output = d.add("output", 4, 2, {{"activation", "softmax"}}, "Digit"),
                 accuracy = d.add("accuracy", 5, 3), confusion = d.add("confusion_matrix", 6, 3);
    d.chain({data, scale, conv1, relu1, pool1, conv2, relu2, pool2, flatten, linear1, relu3,
             linear2, output});
    d.judge(linear2, data, {loss, accuracy, confusion});
    d.chain({loss, adam});
    d.wire(cosine, "lr", adam, "lr");
    d.set("epochs", 5);
    d.set("batch", 64);
    return d.done();
}

/// The best is taken by accuracy: cross entropy is lowest long before the share of right answers is
/// highest.
Document mlp()
{
    Drawing d;
    const NodeId data = d.add("mnist", 0, 0), scale = d.add("scale", 1, 0),
                 flatten = d.add("flatten", 2, 0);
    std::vector<NodeId> chain{data, scale, flatten};
    double column = 3, row = 0;
    for (const int width : {512, 256, 128}) {
        chain.push_back(d.add("linear", column, row, {{"out_features", width}}));
        chain.push_back(d.add("relu", column + 1, row));
        column = row == 0 ? 0 : column + 2;
        row = 1;
    }
    const NodeId last = d.add("linear", 4, 1, {{"out_features", 10}});
    chain.push_back(last);
    const NodeId loss = d.add("cross_entropy", 5, 1), adam = d.add("adam", 6, 1, {{"lr", 0.001}}),
                 cosine = d.add("cosine", 5, 2);
    const NodeId output = d.add("output", 4, 2, {{"activation", "softmax"}}, "Digit"),
                 accuracy = d.add("accuracy", 5, 3), confusion = d.add("confusion_matrix", 6, 3);
    chain.push_back(output);
    d.chain(chain);
    d.judge(last, data, {loss, accuracy, confusion});
    d.chain({loss, adam});
    d.wire(cosine, "lr", adam, "lr");
    d.set("epochs", 10);
    d.set("batch", 128);
    d.set("best_by", "accuracy");
    return d.done();
}

/// Layers on numbers that end in one probability.
Document yes_no(Drawing d, NodeId data, bool normalised, const std::vector<int>& widths,
                const char* activation, double lr, const std::vector<std::string>& metrics,
                const char* title)
{
    std::vector<NodeId> chain{data};
    double column = 1;
    if (normalised)
        chain.push_back(d.add("normalise", column++, 0));
    for (const int width : widths) {
        chain.push_back(d.add("linear", column, 0, {{"out_features", width}}));
        chain.push_back(d.add(activation, column + 1, 0));
        column += 2;
    }
    const NodeId linear = d.add("linear", column - 3, 1, {{"out_features", 1}}),
                 sigmoid = d.add("sigmoid", column - 2, 1);
    const NodeId loss = d.add("bce_loss", column - 1, 1),
                 adam = d.add("adam", column, 1, {{"lr", lr}});
    const NodeId output = d.add("output", column - 2, 2, Json::object(), title);
    std::vector<NodeId> judges{loss};
    double at = column - 1;
    for (const std::string& metric : metrics)
        judges.push_back(d.add(metric, at++, 2));
    chain.insert(chain.end(), {linear, sigmoid, output});
    d.chain(chain);
    d.judge(sigmoid, data, judges);
    d.chain({loss, adam});
    return d.done();
}

Document diagnosis()
{
    Drawing d;
    const NodeId data = d.add(
        "table", 0, 0,
        {{"file", "breast_cancer.csv"}, {"target", "diagnosis"}, {"target_as", "probability"}});
    d.set("epochs", 30);
    d.set("batch", 32);
    return yes_no(std::move(d), data, true, {64, 64}, "relu", 0.001,
                  {"accuracy", "precision", "recall"}, "Malignant");
}

Document plane(const char* kind, const std::vector<int>& widths, double lr, std::int64_t epochs)
{
    Drawing d;
    const NodeId data = d.add(kind, 0, 0, {{"target_as", "probability"}});
    d.set("epochs", epochs);
    d.set("batch", 16);
    return yes_no(std::move(d), data, false, widths, "tanh", lr, {"accuracy"}, "Class B");
}

Document iris()
{
    Drawing d;
    const NodeId data = d.add("table", 0, 0, {{"file", "iris.csv"}, {"target", "species"}}),
                 scaled = d.add("normalise", 1, 0);
    const NodeId linear1 = d.add("linear", 2, 0, {{"out_features", 16}}),
                 relu = d.add("relu", 3, 0), linear2 = d.add("linear", 4, 0, {{"out_features", 3}});
    const NodeId loss = d.add("cross_entropy", 5, 0), adam = d.add("adam", 6, 0, {{"lr", 0.01}});
    const NodeId output = d.add("output", 4, 1, {{"activation", "softmax"}}, "Species"),
                 accuracy = d.add("accuracy", 5, 1), confusion = d.add("confusion_matrix", 6, 1);
    d.chain({data, scaled, linear1, relu, linear2, output});
    d.judge(linear2, data, {loss, accuracy, confusion});
    d.chain({loss, adam});
    d.set("epochs", 40);
    d.set("batch", 16);
    return d.done();
}

} // namespace

std::vector<Example> examples()
{
    std::vector<Example> all{{"leptonnet", leptonnet(false)},
                             {"leptonnet_broken", leptonnet(true)},
                             {"mlp", mlp()},
                             {"diagnosis", diagnosis()},
                             {"iris", iris()},
                             {"xor", plane("xor", {8}, 0.02, 30)},
                             {"moons", plane("moons", {16, 16}, 0.01, 30)}};
    // What is known of the data is kept, so that an example opens typed before its data is read.
    for (Example& example : all)
        example.document.facts =
            to_json(gather_facts(example.document,
                                 {std::filesystem::path(LEPTON_SOURCE_DIR) / "resources/examples",
                                  resources_folder()})
                        .facts);
    return all;
}

} // namespace lepton

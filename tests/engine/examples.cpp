// Tests of the engine: the examples, drawn by the real catalogue.
#include "examples.h"

#include "backend/data/source.h"
#include "nodes/graph/edit.h"
#include "nodes/infer.h"

#include <QtGlobal>

#include <map>

namespace lepton {
namespace {

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
    const NodeId data = d.add("mnist"), scale = d.add("scale");
    const Json same{{"kernel", {3, 3}}, {"padding", {1, 1}}};
    Json first = same, second = same;
    first["filters"] = 32;
    second["filters"] = 64;
    const NodeId conv1 = d.add("conv2d", first), relu1 = d.add("relu"),
                 pool1 = d.add("max_pool2d", {{"kernel", {2, 2}}});
    const NodeId conv2 = d.add("conv2d", second), relu2 = d.add("relu");
    const NodeId pool2 = d.add("max_pool2d", {{"kernel", {2, 2}}}), flatten = d.add("flatten");
    Json hidden{{"out_features", 128}};
    if (broken)
        hidden["in_features"] = 64 * 4 * 4;
    const NodeId linear1 = d.add("linear", hidden), relu3 = d.add("relu"),
                 linear2 = d.add("linear", {{"out_features", 10}});
    const NodeId loss = d.add("cross_entropy"), adam = d.add("adam", {{"lr", 0.001}}),
                 cosine = d.add("cosine");
    const NodeId output = d.add("output", {{"activation", "softmax"}}, "Digit"),
                 accuracy = d.add("accuracy"), confusion = d.add("confusion_matrix");
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
    const NodeId data = d.add("mnist"), scale = d.add("scale"), flatten = d.add("flatten");
    std::vector<NodeId> chain{data, scale, flatten};
    for (const int width : {512, 256, 128}) {
        chain.push_back(d.add("linear", {{"out_features", width}}));
        chain.push_back(d.add("relu"));
    }
    const NodeId last = d.add("linear", {{"out_features", 10}});
    chain.push_back(last);
    const NodeId loss = d.add("cross_entropy"), adam = d.add("adam", {{"lr", 0.001}}),
                 cosine = d.add("cosine");
    const NodeId output = d.add("output", {{"activation", "softmax"}}, "Digit"),
                 accuracy = d.add("accuracy"), confusion = d.add("confusion_matrix");
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
    if (normalised)
        chain.push_back(d.add("normalise"));
    for (const int width : widths) {
        chain.push_back(d.add("linear", {{"out_features", width}}));
        chain.push_back(d.add(activation));
    }
    const NodeId linear = d.add("linear", {{"out_features", 1}}), sigmoid = d.add("sigmoid");
    const NodeId loss = d.add("bce_loss"), adam = d.add("adam", {{"lr", lr}});
    const NodeId output = d.add("output", Json::object(), title);
    std::vector<NodeId> judges{loss};
    for (const std::string& metric : metrics)
        judges.push_back(d.add(metric));
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
        "table",
        {{"file", "breast_cancer.csv"}, {"target", "diagnosis"}, {"target_as", "probability"}});
    d.set("epochs", 30);
    d.set("batch", 32);
    return yes_no(std::move(d), data, true, {64, 64}, "relu", 0.001,
                  {"accuracy", "precision", "recall"}, "Malignant");
}

Document plane(const char* kind, const std::vector<int>& widths, double lr, std::int64_t epochs)
{
    Drawing d;
    const NodeId data = d.add(kind, {{"target_as", "probability"}});
    d.set("epochs", epochs);
    d.set("batch", 16);
    return yes_no(std::move(d), data, false, widths, "tanh", lr, {"accuracy"}, "Class B");
}

Document iris()
{
    Drawing d;
    const NodeId data = d.add("table", {{"file", "iris.csv"}, {"target", "species"}}),
                 scaled = d.add("normalise");
    const NodeId linear1 = d.add("linear", {{"out_features", 16}}), relu = d.add("relu"),
                 linear2 = d.add("linear", {{"out_features", 3}});
    const NodeId loss = d.add("cross_entropy"), adam = d.add("adam", {{"lr", 0.01}});
    const NodeId output = d.add("output", {{"activation", "softmax"}}, "Species"),
                 accuracy = d.add("accuracy"), confusion = d.add("confusion_matrix");
    d.chain({data, scaled, linear1, relu, linear2, output});
    d.judge(linear2, data, {loss, accuracy, confusion});
    d.chain({loss, adam});
    d.set("epochs", 40);
    d.set("batch", 16);
    return d.done();
}

/// Where the nodes of an example stand, by their ids from 1: column and row.
using Places = std::vector<Point>;

/// Rows that a screen shows with every layer and its shape.
const std::map<std::string, Places>& places()
{
    static const Places digits{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 1},
                               {1, 1}, {2, 1}, {3, 1}, {4, 1}, {0, 2}, {1, 2},
                               {2, 2}, {3, 2}, {2, 3}, {1, 3}, {3, 3}, {4, 3}};
    static const std::map<std::string, Places> all{
        {"leptonnet", digits},
        {"leptonnet_broken", digits},
        {"mlp",
         {{0, 0},
          {1, 0},
          {2, 0},
          {3, 0},
          {4, 0},
          {0, 1},
          {1, 1},
          {2, 1},
          {3, 1},
          {1, 2},
          {2, 2},
          {3, 2},
          {2, 3},
          {1, 3},
          {3, 3},
          {4, 3}}},
        {"diagnosis",
         {{0, 0},
          {1, 0},
          {2, 0},
          {3, 0},
          {4, 0},
          {0, 1},
          {1, 1},
          {2, 1},
          {3, 1},
          {4, 1},
          {3, 2},
          {4, 2},
          {3, 3},
          {4, 3}}},
        {"iris", {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 2}}},
        {"xor", {{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}, {3, 1}, {2, 2}, {3, 2}}},
        {"moons",
         {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {3, 2}, {4, 2}}}};
    return all;
}

/// Puts the nodes of an example in their places.
Document laid_out(Document document, const Places& places)
{
    constexpr double column_pitch = 260, row_pitch = 180;
    Move move;
    for (std::size_t i = 0; i < places.size(); ++i)
        move.places.emplace_back(
            static_cast<NodeId>(i + 1),
            Point{40 + column_pitch * places[i].x, 40 + row_pitch * places[i].y});
    if (document.graph().slots().size() != places.size() || !apply(document, Edit(move)))
        qFatal("an example has other nodes than places");
    return document;
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
    for (Example& example : all) {
        example.document = laid_out(std::move(example.document), places().at(example.name));
        example.document.facts =
            to_json(gather_facts(example.document,
                                 {std::filesystem::path(LEPTON_SOURCE_DIR) / "resources/examples",
                                  resources_folder()})
                        .facts);
    }
    return all;
}

} // namespace lepton

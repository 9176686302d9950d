// Tests of the engine: the examples, drawn by the real catalogue.
#include "examples.h"

#include "backend/data/source.h"
#include "example_drawing.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace lepton {
namespace {

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

/// A residual network: one block, drawn once, three times in a row, each with its own weights.
Document residual()
{
    Drawing d;
    const auto conv = [&](int stride) {
        return d.add("conv2d",
                     {{"filters", 16},
                      {"padding", {1, 1}},
                      {"stride", {stride, stride}},
                      {"bias", false}}); // the norm behind would take it away again
    };
    const NodeId data = d.add("mnist"), scale = d.add("scale"), first = conv(2),
                 norm = d.add("batch_norm2d"), relu = d.add("relu");
    const NodeId conv1 = conv(1), norm1 = d.add("batch_norm2d"), relu1 = d.add("relu"),
                 conv2 = conv(1), norm2 = d.add("batch_norm2d"), sum = d.add("add"),
                 relu2 = d.add("relu");
    d.chain({data, scale, first, norm, relu, conv1, norm1, relu1, conv2, norm2, sum, relu2});
    d.wire(relu, "features", sum, "inputs.1");
    const NodeId pool = d.add("global_avg_pool"), linear = d.add("linear", {{"out_features", 10}});
    d.chain({relu2, pool, linear});
    const NodeId block = d.group({conv1, norm1, relu1, conv2, norm2, sum, relu2}, "Residual block");
    d.field(block, "repeat", 3);
    const NodeId loss = d.add("cross_entropy"), adam = d.add("adam", {{"lr", 0.003}}),
                 cosine = d.add("cosine");
    const NodeId output = d.add("output", {{"activation", "softmax"}}, "Digit"),
                 accuracy = d.add("accuracy");
    d.chain({linear, output});
    d.judge(linear, data, {loss, accuracy});
    d.chain({loss, adam});
    d.wire(cosine, "lr", adam, "lr");
    d.set("epochs", 3);
    d.set("batch", 128);
    d.set("best_by", "accuracy");
    return d.done();
}

/// A siamese pair: the mean cells of a sample and its worst ones, measured in the same ten ways,
/// seen by one encoder with one set of weights.
Document siamese()
{
    Drawing d;
    const NodeId data = d.add("table",
                              {{"file", "breast_cancer.csv"},
                               {"target", "diagnosis"},
                               {"target_as", "probability"}}),
                 scaled = d.add("normalise"),
                 mean = d.add("slice", {{"start", 0}, {"length", 10}}, "Mean"),
                 worst = d.add("slice", {{"start", 20}, {"length", 10}}, "Worst");
    const NodeId linear1 = d.add("linear", {{"out_features", 16}}), relu = d.add("relu"),
                 linear2 = d.add("linear", {{"out_features", 8}}), both = d.add("concat");
    d.chain({data, scaled, mean, linear1, relu, linear2, both});
    d.chain({scaled, worst});
    const NodeId encoder = d.group({linear1, relu, linear2}, "Encoder"), twin = d.linked(encoder);
    d.chain({worst, twin});
    d.wire(twin, "features", both, "inputs.1");
    const NodeId last = d.add("linear", {{"out_features", 1}}), sigmoid = d.add("sigmoid"),
                 loss = d.add("bce_loss"), adam = d.add("adam", {{"lr", 0.003}});
    const NodeId output = d.add("output", Json::object(), "Malignant"),
                 accuracy = d.add("accuracy");
    d.chain({both, last, sigmoid, output});
    d.judge(sigmoid, data, {loss, accuracy});
    d.chain({loss, adam});
    d.set("epochs", 30);
    d.set("batch", 32);
    return d.done();
}

/// Where the nodes of a graph stand, in the order of their ids: column and row.
using Places = std::vector<Point>;

/// Rows that a screen shows with every layer and its shape.
const std::map<std::string, Places>& places()
{
    static const Places digits{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 1},
                               {1, 1}, {2, 1}, {3, 1}, {4, 1}, {0, 2}, {1, 2},
                               {2, 2}, {3, 2}, {2, 3}, {1, 3}, {3, 3}, {4, 3}};
    static const Places rows{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 1},
                             {1, 1}, {2, 1}, {3, 1}, {2, 2}, {3, 2}, {4, 2}};
    static const std::map<std::string, Places> all{
        {"table_classes", rows},
        {"table_numbers", rows},
        {"picture_classes",
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
          {0, 2},
          {1, 2},
          {2, 2},
          {3, 2},
          {2, 3},
          {3, 3},
          {4, 3}}},
        {"autoencoder",
         {{0, 0},
          {1, 0},
          {2, 0},
          {3, 0},
          {4, 0},
          {0, 1},
          {1, 1},
          {2, 1},
          {3, 1},
          {0, 2},
          {1, 2},
          {2, 2},
          {3, 2},
          {2, 3}}},
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
        {"residual",
         {{0, 0},
          {1, 0},
          {2, 0},
          {3, 0},
          {4, 0},
          {2, 1},
          {3, 1},
          {0, 1},
          {3, 2},
          {4, 2},
          {4, 3},
          {4, 1},
          {3, 3}}},
        {"residual/1", {{1, 0}, {2, 0}, {3, 0}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {0, 0}, {5, 1}}},
        {"siamese",
         {{0, 0},
          {1, 0},
          {2, 0},
          {2, 1},
          {4, 0},
          {3, 0},
          {3, 1},
          {0, 2},
          {1, 2},
          {2, 3},
          {3, 3},
          {2, 2},
          {1, 3}}},
        {"siamese/1", {{1, 0}, {2, 0}, {3, 0}, {0, 0}, {4, 0}}},
        {"iris", {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 2}}},
        {"xor", {{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}, {3, 1}, {2, 2}, {3, 2}}},
        {"moons",
         {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {3, 2}, {4, 2}}}};
    return all;
}

/// Puts the nodes of an example in their places.
Document laid_out(Document document, const std::string& name)
{
    constexpr double column_pitch = 260, row_pitch = 180,
                     behind_a_loss = 20; // losses have long names
    for (const auto& [id, graph] : document.graphs) {
        const Places& all = places().at(id == 0 ? name : name + "/" + std::to_string(id));
        if (graph.slots().size() != all.size())
            qFatal("an example has other nodes than places");
        Move move;
        for (auto place = all.begin(); const auto& [node, slot] : graph.slots()) {
            const bool optimizer = catalog().find(slot.node.kind)
                && catalog().find(slot.node.kind)->card.role == Role::optimizer;
            move.places.emplace_back(
                node,
                Point{40 + column_pitch * place->x + (optimizer ? behind_a_loss : 0),
                      40 + row_pitch * place->y});
            ++place;
        }
        if (!apply(document, Edit(move, id)))
            qFatal("an example cannot be laid out");
    }
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
                             {"residual", residual()},
                             {"siamese", siamese()},
                             {"xor", plane("xor", {8}, 0.02, 30)},
                             {"moons", plane("moons", {16, 16}, 0.01, 30)}};
    std::ranges::move(templates(), std::back_inserter(all));
    // What is known of the data is kept, so that an example opens typed before its data is read.
    for (Example& example : all) {
        example.document = laid_out(std::move(example.document), example.name);
        if (example.lacks_data)
            continue;
        example.document.facts =
            to_json(gather_facts(example.document,
                                 {std::filesystem::path(LEPTON_SOURCE_DIR) / "resources/examples",
                                  resources_folder()})
                        .facts);
    }
    return all;
}

} // namespace lepton

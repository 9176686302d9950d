// Tests of the engine: the templates: networks that lack only their data.
#include "example_drawing.h"
#include "examples.h"

namespace lepton {
namespace {

/// Numbers of a table in, classes or numbers out: for data that nobody knows yet.
Document table_template(bool classes)
{
    Drawing d;
    const NodeId data = d.add("table", {{"target_as", classes ? "class" : "number"}}),
                 scaled = d.add("normalise");
    const NodeId linear1 = d.add("linear", {{"out_features", 64}}), relu1 = d.add("relu"),
                 linear2 = d.add("linear", {{"out_features", 64}}), relu2 = d.add("relu"),
                 last = d.add("linear", {{"out_features", classes ? 2 : 1}});
    const NodeId loss = d.add(classes ? "cross_entropy" : "mse_loss"),
                 adam = d.add("adam", {{"lr", 0.001}});
    const NodeId output = classes ? d.add("output", {{"activation", "softmax"}}) : d.add("output"),
                 first = d.add(classes ? "accuracy" : "mae"),
                 second = d.add(classes ? "confusion_matrix" : "r2");
    d.chain({data, scaled, linear1, relu1, linear2, relu2, last, output});
    d.judge(last, data, {loss, first, second});
    d.chain({loss, adam});
    d.set("epochs", 50);
    d.set("batch", 32);
    return d.done();
}

Document picture_template()
{
    Drawing d;
    const NodeId data = d.add("idx"), scale = d.add("scale");
    const auto conv = [&](int filters) {
        return d.add("conv2d", {{"filters", filters}, {"padding", {1, 1}}});
    };
    const auto pool = [&] { return d.add("max_pool2d", {{"kernel", {2, 2}}}); };
    const NodeId conv1 = conv(32), relu1 = d.add("relu"), pool1 = pool(), conv2 = conv(64),
                 relu2 = d.add("relu"), pool2 = pool(), flatten = d.add("flatten"),
                 linear1 = d.add("linear", {{"out_features", 128}}), relu3 = d.add("relu"),
                 last = d.add("linear", {{"out_features", 10}});
    const NodeId loss = d.add("cross_entropy"), adam = d.add("adam", {{"lr", 0.001}});
    const NodeId output = d.add("output", {{"activation", "softmax"}}),
                 accuracy = d.add("accuracy"), confusion = d.add("confusion_matrix");
    d.chain({data, scale, conv1, relu1, pool1, conv2, relu2, pool2, flatten, linear1, relu3, last,
             output});
    d.judge(last, data, {loss, accuracy, confusion});
    d.chain({loss, adam});
    d.set("epochs", 5);
    d.set("batch", 64);
    return d.done();
}

/// An autoencoder: the picture is its own target, and sixteen numbers have to do.
Document autoencoder_template()
{
    Drawing d;
    const NodeId data = d.add("idx"), scale = d.add("scale"), flatten = d.add("flatten");
    std::vector<NodeId> chain{data, scale, flatten};
    for (const int width : {128, 16, 128}) {
        chain.push_back(
            d.add("linear", {{"out_features", width}}, width == 16 ? "Code" : std::string()));
        chain.push_back(d.add("relu"));
    }
    const NodeId last = d.add("linear", {{"out_features", 28 * 28}}), sigmoid = d.add("sigmoid");
    const NodeId loss = d.add("mse_loss"), adam = d.add("adam", {{"lr", 0.001}}),
                 output = d.add("output", Json::object(), "Reconstruction");
    chain.insert(chain.end(), {last, sigmoid, output});
    d.chain(chain);
    d.wire(sigmoid, "features", loss, "prediction");
    d.wire(flatten, "features", loss, "target");
    d.chain({loss, adam});
    d.set("epochs", 5);
    d.set("batch", 64);
    return d.done();
}

} // namespace

std::vector<Example> templates()
{
    return {{"table_classes", table_template(true), true},
            {"table_numbers", table_template(false), true},
            {"picture_classes", picture_template(), true},
            {"autoencoder", autoencoder_template(), true}};
}

} // namespace lepton

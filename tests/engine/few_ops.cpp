// Tests of the engine: a few ops and programs written by hand.
#include "few_ops.h"

namespace lepton::few {
namespace {

void like_first(ShapeCall& s) { s.outputs[0] = s.inputs[0]; }

void linear_shape(ShapeCall& s)
{
    s.outputs[0] = s.inputs[0];
    std::vector<Dim> dims = s.inputs[0].shape.dims();
    dims.back() = s.inputs[1].shape[0];
    s.outputs[0].shape = Shape(dims);
}

void scalar(ShapeCall& s)
{
    s.outputs[0] = {.dtype = DType::real, .shape = Shape{}};
    s.outputs[0].shape = Shape(std::vector<Dim>{});
}

} // namespace

const Op linear{
    .name = "linear", .schema = "aten::linear", .arguments = "$0 $1 $2?", .shape = linear_shape};
const Op relu{.name = "relu", .schema = "aten::relu", .arguments = "$0", .shape = like_first};
const Op log{.name = "log", .schema = "aten::log", .arguments = "$0", .shape = like_first};
const Op dropout{.name = "dropout",
                 .schema = "aten::dropout",
                 .arguments = "$0 p =training",
                 .shape = like_first,
                 .effects = {.random = true, .may_alias = true}};
const Op batch_norm{.name = "batch_norm",
                    .schema = "aten::batch_norm",
                    .arguments = "$0 $1 $2 $3 $4 =training =0.1 =1e-5 =false",
                    .shape = like_first,
                    .effects = {.writes_buffers = true}};
const Op cross_entropy{.name = "cross_entropy",
                       .schema = "aten::cross_entropy_loss",
                       .arguments = "$0 $1 =none =1 =-100 =0.0",
                       .shape = scalar};

Program perceptron(const std::vector<std::int64_t>& sizes, const std::string& fused)
{
    Program program;
    Problems problems;
    Builder b(program, problems);
    program.datasets.push_back({1, "test", {}, {}});
    program.names[1] = "data1";
    b.begin(1, "data1", nullptr);
    Value x =
        b.data("features", {.dtype = DType::real, .shape = Shape{Dim::named("N"), Dim(sizes[0])}});
    const Value y = b.data("target", {.dtype = DType::int64, .shape = Shape{Dim::named("N")}});
    NodeId node = 1;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
        const std::string name = "linear" + std::to_string(i + 1);
        b.begin(++node, name, nullptr);
        program.names[node] = name;
        const Shape shape{Dim(sizes[i + 1]), Dim(sizes[i])};
        const Value weight = b.weight("weight", shape, init::kaiming_uniform());
        const Value bias = b.weight("bias", Shape{Dim(sizes[i + 1])}, init::fan_in_uniform(shape));
        x = b.emit(linear, {x, weight, bias});
        if (i + 2 < sizes.size())
            x = b.emit(relu, {x});
        program.ports[{node, "out"}] = x;
    }
    b.begin(++node, "output1", nullptr);
    program.names[node] = "output1";
    b.output(x, x, "none");
    b.begin(++node, "loss1", nullptr);
    program.names[node] = "loss1";
    b.loss(b.emit(cross_entropy, {x, y}), x, y, 1.0);
    Optimizer optimizer;
    optimizer.node = ++node;
    optimizer.name = "optimizer1";
    optimizer.fused = fused;
    optimizer.numbers = {{"lr", 0.1}, {"momentum", 0.9}};
    optimizer.state_names = fused == "sgd" ? std::vector<std::string>{"momentum_buffer"}
                                           : std::vector<std::string>{"exp_avg", "exp_avg_sq"};
    optimizer.losses = {0};
    b.optimizer(optimizer);
    return program;
}

} // namespace lepton::few

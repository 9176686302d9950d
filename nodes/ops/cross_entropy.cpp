// Room nodes/ops: losses that compare class scores with class numbers.
#include "nodes/ops/cross_entropy.h"

#include "nodes/ir/rules.h"
#include "nodes/ops/softmax.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

void shape_classes(ShapeCall& c)
{
    const Type &x = rule::input(c), &target = rule::input(c, 1), &weight = rule::input(c, 2);
    bool ok = rule::floating(c);
    if (target.dtype != DType::unknown && is_floating(target.dtype)) {
        c.check(false, {}, say("the target must be class numbers, gets numbers with decimals"));
        ok = false;
    }
    const auto reject = [&](Text what) {
        c.check(false, {}, std::move(what));
        ok = false;
    };
    if (x.shape.ranked()) {
        if (x.shape.rank() < 2) {
            reject(say("takes batch × classes, gets {0}", x.shape.text()));
            return;
        }
        const Dim classes = x.shape[1];
        if (target.classes > 0 && !may_equal(classes, Dim(target.classes)))
            reject(say("compares {0} classes; the prediction has {1}", target.classes,
                       classes.value()));
        if (weight.shape.ranked() && !may_equal(weight.shape.back(), classes))
            c.check(
                false, "weight",
                say("has {0} numbers for {1} classes", weight.shape.back().text(), classes.text()));
        if (target.shape.ranked()) {
            bool same = target.shape.rank() + 1 == x.shape.rank();
            for (std::size_t i = 0; same && i < target.shape.rank(); ++i)
                same = may_equal(target.shape[i], x.shape[i == 0 ? 0 : i + 1]);
            if (!same)
                reject(say("the prediction is {0}, so the target must have one dimension less; it "
                           "is {1}",
                           x.shape.text(), target.shape.text()));
        }
    }
    if (!ok)
        return;
    Type type = rule::number();
    type.dtype = x.dtype;
    if (c.call.get<std::int64_t>("reduction") == 0)
        type.shape = target.shape;
    c.outputs[0] = type;
    if (c.outputs.size() > 1) {
        c.outputs[1] = rule::number();
        c.outputs[1].dtype = x.dtype;
    }
}

/// Like the log-probabilities, which are the second input.
void shape_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
}

constexpr Op backward(std::string_view name, std::string_view schema)
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 $1 $2 $3? reduction ignore $4",
            .shape = shape_backward,
            .internal = true};
}
constexpr Op nll_backward = backward("nll_loss_backward", "aten::nll_loss_backward");
constexpr Op nll2d_backward = backward("nll_loss2d_backward", "aten::nll_loss2d_backward");

Values vjp_nll(Builder& b, const GradientCall& g, const Op& op)
{
    if (!g.gradients[0].exists() || g.wants(2))
        return rule::no_rule();
    const auto& in = g.call.inputs;
    return {b.emit(op, {g.gradients[0], in[0], in[1], in[2], g.call.outputs[1]}, g.call.attributes),
            none, none};
}
Values vjp_nll_1d(Builder& b, const GradientCall& g) { return vjp_nll(b, g, nll_backward); }
Values vjp_nll_2d(Builder& b, const GradientCall& g) { return vjp_nll(b, g, nll2d_backward); }

/// Also gives the sum of the weights.
constexpr Op forward(std::string_view name, std::string_view schema,
                     Values (*vjp)(Builder&, const GradientCall&))
{
    return {.name = name,
            .schema = schema,
            .arguments = "$0 $1 $2? reduction ignore",
            .shape = shape_classes,
            .outputs = 2,
            .vjp = vjp,
            .internal = true};
}
constexpr Op nll_forward = forward("nll_loss_forward", "aten::nll_loss_forward", vjp_nll_1d);
constexpr Op nll2d_forward = forward("nll_loss2d_forward", "aten::nll_loss2d_forward", vjp_nll_2d);

/// N C with target N, and N C H W with target N H W, have kernels of their own; others are left to
/// autograd.
Values train_nll(Builder& b, const Call& call, Value log_probabilities)
{
    const std::size_t rank = b.shape(log_probabilities).rank();
    return {b.emit(rank == 2 ? nll_forward : nll2d_forward,
                   {log_probabilities, call.inputs[1], call.inputs[2]},
                   {{"reduction", call.get<std::int64_t>("reduction")},
                    {"ignore", call.get<std::int64_t>("ignore")}})};
}

bool has_kernel(const Builder& b, const Call& call)
{
    const std::size_t rank = b.shape(call.inputs[0]).rank();
    return rank == 2 || rank == 4;
}

constexpr Op nll_op{.name = "nll_loss",
                    .schema = "aten::nll_loss_nd",
                    .arguments = "$0 $1 $2? reduction ignore",
                    .shape = shape_classes,
                    .training = [](Builder& b, const Call& call) {
                        return has_kernel(b, call) ? train_nll(b, call, call.inputs[0])
                                                   : rule::no_rule();
                    }};
constexpr Op cross_entropy_op{.name = "cross_entropy",
                              .schema = "aten::cross_entropy_loss",
                              .arguments = "$0 $1 $2? reduction ignore smoothing",
                              .shape = shape_classes,
                              .training = [](Builder& b, const Call& call) {
                                  return has_kernel(b, call) && call.get<double>("smoothing") == 0
                                      ? train_nll(b, call, log_softmax(b, call.inputs[0], 1))
                                      : rule::no_rule();
                              }};
} // namespace

Value cross_entropy(Builder& b, Value x, Value target, Value weight, const ClassLoss& how)
{
    return b.emit(cross_entropy_op, {x, target, weight},
                  {{"reduction", static_cast<std::int64_t>(how.reduction)},
                   {"ignore", how.ignore},
                   {"smoothing", how.smoothing}});
}

Value nll_loss(Builder& b, Value x, Value target, Value weight, const ClassLoss& how)
{
    return b.emit(
        nll_op, {x, target, weight},
        {{"reduction", static_cast<std::int64_t>(how.reduction)}, {"ignore", how.ignore}});
}

} // namespace lepton::op

namespace lepton {
void add_ops_cross_entropy(OpSet& ops)
{
    for (const Op* o : {&op::cross_entropy_op, &op::nll_op, &op::nll_forward, &op::nll2d_forward,
                        &op::nll_backward, &op::nll2d_backward})
        ops.add(*o);
}
} // namespace lepton

// Room nodes/ops: losses that compare number with number.
#include "nodes/ops/loss.h"

#include "nodes/ir/rules.h"
#include "nodes/ops/activation.h"
#include "nodes/ops/arithmetic.h"

namespace lepton::op {

namespace {
using Values = std::vector<Value>;

std::int64_t reduction(const Call& call) { return call.get<std::int64_t>("reduction"); }

void shape_loss(ShapeCall& c)
{
    const Type &x = rule::input(c), &target = rule::input(c, 1);
    bool ok = rule::floating(c, 0) && rule::floating(c, 1);
    if (x.shape.ranked() && target.shape.ranked()) {
        bool same = x.shape.rank() == target.shape.rank();
        for (std::size_t i = 0; same && i < x.shape.rank(); ++i)
            same = may_equal(x.shape[i], target.shape[i]);
        c.check(same, {},
                say("the prediction is {0}, the target {1}: they must have one shape",
                    x.shape.text(), target.shape.text()));
        ok = ok && same;
    }
    if (!ok)
        return;
    Type type = rule::number();
    type.dtype = x.dtype;
    if (reduction(c.call) == 0)
        type.shape = x.shape;
    rule::give(c, type);
}

/// Like the prediction, which is the second input.
void shape_backward(ShapeCall& c)
{
    c.outputs[0] = rule::input(c, 1);
    c.outputs[0].range.reset();
}

constexpr Op backward(std::string_view name, std::string_view schema, std::string_view arguments)
{
    return {.name = name,
            .schema = schema,
            .arguments = arguments,
            .shape = shape_backward,
            .internal = true};
}
constexpr Op mse_backward =
    backward("mse_loss_backward", "aten::mse_loss_backward", "$0 $1 $2 reduction");
constexpr Op smooth_l1_backward =
    backward("smooth_l1_loss_backward", "aten::smooth_l1_loss_backward", "$0 $1 $2 reduction beta");
constexpr Op huber_backward =
    backward("huber_loss_backward", "aten::huber_loss_backward", "$0 $1 $2 reduction delta");
constexpr Op bce_backward =
    backward("binary_cross_entropy_backward", "aten::binary_cross_entropy_backward",
             "$0 $1 $2 =none reduction");

/// Losses of a difference: the target's gradient is that with both swapped.
Values vjp_difference(Builder& b, const GradientCall& g, const Op& op)
{
    const Value x = g.call.inputs[0], target = g.call.inputs[1], grad = g.gradients[0];
    return {g.wants(0) ? b.emit(op, {grad, x, target}, g.call.attributes) : none,
            g.wants(1) ? b.emit(op, {grad, target, x}, g.call.attributes) : none};
}
Values vjp_mse(Builder& b, const GradientCall& g) { return vjp_difference(b, g, mse_backward); }
Values vjp_smooth_l1(Builder& b, const GradientCall& g)
{
    return vjp_difference(b, g, smooth_l1_backward);
}
Values vjp_huber(Builder& b, const GradientCall& g) { return vjp_difference(b, g, huber_backward); }

/// The gradient of the loss, divided by the number of elements where it is a mean; none if that
/// is unknown.
Value each(Builder& b, const GradientCall& g)
{
    if (reduction(g.call) != 1)
        return g.gradients[0];
    const Dim count = b.shape(g.call.inputs[0]).count();
    if (!count.known() || count == Dim(0))
        return none;
    return div(b, g.gradients[0], static_cast<double>(count.value()));
}

Values vjp_l1(Builder& b, const GradientCall& g)
{
    const Value grad = each(b, g);
    if (!grad.exists() || !b.shape(g.call.inputs[0]).known())
        return rule::no_rule();
    const Value slope = mul(b, sign(b, sub(b, g.call.inputs[0], g.call.inputs[1])), grad);
    return {g.wants(0) ? slope : none, g.wants(1) ? neg(b, slope) : none};
}

Values vjp_bce(Builder& b, const GradientCall& g)
{
    if (g.wants(1))
        return rule::no_rule();
    return {b.emit(bce_backward, {g.gradients[0], g.call.inputs[0], g.call.inputs[1]},
                   {{"reduction", reduction(g.call)}}),
            none};
}

/// With s = σ(x) and p the weight of positives: (1 + (p − 1) y) s − p y, which is s − y for p = 1.
Values vjp_bce_logits(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], y = g.call.inputs[1], p = g.call.inputs[2];
    const Value grad = each(b, g);
    if (g.wants(1) || g.wants(2) || !grad.exists())
        return rule::no_rule();
    const Value s = sigmoid(b, x);
    Value slope;
    if (p.exists()) {
        const Value factor = add(b, mul(b, add(b, p, -1.0), y), 1.0);
        slope = sub(b, mul(b, factor, s), mul(b, p, y));
    } else {
        slope = sub(b, s, y);
    }
    return {mul(b, slope, grad), none, none};
}

constexpr Op loss(std::string_view name, std::string_view schema, std::string_view arguments,
                  Values (*vjp)(Builder&, const GradientCall&))
{
    return {
        .name = name, .schema = schema, .arguments = arguments, .shape = shape_loss, .vjp = vjp};
}
constexpr Op mse = loss("mse_loss", "aten::mse_loss", "$0 $1 reduction", vjp_mse);
constexpr Op l1 = loss("l1_loss", "aten::l1_loss", "$0 $1 reduction", vjp_l1);
constexpr Op smooth_l1 =
    loss("smooth_l1_loss", "aten::smooth_l1_loss", "$0 $1 reduction beta", vjp_smooth_l1);
constexpr Op huber = loss("huber_loss", "aten::huber_loss", "$0 $1 reduction delta", vjp_huber);
constexpr Op bce =
    loss("binary_cross_entropy", "aten::binary_cross_entropy", "$0 $1 =none reduction", vjp_bce);
constexpr Op bce_logits =
    loss("binary_cross_entropy_with_logits", "aten::binary_cross_entropy_with_logits",
         "$0 $1 =none $2? reduction", vjp_bce_logits);

Attributes reduced(Reduction how) { return {{"reduction", static_cast<std::int64_t>(how)}}; }
Attributes reduced(Reduction how, std::string_view name, double value)
{
    return {{"reduction", static_cast<std::int64_t>(how)}, {name, value}};
}
} // namespace

Value mse_loss(Builder& b, Value x, Value target, Reduction reduction)
{
    return b.emit(mse, {x, target}, reduced(reduction));
}
Value l1_loss(Builder& b, Value x, Value target, Reduction reduction)
{
    return b.emit(l1, {x, target}, reduced(reduction));
}
Value smooth_l1_loss(Builder& b, Value x, Value target, Reduction reduction, double beta)
{
    return b.emit(smooth_l1, {x, target}, reduced(reduction, "beta", beta));
}
Value huber_loss(Builder& b, Value x, Value target, Reduction reduction, double delta)
{
    return b.emit(huber, {x, target}, reduced(reduction, "delta", delta));
}
Value binary_cross_entropy(Builder& b, Value x, Value target, Reduction reduction)
{
    return b.emit(bce, {x, target}, reduced(reduction));
}
Value binary_cross_entropy_with_logits(Builder& b, Value x, Value target, Value positive,
                                       Reduction reduction)
{
    return b.emit(bce_logits, {x, target, positive}, reduced(reduction));
}

} // namespace lepton::op

namespace lepton {
void add_ops_loss(OpSet& ops)
{
    for (const Op* o :
         {&op::mse, &op::l1, &op::smooth_l1, &op::huber, &op::bce, &op::bce_logits,
          &op::mse_backward, &op::smooth_l1_backward, &op::huber_backward, &op::bce_backward})
        ops.add(*o);
}
} // namespace lepton

// Room nodes/ops: arithmetic element by element.
#include "nodes/ops/arithmetic.h"

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/compare.h"

namespace lepton::op {

namespace {
using Vjp = std::vector<Value>;

/// Two tensors give one of the shape and element type they have together.
void shape_two(ShapeCall& c)
{
    const Type &x = rule::input(c, 0), &y = rule::input(c, 1);
    Type type;
    type.dtype = rule::together(x.dtype, y.dtype);
    type.shape = rule::broadcast(c, x.shape, y.shape);
    type.image = x.image || y.image;
    rule::give(c, type);
}

void shape_div(ShapeCall& c)
{
    shape_two(c);
    DType& type = c.outputs[0].dtype;
    if (type != DType::unknown && !is_floating(type))
        type = DType::real;
}

/// A tensor and a number that may have decimals.
void shape_scalar(ShapeCall& c)
{
    rule::same(c);
    DType& type = c.outputs[0].dtype;
    if (type != DType::unknown && !is_floating(type))
        type = DType::real;
    const auto& range = rule::input(c).range;
    if (!range || c.call.op->name == "pow_scalar" || c.call.op->name == "scalar_pow")
        return;
    const double y = c.call.get<double>("value");
    const std::string_view name = c.call.op->name;
    const auto at = [&](double x) {
        return name == "add_scalar" ? x + y
            : name == "mul_scalar"  ? x * y
            : name == "div_scalar"  ? x / y
                                    : y - x;
    };
    c.outputs[0].range = std::minmax(at(range->first), at(range->second));
}

void shape_one(ShapeCall& c)
{
    if (rule::floating(c))
        rule::same(c);
}

/// Integers stay what they are.
void shape_kept(ShapeCall& c) { rule::same(c); }

Vjp vjp_add(Builder& b, const GradientCall& g)
{
    const auto grad = [&](std::size_t i) {
        return g.wants(i) ? rule::sum_to(b, g.gradients[0], g.call.inputs[i]) : none;
    };
    return {grad(0), grad(1)};
}

Vjp vjp_sub(Builder& b, const GradientCall& g)
{
    return {g.wants(0) ? rule::sum_to(b, g.gradients[0], g.call.inputs[0]) : none,
            g.wants(1) ? rule::sum_to(b, neg(b, g.gradients[0]), g.call.inputs[1]) : none};
}

Vjp vjp_mul(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], y = g.call.inputs[1], grad = g.gradients[0];
    return {g.wants(0) ? rule::sum_to(b, mul(b, grad, y), x) : none,
            g.wants(1) ? rule::sum_to(b, mul(b, grad, x), y) : none};
}

Vjp vjp_div(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0], y = g.call.inputs[1], grad = g.gradients[0];
    Vjp out{none, none};
    if (g.wants(0))
        out[0] = rule::sum_to(b, div(b, grad, y), x);
    if (g.wants(1))
        out[1] = rule::sum_to(b, neg(b, div(b, mul(b, grad, g.call.outputs[0]), y)), y);
    return out;
}

Vjp vjp_pass(Builder&, const GradientCall& g) { return {g.gradients[0]}; }
Vjp vjp_neg(Builder& b, const GradientCall& g) { return {neg(b, g.gradients[0])}; }
Vjp vjp_mul_scalar(Builder& b, const GradientCall& g)
{
    return {mul(b, g.gradients[0], g.call.get<double>("value"))};
}
Vjp vjp_div_scalar(Builder& b, const GradientCall& g)
{
    return {div(b, g.gradients[0], g.call.get<double>("value"))};
}
Vjp vjp_pow(Builder& b, const GradientCall& g)
{
    const double e = g.call.get<double>("value");
    if (e == 0)
        return {mul(b, g.gradients[0], 0.0)};
    return {mul(b, g.gradients[0], mul(b, pow(b, g.call.inputs[0], e - 1), e))};
}
Vjp vjp_power_of(Builder& b, const GradientCall& g)
{
    const double base = g.call.get<double>("value");
    if (!(base > 0))
        return rule::no_rule();
    return {mul(b, g.gradients[0], mul(b, g.call.outputs[0], std::log(base)))};
}
Vjp vjp_exp(Builder& b, const GradientCall& g)
{
    return {mul(b, g.gradients[0], g.call.outputs[0])};
}
Vjp vjp_log(Builder& b, const GradientCall& g)
{
    return {div(b, g.gradients[0], g.call.inputs[0])};
}
Vjp vjp_sqrt(Builder& b, const GradientCall& g)
{
    return {div(b, g.gradients[0], mul(b, g.call.outputs[0], 2.0))};
}
Vjp vjp_abs(Builder& b, const GradientCall& g)
{
    return {mul(b, g.gradients[0], sign(b, g.call.inputs[0]))};
}

Vjp vjp_clamp(Builder& b, const GradientCall& g)
{
    const Value x = g.call.inputs[0];
    Value inside = none;
    if (const Attribute* least = g.call.find("least"))
        inside = at_least(b, x, std::get<double>(*least));
    if (const Attribute* most = g.call.find("most")) {
        const Value below = at_most(b, x, std::get<double>(*most));
        inside = inside.exists() ? both(b, inside, below) : below;
    }
    return {inside.exists() ? where(b, inside, g.gradients[0], 0.0) : g.gradients[0]};
}

void onnx_add(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Add"); }
void onnx_sub(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Sub"); }
void onnx_mul(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Mul"); }
void onnx_div(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Div"); }
void onnx_neg(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Neg"); }
void onnx_exp(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Exp"); }
void onnx_log(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Log"); }
void onnx_sqrt(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Sqrt"); }
void onnx_abs(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Abs"); }
void onnx_sign(Onnx& o, const Call& c) { rule::onnx_plain(o, c, "Sign"); }

void onnx_with_number(Onnx& onnx, const Call& call, const char* name, bool swapped = false)
{
    std::vector<std::string> inputs{onnx.name(call.inputs[0]),
                                    onnx.scalar(call.get<double>("value"))};
    if (swapped)
        std::swap(inputs[0], inputs[1]);
    onnx.node(call, name, std::move(inputs));
}
void onnx_add_scalar(Onnx& o, const Call& c) { onnx_with_number(o, c, "Add"); }
void onnx_mul_scalar(Onnx& o, const Call& c) { onnx_with_number(o, c, "Mul"); }
void onnx_div_scalar(Onnx& o, const Call& c) { onnx_with_number(o, c, "Div"); }
void onnx_rsub_scalar(Onnx& o, const Call& c) { onnx_with_number(o, c, "Sub", true); }
void onnx_pow_scalar(Onnx& o, const Call& c) { onnx_with_number(o, c, "Pow"); }
void onnx_scalar_pow(Onnx& o, const Call& c) { onnx_with_number(o, c, "Pow", true); }

void onnx_clamp(Onnx& onnx, const Call& call)
{
    const auto limit = [&](std::string_view name) {
        const Attribute* value = call.find(name);
        return value ? onnx.scalar(std::get<double>(*value)) : std::string();
    };
    onnx.node(call, "Clip", {onnx.name(call.inputs[0]), limit("least"), limit("most")});
}

constexpr Op two(std::string_view name, std::string_view schema, std::string_view arguments,
                 void (*shape)(ShapeCall&), Vjp (*vjp)(Builder&, const GradientCall&),
                 void (*onnx)(Onnx&, const Call&))
{
    return {.name = name,
            .schema = schema,
            .arguments = arguments,
            .shape = shape,
            .derive = derive::broadcast,
            .vjp = vjp,
            .onnx = onnx};
}

constexpr Op all[] = {
    two("add", "aten::add.Tensor", "$0 $1 =1", shape_two, vjp_add, onnx_add),
    two("sub", "aten::sub.Tensor", "$0 $1 =1", shape_two, vjp_sub, onnx_sub),
    two("mul", "aten::mul.Tensor", "$0 $1", shape_two, vjp_mul, onnx_mul),
    two("div", "aten::div.Tensor", "$0 $1", shape_div, vjp_div, onnx_div),
    two("add_scalar", "aten::add.Scalar", "$0 value =1", shape_scalar, vjp_pass, onnx_add_scalar),
    two("mul_scalar", "aten::mul.Scalar", "$0 value", shape_scalar, vjp_mul_scalar,
        onnx_mul_scalar),
    two("div_scalar", "aten::div.Scalar", "$0 value", shape_scalar, vjp_div_scalar,
        onnx_div_scalar),
    two("rsub_scalar", "aten::rsub.Scalar", "$0 value =1", shape_scalar, vjp_neg, onnx_rsub_scalar),
    two("pow_scalar", "aten::pow.Tensor_Scalar", "$0 value", shape_scalar, vjp_pow,
        onnx_pow_scalar),
    two("scalar_pow", "aten::pow.Scalar", "value $0", shape_scalar, vjp_power_of, onnx_scalar_pow),
    two("neg", "aten::neg", "$0", shape_kept, vjp_neg, onnx_neg),
    two("exp", "aten::exp", "$0", shape_one, vjp_exp, onnx_exp),
    two("log", "aten::log", "$0", shape_one, vjp_log, onnx_log),
    two("sqrt", "aten::sqrt", "$0", shape_one, vjp_sqrt, onnx_sqrt),
    two("abs", "aten::abs", "$0", shape_kept, vjp_abs, onnx_abs),
    two("sign", "aten::sign", "$0", shape_kept, nullptr, onnx_sign),
    two("clamp", "aten::clamp", "$0 least? most?", shape_one, vjp_clamp, onnx_clamp),
};
constexpr const Op& named(std::string_view name)
{
    for (const Op& op : all)
        if (op.name == name)
            return op;
    return all[0];
}
constexpr const Op &add_op = named("add"), &sub_op = named("sub"), &mul_op = named("mul"),
                   &div_op = named("div");

Value with_number(Builder& b, const Op& op, Value x, double y)
{
    return b.emit(op, {x}, {{"value", y}});
}
} // namespace

Value add(Builder& b, Value x, Value y) { return b.emit(add_op, {x, y}); }
Value sub(Builder& b, Value x, Value y) { return b.emit(sub_op, {x, y}); }
Value mul(Builder& b, Value x, Value y) { return b.emit(mul_op, {x, y}); }
Value div(Builder& b, Value x, Value y) { return b.emit(div_op, {x, y}); }
Value add(Builder& b, Value x, double y) { return with_number(b, named("add_scalar"), x, y); }
Value mul(Builder& b, Value x, double y) { return with_number(b, named("mul_scalar"), x, y); }
Value div(Builder& b, Value x, double y) { return with_number(b, named("div_scalar"), x, y); }
Value rsub(Builder& b, Value x, double y) { return with_number(b, named("rsub_scalar"), x, y); }
Value pow(Builder& b, Value x, double e) { return with_number(b, named("pow_scalar"), x, e); }
Value power_of(Builder& b, double base, Value x)
{
    return with_number(b, named("scalar_pow"), x, base);
}
Value neg(Builder& b, Value x) { return b.emit(named("neg"), {x}); }
Value exp(Builder& b, Value x) { return b.emit(named("exp"), {x}); }
Value log(Builder& b, Value x) { return b.emit(named("log"), {x}); }
Value sqrt(Builder& b, Value x) { return b.emit(named("sqrt"), {x}); }
Value abs(Builder& b, Value x) { return b.emit(named("abs"), {x}); }
Value sign(Builder& b, Value x) { return b.emit(named("sign"), {x}); }

Value clamp(Builder& b, Value x, std::optional<double> least, std::optional<double> most)
{
    Attributes limits;
    if (least)
        limits.emplace_back("least", *least);
    if (most)
        limits.emplace_back("most", *most);
    return b.emit(named("clamp"), {x}, std::move(limits));
}

} // namespace lepton::op

namespace lepton {
void add_ops_arithmetic(OpSet& ops)
{
    for (const Op& o : op::all)
        ops.add(o);
}
} // namespace lepton

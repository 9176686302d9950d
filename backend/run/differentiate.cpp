// Room backend/run: reverse-mode differentiation of a bound program: training forms and gradients
// as calls.
#include "backend/run/differentiate.h"

#include "backend/run/executor.h"
#include "nodes/ir/builder.h"

#include <algorithm>

namespace lepton {
namespace {

constexpr std::string_view segment_key = "segment";

void like_first(ShapeCall& call)
{
    for (Type& output : call.outputs)
        output = call.inputs.empty() ? Type() : call.inputs[0];
}

void unknown_shapes(ShapeCall& call)
{
    for (Type& output : call.outputs)
        output = Type{.dtype = DType::real};
}

bool carries_gradient(const Type& type)
{
    return type.dtype == DType::unknown || is_floating(type.dtype);
}

/// Writes the step program call by call.
class Differentiation {
public:
    Differentiation(const Program& bound, std::size_t optimizer)
        : source_(bound)
        , optimizer_(bound.optimizers[optimizer])
        , builder_(step_.program, problems_)
    {
        step_.program = bound;
        step_.program.calls.clear();
        for (const Weight& weight : bound.weights)
            if (weight.trainable)
                set(depends_, weight.value, true);
    }

    Result<StepProgram> run()
    {
        mark_leading();
        for (const Call& call : source_.calls)
            forward(call);
        rename();
        step_.forward = step_.program.calls.size();
        for (const std::size_t index : optimizer_.losses) {
            const Loss& loss = step_.program.losses[index];
            const Value seed =
                builder_.input({.dtype = DType::real, .shape = Shape(std::vector<Dim>{})});
            step_.seeds.emplace_back(seed, loss.weight);
            accumulate(loss.value, seed);
        }
        for (std::size_t i = step_.forward; i-- > 0;)
            backward(i);
        for (const Weight& weight : step_.program.weights)
            step_.gradients.push_back(weight.trainable ? gradient(weight.value) : none);
        if (!problems_.empty())
            return problems_;
        return std::move(step_);
    }

private:
    /// Values on the way to a loss.
    void mark_leading()
    {
        leads_.resize(source_.values.size());
        for (const std::size_t loss : optimizer_.losses)
            leads_[source_.losses[loss].value.place()] = true;
        for (auto call = source_.calls.rbegin(); call != source_.calls.rend(); ++call)
            if (std::any_of(call->outputs.begin(), call->outputs.end(),
                            [&](Value v) { return v.exists() && leads_[v.place()]; }))
                for (const Value v : call->inputs)
                    if (v.exists())
                        leads_[v.place()] = true;
    }

    bool depends(Value v) const
    {
        return v.exists() && v.place() < depends_.size() && depends_[v.place()];
    }
    static void set(std::vector<bool>& flags, Value v, bool on)
    {
        if (v.place() >= flags.size())
            flags.resize(v.place() + 1);
        flags[v.place()] = on;
    }
    Value renamed(Value v) const
    {
        const auto it = names_.find(v);
        return it == names_.end() ? v : it->second;
    }

    void forward(Call call)
    {
        for (Value& v : call.inputs)
            v = renamed(v);
        const bool differentiated =
            std::any_of(call.outputs.begin(), call.outputs.end(),
                        [&](Value v) { return v.exists() && leads_[v.place()]; })
            && std::any_of(call.inputs.begin(), call.inputs.end(),
                           [&](Value v) { return depends(v); });
        const std::size_t first = step_.program.calls.size();
        std::vector<Value> outputs;
        if (differentiated && call.op->training) {
            begin(call);
            outputs = call.op->training(builder_, call); // empty: no training form for these shapes
        }
        if (outputs.empty())
            step_.program.calls.push_back(call);
        for (std::size_t i = 0; i < call.outputs.size() && i < outputs.size(); ++i)
            if (call.outputs[i].exists())
                names_[call.outputs[i]] = outputs[i];
        for (std::size_t i = first; i < step_.program.calls.size(); ++i) {
            const Call& made = step_.program.calls[i];
            origins_.resize(i + 1);
            origins_[i] = call.op;
            const bool hit = std::any_of(made.inputs.begin(), made.inputs.end(),
                                         [&](Value v) { return depends(v); });
            for (const Value v : made.outputs)
                if (v.exists())
                    set(depends_, v, hit && carries_gradient(step_.program.type(v)));
        }
        single_.resize(step_.program.calls.size(), step_.program.calls.size() == first + 1);
    }

    /// Losses, metrics and outputs by their new values.
    void rename()
    {
        for (Loss& loss : step_.program.losses)
            loss.value = renamed(loss.value);
        for (Metric& metric : step_.program.metrics)
            for (Value& v : metric.batch)
                v = renamed(v);
        for (Output& output : step_.program.outputs) {
            output.value = renamed(output.value);
            output.shown = renamed(output.shown);
        }
    }

    void begin(const Call& call)
    {
        const auto name = source_.names.find(call.node);
        builder_.begin(call.node, name == source_.names.end() ? std::string() : name->second,
                       nullptr);
        builder_.training_only(call.training_only);
        builder_.inside(call.inside);
    }

    Value gradient(Value v) const
    {
        const auto it = gradients_.find(v);
        return it == gradients_.end() ? none : it->second;
    }
    void accumulate(Value of, Value more)
    {
        Value& place = gradients_[of];
        place = place.exists() ? builder_.emit(accumulate_op(), {place, more}) : more;
    }

    void backward(std::size_t index)
    {
        const Call call = step_.program.calls[index]; // a copy: calls are appended
        std::vector<Value> outputs;
        for (const Value v : call.outputs)
            outputs.push_back(v.exists() ? gradient(v) : none);
        std::vector<char> needs;
        for (const Value v : call.inputs)
            needs.push_back(static_cast<char>(depends(v)));
        if (std::none_of(outputs.begin(), outputs.end(), [](Value v) { return v.exists(); })
            || std::none_of(needs.begin(), needs.end(), [](char need) { return need; }))
            return;
        begin(call);
        auto* rule = call.op->vjp;
        if (!rule && single_[index])
            rule = origins_[index]->vjp;
        static_assert(sizeof(bool) == sizeof(char));
        const std::span<const bool> needed(reinterpret_cast<const bool*>(needs.data()),
                                           needs.size());
        std::vector<Value> inputs;
        if (rule)
            inputs = rule(builder_, GradientCall{call, outputs, needed});
        if (inputs.empty()) // no rule for these shapes
            inputs = segment(index, outputs, needed);
        for (std::size_t i = 0; i < inputs.size() && i < call.inputs.size(); ++i)
            if (needed[i] && inputs[i].exists())
                accumulate(call.inputs[i], inputs[i]);
    }

    /// Leaves the gradient of a call to autograd.
    std::vector<Value> segment(std::size_t index, const std::vector<Value>& outputs,
                               std::span<const bool> needed)
    {
        const auto number = static_cast<std::int64_t>(step_.segment_needs.size());
        step_.segment_needs.emplace_back(needed.begin(), needed.end());
        step_.program.calls[index].attributes.emplace_back(segment_key, number);
        const Call forward = step_.program.calls[index];
        Call backward{&autograd_op(), outputs, {{segment_key, number}}, {}, forward.node};
        backward.inputs.insert(backward.inputs.end(), forward.inputs.begin(), forward.inputs.end());
        backward.inputs.insert(backward.inputs.end(), forward.outputs.begin(),
                               forward.outputs.end());
        std::vector<Value> gradients(forward.inputs.size());
        for (std::size_t i = 0; i < forward.inputs.size(); ++i)
            if (needed[i]) {
                gradients[i] = builder_.input(step_.program.type(forward.inputs[i]));
                backward.outputs.push_back(gradients[i]);
            }
        step_.program.calls.push_back(std::move(backward));
        return gradients;
    }

    const Program& source_;
    const Optimizer& optimizer_;
    StepProgram step_;
    Problems problems_;
    Builder builder_;
    std::vector<bool> leads_, depends_;
    std::map<Value, Value> names_, gradients_;
    std::vector<const Op*> origins_; ///< by call of the forward pass: the op it was made from
    std::vector<bool> single_; ///< by call: it alone stands for that op
};

} // namespace

std::vector<Value> StepProgram::wanted() const
{
    std::vector<Value> out;
    for (const Loss& loss : program.losses)
        out.push_back(loss.value);
    for (const Metric& metric : program.metrics)
        out.insert(out.end(), metric.batch.begin(), metric.batch.end());
    for (const Value v : gradients)
        if (v.exists())
            out.push_back(v);
    return out;
}

bool StepProgram::is_seed(Value v) const
{
    return std::any_of(seeds.begin(), seeds.end(),
                       [&](const auto& seed) { return seed.first == v; });
}

const Op& autograd_op()
{
    static const Op op{.name = "autograd", .shape = unknown_shapes, .internal = true};
    return op;
}

const Op& accumulate_op()
{
    static const Op op{.name = "accumulate",
                       .schema = "aten::add.Tensor",
                       .arguments = "$0 $1 =1",
                       .shape = like_first,
                       .internal = true};
    return op;
}

std::int64_t segment_of(const Call& call)
{
    const Attribute* number = call.find(segment_key);
    return number ? std::get<std::int64_t>(*number) : -1;
}

Result<StepProgram> differentiate(const Program& bound, std::size_t optimizer)
{
    return Differentiation(bound, optimizer).run();
}

} // namespace lepton

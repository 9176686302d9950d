// Adam and AdamW: steps scaled by running means of gradient and squared gradient.
#include "nodes/catalog.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/arithmetic.h"

namespace lepton {

namespace {
/// What Adam and AdamW share (Kingma and Ba 2015; Loshchilov and Hutter 2019).
struct AdamLike {
    double lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0;

    void fields(Fields& f)
    {
        f("lr", lr).range(0, 1e6).label("learning rate").tip("Length of a step.").shown();
        f("weight_decay", weight_decay)
            .range(0, 1e6)
            .tip("Pulls weights towards zero, in proportion to their size.");
        f("beta1", beta1)
            .range(0, 0.9999999)
            .tip("How long the mean of gradients remembers.")
            .advanced();
        f("beta2", beta2)
            .range(0, 0.9999999)
            .tip("How long the mean of squared gradients remembers.")
            .advanced();
        f("eps", eps)
            .range(0, 1)
            .tip("Added to the divisor, so that nothing is divided by zero.")
            .advanced();
    }

    /// `decoupled`: the decay shrinks the weight itself instead of joining the gradient.
    void build(Builder& b, const char* fused, bool decoupled) const
    {
        Optimizer o;
        o.fused = fused;
        o.numbers = {{"lr", lr},
                     {"beta1", beta1},
                     {"beta2", beta2},
                     {"eps", eps},
                     {"weight_decay", weight_decay}};
        const Type weight{.dtype = DType::real};
        o.parameter = b.input(weight);
        o.gradient = b.input(weight);
        o.step = b.input(rule::number());
        o.lr = b.input(rule::number());
        o.state_names = {"exp_avg", "exp_avg_sq"};
        o.state = {b.input(weight), b.input(weight)};
        b.into(&o.update);
        Value gradient = o.gradient, parameter = o.parameter;
        if (weight_decay != 0) {
            if (decoupled)
                parameter =
                    op::sub(b, parameter, op::mul(b, parameter, op::mul(b, o.lr, weight_decay)));
            else
                gradient = op::add(b, gradient, op::mul(b, parameter, weight_decay));
        }
        const Value mean =
            op::add(b, op::mul(b, o.state[0], beta1), op::mul(b, gradient, 1 - beta1));
        const Value square = op::add(b, op::mul(b, o.state[1], beta2),
                                     op::mul(b, op::mul(b, gradient, gradient), 1 - beta2));
        const Value correction1 = op::rsub(b, op::power_of(b, beta1, o.step), 1);
        const Value correction2 = op::rsub(b, op::power_of(b, beta2, o.step), 1);
        const Value divisor =
            op::add(b, op::div(b, op::sqrt(b, square), op::sqrt(b, correction2)), eps);
        const Value step = op::mul(b, op::div(b, mean, divisor), op::div(b, o.lr, correction1));
        o.new_parameter = op::sub(b, parameter, step);
        o.new_state = {mean, square};
        b.into(nullptr);
        b.optimizer(std::move(o));
    }
};

struct Adam : AdamLike {
    static constexpr Card card{
        .id = "adam",
        .title = "Adam",
        .aliases = "adaptive moments, optimiser",
        .group = "Optimizer",
        .role = Role::optimizer,
        .doc = "Gives every weight its own step length; a good first choice.",
        .stem = "adam",
        .inputs = {{{"loss", "", PortKind::loss, false, true},
                    {"lr", "", PortKind::schedule, true}}},
        .formula = "m ← β₁ · m + (1 − β₁) · g\nv ← β₂ · v + (1 − β₂) · g²\nw ← w − lr · m̂ / (√v̂ + "
                   "ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)",
        .python = "torch.optim.Adam({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                  "weight_decay={weight_decay})"};

    void build(Builder& b, const Inputs&) const { AdamLike::build(b, "adam", false); }
};

struct AdamW : AdamLike {
    static constexpr Card card{
        .id = "adamw",
        .title = "AdamW",
        .aliases = "adaptive moments, decoupled weight decay, optimiser",
        .group = "Optimizer",
        .role = Role::optimizer,
        .doc = "Adam whose weight decay shrinks the weights themselves; usual for transformers.",
        .stem = "adamw",
        .inputs = {{{"loss", "", PortKind::loss, false, true},
                    {"lr", "", PortKind::schedule, true}}},
        .formula = "w ← w · (1 − lr · λ)\nm ← β₁ · m + (1 − β₁) · g\nv ← β₂ · v + (1 − β₂) · g²\nw "
                   "← w − lr · m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)",
        .python = "torch.optim.AdamW({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                  "weight_decay={weight_decay})"};

    AdamW() { weight_decay = 0.01; }
    void build(Builder& b, const Inputs&) const { AdamLike::build(b, "adamw", true); }
};
} // namespace

void add_adam(Catalog& catalog)
{
    catalog.add<Adam>();
    catalog.add<AdamW>();
}

} // namespace lepton

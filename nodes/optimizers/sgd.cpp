// SGD: gradient descent, with momentum if wanted.
#include "nodes/catalog.h"
#include "nodes/ir/rules.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/compare.h"

namespace lepton {

namespace {
struct Sgd {
    static constexpr Card card{
        .id = "sgd",
        .title = "SGD",
        .aliases = "stochastic gradient descent, momentum, nesterov",
        .group = "Optimizer",
        .role = Role::optimizer,
        .doc = "Moves every weight a small step downhill; momentum keeps the direction.",
        .stem = "sgd",
        .inputs = {{{"loss", "", PortKind::loss, false, true},
                    {"lr", "", PortKind::schedule, true}}},
        .formula = "v ← μ · v + (1 − τ) · g\nw ← w − lr · v",
        .python = "torch.optim.SGD({parameters}, lr={lr}, momentum={momentum}, "
                  "dampening={dampening}, weight_decay={weight_decay}, nesterov={nesterov})"};

    double lr = 0.001, momentum = 0, dampening = 0, weight_decay = 0;
    bool nesterov = false;

    void fields(Fields& f)
    {
        f("lr", lr).range(0, 1e6).label("learning rate").tip("Length of a step.").shown();
        f("momentum", momentum)
            .range(0, 1)
            .tip("Share of the last step that is kept; 0.9 is usual.")
            .shown();
        f("weight_decay", weight_decay)
            .range(0, 1e6)
            .tip("Pulls weights towards zero, in proportion to their size.");
        f("nesterov", nesterov)
            .tip("Looks ahead along the momentum; needs momentum and no dampening.")
            .advanced();
        f("dampening", dampening)
            .range(0, 1)
            .tip("Weakens what a gradient adds to the momentum.")
            .advanced();
    }

    void build(Builder& b, const Inputs&) const
    {
        if (!b.check(!nesterov || (momentum > 0 && dampening == 0), "nesterov",
                     say("needs a momentum above 0 and no dampening")))
            return;
        Optimizer optimizer;
        optimizer.fused = "sgd";
        optimizer.numbers = {{"lr", lr},
                             {"momentum", momentum},
                             {"dampening", dampening},
                             {"weight_decay", weight_decay},
                             {"nesterov", nesterov ? 1 : 0}};
        const Type weight{.dtype = DType::real};
        optimizer.parameter = b.input(weight);
        optimizer.gradient = b.input(weight);
        optimizer.step = b.input(rule::number());
        optimizer.lr = b.input(rule::number());
        b.into(&optimizer.update);
        Value direction = optimizer.gradient;
        if (weight_decay != 0)
            direction = op::add(b, direction, op::mul(b, optimizer.parameter, weight_decay));
        if (momentum != 0) {
            const Value before = b.input(weight);
            Value velocity =
                op::add(b, op::mul(b, before, momentum), op::mul(b, direction, 1 - dampening));
            if (dampening != 0) // the first step takes the whole gradient
                velocity = op::where(b, op::equal(b, optimizer.step, 1.0), direction, velocity);
            optimizer.state_names = {"momentum_buffer"};
            optimizer.state = {before};
            optimizer.new_state = {velocity};
            direction = nesterov ? op::add(b, direction, op::mul(b, velocity, momentum)) : velocity;
        }
        optimizer.new_parameter =
            op::sub(b, optimizer.parameter, op::mul(b, direction, optimizer.lr));
        b.into(nullptr);
        b.optimizer(std::move(optimizer));
    }
};
} // namespace

void add_sgd(Catalog& catalog) { catalog.add<Sgd>(); }

} // namespace lepton

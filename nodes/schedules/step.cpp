// Step: the learning rate falls every few epochs.
#include "nodes/catalog.h"

#include <cmath>

namespace lepton {

namespace {
struct Step {
    static constexpr Card card{
        .id = "step",
        .title = "Step",
        .aliases = "step decay, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Multiplies the learning rate by gamma every few epochs.",
        .stem = "step",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr = lr₀ · γ^⌊e / step_size⌋",
        .python =
            "torch.optim.lr_scheduler.StepLR({optimizer}, step_size={step_size}, gamma={gamma})",
    };

    std::int64_t step_size = 10;
    double gamma = 0.1;

    void fields([[maybe_unused]] Fields& f)
    {
        f("step_size", step_size)
            .range(1, 1e9)
            .label("every")
            .unit("epochs")
            .tip("Epochs between two falls.")
            .shown();
        f("gamma", gamma).range(0, 1e6).tip("What the rate is multiplied by at each fall.").shown();
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        const std::int64_t falls = at.epoch / step_size;
        return base * std::pow(gamma, static_cast<double>(falls));
    }
};
} // namespace

void add_step(Catalog& catalog) { catalog.add<Step>(); }

} // namespace lepton

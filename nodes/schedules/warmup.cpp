// Warm-up: the learning rate grows over the first steps.
#include "nodes/catalog.h"

#include <algorithm>

namespace lepton {

namespace {
struct Warmup {
    static constexpr Card card{
        .id = "warmup",
        .title = "Linear warm-up",
        .aliases = "warmup, ramp, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Lets the learning rate grow in a straight line over the first steps.",
        .stem = "warmup",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr = lr₀ · (f + (1 − f) · t / steps)",
        .python = "torch.optim.lr_scheduler.LinearLR({optimizer}, start_factor={start_factor}, "
                  "total_iters={steps})",
    };

    double start_factor = 1.0 / 3;
    std::int64_t steps = 500;

    void fields([[maybe_unused]] Fields& f)
    {
        f("steps", steps).range(1, 1e12).unit("steps").tip("Steps until the full rate.").shown();
        f("start_factor", start_factor)
            .range(0, 1)
            .label("start at")
            .tip("Share of the learning rate at the first step.");
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        const double part =
            std::min(1.0, static_cast<double>(at.step) / static_cast<double>(steps));
        return base * (start_factor + (1 - start_factor) * part);
    }
};
} // namespace

void add_warmup(Catalog& catalog) { catalog.add<Warmup>(); }

} // namespace lepton

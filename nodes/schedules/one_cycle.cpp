// One cycle: up to the learning rate and down to almost nothing, once.
#include "nodes/catalog.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct OneCycle {
    static constexpr Card card{
        .id = "one_cycle",
        .title = "One cycle",
        .aliases = "super-convergence, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Lets the learning rate rise to its full height and fall to almost nothing, once "
               "over the whole training.",
        .stem = "one_cycle",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr₀ / div_factor → lr₀ → lr₀ / (div_factor · final_div_factor)",
        .python =
            "torch.optim.lr_scheduler.OneCycleLR({optimizer}, max_lr={optimizer}.defaults[\"lr\"], "
            "total_steps=total_steps, pct_start={pct_start}, div_factor={div_factor}, "
            "final_div_factor={final_div_factor})",
    };

    double pct_start = 0.3, div_factor = 25, final_div_factor = 1e4;

    void fields([[maybe_unused]] Fields& f)
    {
        f("pct_start", pct_start)
            .range(0.001, 0.999)
            .label("rising part")
            .tip("Share of the training in which the rate rises.")
            .shown();
        f("div_factor", div_factor)
            .range(1, 1e9)
            .label("start divisor")
            .tip("The first rate is the full one divided by this.");
        f("final_div_factor", final_div_factor)
            .range(1, 1e12)
            .label("end divisor")
            .tip("The last rate is the first one divided by this.");
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        const double last =
            static_cast<double>(std::max<std::int64_t>(2, at.epochs * at.steps_per_epoch) - 1);
        const double top = std::max(1e-9, pct_start * (last + 1) - 1);
        const double now = std::min(static_cast<double>(at.step), last);
        const auto between = [](double from, double to, double part) {
            return to + (from - to) / 2 * (1 + std::cos(std::numbers::pi * part));
        };
        const double low = base / div_factor;
        if (now <= top)
            return between(low, base, now / top);
        return between(base, low / final_div_factor, (now - top) / (last - top));
    }
};
} // namespace

void add_one_cycle(Catalog& catalog) { catalog.add<OneCycle>(); }

} // namespace lepton

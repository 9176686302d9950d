// Plateau: the learning rate falls when the results stop improving.
#include "nodes/catalog.h"

#include <algorithm>
#include <limits>

namespace lepton {

namespace {
struct Plateau {
    static constexpr Card card{
        .id = "plateau",
        .title = "Reduce on plateau",
        .aliases = "plateau, adaptive, learning rate, patience",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Multiplies the learning rate by a factor when what the run is judged by stops "
               "improving.",
        .stem = "plateau",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr ← lr · factor",
        .python = "torch.optim.lr_scheduler.ReduceLROnPlateau({optimizer}, mode=\"{mode}\", "
                  "factor={factor}, patience={patience}, threshold={threshold}, "
                  "cooldown={cooldown}, min_lr={min_lr})",
    };

    std::string mode = "min";
    double factor = 0.1, threshold = 1e-4, min_lr = 0;
    std::int64_t patience = 10, cooldown = 0;

    void fields([[maybe_unused]] Fields& f)
    {
        f("mode", mode)
            .choices({"min", "max"})
            .label("better is")
            .tip("Whether a lower number (a loss) or a higher one (accuracy) is better.");
        f("patience", patience)
            .range(0, 1e9)
            .unit("epochs")
            .tip("Epochs without improvement before the rate falls.")
            .shown();
        f("factor", factor).range(0, 1).tip("What the rate is multiplied by.").shown();
        f("threshold", threshold)
            .range(0, 1)
            .tip("Smallest improvement that counts, as a share of the best so far.")
            .advanced();
        f("cooldown", cooldown)
            .range(0, 1e9)
            .unit("epochs")
            .tip("Epochs after a fall that do not count.")
            .advanced();
        f("min_lr", min_lr)
            .range(0, 1e6)
            .label("lowest rate")
            .tip("The rate never falls below it.")
            .advanced();
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        // The history is replayed as torch.optim.lr_scheduler.ReduceLROnPlateau walks it.
        if (!at.watched)
            return base;
        const bool least = mode == "min";
        double rate = base,
               best = least ? std::numeric_limits<double>::infinity()
                            : -std::numeric_limits<double>::infinity();
        std::int64_t bad = 0, rest = 0;
        for (const double value : *at.watched) {
            const double line = least ? best * (1 - threshold) : best * (1 + threshold);
            if (least ? value < line : value > line) {
                best = value;
                bad = 0;
            } else {
                ++bad;
            }
            if (rest > 0) {
                --rest;
                bad = 0;
            }
            if (bad > patience) {
                const double lower = std::max(rate * factor, min_lr);
                if (rate - lower > 1e-8)
                    rate = lower;
                rest = cooldown;
                bad = 0;
            }
        }
        return rate;
    }
};
} // namespace

void add_plateau(Catalog& catalog) { catalog.add<Plateau>(); }

} // namespace lepton

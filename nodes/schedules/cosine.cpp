// Cosine: the learning rate falls along half a cosine, and may start again.
#include "nodes/catalog.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Cosine {
    static constexpr Card card{
        .id = "cosine",
        .title = "Cosine",
        .aliases = "cosine annealing, warm restarts, sgdr, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Lets the learning rate fall along half a cosine wave; with restarts it jumps back "
               "and falls again.",
        .stem = "cosine",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr = η + (lr₀ − η) · (1 + cos(π · e / T)) / 2",
        .python = "torch.optim.lr_scheduler.CosineAnnealingLR({optimizer}, T_max={period}, "
                  "eta_min={eta_min})",
    };

    std::optional<std::int64_t> period;
    double eta_min = 0;
    bool restarts = false;
    std::int64_t growth = 1;

    void fields([[maybe_unused]] Fields& f)
    {
        f("period", period)
            .range(1, 1e9)
            .unit("epochs")
            .tip("Epochs from the top to the bottom; as long as the training unless stated.")
            .shown();
        f("eta_min", eta_min)
            .range(0, 1e6)
            .label("lowest rate")
            .tip("Learning rate at the bottom.");
        f("restarts", restarts).tip("Jumps back to the top after each period.");
        f("growth", growth)
            .range(1, 100)
            .tip("Each period after a restart is this many times as long as the last.")
            .advanced();
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        const auto whole = static_cast<double>(std::max<std::int64_t>(1, at.epochs));
        double length = period ? static_cast<double>(*period) : whole;
        double since = static_cast<double>(at.epoch);
        if (restarts) {
            while (since >= length) {
                since -= length;
                length *= static_cast<double>(growth);
            }
        }
        return eta_min + (base - eta_min) * (1 + std::cos(std::numbers::pi * since / length)) / 2;
    }
};
} // namespace

void add_cosine(Catalog& catalog) { catalog.add<Cosine>(); }

} // namespace lepton

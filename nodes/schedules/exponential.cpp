// Exponential: the learning rate falls by the same factor every epoch.
#include "nodes/catalog.h"

#include <cmath>

namespace lepton {

namespace {
struct Exponential {
    static constexpr Card card{
        .id = "exponential",
        .title = "Exponential",
        .aliases = "decay, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "Multiplies the learning rate by gamma every epoch.",
        .stem = "exponential",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr = lr₀ · γᵉ",
        .python = "torch.optim.lr_scheduler.ExponentialLR({optimizer}, gamma={gamma})"};

    double gamma = 0.95;

    void fields(Fields& f)
    {
        f("gamma", gamma).range(0, 10).tip("What the rate is multiplied by every epoch.").shown();
    }

    double rate(double base, const ScheduleAt& at) const
    {
        return base * std::pow(gamma, static_cast<double>(at.epoch));
    }
};
} // namespace

void add_exponential(Catalog& catalog) { catalog.add<Exponential>(); }

} // namespace lepton

// Constant: a part of the learning rate for the first epochs, then all of it.
#include "nodes/catalog.h"

namespace lepton {

namespace {
struct Constant {
    static constexpr Card card{
        .id = "constant",
        .title = "Constant",
        .aliases = "fixed, learning rate",
        .group = "Schedule",
        .role = Role::schedule,
        .doc = "The learning rate times a factor for some epochs, then unchanged; factor 1 never "
               "changes it.",
        .stem = "constant",
        .outputs = {{{"lr", "", PortKind::schedule}}},
        .formula = "lr = lr₀ · factor : e < epochs;  lr₀ : e ≥ epochs",
        .python = "torch.optim.lr_scheduler.ConstantLR({optimizer}, factor={factor}, "
                  "total_iters={epochs})",
    };

    double factor = 1;
    std::int64_t epochs = 5;

    void fields([[maybe_unused]] Fields& f)
    {
        f("factor", factor).range(0, 1e6).tip("What the rate is multiplied by at first.").shown();
        f("epochs", epochs).range(0, 1e9).unit("epochs").tip("How long the factor holds.").shown();
    }

    double rate(double base, [[maybe_unused]] const ScheduleAt& at) const
    {
        return at.epoch < epochs ? base * factor : base;
    }
};
} // namespace

void add_constant(Catalog& catalog) { catalog.add<Constant>(); }

} // namespace lepton

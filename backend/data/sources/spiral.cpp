// Room backend/data/sources: the spiral toy set: arms that wind around each other.
#include "backend/data/toy_set.h"

#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Spiral {
    static constexpr Card card =
        toy_card("spiral", "Spiral", "spirals, swiss roll, toy",
                 "Arms that wind around each other. The hardest of the toy sets.");
    ToySet toy{.noise = 0.02};
    std::int64_t arms = 2;

    void fields(Fields& f)
    {
        f("arms", arms).range(2, 8).tip("Each arm is a class.");
        toy.fields(f, false);
    }
    void build(Builder& b, const Inputs&) const { toy.build(b, arms); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(arms); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.points(arms, [this](std::int64_t i, Random& random) {
            const std::int64_t arm = i % arms;
            const double along = random.uniform(0.05, 1);
            const double angle = 2 * std::numbers::pi
                * (1.5 * along + static_cast<double>(arm) / static_cast<double>(arms));
            return ToySet::Point{along * std::cos(angle), along * std::sin(angle), arm};
        });
    }
};
} // namespace

void add_source_spiral(Sources& to) { to.add<Spiral>(); }

} // namespace lepton

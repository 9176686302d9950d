// Room backend/data/sources: the moons toy set: two half circles.
#include "backend/data/toy_set.h"

#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Moons {
    static constexpr Card card = toy_card("moons", "Two moons", "half moons, crescents, toy",
                                          "Two half circles that reach into each other.");
    ToySet toy{.noise = 0.1};

    void fields(Fields& f) { toy.fields(f, true); }
    void build(Builder& b, const Inputs&) const { toy.build(b, 2); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(2); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.points(2, [](std::int64_t i, Random& random) {
            const double angle = random.uniform(0, std::numbers::pi), x = std::cos(angle),
                         y = std::sin(angle);
            return i % 2 == 0 ? ToySet::Point{x - 0.5, y - 0.25, 0}
                              : ToySet::Point{0.5 - x, 0.25 - y, 1};
        });
    }
};
} // namespace

void add_source_moons(Sources& to) { to.add<Moons>(); }

} // namespace lepton

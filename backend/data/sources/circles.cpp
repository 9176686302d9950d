// Room backend/data/sources: the circles toy set: two rings.
#include "backend/data/toy_set.h"

#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Circles {
    static constexpr Card card = toy_card("circles", "Circles", "rings, toy",
                                          "A ring around another. What parts them is a circle.");
    ToySet toy{.noise = 0.08};

    void fields(Fields& f) { toy.fields(f, true); }
    void build(Builder& b, const Inputs&) const { toy.build(b, 2); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(2); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.points(2, [](std::int64_t i, Random& random) {
            const double angle = random.uniform(0, 2 * std::numbers::pi),
                         radius = i % 2 == 0 ? 1 : 0.5;
            return ToySet::Point{radius * std::cos(angle), radius * std::sin(angle), i % 2};
        });
    }
};
} // namespace

void add_source_circles(Sources& to) { to.add<Circles>(); }

} // namespace lepton

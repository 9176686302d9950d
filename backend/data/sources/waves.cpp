// Room backend/data/sources: the waves toy set: a number over the plane.
#include "backend/data/toy_set.h"

#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Waves {
    static constexpr Card card =
        toy_card("waves", "Waves", "regression, surface, function, toy",
                 "Heights of a wavy surface over the plane: a number to predict, not a class.");
    ToySet toy{.samples = 1000, .noise = 0.05};

    void fields(Fields& f) { toy.fields(f, false); }
    void build(Builder& b, const Inputs&) const { toy.build(b, 0); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(0); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.heights([](double x, double y) {
            return std::sin(std::numbers::pi * x) * std::cos(std::numbers::pi * y);
        });
    }
};
} // namespace

void add_source_waves(Sources& to) { to.add<Waves>(); }

} // namespace lepton

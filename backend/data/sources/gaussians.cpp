// Room backend/data/sources: the gaussians toy set: round clouds.
#include "backend/data/toy_set.h"

#include <cmath>
#include <numbers>

namespace lepton {

namespace {
struct Gaussians {
    static constexpr Card card = toy_card("gaussians", "Gaussians", "blobs, clusters, clouds, toy",
                                          "Round clouds of points around centres on a circle.");
    ToySet toy{.noise = 0.2};
    std::int64_t clouds = 3;

    void fields(Fields& f)
    {
        f("clouds", clouds).range(2, 8).tip("Each cloud is a class.");
        toy.fields(f, false);
    }
    void build(Builder& b, const Inputs&) const { toy.build(b, clouds); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(clouds); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.points(clouds, [this](std::int64_t i, Random&) {
            const std::int64_t cloud = i % clouds;
            const double angle =
                2 * std::numbers::pi * (static_cast<double>(cloud) / static_cast<double>(clouds));
            return ToySet::Point{0.8 * std::cos(angle), 0.8 * std::sin(angle), cloud};
        });
    }
};
} // namespace

void add_source_gaussians(Sources& to) { to.add<Gaussians>(); }

} // namespace lepton

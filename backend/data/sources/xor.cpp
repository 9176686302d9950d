// Room backend/data/sources: the XOR toy set: four squares.
#include "backend/data/toy_set.h"

namespace lepton {

namespace {
struct Xor {
    static constexpr Card card = toy_card(
        "xor", "XOR", "exclusive or, checkerboard, toy",
        "Points in four squares; opposite squares are of one class. No straight line parts them.");
    ToySet toy{.noise = 0.05};

    void fields(Fields& f) { toy.fields(f, true); }
    void build(Builder& b, const Inputs&) const { toy.build(b, 2); }
    Result<DataFacts> describe(const Surroundings&) const { return toy.facts(2); }
    Result<Dataset> open(const Surroundings&) const
    {
        return toy.points(2, [](std::int64_t i, Random& random) {
            // The squares take turns, so that the classes are of equal size; a gap of 0.1 lies
            // between them.
            const double x = random.uniform(0.1, 1), y = random.uniform(0.1, 1);
            const bool left = i % 2 == 1, low = i / 2 % 2 == 1;
            return ToySet::Point{left ? -x : x, low ? -y : y, left != low ? 1 : 0};
        });
    }
};
} // namespace

void add_source_xor(Sources& to) { to.add<Xor>(); }

} // namespace lepton

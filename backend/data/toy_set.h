// Room backend/data: what the toy sets share: points in the plane, drawn by seed.
#pragma once

#include "backend/data/random.h"
#include "backend/data/source.h"

#include <functional>

namespace lepton {

/// The card of a toy set.
constexpr Card toy_card(std::string_view id, std::string_view title, std::string_view aliases,
                        std::string_view doc)
{
    Card card{.id = id,
              .title = title,
              .aliases = aliases,
              .group = "Toy sets",
              .role = Role::data,
              .doc = doc,
              .stem = id};
    card.outputs[0] = {.name = "features", .pattern = "N F", .kind = PortKind::features};
    card.outputs[1] = {.name = "target", .pattern = "N …", .kind = PortKind::label};
    return card;
}

/// Fields and making of a toy set.
struct ToySet {
    std::int64_t samples = 500;
    double noise = 0.1;
    std::int64_t seed = 1;
    std::string target_as = "class";

    /// Declares samples, noise and seed; with `yes_no` also how the target is given.
    void fields(Fields& f, bool yes_no);

    /// A point and its class.
    struct Point {
        double x = 0, y = 0;
        std::int64_t label = 0;
    };
    /// A set of points in `classes` classes; `draw` gets the number of the sample.
    Result<Dataset> points(std::int64_t classes,
                           const std::function<Point(std::int64_t, Random&)>& draw) const;
    /// Random points in [-1, 1)², whose target is a number.
    Result<Dataset> heights(const std::function<double(double x, double y)>& height) const;
    /// What points() (classes > 0) or heights() (0) will give, without making it.
    Result<DataFacts> facts(std::int64_t classes) const;
    /// For build(): types that need no data.
    void build(Builder& b, std::int64_t classes) const;

private:
    Result<Dataset> finish(const std::vector<float>& xy, Column target,
                           std::span<const std::int64_t> labels) const;
};

} // namespace lepton

// Room backend/data: making toy sets.
#include "backend/data/toy_set.h"

#include "backend/data/fingerprint.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"

namespace lepton {

namespace {
constexpr double share = 0.15; // of validation and test each

std::vector<std::string> class_names(std::int64_t classes)
{
    std::vector<std::string> names;
    for (std::int64_t c = 0; c < classes; ++c)
        names.emplace_back(1, static_cast<char>('A' + c));
    return names;
}
} // namespace

void ToySet::fields(Fields& f, bool yes_no)
{
    f("samples", samples)
        .range(20, 1'000'000)
        .shown()
        .tip("70 % are for training, 15 % for validation, 15 % for test.");
    f("noise", noise).range(0, 10).tip("Deviation of the random shift of every point.");
    f("seed", seed).range(0, 1e15).tip("Another seed draws other points.");
    if (yes_no)
        f("target_as", target_as)
            .label("target as")
            .choices({"class", "probability"})
            .tip("class: a number of a class, for Cross entropy. probability: 0 or 1 in a column, "
                 "for BCE.");
}

Result<Dataset> ToySet::points(std::int64_t classes,
                               const std::function<Point(std::int64_t, Random&)>& draw) const
{
    Random random(seed);
    std::vector<float> xy;
    std::vector<std::int64_t> labels;
    for (std::int64_t i = 0; i < samples; ++i) {
        const Point point = draw(i, random);
        xy.push_back(static_cast<float>(point.x + noise * random.normal()));
        xy.push_back(static_cast<float>(point.y + noise * random.normal()));
        labels.push_back(point.label);
    }
    Column target{.role = "target",
                  .dtype = DType::int64,
                  .sample_shape = {},
                  .bytes = bytes_of(labels),
                  .names = {},
                  .labels = class_names(classes)};
    if (target_as == "probability") {
        target.dtype = DType::float32;
        target.sample_shape = {1};
        target.bytes = bytes_of(std::vector<float>(labels.begin(), labels.end()));
    }
    return finish(xy, std::move(target), labels);
}

Result<Dataset> ToySet::heights(const std::function<double(double, double)>& height) const
{
    Random random(seed);
    std::vector<float> xy, z;
    for (std::int64_t i = 0; i < samples; ++i) {
        const double x = random.uniform(-1, 1), y = random.uniform(-1, 1);
        xy.push_back(static_cast<float>(x));
        xy.push_back(static_cast<float>(y));
        z.push_back(static_cast<float>(height(x, y) + noise * random.normal()));
    }
    return finish(xy,
                  {.role = "target",
                   .dtype = DType::float32,
                   .sample_shape = {1},
                   .bytes = bytes_of(z),
                   .names = {"z"},
                   .labels = {}},
                  {});
}

Result<Dataset> ToySet::finish(const std::vector<float>& xy, Column target,
                               std::span<const std::int64_t> labels) const
{
    const auto sizes = part_sizes(samples, share, share);
    if (!sizes)
        return sizes.problems();
    Dataset dataset;
    dataset.count = samples;
    dataset.columns.push_back({.role = "features",
                               .dtype = DType::float32,
                               .sample_shape = {2},
                               .bytes = bytes_of(xy),
                               .names = {"x", "y"},
                               .labels = {}});
    dataset.columns.push_back(std::move(target));
    dataset.parts = split(samples, *sizes, seed, labels);
    Fingerprint fingerprint;
    for (const Column& column : dataset.columns)
        fingerprint.add(
            {reinterpret_cast<const char*>(column.bytes->data()), column.bytes->size()});
    dataset.fingerprint = fingerprint.text();
    return dataset;
}

Result<DataFacts> ToySet::facts(std::int64_t classes) const
{
    const auto sizes = part_sizes(samples, share, share);
    if (!sizes)
        return sizes.problems();
    DataFacts facts;
    facts.counts = {samples - sizes->validation - sizes->test, sizes->validation, sizes->test};
    facts.columns = {"x", "y"};
    facts.labels = class_names(classes);
    facts.roles["features"] = Type{.dtype = DType::real, .shape = {Dim::named("N"), 2}};
    if (classes > 0 && target_as == "class")
        facts.roles["target"] =
            Type{.dtype = DType::int64, .shape = {Dim::named("N")}, .classes = classes};
    else
        facts.roles["target"] =
            Type{.dtype = DType::real, .shape = {Dim::named("N"), 1}, .classes = classes};
    return facts;
}

void ToySet::build(Builder& b, std::int64_t classes) const
{
    const auto known = facts(classes);
    feed_roles(b, known ? *known : DataFacts{});
}

} // namespace lepton

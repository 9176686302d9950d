// Room backend/data: drawing the three parts of a dataset.
#include "backend/data/split.h"

#include "backend/data/random.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace lepton {

namespace {
/// How many of each class go into a part of `wanted` samples: its fair share, rounded so that the
/// sum is right (largest remainders first). No class gives more than it has.
std::vector<std::int64_t> shares(const std::vector<std::int64_t>& available, std::int64_t wanted)
{
    const std::int64_t all = std::accumulate(available.begin(), available.end(), std::int64_t(0));
    std::vector<std::int64_t> given(available.size());
    std::vector<std::pair<double, std::size_t>> remainders;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < available.size(); ++i) {
        const double fair = all == 0 ? 0
                                     : static_cast<double>(available[i])
                * static_cast<double>(wanted) / static_cast<double>(all);
        given[i] = std::min(static_cast<std::int64_t>(fair), available[i]);
        sum += given[i];
        remainders.emplace_back(static_cast<double>(given[i]) - fair, i);
    }
    std::sort(remainders.begin(), remainders.end());
    while (sum < std::min(wanted, all))
        for (const auto& [remainder, i] : remainders)
            if (sum < wanted && given[i] < available[i]) {
                ++given[i];
                ++sum;
            }
    return given;
}
} // namespace

Result<PartSizes> part_sizes(std::int64_t count, double validation, double test)
{
    Problem problem;
    if (!(validation >= 0) || !(test >= 0) || !(validation + test < 1)) {
        problem.where.field = "validation";
        problem.what =
            say("the shares of validation ({0}) and test ({1}) leave nothing to train on.",
                validation, test);
        problem.hint = say("Take 0.15 for each.");
        return problem;
    }
    const auto size = [&](double share) {
        const auto rounded = std::llround(share * static_cast<double>(count));
        return share > 0 ? std::max<std::int64_t>(rounded, 1) : 0;
    };
    const PartSizes sizes{size(validation), size(test)};
    if (sizes.validation + sizes.test >= count) {
        problem.what = say("there are {0} samples: too few for three parts.", count);
        problem.hint = say("Take at least 3 samples; some hundred are better.");
        return problem;
    }
    return sizes;
}

Parts split(std::int64_t count, PartSizes sizes, std::int64_t seed,
            std::span<const std::int64_t> classes)
{
    std::map<std::int64_t, std::vector<std::int64_t>> members;
    for (std::int64_t i = 0; i < count; ++i)
        members[classes.empty() ? 0 : classes[static_cast<std::size_t>(i)]].push_back(i);
    Random random(seed);
    std::vector<std::int64_t> available;
    for (auto& [label, indexes] : members) {
        random.shuffle(indexes);
        // Training keeps one of every class: what it never sees it cannot learn.
        available.push_back(static_cast<std::int64_t>(indexes.size()) - (classes.empty() ? 0 : 1));
    }
    // Classes of one sample each cannot be spread.
    if (!classes.empty()
        && std::accumulate(available.begin(), available.end(), std::int64_t(0))
            < sizes.test + sizes.validation)
        return split(count, sizes, seed);
    const auto to_test = shares(available, sizes.test);
    for (std::size_t i = 0; i < available.size(); ++i)
        available[i] -= to_test[i];
    const auto to_validation = shares(available, sizes.validation);

    Parts parts;
    std::size_t c = 0;
    for (const auto& [label, indexes] : members) {
        const auto test = indexes.begin() + to_test[c], validation = test + to_validation[c];
        parts[static_cast<std::size_t>(Part::test)].insert(parts[2].end(), indexes.begin(), test);
        parts[static_cast<std::size_t>(Part::validation)].insert(parts[1].end(), test, validation);
        parts[static_cast<std::size_t>(Part::train)].insert(parts[0].end(), validation,
                                                            indexes.end());
        ++c;
    }
    for (auto& part : parts)
        std::sort(part.begin(), part.end());
    return parts;
}

Parts split_before(std::int64_t train, std::int64_t count, std::int64_t validation,
                   std::int64_t seed, std::span<const std::int64_t> classes)
{
    Parts parts = split(train, {validation, 0}, seed,
                        classes.empty() ? classes : classes.first(static_cast<std::size_t>(train)));
    auto& test = parts[static_cast<std::size_t>(Part::test)];
    test.resize(static_cast<std::size_t>(count - train));
    std::iota(test.begin(), test.end(), train);
    return parts;
}

void Shares::fields(Fields& f)
{
    f("validation", validation)
        .range(0.01, 0.9)
        .advanced()
        .tip("Share of the samples on which training is watched.");
    f("test", test)
        .range(0.01, 0.9)
        .advanced()
        .tip("Share of the samples that nobody sees before Test.");
    f("stratified", stratified).advanced().tip("Every part gets its fair share of each class.");
    f("seed", seed).range(0, 1e15).advanced().tip("Another seed draws another split.");
}

Result<Parts> Shares::draw(std::int64_t count, std::span<const std::int64_t> classes) const
{
    const auto sizes = part_sizes(count, validation, test);
    if (!sizes)
        return sizes.problems();
    return split(count, *sizes, seed, stratified ? classes : std::span<const std::int64_t>{});
}

} // namespace lepton

// Room backend/train: how the numbers of a weight are spread.
#include "backend/train/histogram.h"

#include "backend/run/model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lepton {
namespace {

constexpr std::int64_t at_once = 1 << 15; ///< numbers that are converted at a time

/// Calls `with` for every number, as float64.
template <typename With> void each_number(const at::Tensor& flat, With with)
{
    for (std::int64_t from = 0; from < flat.numel(); from += at_once) {
        const at::Tensor part =
            flat.slice(0, from, std::min(from + at_once, flat.numel())).to(at::kDouble);
        const double* const numbers = part.const_data_ptr<double>();
        for (std::int64_t i = 0; i < part.numel(); ++i)
            with(numbers[i]);
    }
}

/// Bins of equal width. Their edges are those of numpy.histogram, to the last bit.
class EvenBins {
public:
    EvenBins(double low, double high, std::int64_t count)
        : counts_(static_cast<std::size_t>(count))
        , low_(low)
        , scale_(static_cast<double>(count) / (high - low))
    {
        const double step = (high - low) / static_cast<double>(count);
        for (std::int64_t i = 0; i < count; ++i)
            edges_.push_back(static_cast<double>(i) * step + low);
        edges_.push_back(high);
    }
    void add(double value)
    {
        const double guess = (value - low_) * scale_;
        const std::size_t last = counts_.size() - 1;
        std::size_t at = guess > 0 ? static_cast<std::size_t>(std::min(guess, double(last))) : 0;
        while (at > 0 && value < edges_[at])
            --at;
        while (at < last && value >= edges_[at + 1])
            ++at;
        ++counts_[at];
    }
    const std::vector<std::int64_t>& counts() const { return counts_; }

private:
    std::vector<std::int64_t> counts_;
    std::vector<double> edges_;
    double low_, scale_;
};

} // namespace

Json histogram_of(const at::Tensor& values, std::int64_t bins)
{
    const at::Tensor flat = values.detach().cpu().reshape({-1});
    double least = std::numeric_limits<double>::infinity(), greatest = -least, sum = 0;
    std::int64_t finite = 0, zeros = 0;
    each_number(flat, [&](double value) {
        if (!std::isfinite(value))
            return;
        least = std::min(least, value);
        greatest = std::max(greatest, value);
        sum += value;
        zeros += value == 0;
        ++finite;
    });
    Json json{{"shape", values.sizes().vec()},
              {"count", flat.numel()},
              {"not_finite", flat.numel() - finite}};
    if (finite == 0)
        return json;
    const double mean = std::clamp(sum / static_cast<double>(finite), least, greatest),
                 aside = least == greatest ? 0.5 : 0;
    EvenBins counted(least - aside, greatest + aside, std::max<std::int64_t>(1, bins));
    double squares = 0;
    each_number(flat, [&](double value) {
        if (!std::isfinite(value))
            return;
        squares += (value - mean) * (value - mean);
        counted.add(value);
    });
    json["least"] = least;
    json["greatest"] = greatest;
    json["mean"] = mean;
    json["deviation"] = std::sqrt(squares / static_cast<double>(finite));
    json["zeros"] = zeros;
    json["bins"] = counted.counts();
    return json;
}

Json owner_of_weight(const Model& model, std::size_t weight)
{
    const Program& program = model.program();
    const Weight& asked = program.weights[weight];
    const std::size_t dot = asked.name.rfind('.');
    const std::string owner = asked.name.substr(0, dot);
    NodeId node = asked.node;
    // The first node that uses a shared weight need not be the one it is called after.
    if (program.names.at(node) != owner)
        for (const auto& [id, name] : program.names)
            if (name == owner)
                node = id;
    return {{"node", node}, {"name", owner}, {"parameter", asked.name.substr(dot + 1)}};
}

} // namespace lepton

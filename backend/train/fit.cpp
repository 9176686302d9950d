// Room backend/train: fitted buffers: what a preprocessing node measures on the training part
// before the first step.
#include "backend/run/engine.h"
#include "backend/train/network.h"

#include <ATen/ATen.h>

namespace lepton {
namespace {

/// Count, mean, squared deviations and extremes of one value over batches; joined as Chan, Golub
/// and LeVeque (1979) do, in float64, so that a million equal numbers have no deviation.
struct Moments {
    double count = 0;
    at::Tensor mean, squares, least, greatest;

    /// `value` is reduced over every dimension in which the weight has one element; the weight is
    /// aligned to the right.
    void add(const at::Tensor& value, at::IntArrayRef shape)
    {
        const at::Tensor x = value.detach().to(c10::kDouble);
        std::vector<std::int64_t> over;
        const std::int64_t lead = x.dim() - static_cast<std::int64_t>(shape.size());
        double n = 1;
        for (std::int64_t d = 0; d < x.dim(); ++d)
            if (d < lead || shape[static_cast<std::size_t>(d - lead)] == 1) {
                over.push_back(d);
                n *= static_cast<double>(x.size(d));
            }
        if (n == 0)
            return;
        const at::Tensor m = over.empty() ? x : x.mean(over, true);
        const at::Tensor s = over.empty() ? at::zeros_like(x) : (x - m).square().sum(over, true);
        const at::Tensor lo = over.empty() ? x : x.amin(over, true),
                         hi = over.empty() ? x : x.amax(over, true);
        if (count == 0) {
            count = n, mean = m, squares = s, least = lo, greatest = hi;
            return;
        }
        const at::Tensor delta = m - mean;
        const double all = count + n;
        mean = mean + delta * (n / all);
        squares = squares + s + delta.square() * (count * n / all);
        least = at::minimum(least, lo);
        greatest = at::maximum(greatest, hi);
        count = all;
    }

    at::Tensor get(const std::string& what) const
    {
        if (what == "mean")
            return mean;
        if (what == "min")
            return least;
        if (what == "max")
            return greatest;
        // A column that never changes has no deviation to divide by; as in scikit-learn it is left
        // as it is.
        const at::Tensor deviation = (squares / count).sqrt();
        return at::where(deviation > 0, deviation, at::ones_like(deviation));
    }
};

} // namespace

Result<Done> fit_buffers(Model& model, const Batches& batches,
                         const std::vector<std::int64_t>& samples, std::int64_t batch)
{
    const std::vector<Weight>& weights = model.program().weights;
    std::vector<Value> done;
    return guarded([&]() -> Result<Done> {
        const at::NoGradGuard no_gradient;
        for (const Weight& weight : weights)
            if (weight.init.kind == Init::Kind::given) {
                const at::Tensor values = at::tensor(weight.init.values, c10::kDouble);
                if (const auto set =
                        model.set(weight.name, values.reshape(model.weight(weight.name).sizes()));
                    !set)
                    return set.problems();
            }
        for (const Weight& first : weights) {
            if (first.init.kind != Init::Kind::fitted
                || std::find(done.begin(), done.end(), first.init.of) != done.end())
                continue;
            // All buffers measured on the same value share one pass; a later value may depend on
            // them.
            const Value of = first.init.of;
            done.push_back(of);
            const at::Tensor target = model.weight(first.name);
            Moments moments;
            for (std::size_t at = 0; at < samples.size(); at += static_cast<std::size_t>(batch)) {
                const std::size_t n =
                    std::min(samples.size() - at, static_cast<std::size_t>(batch));
                const at::Tensor indices =
                    at::from_blob(const_cast<std::int64_t*>(samples.data() + at),
                                  {static_cast<std::int64_t>(n)}, c10::kLong);
                const auto gathered = batches.gather(indices);
                if (!gathered)
                    return gathered.problems();
                moments.add(model.values(gathered->tensors, std::span(&of, 1)).at(0),
                            target.sizes());
            }
            for (const Weight& weight : weights)
                if (weight.init.kind == Init::Kind::fitted && weight.init.of == of)
                    if (const auto set = model.set(weight.name,
                                                   moments.get(weight.init.fit)
                                                       .reshape(model.weight(weight.name).sizes()));
                        !set)
                        return set.problems();
        }
        return Done{};
    });
}

} // namespace lepton

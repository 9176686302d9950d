// Room backend/run: the initial values of weights, with PyTorch's formulas.
#include "backend/run/initial.h"

#include <ATen/ops/tensor.h>

#include <cmath>

namespace lepton {
namespace {

/// Numbers that lead into, and out of, one unit:
/// torch.nn.init._calculate_fan_in_and_fan_out.
std::pair<double, double> fans(const at::Tensor& weight)
{
    if (weight.dim() < 2)
        return {static_cast<double>(weight.numel()), static_cast<double>(weight.numel())};
    double field = 1;
    for (std::int64_t d = 2; d < weight.dim(); ++d)
        field *= static_cast<double>(weight.size(d));
    return {static_cast<double>(weight.size(1)) * field,
            static_cast<double>(weight.size(0)) * field};
}

} // namespace

void fill_initial(const at::Tensor& weight, const Init& init)
{
    switch (init.kind) {
    case Init::Kind::zeros:
        weight.zero_();
        break;
    case Init::Kind::ones:
        weight.fill_(1);
        break;
    case Init::Kind::constant:
        weight.fill_(init.a);
        break;
    case Init::Kind::uniform:
        weight.uniform_(init.a, init.b);
        break;
    case Init::Kind::normal:
        weight.normal_(init.a, init.b);
        break;
    case Init::Kind::kaiming_uniform: {
        const double gain = std::sqrt(2.0 / (1 + init.a * init.a));
        const double bound = std::sqrt(3.0) * (gain / std::sqrt(fans(weight).first));
        weight.uniform_(-bound, bound);
        break;
    }
    case Init::Kind::xavier_uniform: {
        const auto [in, out] = fans(weight);
        const double bound = std::sqrt(3.0) * std::sqrt(2.0 / (in + out));
        weight.uniform_(-bound, bound);
        break;
    }
    case Init::Kind::fitted:
        break;
    case Init::Kind::given: // the node that states the numbers checks how many there are
        if (weight.numel() == static_cast<std::int64_t>(init.values.size()))
            weight.copy_(at::tensor(init.values, at::kDouble).reshape(weight.sizes()));
        break;
    }
}

} // namespace lepton

// Log softmax: the logarithm of softmax, for use with NLL loss.
#include "nodes/catalog.h"
#include "nodes/ops/softmax.h"

namespace lepton {

namespace {
struct LogSoftmax {
    static constexpr Card card{.id = "log_softmax",
                               .title = "Log softmax",
                               .aliases = "activation, log probabilities",
                               .group = "Activation",
                               .role = Role::activation,
                               .doc = "The logarithm of softmax, for use with NLL loss.",
                               .stem = "log_softmax",
                               .inputs = {{{"features"}}},
                               .outputs = {{{"features"}}},
                               .python = "nn.LogSoftmax({dim})"};

    std::int64_t dim = 1;

    void fields(Fields& f)
    {
        f("dim", dim)
            .range(-8, 8)
            .label("dimension")
            .tip("The dimension that sums to 1; 1 is the classes, -1 the last.")
            .shown();
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.out(op::log_softmax(b, in["features"], dim));
    }
};
} // namespace

void add_log_softmax(Catalog& catalog) { catalog.add<LogSoftmax>(); }

} // namespace lepton

// Identity: passes on what comes in.
#include "nodes/catalog.h"

namespace lepton {

namespace {
struct Identity {
    static constexpr Card card{
        .id = "identity",
        .title = "Identity",
        .aliases = "pass, nothing, no-op",
        .group = "Dense and shape",
        .role = Role::layer,
        .doc = "Passes on what comes in, unchanged.",
        .stem = "identity",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = x",
        .python = "nn.Identity()",
    };

    void build(Builder& b, const Inputs& in) const { b.out(in["features"]); }
};
} // namespace

void add_identity(Catalog& catalog) { catalog.add<Identity>(); }

} // namespace lepton

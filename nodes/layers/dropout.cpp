// Dropout of single numbers or of whole channels.
#include "nodes/ops/dropout.h"

#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"

namespace lepton {

namespace {
/// What the dropouts share: how much is dropped.
struct Drop {
    double p = 0.5;

    void fields(Fields& f)
    {
        f("p", p)
            .range(0, 1)
            .label("share")
            .tip("How much becomes zero in a training step, as a share from 0 to 1.")
            .shown();
    }

    /// Whole channels of `rank` dimensions.
    void channels(Builder& b, Value x, std::size_t rank, const char* takes) const
    {
        const Shape shape = b.shape(x);
        if (b.check(!shape.ranked() || shape.rank() == rank, {},
                    say("takes {0}, gets {1}", takes, shape.text())))
            b.out(op::feature_dropout(b, x, p));
    }
};

struct Dropout : Drop {
    static constexpr Card card{
        .id = "dropout",
        .title = "Dropout",
        .aliases = "regularise, regularize, noise",
        .group = "Regularise",
        .role = Role::layer,
        .doc = "Makes a random share of the numbers zero in training, so that the network does "
               "not lean on single ones.",
        .stem = "dropout",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = x · m / (1 − p),  m ~ Bernoulli(1 − p)",
        .python = "nn.Dropout({p})",
        .onnx = "Dropout(x, #ratio?, #training_mode?)"};

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        return Json{{"p", call.number("ratio", 0.5)}};
    }

    void build(Builder& b, const Inputs& in) const { b.out(op::dropout(b, in["features"], p)); }
};

struct Dropout1d : Drop {
    static constexpr Card card{
        .id = "dropout1d",
        .title = "Dropout 1D",
        .aliases = "regularise, regularize, channel dropout, sequence",
        .group = "Regularise",
        .role = Role::layer,
        .icon = "dropout_channels",
        .doc = "Makes a random share of whole channels of a sequence zero in training.",
        .stem = "dropout",
        .inputs = {{{"sequence", "N C L"}}},
        .outputs = {{{"sequence", "N C L"}}},
        .formula = "y[n, c, …] = x[n, c, …] · m[n, c] / (1 − p),  m ~ Bernoulli(1 − p)",
        .python = "nn.Dropout1d({p})"};

    void build(Builder& b, const Inputs& in) const
    {
        channels(b, in["sequence"], 3, "batch × channels × length");
    }
};

struct Dropout2d : Drop {
    static constexpr Card card{
        .id = "dropout2d",
        .title = "Dropout 2D",
        .aliases = "regularise, regularize, channel dropout, image",
        .group = "Regularise",
        .role = Role::layer,
        .icon = "dropout_channels",
        .doc = "Makes a random share of whole maps zero in training.",
        .stem = "dropout",
        .inputs = {{{"maps", "N C H W"}}},
        .outputs = {{{"maps", "N C H W"}}},
        .formula = "y[n, c, …] = x[n, c, …] · m[n, c] / (1 − p),  m ~ Bernoulli(1 − p)",
        .python = "nn.Dropout2d({p})"};

    void build(Builder& b, const Inputs& in) const
    {
        channels(b, in["maps"], 4, "batch × channels × height × width");
    }
};

struct Dropout3d : Drop {
    static constexpr Card card{
        .id = "dropout3d",
        .title = "Dropout 3D",
        .aliases = "regularise, regularize, channel dropout, volume",
        .group = "Regularise",
        .role = Role::layer,
        .icon = "dropout_channels",
        .doc = "Makes a random share of whole volumes zero in training.",
        .stem = "dropout",
        .inputs = {{{"maps", "N C D H W"}}},
        .outputs = {{{"maps", "N C D H W"}}},
        .formula = "y[n, c, …] = x[n, c, …] · m[n, c] / (1 − p),  m ~ Bernoulli(1 − p)",
        .python = "nn.Dropout3d({p})"};

    void build(Builder& b, const Inputs& in) const
    {
        channels(b, in["maps"], 5, "batch × channels × depth × height × width");
    }
};
} // namespace

void add_dropout(Catalog& catalog)
{
    catalog.add<Dropout>();
    catalog.add<Dropout1d>();
    catalog.add<Dropout2d>();
    catalog.add<Dropout3d>();
}

} // namespace lepton

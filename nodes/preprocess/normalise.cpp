// Normalise: brings each column or channel to mean 0 and deviation 1.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"
#include "nodes/ops/arithmetic.h"
#include "nodes/ops/constant.h"

namespace lepton {

namespace {
struct Normalise {
    static constexpr Card card{
        .id = "normalise",
        .title = "Normalise",
        .aliases = "standardise, normalize, z-score, mean and std",
        .group = "Preprocess",
        .role = Role::preprocess,
        .doc = "Subtracts the mean and divides by the deviation of each column or channel, both "
               "measured on the training part.",
        .stem = "normalise",
        .inputs = {{{"features"}}},
        .outputs = {{{"features"}}},
        .formula = "y = (x − mean) / std",
        .python = "({features} - {self.mean}) / {self.std}",
        .onnx = "Div(Sub(Cast(x), #mean), #std) | Div(Sub(x, #mean), #std)",
    };

    Numbers mean, std;
    bool inside = true;

    void fields(Fields& f)
    {
        f("mean", mean)
            .tip("Mean of each column or channel; empty: measured on the training part.")
            .advanced();
        f("std", std)
            .range(1e-30, 1e30)
            .label("deviation")
            .tip("Standard deviation of each column or channel; empty: measured.")
            .advanced();
        f("inside", inside)
            .label("inside the model")
            .tip("Exported with the model, so that it takes raw numbers.")
            .advanced();
    }

    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Numbers mean = call.numbers("mean"), std = call.numbers("std");
        return mean.empty() || mean.size() != std.size()
            ? Result<Json>(no_field(say("it has not one mean and one deviation for each")))
            : Result<Json>(Json{{"mean", mean}, {"std", std}});
    }

    void build(Builder& b, const Inputs& in) const
    {
        b.inside(inside);
        const Value x = op::cast(b, in["features"], DType::real);
        const Shape shape = b.shape(x);
        if (!b.check(
                !shape.ranked() || shape.rank() >= 2, {},
                say("takes batch × columns or batch × channels and more, gets {0}", shape.text())))
            return;
        if (!shape.ranked())
            return b.out(b.input({.dtype = DType::real}));
        // One number for each channel of a picture, for each column of a table.
        const bool image = b.type(x).image && shape.rank() > 2;
        const Dim count = image ? shape[1] : shape.back();
        std::vector<Dim> dims{count};
        if (image)
            dims.resize(shape.rank() - 1, Dim(1));
        const auto buffer = [&](const char* name, const Numbers& stated) {
            const auto given = static_cast<std::int64_t>(stated.size());
            if (stated.empty())
                return b.buffer(name, Shape(dims), init::fitted(name, x));
            b.check(may_equal(count, Dim(given)), name,
                    say("has {0} numbers for {1} columns or channels", given, count.text()));
            return b.buffer(name, Shape(dims), init::given(stated));
        };
        const Value middle = buffer("mean", mean), spread = buffer("std", std);
        b.out(op::div(b, op::sub(b, x, middle), spread));
    }
};
} // namespace

void add_normalise(Catalog& catalog) { catalog.add<Normalise>(); }

} // namespace lepton

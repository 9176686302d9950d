// One-hot: class numbers become rows of zeros with a one.
#include "nodes/catalog.h"
#include "nodes/ops/constant.h"

namespace lepton {

namespace {
struct OneHot {
    static constexpr Card card{
        .id = "one_hot",
        .title = "One-hot",
        .aliases = "dummy variables, categorical, encode",
        .group = "Preprocess",
        .role = Role::preprocess,
        .doc = "Turns each class number into a row of zeros with a one at its place.",
        .stem = "one_hot",
        .inputs = {{{"labels", "N …", PortKind::label}}},
        .outputs = {{{"features", "N … K"}}},
        .formula = "y[n, k] = [k = t[n]]",
        .python = "torch.nn.functional.one_hot({labels}, {features.-1}).float()",
        .adapter = true,
    };

    std::optional<std::int64_t> classes;
    bool inside = true;

    void fields(Fields& f)
    {
        f("classes", classes)
            .range(1, 1 << 20)
            .tip("How many classes there are; taken from the data unless stated.")
            .shown();
        f("inside", inside)
            .label("inside the model")
            .tip("Exported with the model, so that it takes class numbers.")
            .advanced();
    }

    void build(Builder& b, const Inputs& in) const
    {
        const Type labels = b.type(in["labels"]);
        const std::int64_t known = classes.value_or(labels.classes);
        if (labels.dtype == DType::unknown || !labels.known())
            return b.out(b.input({.dtype = DType::real}));
        if (!b.check(!is_floating(labels.dtype), {},
                     say("takes class numbers, gets numbers with decimals"))
            || !b.check(known > 0, "classes", say("is not known from the data; state it"))
            || !b.check(known >= labels.classes, "classes",
                        say("is {0}, but the labels have {1}", known, labels.classes)))
            return;
        b.inside(inside);
        const Value numbers = op::cast(b, in["labels"], DType::int64);
        b.out(op::cast(b, op::one_hot(b, numbers, known), DType::real));
    }
};
} // namespace

void add_one_hot(Catalog& catalog) { catalog.add<OneHot>(); }

} // namespace lepton

// Input: stands for data of a stated shape, to draw and export a network before there is data.
#include "nodes/catalog.h"

namespace lepton {

namespace {
struct InputNode {
    static constexpr Card card{
        .id = "input",
        .title = "Input",
        .aliases = "placeholder, shape, start",
        .group = "Data",
        .role = Role::data,
        .doc = "Stands for data of a stated shape, so that a network can be drawn before there is "
               "data. To train, put a data source in its place.",
        .stem = "input",
        .outputs = {{{"features"}}},
        .python = "x"};

    Ints shape{1, 28, 28};
    std::string numbers = "decimals";

    void fields(Fields& f)
    {
        f("shape", shape)
            .range(1, 1 << 24)
            .tip("The shape of one sample: columns of a table, or channels, height, width.")
            .shown();
        f("numbers", numbers)
            .choices({"decimals", "bytes", "classes"})
            .tip("What a sample is made of: decimals, bytes from 0 to 255, or class numbers.");
    }

    void build(Builder& b, const Inputs&) const
    {
        b.warn_unless(false, {}, say("stands for data; nothing can be trained on it"),
                      say("Put a data source in its place."));
        std::vector<Dim> dims{Dim::named("N")};
        dims.insert(dims.end(), shape.begin(), shape.end());
        Type type{
            .dtype = DType::real, .shape = Shape(std::move(dims)), .image = shape.size() == 3};
        if (numbers == "bytes") {
            type.dtype = DType::uint8;
            type.range = {0, 255};
        } else if (numbers == "classes") {
            type.dtype = DType::int64;
            type.image = false;
        }
        b.out(b.data("features", type));
    }
};
} // namespace

void add_input(Catalog& catalog) { catalog.add<InputNode>(); }

} // namespace lepton

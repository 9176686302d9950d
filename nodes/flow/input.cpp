// Input: stands for data of a stated shape, to draw and export a network before there is data.
#include "nodes/catalog.h"
#include "nodes/onnx/onnx_call.h"

#include <algorithm>

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
        .python = "x",
        .onnx = "input()"};

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

    /// The first dimension is the batch.
    static Result<Json> from_onnx(const OnnxCall& call)
    {
        const Type& type = call.output();
        Ints sample;
        for (std::size_t i = 1; i < type.shape.rank(); ++i)
            sample.push_back(type.shape[i].known() ? type.shape[i].value() : 0);
        if (type.shape.rank() == 0 || std::ranges::count(sample, 0) > 0)
            return no_field(say("the file leaves its shape open"));
        const bool classes = type.dtype == DType::int64 || type.dtype == DType::int32;
        return Json{{"shape", sample},
                    {"numbers",
                     type.dtype == DType::uint8 ? "bytes"
                         : classes              ? "classes"
                                                : "decimals"}};
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

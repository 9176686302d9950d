// Room nodes/onnx: reads an ONNX file. Field numbers and constants are those of onnx.proto.
#include "nodes/onnx/onnx_file.h"

#include "nodes/onnx/protobuf_reader.h"

#include <charconv>
#include <cstring>

namespace lepton {

namespace {
constexpr std::size_t most_operators = 100'000;
constexpr std::size_t most_things = 4'000'000; ///< kept from one file, so that memory is bounded
constexpr std::size_t longest_name = 4096; ///< of a name
constexpr std::size_t most_values = 4096; ///< of a constant that is looked into
constexpr std::size_t most_dims = 64;

/// The element types of TensorProto.
DType dtype_of_element(std::int64_t element)
{
    switch (element) {
    case 1: // float
    case 10: // float16
    case 11: // double
    case 16: // bfloat16
        return DType::real;
    case 2:
        return DType::uint8;
    case 6:
        return DType::int32;
    case 7:
        return DType::int64;
    case 9:
        return DType::boolean;
    default:
        return DType::unknown;
    }
}

/// Reads messages from the outside in; what is wrong is remembered and ends it all.
class Reading {
public:
    explicit Reading(std::string name)
        : file_(std::move(name))
    {
    }

    Result<OnnxFile> read(std::string_view bytes)
    {
        bool graph = false;
        each_field(bytes, [&](const ProtobufReader& r) {
            if (r.field() == 7) {
                graph = true;
                read_graph(r.bytes());
            } else if (r.field() == 8) {
                read_opset(r.bytes());
            }
        });
        if (broken_ && !graph)
            problem_ = file_problem(file_, say("This is no ONNX file."),
                                    say("Choose a network that was exported as ONNX."));
        else if (broken_ && !problem_)
            problem_ = file_problem(file_, say("The ONNX file is damaged or ends too early."),
                                    say("Export or download it again."));
        else if (!graph && !problem_)
            problem_ = file_problem(file_, say("The ONNX file holds no network."),
                                    say("Choose a network that was exported as ONNX."));
        if (problem_)
            return *problem_;
        std::erase_if(out_.inputs, [&](const OnnxValueInfo& input) {
            return out_.constants.contains(input.name); // before IR 4 weights are inputs, too
        });
        return std::move(out_);
    }

private:
    template <class F> void each_field(std::string_view bytes, F see)
    {
        ProtobufReader reader(bytes);
        while (!stopped() && reader.next())
            see(reader);
        broken_ = broken_ || reader.broken();
    }
    bool stopped() const { return broken_ || problem_; }

    /// One more name, size or number is kept; false once there are too many.
    bool keep()
    {
        if (++things_ > most_things && !problem_)
            problem_ = file_problem(
                file_, say("The ONNX file holds more than {0} names and sizes.", most_things),
                say("Export a smaller network."));
        return !problem_;
    }

    std::string name_in(const ProtobufReader& r)
    {
        keep();
        if (r.bytes().size() > longest_name)
            broken_ = true;
        return broken_ ? std::string() : std::string(r.bytes());
    }

    template <class T> void keep_in(std::vector<T>& list, T value)
    {
        if (keep())
            list.push_back(std::move(value));
    }

    void read_opset(std::string_view bytes)
    {
        std::string domain;
        std::int64_t version = 1;
        each_field(bytes, [&](const ProtobufReader& r) {
            if (r.field() == 1)
                domain = name_in(r);
            else if (r.field() == 2)
                version = r.integer();
        });
        if (domain.empty() || domain == "ai.onnx")
            out_.opset = version;
    }

    void read_graph(std::string_view bytes)
    {
        each_field(bytes, [&](const ProtobufReader& r) {
            switch (r.field()) {
            case 1:
                read_node(r.bytes());
                break;
            case 5: {
                OnnxTensor tensor = read_tensor(r.bytes());
                tensor.stored = true;
                add_constant(std::move(tensor));
                break;
            }
            case 11:
                keep_in(out_.inputs, read_value_info(r.bytes()));
                break;
            case 12:
                keep_in(out_.outputs, read_value_info(r.bytes()));
                break;
            case 13: {
                OnnxValueInfo info = read_value_info(r.bytes());
                if (keep())
                    out_.types.emplace(std::move(info.name), std::move(info.type));
                break;
            }
            default:
                break;
            }
        });
    }

    void add_constant(OnnxTensor tensor)
    {
        std::string name = tensor.name;
        if (keep() && !name.empty())
            out_.constants.insert_or_assign(std::move(name), std::move(tensor));
    }

    void read_node(std::string_view bytes)
    {
        OnnxNode node;
        std::optional<OnnxTensor> value;
        each_field(bytes, [&](const ProtobufReader& r) {
            switch (r.field()) {
            case 1:
                keep_in(node.inputs, name_in(r));
                break;
            case 2:
                keep_in(node.outputs, name_in(r));
                break;
            case 3:
                node.name = name_in(r);
                break;
            case 4:
                node.type = name_in(r);
                break;
            case 5:
                read_attribute(r.bytes(), node, value);
                break;
            case 7:
                node.domain = name_in(r);
                break;
            default:
                break;
            }
        });
        if (node.domain == "ai.onnx")
            node.domain.clear();
        if (node.type == "Constant" && node.domain.empty() && node.outputs.size() == 1) {
            if (!value)
                value = listed(node);
            value->name = node.outputs.front();
            add_constant(std::move(*value));
            return;
        }
        if (out_.nodes.size() == most_operators && !problem_)
            problem_ = file_problem(
                file_, say("The ONNX file holds more than {0} operators.", most_operators),
                say("Export a smaller network."));
        keep_in(out_.nodes, std::move(node));
    }

    /// A constant that is written as a number or a list.
    static OnnxTensor listed(const OnnxNode& node)
    {
        OnnxTensor tensor;
        for (const auto& [name, value] : node.attributes) {
            if (const auto* whole = std::get_if<std::int64_t>(&value))
                tensor.integers = {*whole}, tensor.dims = Ints();
            else if (const auto* number = std::get_if<double>(&value))
                tensor.numbers = {*number}, tensor.dims = Ints();
            else if (const auto* list = std::get_if<Ints>(&value))
                tensor.integers = *list, tensor.dims = Ints{std::ssize(*list)};
            else if (const auto* reals = std::get_if<Numbers>(&value))
                tensor.numbers = *reals, tensor.dims = Ints{std::ssize(*reals)};
        }
        return tensor;
    }

    void read_attribute(std::string_view bytes, OnnxNode& node, std::optional<OnnxTensor>& tensor)
    {
        std::string name;
        OnnxAttribute single;
        Ints list;
        Numbers numbers;
        std::int64_t type = 0;
        each_field(bytes, [&](const ProtobufReader& r) {
            switch (r.field()) {
            case 1:
                name = name_in(r);
                break;
            case 2:
                single = plain_number(r.number());
                break;
            case 3:
                single = r.integer();
                break;
            case 4:
                single = std::string(r.bytes().substr(0, longest_name));
                break;
            case 5:
                tensor = read_tensor(r.bytes());
                if (tensor->integers && tensor->integers->size() == 1)
                    single = tensor->integers->front();
                break;
            case 7:
                broken_ = broken_ || !r.numbers<float>([&](float number) {
                    keep_in(numbers, plain_number(number));
                    return !problem_;
                });
                break;
            case 8:
                broken_ = broken_ || !r.integers([&](std::int64_t number) {
                    keep_in(list, number);
                    return !problem_;
                });
                break;
            case 20:
                type = r.integer();
                break;
            default:
                break;
            }
        });
        const bool number =
            type == 4 && tensor && tensor->integers && tensor->integers->size() == 1;
        if (type == 1 || type == 2 || type == 3 || number
            || (type == 0 && list.empty() && numbers.empty()))
            keep_in(node.attributes, {std::move(name), std::move(single)});
        else if (type == 6 || !numbers.empty())
            keep_in(node.attributes, {std::move(name), OnnxAttribute(std::move(numbers))});
        else if (type == 7 || !list.empty())
            keep_in(node.attributes, {std::move(name), OnnxAttribute(std::move(list))});
    }

    OnnxTensor read_tensor(std::string_view bytes)
    {
        OnnxTensor tensor;
        Ints dims, integers;
        Numbers numbers;
        std::int64_t element = 0;
        std::string_view raw;
        const auto few = [&](auto& list, auto value) {
            list.push_back(value);
            return list.size() <= most_values; // more is a weight, and passed over
        };
        each_field(bytes, [&](const ProtobufReader& r) {
            switch (r.field()) {
            case 1:
                broken_ = broken_ || !r.integers([&](std::int64_t size) {
                    keep_in(dims, size);
                    return size >= 0 && dims.size() <= most_dims && !problem_;
                });
                break;
            case 2:
                element = r.integer();
                break;
            case 4:
                (void)r.numbers<float>([&](float n) { return few(numbers, plain_number(n)); });
                break;
            case 5:
            case 7:
                (void)r.integers([&](std::int64_t n) { return few(integers, n); });
                break;
            case 8:
                tensor.name = name_in(r);
                break;
            case 9:
                raw = r.bytes();
                break;
            case 10:
                (void)r.numbers<double>([&](double n) { return few(numbers, n); });
                break;
            default:
                break;
            }
        });
        look_into(tensor, dims, element, raw, std::move(integers), std::move(numbers));
        tensor.dims = std::move(dims);
        return tensor;
    }

    /// Takes what is in a small tensor, if all of it is there.
    void look_into(OnnxTensor& tensor, const Ints& dims, std::int64_t element, std::string_view raw,
                   Ints integers, Numbers numbers)
    {
        std::size_t count = 1;
        for (const std::int64_t dim : dims) {
            if (dim > static_cast<std::int64_t>(most_values))
                return;
            count *= static_cast<std::size_t>(dim);
            if (count > most_values)
                return;
        }
        const auto from_raw = [&]<class Element>(Element, auto& list, auto convert) {
            if (raw.size() != count * sizeof(Element))
                return;
            for (std::size_t i = 0; i < count; ++i) {
                Element value{};
                std::memcpy(&value, raw.data() + i * sizeof(Element), sizeof value);
                list.push_back(convert(value));
            }
        };
        const auto same = [](auto value) { return value; };
        const bool whole = element == 6 || element == 7;
        if (element == 1)
            from_raw(float(), numbers, plain_number);
        else if (element == 11)
            from_raw(double(), numbers, same);
        else if (element == 6)
            from_raw(std::int32_t(), integers, same);
        else if (element == 7)
            from_raw(std::int64_t(), integers, same);
        things_ += count;
        if (whole && integers.size() == count)
            tensor.integers = std::move(integers);
        else if ((element == 1 || element == 11) && numbers.size() == count)
            tensor.numbers = std::move(numbers);
    }

    OnnxValueInfo read_value_info(std::string_view bytes)
    {
        OnnxValueInfo info;
        each_field(bytes, [&](const ProtobufReader& r) {
            if (r.field() == 1)
                info.name = name_in(r);
            else if (r.field() == 2)
                each_field(r.bytes(), [&](const ProtobufReader& type) {
                    if (type.field() == 1)
                        info.type = read_tensor_type(type.bytes());
                });
        });
        return info;
    }

    Type read_tensor_type(std::string_view bytes)
    {
        Type type;
        each_field(bytes, [&](const ProtobufReader& r) {
            if (r.field() == 1)
                type.dtype = dtype_of_element(r.integer());
            else if (r.field() == 2)
                type.shape = Shape(read_shape(r.bytes()));
        });
        return type;
    }

    std::vector<Dim> read_shape(std::string_view bytes)
    {
        std::vector<Dim> dims;
        each_field(bytes, [&](const ProtobufReader& r) {
            if (r.field() != 1)
                return;
            Dim dim;
            each_field(r.bytes(), [&](const ProtobufReader& size) {
                if (size.field() == 1 && size.integer() > 0)
                    dim = size.integer();
            });
            keep_in(dims, std::move(dim));
            broken_ = broken_ || dims.size() > most_dims;
        });
        return dims;
    }

    std::string file_;
    OnnxFile out_;
    std::size_t things_ = 0;
    bool broken_ = false;
    std::optional<Problem> problem_;
};
} // namespace

double plain_number(float number)
{
    char text[32];
    const auto written = std::to_chars(text, text + sizeof text, number);
    double value = number;
    (void)std::from_chars(text, written.ptr, value);
    return value;
}

Result<OnnxFile> read_onnx(std::string_view bytes, const std::string& name)
{
    return Reading(name).read(bytes);
}

} // namespace lepton

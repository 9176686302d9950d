// Room backend/record: NPY (numpy.org/doc/stable/reference/generated/numpy.lib.format.html) and
// NPZ.
#include "backend/record/npy.h"

#include "backend/record/zip.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>

namespace lepton {

namespace {
constexpr std::string_view magic = "\x93NUMPY";

/// Reads the Python dictionary in an NPY head: literals, True, False, and tuples of integers;
/// nothing is evaluated.
class Literals {
public:
    explicit Literals(std::string_view text)
        : text_(text)
    {
    }

    bool is(char c)
    {
        space();
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        return ++at_, true;
    }
    bool text(std::string& out)
    {
        space();
        if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"'))
            return false;
        const std::size_t end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos)
            return false;
        out = text_.substr(at_ + 1, end - at_ - 1);
        return at_ = end + 1, true;
    }
    bool boolean(bool& out)
    {
        space();
        for (const bool value : {true, false})
            if (const std::string_view word = value ? "True" : "False";
                text_.substr(at_).starts_with(word))
                return out = value, at_ += word.size(), true;
        return false;
    }
    bool sizes(std::vector<std::int64_t>& out)
    {
        if (!is('('))
            return false;
        while (!is(')')) {
            std::int64_t number = 0;
            space();
            const auto read =
                std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
            if (read.ec != std::errc{} || out.size() >= 32)
                return false;
            at_ = static_cast<std::size_t>(read.ptr - text_.data());
            is('L'); // Python 2 wrote 3L
            out.push_back(number);
            if (!is(',') && !is(')'))
                return false;
            if (text_[at_ - 1] == ')')
                return true;
        }
        return true;
    }
    bool at_end()
    {
        space();
        return at_ == text_.size();
    }
    std::string_view rest() const { return text_.substr(std::min(at_, text_.size()), 40); }

private:
    void space()
    {
        while (at_ < text_.size()
               && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'
                   || text_[at_] == '\r' || text_[at_] == '\0'))
            ++at_;
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

struct ElementType {
    std::string_view descr; ///< without byte order
    DType dtype;
    std::uint64_t bytes;
};
constexpr ElementType element_types[] = {
    {"f4", DType::float32, 4}, {"f8", DType::float64, 8}, {"f2", DType::float32, 2},
    {"i8", DType::int64, 8},   {"i4", DType::int32, 4},   {"i2", DType::int32, 2},
    {"i1", DType::int32, 1},   {"u1", DType::uint8, 1},   {"u2", DType::int32, 2},
    {"u4", DType::int64, 4},   {"u8", DType::int64, 8},   {"b1", DType::boolean, 1},
};

const ElementType* element_type(std::string_view descr)
{
    const auto* at = std::find_if(std::begin(element_types), std::end(element_types),
                                  [&](const ElementType& t) { return t.descr == descr; });
    return at == std::end(element_types) ? nullptr : at;
}

std::string_view npy_name(DType type)
{
    switch (type) {
    case DType::float64:
        return "<f8";
    case DType::int64:
        return "<i8";
    case DType::int32:
        return "<i4";
    case DType::uint8:
        return "|u1";
    case DType::boolean:
        return "|b1";
    default:
        return "<f4";
    }
}

float half_to_float(std::uint16_t half)
{
    const std::uint32_t sign = std::uint32_t(half & 0x8000) << 16, exponent = (half >> 10) & 31,
                        fraction = half & 1023;
    if (exponent == 0) {
        const float small = static_cast<float>(fraction) * 0x1p-24f;
        return sign != 0 ? -small : small;
    }
    if (exponent == 31)
        return std::bit_cast<float>(sign | 0x7f800000u | fraction << 13);
    return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
}

template <class From, class To, class Convert>
std::string converted(std::string_view bytes, Convert convert)
{
    std::string out(bytes.size() / sizeof(From) * sizeof(To), '\0');
    for (std::size_t i = 0; i < bytes.size() / sizeof(From); ++i) {
        From from;
        std::memcpy(&from, bytes.data() + i * sizeof(From), sizeof(From));
        const To to = convert(from);
        std::memcpy(out.data() + i * sizeof(To), &to, sizeof(To));
    }
    return out;
}
template <class From, class To> std::string converted(std::string_view bytes)
{
    return converted<From, To>(bytes, [](From value) { return static_cast<To>(value); });
}
} // namespace

Result<NpyHead> npy_head(std::string_view bytes, std::uint64_t file_size, const std::string& name)
{
    const auto broken = [&](Text what, std::int64_t at) {
        Problem problem =
            file_problem(name, std::move(what),
                         say("The file is damaged or no NPY file. Save it again with numpy.save."));
        problem.where.row = at;
        return problem;
    };
    if (bytes.size() < 10 || !bytes.starts_with(magic))
        return broken(say("does not begin as an NPY file does."), 0);
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i]));
    };
    const auto version = byte(6);
    if (version < 1 || version > 3)
        return broken(
            say("has NPY version {0}; 1, 2 and 3 are known.", static_cast<std::int64_t>(version)),
            6);
    const std::size_t start = version == 1 ? 10 : 12;
    if (bytes.size() < start)
        return broken(say("ends after {0} bytes, in its head.", bytes.size()), 8);
    const std::uint64_t length =
        byte(8) | byte(9) << 8 | (version == 1 ? 0 : byte(10) << 16 | byte(11) << 24);
    if (length > bytes.size() - start)
        return broken(say("says its head has {0} bytes; {1} follow.",
                          static_cast<std::int64_t>(length), bytes.size() - start),
                      8);

    NpyHead head;
    head.data_at = start + length;
    Literals literals(bytes.substr(start, static_cast<std::size_t>(length)));
    bool fortran = false, good = literals.is('{');
    int seen = 0;
    while (good && !literals.is('}')) {
        std::string key;
        good = literals.text(key) && literals.is(':');
        if (good && key == "descr") {
            seen |= 1;
            if (!literals.text(head.descr))
                return file_problem(
                    name, say("holds structures, not plain numbers."),
                    say("Save one plain array a file, or a table as CSV or Parquet."));
        } else if (good && key == "fortran_order") {
            seen |= 2;
            good = literals.boolean(fortran);
        } else if (good && key == "shape") {
            seen |= 4;
            good = literals.sizes(head.shape);
        } else {
            good = false;
        }
        (void)literals.is(',');
    }
    if (!good || seen != 7 || !literals.at_end())
        return broken(say("has a head that cannot be read near '{0}'; expected 'descr', "
                          "'fortran_order' and 'shape'.",
                          literals.rest()),
                      static_cast<std::int64_t>(start));

    const std::string_view descr = head.descr;
    const char order = descr.empty() ? ' ' : descr[0];
    const bool has_order = order == '<' || order == '>' || order == '|' || order == '=';
    const ElementType* type = element_type(has_order ? descr.substr(1) : descr);
    if (descr.find('O') != std::string_view::npos)
        return file_problem(name, say("holds Python objects, which are never loaded."),
                            say("Save it as numbers: numpy.save(file, array.astype('float32'))."));
    if (type == nullptr)
        return file_problem(
            name,
            say("holds elements of type '{0}'; numbers and booleans can be read.", head.descr),
            say("Save it as numbers: numpy.save(file, array.astype('float32'))."));
    if (order == '>' && type->bytes > 1)
        return file_problem(
            name, say("is big-endian ('{0}').", head.descr),
            say("Save it as little-endian: numpy.save(file, array.astype('<{0}')).", type->descr));
    if (fortran
        && std::count_if(head.shape.begin(), head.shape.end(),
                         [](std::int64_t n) { return n != 1; })
            > 1)
        return file_problem(
            name, say("is stored column by column (Fortran order)."),
            say("Save it row by row: numpy.save(file, numpy.ascontiguousarray(array))."));
    head.dtype = type->dtype;
    head.element_bytes = type->bytes;

    std::uint64_t needed = type->bytes;
    bool empty = false;
    for (const std::int64_t size : head.shape) {
        if (size < 0)
            return broken(say("has {0} as a size in its shape.", size),
                          static_cast<std::int64_t>(start));
        empty = empty || size == 0;
        if (size > 0 && needed > (std::uint64_t(1) << 62) / static_cast<std::uint64_t>(size))
            return broken(say("has a shape of more elements than any file can hold."),
                          static_cast<std::int64_t>(start));
        needed *= static_cast<std::uint64_t>(std::max<std::int64_t>(size, 1));
    }
    needed = empty ? 0 : needed;
    if (file_size < head.data_at || file_size - head.data_at < needed)
        return broken(
            say("is cut off: its shape needs {0} bytes of elements, {1} are there.",
                static_cast<std::int64_t>(needed),
                static_cast<std::int64_t>(file_size < head.data_at ? 0 : file_size - head.data_at)),
            static_cast<std::int64_t>(file_size));
    return head;
}

Result<RawTensor> from_npy(std::string_view bytes, const std::string& name)
{
    auto head = npy_head(bytes, bytes.size(), name);
    if (!head)
        return head.problems();
    const auto wanted = tensor_bytes(DType::uint8, head->shape);
    const std::string_view data =
        bytes.substr(static_cast<std::size_t>(head->data_at),
                     static_cast<std::size_t>(wanted.value_or(0) * head->element_bytes));
    std::string_view type = head->descr;
    type = type.substr(type.size() - 2);
    RawTensor tensor{{}, head->dtype, std::move(head->shape), {}};
    if (type == "f2")
        tensor.data = converted<std::uint16_t, float>(data, half_to_float);
    else if (type == "i1")
        tensor.data = converted<std::int8_t, std::int32_t>(data);
    else if (type == "i2")
        tensor.data = converted<std::int16_t, std::int32_t>(data);
    else if (type == "u2")
        tensor.data = converted<std::uint16_t, std::int32_t>(data);
    else if (type == "u4")
        tensor.data = converted<std::uint32_t, std::int64_t>(data);
    else
        tensor.data = data;
    if (type == "u8")
        for (std::size_t i = 7; i < data.size(); i += 8)
            if ((static_cast<unsigned char>(data[i]) & 0x80) != 0) {
                Problem problem =
                    file_problem(name, say("has a number above 9·10¹⁸ in element {0}.", i / 8),
                                 say("Save it as float64."));
                problem.where.row = static_cast<std::int64_t>(i / 8);
                return problem;
            }
    if (type == "b1")
        for (char& value : tensor.data)
            value = value != 0 ? 1 : 0;
    return tensor;
}

std::string to_npy(const RawTensor& tensor)
{
    std::string head = "{'descr': '" + std::string(npy_name(tensor.dtype))
        + "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : tensor.shape)
        head += std::to_string(size) + ", ";
    if (tensor.shape.size() > 1)
        head.resize(head.size() - 2);
    head += "), }";
    // Elements begin at a multiple of 64 bytes; the head ends with a newline.
    const std::size_t end = (10 + head.size() + 1 + 63) / 64 * 64;
    head.resize(end - 10 - 1, ' ');
    head += '\n';
    std::string bytes(magic);
    bytes += '\1';
    bytes += '\0';
    bytes += static_cast<char>(head.size() & 0xff);
    bytes += static_cast<char>(head.size() >> 8);
    return bytes + head + tensor.data;
}

Result<std::vector<RawTensor>> from_npz(std::string_view bytes, const std::string& name,
                                        std::uint64_t limit)
{
    auto entries = from_zip(bytes, name, limit);
    if (!entries)
        return entries.problems();
    std::vector<RawTensor> tensors;
    for (const ZipEntry& entry : *entries) {
        if (!entry.name.ends_with(".npy"))
            return file_problem(name, say("contains '{0}', which is no array.", entry.name),
                                say("An NPZ file is made by numpy.savez."));
        auto tensor = from_npy(entry.bytes, name + ":" + entry.name);
        if (!tensor)
            return tensor.problems();
        tensor->name = entry.name.substr(0, entry.name.size() - 4);
        tensors.push_back(std::move(*tensor));
    }
    return tensors;
}

Result<std::string> to_npz(const std::vector<RawTensor>& tensors)
{
    std::vector<ZipEntry> entries;
    entries.reserve(tensors.size());
    for (const RawTensor& tensor : tensors)
        entries.push_back({tensor.name + ".npy", to_npy(tensor)});
    return to_zip(entries);
}

} // namespace lepton

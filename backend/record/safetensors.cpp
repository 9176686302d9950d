// Room backend/record: writing and reading safetensors (github.com/huggingface/safetensors,
// "Format").
#include "backend/record/safetensors.h"

#include "nodes/json.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

namespace lepton {

namespace {
constexpr std::string_view checksum_key = "lepton.checksum";
constexpr std::uint64_t largest_header = 100'000'000; // as in the reference implementation

std::string_view format_name(DType type)
{
    switch (type) {
    case DType::float64:
        return "F64";
    case DType::int64:
        return "I64";
    case DType::int32:
        return "I32";
    case DType::uint8:
        return "U8";
    case DType::boolean:
        return "BOOL";
    default:
        return "F32";
    }
}

DType type_of_format(std::string_view name)
{
    for (const DType type :
         {DType::float32, DType::float64, DType::int64, DType::int32, DType::uint8, DType::boolean})
        if (format_name(type) == name)
            return type;
    return DType::unknown;
}

std::uint64_t element_bytes(DType type)
{
    return type == DType::float64 || type == DType::int64 ? 8
        : type == DType::uint8 || type == DType::boolean  ? 1
                                                          : 4;
}

/// The checksum does not depend on the layout of the file: over names, types, shapes and bytes by
/// name, then the metadata.
std::string checksum(const TensorFile& file)
{
    std::vector<const RawTensor*> sorted;
    for (const RawTensor& tensor : file.tensors)
        sorted.push_back(&tensor);
    std::sort(sorted.begin(), sorted.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });
    std::uint32_t crc = 0;
    const auto add = [&](std::string_view text) {
        crc = crc32c(text, crc);
        crc = crc32c(std::string_view("\0", 1), crc); // so that "ab" + "c" differs from "a" + "bc"
    };
    for (const RawTensor* tensor : sorted) {
        add(tensor->name);
        add(format_name(tensor->dtype));
        for (const std::int64_t size : tensor->shape)
            add(std::to_string(size));
        add(tensor->data);
    }
    for (const auto& [key, value] : file.metadata)
        if (key != checksum_key) {
            add(key);
            add(value);
        }
    char text[9];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(crc));
    return text;
}

std::string dump(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// True if brackets nest deeper than a header can; a deep nest would cost much memory before it is
/// refused.
bool nests_deeper(std::string_view json, int most)
{
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_text) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_text = false;
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > most)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

std::optional<std::uint64_t> offset(const Json& json)
{
    if (!json.is_number_unsigned())
        return {};
    return json.get<std::uint64_t>();
}
} // namespace

std::optional<std::uint64_t> tensor_bytes(DType dtype, const std::vector<std::int64_t>& shape)
{
    std::uint64_t bytes = element_bytes(dtype);
    bool empty = false;
    for (const std::int64_t size : shape) {
        if (size < 0)
            return {};
        if (size == 0) {
            empty = true;
            continue;
        }
        // Checked with zeros left out, so that {0, 10⁹, 10⁹, 10⁹} is refused too.
        if (bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
                / static_cast<std::uint64_t>(size))
            return {};
        bytes *= static_cast<std::uint64_t>(size);
    }
    return empty ? 0 : bytes;
}

const RawTensor* TensorFile::find(std::string_view name) const
{
    const auto at = std::find_if(tensors.begin(), tensors.end(),
                                 [&](const RawTensor& t) { return t.name == name; });
    return at == tensors.end() ? nullptr : &*at;
}

std::string to_safetensors(const TensorFile& file, bool with_checksum)
{
    std::vector<const RawTensor*> order;
    for (const RawTensor& tensor : file.tensors)
        order.push_back(&tensor);
    std::sort(order.begin(), order.end(), [](const RawTensor* a, const RawTensor* b) {
        const auto x = element_bytes(a->dtype), y = element_bytes(b->dtype);
        return x != y ? x > y : a->name < b->name;
    });

    Json header = Json::object();
    std::uint64_t end = 0;
    for (const RawTensor* tensor : order) {
        const std::uint64_t begin = std::exchange(end, end + tensor->data.size());
        header[tensor->name] = {{"dtype", format_name(tensor->dtype)},
                                {"shape", tensor->shape},
                                {"data_offsets", {begin, end}}};
    }
    Json metadata = Json::object();
    for (const auto& [key, value] : file.metadata)
        metadata[key] = value;
    if (with_checksum)
        metadata[std::string(checksum_key)] = checksum(file);
    if (!metadata.empty())
        header["__metadata__"] = std::move(metadata);

    std::string text = dump(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t length = text.size();
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(8 + length + end));
    bytes.append(reinterpret_cast<const char*>(&length), 8);
    bytes += text;
    for (const RawTensor* tensor : order)
        bytes += tensor->data;
    return bytes;
}

Result<TensorFile> from_safetensors(std::string_view bytes, const std::string& name)
{
    const auto broken = [&](Text what, std::int64_t at = -1) {
        Problem problem = file_problem(
            name, std::move(what),
            say("The file is damaged or not a safetensors file. Take another copy of it."));
        problem.where.row = at;
        return problem;
    };
    if (bytes.size() < 8)
        return broken(say("ends after {0} bytes; a safetensors file begins with 8 bytes for the "
                          "length of its header.",
                          bytes.size()),
                      0);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    if (length > largest_header || length > bytes.size() - 8)
        return broken(say("says its header has {0} bytes, but {1} follow.", std::to_string(length),
                          bytes.size() - 8),
                      0);
    const std::string_view text = bytes.substr(8, static_cast<std::size_t>(length));
    const std::string_view data = bytes.substr(8 + static_cast<std::size_t>(length));
    if (nests_deeper(text, 3))
        return broken(say("has a header that nests deeper than a safetensors header does."), 8);
    const Json header = Json::parse(text, nullptr, false);
    if (!header.is_object())
        return broken(say("has a header that is no JSON object."), 8);

    struct Entry {
        std::uint64_t begin, end;
        RawTensor tensor;
    };
    std::vector<Entry> entries;
    TensorFile file;
    for (const auto& [key, value] : header.items()) {
        if (key == "__metadata__") {
            if (!value.is_object())
                return broken(say("has metadata that are no JSON object."), 8);
            for (const auto& [word, content] : value.items()) {
                if (!content.is_string())
                    return broken(say("has metadata '{0}' that is no text.", word), 8);
                file.metadata[word] = content.get<std::string>();
            }
            continue;
        }
        const auto dtype = value.is_object() ? value.find("dtype") : value.end();
        const auto shape = value.is_object() ? value.find("shape") : value.end();
        const auto offsets = value.is_object() ? value.find("data_offsets") : value.end();
        if (!value.is_object() || dtype == value.end() || !dtype->is_string()
            || shape == value.end() || !shape->is_array() || offsets == value.end()
            || !offsets->is_array() || offsets->size() != 2)
            return broken(
                say("describes tensor '{0}' without dtype, shape and two data_offsets.", key), 8);
        Entry entry{0, 0, {key, type_of_format(dtype->get_ref<const std::string&>()), {}, {}}};
        if (entry.tensor.dtype == DType::unknown)
            return file_problem(name,
                                say("has tensor '{0}' of type {1}, which is not supported; F32, "
                                    "F64, I64, I32, U8 and BOOL are.",
                                    key, dtype->get<std::string>()),
                                say("Convert it before saving, for instance with .float()."));
        for (const Json& size : *shape) {
            if (!size.is_number_unsigned()
                || size.get<std::uint64_t>()
                    > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return broken(
                    say("has a shape of tensor '{0}' with {1} in it; sizes are whole numbers.", key,
                        dump(size)),
                    8);
            entry.tensor.shape.push_back(size.get<std::int64_t>());
        }
        const auto begin = offset((*offsets)[0]), end = offset((*offsets)[1]);
        if (!begin || !end || *begin > *end || *end > data.size())
            return broken(say("puts tensor '{0}' at bytes {1}, but there are {2} bytes of data.",
                              key, dump(*offsets), data.size()),
                          8);
        const auto needed = tensor_bytes(entry.tensor.dtype, entry.tensor.shape);
        if (!needed || *needed != *end - *begin)
            return broken(say("gives tensor '{0}' {1} bytes; its shape needs {2}.", key,
                              std::to_string(*end - *begin),
                              needed ? std::to_string(*needed) : "too many"),
                          8);
        entry.begin = *begin;
        entry.end = *end;
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.begin, a.end, a.tensor.name) < std::tie(b.begin, b.end, b.tensor.name);
    });
    std::uint64_t end = 0;
    for (Entry& entry : entries) {
        if (entry.begin != end)
            return broken(
                say("has tensor '{0}' at byte {1} of the data, but the one before ends at {2}.",
                    entry.tensor.name, std::to_string(entry.begin), std::to_string(end)),
                8);
        end = entry.end;
    }
    if (end != data.size())
        return broken(
            say("has {0} bytes of data; its tensors fill {1}.", data.size(), std::to_string(end)),
            static_cast<std::int64_t>(8 + length + std::min<std::uint64_t>(end, data.size())));
    for (Entry& entry : entries) {
        entry.tensor.data = data.substr(static_cast<std::size_t>(entry.begin),
                                        static_cast<std::size_t>(entry.end - entry.begin));
        file.tensors.push_back(std::move(entry.tensor));
    }
    if (const auto said = file.metadata.find(std::string(checksum_key));
        said != file.metadata.end())
        if (const std::string is = checksum(file); said->second != is)
            return broken(say("has been changed since it was written: its checksum says {0}, its "
                              "content gives {1}.",
                              said->second, is));
    return file;
}

} // namespace lepton

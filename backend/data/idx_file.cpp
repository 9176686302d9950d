// Room backend/data: reading IDX (yann.lecun.com/exdb/mnist: magic 0 0 type rank, sizes, elements;
// big-endian).
#include "backend/data/idx_file.h"

#include "backend/data/gzip.h"
#include "nodes/files.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace lepton {

namespace {
struct Stored {
    int code;
    DType dtype;
    std::size_t bytes;
};
constexpr std::array<Stored, 6> stored_types{{{8, DType::uint8, 1},
                                              {9, DType::int32, 1},
                                              {11, DType::int32, 2},
                                              {12, DType::int32, 4},
                                              {13, DType::float32, 4},
                                              {14, DType::float64, 8}}};
constexpr std::size_t largest_head = 4 + 4 * 8;

Problem broken_idx(const std::string& name, Text what, std::int64_t at)
{
    Problem problem = file_problem(
        name, std::move(what),
        say("Is it an IDX file, such as train-images-idx3-ubyte.gz? Take another copy of it."));
    problem.where.row = at;
    return problem;
}

Result<IdxHead> parse_head(std::string_view bytes, const std::string& name)
{
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(bytes[i]));
    };
    if (bytes.size() < 4)
        return broken_idx(name,
                          say("ends after {0} bytes; expected the 4 bytes an IDX file begins with.",
                              bytes.size()),
                          0);
    const auto* stored =
        std::find_if(stored_types.begin(), stored_types.end(),
                     [&](const Stored& s) { return static_cast<unsigned>(s.code) == byte(2); });
    if (byte(0) != 0 || byte(1) != 0 || stored == stored_types.end() || byte(3) < 1
        || byte(3) > 8) {
        char found[16];
        std::snprintf(found, sizeof found, "%02x %02x %02x %02x", byte(0), byte(1), byte(2),
                      byte(3));
        return broken_idx(
            name,
            say("does not begin as an IDX file does: expected 00 00 and a type from 08 "
                "to 0e, found {0}.",
                found),
            0);
    }
    IdxHead head;
    head.dtype = stored->dtype;
    head.stored_bytes = stored->bytes;
    head.stored_type = stored->code;
    head.size = 4 + 4 * byte(3);
    if (bytes.size() < head.size)
        return broken_idx(
            name, say("ends after {0} bytes; its head needs {1}.", bytes.size(), head.size), 4);
    std::uint64_t elements = 1;
    for (std::size_t i = 4; i < head.size; i += 4) {
        const std::uint64_t size =
            std::uint64_t(byte(i)) << 24 | byte(i + 1) << 16 | byte(i + 2) << 8 | byte(i + 3);
        head.shape.push_back(static_cast<std::int64_t>(size));
        if (size != 0 && elements > (std::uint64_t(1) << 60) / size)
            return broken_idx(name, say("has sizes whose product is larger than any file."),
                              static_cast<std::int64_t>(i));
        elements *= size;
    }
    return head;
}

/// Turns big-endian elements into the machine's order and signed small ones into int32.
std::vector<std::byte> in_our_order(std::vector<std::byte> raw, const IdxHead& head)
{
    if (head.stored_bytes == 1 && head.dtype == DType::uint8)
        return raw;
    const std::size_t count = raw.size() / head.stored_bytes,
                      size = head.dtype == DType::float64 ? 8 : 4;
    std::vector<std::byte> out(count * size);
    for (std::size_t i = 0; i < count; ++i) {
        std::array<std::byte, 8> element{};
        for (std::size_t k = 0; k < head.stored_bytes; ++k)
            element[k] = raw[i * head.stored_bytes + head.stored_bytes - 1 - k];
        std::int32_t whole = 0;
        if (head.stored_bytes == 1) {
            std::int8_t tiny = 0;
            std::memcpy(&tiny, element.data(), 1);
            whole = int{tiny};
        } else if (head.stored_bytes == 2) {
            std::int16_t narrow = 0;
            std::memcpy(&narrow, element.data(), 2);
            whole = narrow;
        }
        if (head.stored_bytes <= 2)
            std::memcpy(out.data() + i * size, &whole, size);
        else
            std::memcpy(out.data() + i * size, element.data(), size);
    }
    return out;
}
} // namespace

std::uint64_t IdxHead::elements() const
{
    std::uint64_t count = 1;
    for (const std::int64_t length : shape)
        count *= static_cast<std::uint64_t>(length);
    return count;
}

Result<IdxHead> read_idx_head(const std::filesystem::path& file)
{
    const auto begin = read_begin(file, 4096);
    if (!begin)
        return begin.problems();
    std::array<std::byte, largest_head> head{};
    Unpacker unpacker(*begin);
    const auto count = unpacker.read(head, file.string());
    if (!count)
        return count.problems();
    return parse_head({reinterpret_cast<const char*>(head.data()), *count}, file.string());
}

Result<IdxArray> idx_from_bytes(std::string_view bytes, const std::string& name,
                                std::uint64_t at_most)
{
    Unpacker unpacker(bytes);
    std::array<std::byte, largest_head> begin{};
    auto count = unpacker.read(std::span(begin).first(4), name);
    if (!count)
        return count.problems();
    if (*count == 4 && static_cast<unsigned>(begin[3]) <= 8) {
        const auto sizes = unpacker.read(
            std::span(begin).subspan(4, 4 * static_cast<std::size_t>(begin[3])), name);
        if (!sizes)
            return sizes.problems();
        *count += *sizes;
    }
    const auto head = parse_head({reinterpret_cast<const char*>(begin.data()), *count}, name);
    if (!head)
        return head.problems();

    const std::uint64_t needed = head->elements() * head->stored_bytes;
    const auto said = [&](std::uint64_t found) {
        return broken_idx(name,
                          say("says it holds {0} bytes of elements; {1} are there.",
                              static_cast<std::int64_t>(needed), static_cast<std::int64_t>(found)),
                          static_cast<std::int64_t>(head->size + found));
    };
    // Deflate packs 1 032 : 1 at most, so a size that cannot be true is not allocated.
    const std::uint64_t possible =
        is_gzip(bytes) ? bytes.size() * std::uint64_t(1100) : bytes.size() - head->size;
    if (needed > possible)
        return is_gzip(bytes)
            ? broken_idx(
                name,
                say("says it holds {0} bytes of elements; so much cannot be packed into {1} bytes.",
                    static_cast<std::int64_t>(needed), bytes.size()),
                4)
            : said(possible);
    if (needed > at_most)
        return file_problem(name,
                            say("needs {0} bytes of memory; {1} are allowed.",
                                static_cast<std::int64_t>(needed),
                                static_cast<std::int64_t>(at_most)),
                            say("Take a part of the data."));
    std::vector<std::byte> elements(static_cast<std::size_t>(needed));
    count = unpacker.read(elements, name);
    if (!count)
        return count.problems();
    if (*count != elements.size())
        return said(*count);
    std::array<std::byte, 1> beyond{};
    count = unpacker.read(beyond, name);
    if (!count)
        return count.problems();
    if (*count != 0)
        return broken_idx(
            name,
            say("goes on after its {0} bytes of elements.", static_cast<std::int64_t>(needed)),
            static_cast<std::int64_t>(head->size + needed));
    return IdxArray{
        *head,
        std::make_shared<const std::vector<std::byte>>(in_our_order(std::move(elements), *head))};
}

Result<IdxArray> read_idx(const std::filesystem::path& file, std::uint64_t at_most)
{
    const auto bytes = read_file(file);
    if (!bytes)
        return bytes.problems();
    return idx_from_bytes(*bytes, file.string(), at_most);
}

} // namespace lepton

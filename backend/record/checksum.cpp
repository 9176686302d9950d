// Room backend/record: CRC-32C, eight bytes at a time by tables (M. E. Kounavis and F. L. Berry,
// 2005).
#include "backend/record/safetensors.h"

#include <array>
#include <bit>
#include <cstring>

namespace lepton {

namespace {
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables make_tables()
{
    Tables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1) != 0 ? (c >> 1) ^ 0x82f63b78u : c >> 1;
        tables[0][i] = c;
    }
    for (std::size_t t = 1; t < 8; ++t)
        for (std::size_t i = 0; i < 256; ++i)
            tables[t][i] = (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 0xff];
    return tables;
}
constexpr Tables tables = make_tables();
} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t start)
{
    static_assert(std::endian::native == std::endian::little,
                  "our file formats are written byte by byte as they lie in memory");
    std::uint32_t c = ~start;
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        word ^= c;
        c = 0;
        for (std::size_t i = 0; i < 8; ++i)
            c ^= tables[7 - i][(word >> (8 * i)) & 0xff];
    }
    for (; left > 0; --left, ++at)
        c = (c >> 8) ^ tables[0][(c ^ static_cast<unsigned char>(*at)) & 0xff];
    return ~c;
}

} // namespace lepton

// Room backend/train: bytes as text in JSON.
#include "backend/train/base64.h"

#include <cstdint>

namespace lepton {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8
                | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            out += at + i > bytes.size() ? '=' : letters[bits >> (18 - 6 * i) & 63];
    }
    return out;
}

Result<std::string> from_base64(std::string_view text)
{
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=' || c == '\n' || c == '\r')
            continue;
        const std::size_t value = letters.find(c);
        if (value == std::string_view::npos)
            return Problem{{},
                           say("the input's bytes are not base64."),
                           say("Expected A–Z, a–z, 0–9, + and /.")};
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        if (++count % 4 != 1)
            out.push_back(static_cast<char>(bits >> (6 - 2 * ((count - 1) % 4)) & 0xff));
    }
    return out;
}

} // namespace lepton

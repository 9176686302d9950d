// Room backend/data: a fingerprint of data: tells whether it is still the same. Fast, not for
// secrets.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace lepton {

/// Hashes blocks of bytes with their sizes, 8 bytes at a time.
class Fingerprint {
public:
    Fingerprint& add(std::string_view bytes)
    {
        mix(bytes.size());
        while (bytes.size() >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data(), 8);
            mix(word);
            bytes.remove_prefix(8);
        }
        std::uint64_t word = 0;
        if (!bytes.empty())
            std::memcpy(&word, bytes.data(), bytes.size());
        mix(word);
        return *this;
    }
    /// 16 hexadecimal digits.
    std::string text() const
    {
        std::uint64_t h = hash_;
        h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93u;
        h ^= h >> 32;
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(h));
        return digits;
    }

private:
    void mix(std::uint64_t word)
    {
        word *= 0x9e3779b97f4a7c15u;
        word ^= word >> 29;
        hash_ = (hash_ ^ word) * 0xbf58476d1ce4e5b9u;
        hash_ ^= hash_ >> 31;
    }
    std::uint64_t hash_ = 0x243f6a8885a308d3u;
};

} // namespace lepton

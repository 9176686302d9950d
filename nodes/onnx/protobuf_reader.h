// Room nodes/onnx: the protobuf wire format, read with every length checked. It is written by
// backend/export/protobuf.h.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace lepton {

/// Goes through the fields of one message; nothing is copied. Source: protobuf.dev, "Encoding".
class ProtobufReader {
public:
    explicit ProtobufReader(std::string_view bytes)
        : rest_(bytes)
    {
    }

    /// Goes to the next field. False at the end, or where the bytes are no message.
    bool next()
    {
        if (rest_.empty() || broken_)
            return false;
        std::uint64_t tag = 0;
        broken_ = !varint(tag) || tag >> 3 == 0 || tag >> 3 > most_field;
        if (!broken_) {
            field_ = static_cast<int>(tag >> 3);
            number_ = 0;
            bytes_ = {};
            packed_ = false;
            broken_ = !take(tag & 7);
        }
        return !broken_;
    }
    bool broken() const { return broken_; }

    int field() const { return field_; }
    /// The number of a varint or fixed field; 0 for others.
    std::int64_t integer() const { return static_cast<std::int64_t>(number_); }
    float number() const { return std::bit_cast<float>(static_cast<std::uint32_t>(number_)); }
    /// The bytes of a text, of raw data, of a message within, or of packed numbers.
    std::string_view bytes() const { return bytes_; }

    /// Calls `see(std::int64_t)` for each varint of a repeated field, packed or alone. False if
    /// the bytes are broken, or once `see` has had enough.
    template <class F> bool integers(F see) const
    {
        if (!packed_)
            return see(integer());
        ProtobufReader inside(bytes_);
        for (std::uint64_t value = 0; !inside.rest_.empty();)
            if (!inside.varint(value) || !see(static_cast<std::int64_t>(value)))
                return false;
        return true;
    }
    /// The same for numbers of a fixed size: float or double.
    template <class Number, class F> bool numbers(F see) const
    {
        if (!packed_) {
            Number value{};
            std::memcpy(&value, &number_, sizeof value); // little-endian, as on the wire
            return see(value);
        }
        if (bytes_.size() % sizeof(Number) != 0)
            return false;
        for (std::size_t i = 0; i < bytes_.size(); i += sizeof(Number)) {
            Number value{};
            std::memcpy(&value, bytes_.data() + i, sizeof value);
            if (!see(value))
                return false;
        }
        return true;
    }

private:
    static constexpr std::uint64_t most_field = (1 << 29) - 1;
    static_assert(std::endian::native == std::endian::little);

    bool varint(std::uint64_t& value)
    {
        value = 0;
        for (std::size_t i = 0; i < 10 && i < rest_.size(); ++i) {
            const auto byte = static_cast<unsigned char>(rest_[i]);
            value |= static_cast<std::uint64_t>(byte & 127) << (7 * i);
            if (byte < 128) {
                rest_.remove_prefix(i + 1);
                return true;
            }
        }
        return false;
    }

    bool fixed(std::size_t size)
    {
        if (rest_.size() < size)
            return false;
        std::memcpy(&number_, rest_.data(), size);
        rest_.remove_prefix(size);
        return true;
    }

    /// The value after a tag, by its wire type.
    bool take(std::uint64_t wire_type)
    {
        switch (wire_type) {
        case 0:
            return varint(number_);
        case 1:
            return fixed(8);
        case 5:
            return fixed(4);
        case 2: {
            std::uint64_t size = 0;
            if (!varint(size) || size > rest_.size())
                return false;
            bytes_ = rest_.substr(0, static_cast<std::size_t>(size));
            rest_.remove_prefix(bytes_.size());
            packed_ = true;
            return true;
        }
        default: // groups: ONNX has none
            return false;
        }
    }

    std::string_view rest_, bytes_;
    std::uint64_t number_ = 0;
    int field_ = 0;
    bool packed_ = false, broken_ = false;
};

} // namespace lepton

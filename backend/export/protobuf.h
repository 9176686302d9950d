// Room backend/export: the protobuf wire format, as far as ONNX needs it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace lepton {

/// Writes fields of one message. Source: protobuf.dev, "Encoding".
class Protobuf {
public:
    Protobuf& integer(int field, std::int64_t value)
    {
        varint(static_cast<std::uint64_t>(field) << 3);
        varint(static_cast<std::uint64_t>(value));
        return *this;
    }
    Protobuf& number(int field, float value)
    {
        varint(static_cast<std::uint64_t>(field) << 3 | 5);
        char raw[4];
        std::memcpy(raw, &value, 4);
        bytes_.append(raw, 4);
        return *this;
    }
    Protobuf& bytes(int field, std::string_view value)
    {
        varint(static_cast<std::uint64_t>(field) << 3 | 2);
        varint(value.size());
        bytes_ += value;
        return *this;
    }
    Protobuf& message(int field, const Protobuf& value) { return bytes(field, value.bytes_); }
    const std::string& str() const { return bytes_; }

private:
    void varint(std::uint64_t value)
    {
        for (; value >= 128; value >>= 7)
            bytes_ += static_cast<char>(value | 128);
        bytes_ += static_cast<char>(value);
    }
    std::string bytes_;
};

} // namespace lepton

// Room backend/data: gzip streams in memory, unpacked in pieces so that a size can be checked
// before it is believed.
#pragma once

#include "nodes/problem.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lepton {

bool is_gzip(std::string_view bytes);

/// Unpacks a gzip stream piece by piece; plain bytes pass through.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes);
    /// Fills `out` as far as the stream goes; how much it was. A damaged stream is a problem.
    Result<std::size_t> read(std::span<std::byte> out, const std::string& name);
    /// Bytes given so far.
    std::uint64_t position() const { return position_; }

private:
    struct Stream;
    std::shared_ptr<Stream> stream_;
    std::string_view plain_;
    std::uint64_t position_ = 0;
};

/// The whole content, `limit` bytes at most.
Result<std::string> unpack(std::string_view bytes, const std::string& name, std::uint64_t limit);

} // namespace lepton

// Room backend/data: IDX files, the format of MNIST, plain or packed with gzip.
#pragma once

#include "nodes/ir/type.h"
#include "nodes/problem.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace lepton {

/// What the head of an IDX file says.
struct IdxHead {
    DType dtype =
        DType::uint8; ///< uint8; int32 for signed bytes and shorts; int32, float32, float64
    std::vector<std::int64_t> shape; ///< the first is the number of samples
    std::size_t stored_bytes = 1; ///< of an element in the file
    int stored_type = 8; ///< code of the element's type
    std::size_t size = 0; ///< of the head
    std::uint64_t elements() const;
};

/// An array with its elements in the machine's byte order.
struct IdxArray {
    IdxHead head;
    std::shared_ptr<const std::vector<std::byte>> bytes;
};

/// Reads the head alone, cheaply.
Result<IdxHead> read_idx_head(const std::filesystem::path& file);
/// Reads the array. `at_most` bounds the number of bytes it may need.
Result<IdxArray> read_idx(const std::filesystem::path& file,
                          std::uint64_t at_most = std::uint64_t(16) << 30);
/// The same from bytes; `name` is said in problems.
Result<IdxArray> idx_from_bytes(std::string_view bytes, const std::string& name,
                                std::uint64_t at_most = std::uint64_t(16) << 30);

} // namespace lepton

// Room backend/record: the safetensors format (8 bytes header length, JSON header, raw tensors).
// Torch-free.
#pragma once

#include "nodes/ir/type.h"
#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lepton {

/// One tensor of a file: its bytes are `data` (little-endian, row-major).
struct RawTensor {
    std::string name;
    DType dtype = DType::float32;
    std::vector<std::int64_t> shape;
    std::string data;
};

/// A whole file. Metadata are texts; ours carries the run's JSON and a checksum.
struct TensorFile {
    std::vector<RawTensor> tensors;
    std::map<std::string, std::string> metadata;
    const RawTensor* find(std::string_view name) const;
};

/// Bytes of the file: tensors with larger elements first (so that all lie aligned), then by name;
/// header padded to 8 bytes. The same content gives the same bytes. With `checksum`, metadata
/// "lepton.checksum" holds a CRC over all tensors and metadata.
std::string to_safetensors(const TensorFile& file, bool checksum = true);
/// Checks every size before use, that tensors fill the file without overlap, and the checksum if
/// there is one. Tensors come in the order in which they lie in the file.
Result<TensorFile> from_safetensors(std::string_view bytes, const std::string& name);

/// The bytes that a tensor of this shape needs, or nothing if a dimension is negative or the
/// product too large.
std::optional<std::uint64_t> tensor_bytes(DType dtype, const std::vector<std::int64_t>& shape);

/// CRC-32C (Castagnoli), as used by TensorBoard records and our checksums.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t start = 0);

} // namespace lepton

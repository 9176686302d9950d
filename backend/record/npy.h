// Room backend/record: NumPy's files: NPY (one array) and NPZ (a zip of them). Torch-free.
#pragma once

#include "backend/record/safetensors.h"

namespace lepton {

/// The head of an NPY file. Types that we have not are listed as what they become when read.
struct NpyHead {
    std::string descr; ///< element type as written: "<f4"
    DType dtype = DType::float32; ///< what it becomes: float16 → float32, int8/int16/uint16 →
                                  ///< int32, uint32/uint64 → int64
    std::vector<std::int64_t> shape;
    std::uint64_t data_at = 0; ///< where the elements begin
    std::uint64_t element_bytes = 0; ///< in the file
};

/// Reads the head alone: `bytes` is the begin of the file (1 KiB is enough for all but odd ones),
/// `file_size` its whole size. Problems: no NPY file, big-endian, Fortran order, objects and
/// structures, and a size that does not fit the shape.
Result<NpyHead> npy_head(std::string_view bytes, std::uint64_t file_size, const std::string& name);
/// The array, converted as NpyHead says.
Result<RawTensor> from_npy(std::string_view bytes, const std::string& name);
/// The bytes of an NPY file, version 1.0.
std::string to_npy(const RawTensor& tensor);

/// The arrays of an NPZ file by name, `limit` bytes in all at most.
Result<std::vector<RawTensor>> from_npz(std::string_view bytes, const std::string& name,
                                        std::uint64_t limit = std::uint64_t(4) << 30);
/// The bytes of an NPZ file, not compressed. The same arrays give the same bytes.
Result<std::string> to_npz(const std::vector<RawTensor>& tensors);

} // namespace lepton

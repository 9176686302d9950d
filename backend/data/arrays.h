// Room backend/data: from arrays in files (IDX, NPY) to features and target.
#pragma once

#include "backend/data/source.h"

namespace lepton {

/// How an array of bytes with more than one dimension a sample is seen.
enum class Pictures { automatic, channels_first, channels_last, no };

/// What the features of an array with this shape will be; the first size counts the samples.
/// Problem if there is no sample or nothing in one.
Result<Column> features_like(DType dtype, const std::vector<std::int64_t>& shape, Pictures pictures,
                             const std::string& file);

/// The features of an array; numbers become float32, bytes of pictures stay bytes. Problem: a
/// number that is not finite.
Result<Column> features_of(DType dtype, const std::vector<std::int64_t>& shape,
                           std::shared_ptr<const std::vector<std::byte>> bytes, Pictures pictures,
                           const std::string& file);

/// The classes of an array of labels: whole numbers from 0 on, one a sample. `classes` 0: as many
/// as the largest says. Problems name the sample: a label below 0 or from `classes` on, a fraction,
/// one class only.
Result<Column> labels_of(DType dtype, const std::vector<std::int64_t>& shape,
                         const std::vector<std::byte>& bytes, std::int64_t classes,
                         const std::string& file);

/// A target of numbers, one row a sample.
Result<Column> numbers_target(DType dtype, const std::vector<std::int64_t>& shape,
                              std::shared_ptr<const std::vector<std::byte>> bytes,
                              const std::string& file);

} // namespace lepton

// Room backend/data: what all sources share: finding their file, saying their types, holding their
// columns.
#pragma once

#include "backend/data/source.h"

#include <string_view>

namespace lepton {

/// For build(): gives each output its type: from the facts if they are known, else from
/// `otherwise`. An output of which the facts know nothing gives nothing.
void feed_roles(Builder& b, const DataFacts& otherwise = {});

/// The file a field names: beside the document, or among the data sets that come with the program.
/// A problem of that field if it is empty or not there.
Result<std::filesystem::path> find_data_file(std::string_view field, const std::string& given,
                                             const Surroundings& around);

/// Measures the smallest and largest number of columns of decimals, which lints look at.
void measure_ranges(Dataset& dataset);

/// The facts of a dataset that was read.
DataFacts facts_of(const Dataset& dataset);

/// The batched type of a column: floats are `real`, a label column has its classes.
Type type_of(const Column& column);

/// The bytes of numbers, to be a column's.
template <class T>
std::shared_ptr<const std::vector<std::byte>> bytes_of(const std::vector<T>& values)
{
    const auto* begin = reinterpret_cast<const std::byte*>(values.data());
    return std::make_shared<const std::vector<std::byte>>(begin, begin + values.size() * sizeof(T));
}

/// The numbers of a column; `T` must be its type.
template <class T> std::span<const T> numbers_of(const Column& column)
{
    return {reinterpret_cast<const T*>(column.bytes->data()), column.bytes->size() / sizeof(T)};
}

} // namespace lepton

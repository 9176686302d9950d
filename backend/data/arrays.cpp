// Room backend/data: arrays as features and target.
#include "backend/data/arrays.h"

#include "backend/data/roles.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace lepton {

namespace {
constexpr std::int64_t most_classes = 10'000;

template <class T> T element(const std::vector<std::byte>& bytes, std::size_t i)
{
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    return value;
}

/// Element `i` as a number.
double number(DType dtype, const std::vector<std::byte>& bytes, std::size_t i)
{
    switch (dtype) {
    case DType::float64:
        return element<double>(bytes, i);
    case DType::int64:
        return static_cast<double>(element<std::int64_t>(bytes, i));
    case DType::int32:
        return element<std::int32_t>(bytes, i);
    case DType::uint8:
    case DType::boolean:
        return static_cast<double>(bytes[i]);
    default:
        return static_cast<double>(element<float>(bytes, i));
    }
}

Problem in_sample(const std::string& file, Text what, Text hint, std::size_t sample)
{
    Problem problem = file_problem(file, std::move(what), std::move(hint));
    problem.where.row = static_cast<std::int64_t>(sample);
    return problem;
}

/// All elements as float32, or the first that is not finite.
Result<std::shared_ptr<const std::vector<std::byte>>>
floats(DType dtype, std::shared_ptr<const std::vector<std::byte>> bytes, std::size_t a_sample,
       const std::string& file)
{
    const std::size_t count = bytes->size() / dtype_size(dtype);
    std::vector<float> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = static_cast<float>(number(dtype, *bytes, i));
        if (!std::isfinite(out[i]))
            return in_sample(file,
                             say("has {0} in sample {1}; expected a finite number.",
                                 static_cast<double>(out[i]), i / a_sample),
                             say("Mend or remove that sample."), i / a_sample);
    }
    if (dtype == DType::float32)
        return bytes;
    return bytes_of(out);
}

/// Where the channels of byte arrays stand: one or three of them are likelier than four.
Pictures guess_pictures(const std::vector<std::int64_t>& sizes)
{
    if (sizes.size() == 2)
        return Pictures::channels_first;
    if (sizes.size() != 3)
        return Pictures::no;
    for (const auto& likely : {std::pair<std::int64_t, std::int64_t>{1, 3}, {4, 4}}) {
        if (sizes[0] == likely.first || sizes[0] == likely.second)
            return Pictures::channels_first;
        if (sizes[2] == likely.first || sizes[2] == likely.second)
            return Pictures::channels_last;
    }
    return Pictures::no;
}

std::int64_t product(const std::vector<std::int64_t>& sizes)
{
    std::int64_t all = 1;
    for (const std::int64_t size : sizes)
        all *= size;
    return all;
}
} // namespace

Result<Column> features_like(DType dtype, const std::vector<std::int64_t>& shape, Pictures pictures,
                             const std::string& file)
{
    if (shape.empty() || shape[0] < 1 || std::find(shape.begin(), shape.end(), 0) != shape.end())
        return file_problem(file, say("holds no samples."),
                            say("The first size of its shape counts the samples."));
    Column column{.role = "features",
                  .dtype = DType::float32,
                  .sample_shape = {shape.begin() + 1, shape.end()},
                  .bytes = nullptr,
                  .names = {},
                  .labels = {}};
    auto& sizes = column.sample_shape;
    if (pictures == Pictures::automatic)
        pictures = dtype == DType::uint8 ? guess_pictures(sizes) : Pictures::no;
    if (pictures != Pictures::no) {
        if (sizes.size() == 2)
            sizes.insert(pictures == Pictures::channels_last ? sizes.end() : sizes.begin(), 1);
        if (sizes.size() != 3)
            return file_problem(
                file,
                say("has {0} sizes a sample; a picture has height and width, and perhaps channels.",
                    sizes.size()),
                say("Say that it holds no pictures."));
        if (pictures == Pictures::channels_last)
            sizes = {sizes[2], sizes[0], sizes[1]};
        column.image = true;
    } else if (sizes.empty()) {
        sizes = {1};
    }
    column.dtype = dtype == DType::uint8 && column.image ? DType::uint8 : DType::float32;
    return column;
}

Result<Column> features_of(DType dtype, const std::vector<std::int64_t>& shape,
                           std::shared_ptr<const std::vector<std::byte>> bytes, Pictures pictures,
                           const std::string& file)
{
    auto column = features_like(dtype, shape, pictures, file);
    if (!column)
        return column;
    const auto a_sample = static_cast<std::size_t>(product(column->sample_shape));
    if (column->dtype == DType::float32) {
        auto converted = floats(dtype, std::move(bytes), a_sample, file);
        if (!converted)
            return converted.problems();
        bytes = std::move(*converted);
    }
    const bool last = column->image && shape.size() == 4
        && (pictures == Pictures::channels_last
            || (pictures == Pictures::automatic
                && column->sample_shape
                    != std::vector<std::int64_t>{shape.begin() + 1, shape.end()}));
    if (last) {
        const std::size_t size = dtype_size(column->dtype),
                          channels = static_cast<std::size_t>(shape[3]),
                          pixels = a_sample / channels;
        auto turned = std::make_shared<std::vector<std::byte>>(bytes->size());
        for (std::size_t s = 0; s < static_cast<std::size_t>(shape[0]); ++s)
            for (std::size_t p = 0; p < pixels; ++p)
                for (std::size_t c = 0; c < channels; ++c)
                    std::memcpy(turned->data() + (s * a_sample + c * pixels + p) * size,
                                bytes->data() + (s * a_sample + p * channels + c) * size, size);
        bytes = std::move(turned);
    }
    column->bytes = std::move(bytes);
    return column;
}

Result<Column> labels_of(DType dtype, const std::vector<std::int64_t>& shape,
                         const std::vector<std::byte>& bytes, std::int64_t classes,
                         const std::string& file)
{
    const auto samples = shape.empty() ? 0 : static_cast<std::size_t>(shape[0]);
    if (samples == 0 || product(shape) != shape[0])
        return file_problem(file, say("holds no labels: it should have one number a sample."),
                            say("Choose the file with the labels."));
    std::vector<std::int64_t> labels(samples);
    std::vector<bool> met;
    for (std::size_t i = 0; i < samples; ++i) {
        const double value = number(dtype, bytes, i);
        if (!(value >= 0) || value != std::floor(value))
            return in_sample(
                file,
                say("has label {0} in sample {1}; labels are whole numbers from 0 on.", value, i),
                say("Mend the labels, or take the target as numbers."), i);
        if (classes > 0 ? value >= static_cast<double>(classes)
                        : value >= static_cast<double>(most_classes))
            return in_sample(
                file,
                say("has label {0} in sample {1}; there are {2} classes, counted from 0.", value, i,
                    classes > 0 ? classes : most_classes),
                classes > 0 ? say("Raise the number of classes, or mend the labels.")
                            : say("Is it the file with the labels?"),
                i);
        labels[i] = static_cast<std::int64_t>(value);
        met.resize(std::max(met.size(), static_cast<std::size_t>(value) + 1));
        met[static_cast<std::size_t>(value)] = true;
    }
    if (std::count(met.begin(), met.end(), true) < 2)
        return file_problem(file, say("has one class only: all labels are {0}.", labels[0]),
                            say("There is nothing to tell apart: take data of other classes too."));
    Column column{.role = "target",
                  .dtype = DType::int64,
                  .sample_shape = {},
                  .bytes = bytes_of(labels),
                  .names = {},
                  .labels = {}};
    for (std::int64_t c = 0; c < (classes > 0 ? classes : static_cast<std::int64_t>(met.size()));
         ++c)
        column.labels.push_back(std::to_string(c));
    return column;
}

Result<Column> numbers_target(DType dtype, const std::vector<std::int64_t>& shape,
                              std::shared_ptr<const std::vector<std::byte>> bytes,
                              const std::string& file)
{
    auto column = features_of(dtype, shape, std::move(bytes), Pictures::no, file);
    if (column)
        column->role = "target";
    return column;
}

} // namespace lepton

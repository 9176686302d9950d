// Room gui/panels: what the Data panel shows of a dataset. [any]
#include "gui/panels/data_digest.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace lepton {

namespace {

/// Values of a sample as doubles.
void read_values(const Column& column, std::int64_t index, std::vector<double>& out)
{
    const std::span<const std::byte> bytes = column.sample(index);
    const std::size_t size = dtype_size(column.dtype);
    out.resize(size == 0 ? 0 : bytes.size() / size);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::byte* at = bytes.data() + i * size;
        switch (column.dtype) {
        case DType::uint8:
            out[i] = static_cast<double>(std::to_integer<int>(*at));
            break;
        case DType::int64: {
            std::int64_t value = 0;
            std::memcpy(&value, at, sizeof value);
            out[i] = static_cast<double>(value);
            break;
        }
        default: {
            float value = 0;
            std::memcpy(&value, at, sizeof value);
            out[i] = static_cast<double>(value);
        }
        }
    }
}

QString five_digits(double value)
{
    return std::isnan(value) ? QStringLiteral("–") : QString::number(value, 'g', 5);
}

ColumnDigest digest_values(std::vector<double>& values)
{
    ColumnDigest out;
    const auto bad = std::stable_partition(values.begin(), values.end(),
                                           [](double v) { return std::isfinite(v); });
    out.missing = values.end() - bad;
    values.erase(bad, values.end());
    if (values.empty())
        return out;
    const auto [low, high] = std::ranges::minmax(values);
    out.least = low;
    out.greatest = high;
    double sum = 0;
    for (const double v : values)
        sum += v;
    out.mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (const double v : values) {
        squares += (v - out.mean) * (v - out.mean);
        const double place =
            high > low ? (v - low) / (high - low) * static_cast<double>(out.histogram.size()) : 0;
        ++out.histogram[std::min(static_cast<std::size_t>(place), out.histogram.size() - 1)];
    }
    out.deviation = std::sqrt(squares / static_cast<double>(values.size()));
    return out;
}

/// Every column of a role; beyond 256 values a sample they are digested as one.
void digest_columns(const Column& column, const std::vector<std::int64_t>& part,
                    std::vector<ColumnDigest>& out)
{
    if (part.empty())
        return;
    std::vector<double> row;
    read_values(column, part.front(), row);
    const std::size_t width = row.size() <= 256 && !column.image ? row.size() : 1;
    // Half a million values say the same as all of them.
    const std::size_t step = std::max<std::size_t>(1, part.size() * row.size() / 500'000);
    std::vector<std::vector<double>> values(width);
    for (std::size_t i = 0; i < part.size(); i += step) {
        read_values(column, part[i], row);
        for (std::size_t k = 0; k < row.size(); ++k)
            values[width == 1 ? 0 : k].push_back(row[k]);
    }
    for (std::size_t k = 0; k < width; ++k) {
        ColumnDigest one = digest_values(values[k]);
        one.role = QString::fromStdString(column.role);
        one.name = k < column.names.size() && width > 1 ? QString::fromStdString(column.names[k])
            : width > 1 ? QStringLiteral("%1 %2").arg(one.role).arg(k + 1)
                        : one.role;
        out.push_back(one);
    }
}

QString truth_text(const Column& target, double value)
{
    const auto label = static_cast<std::size_t>(std::max(0.0, value));
    return label < target.labels.size() && !target.labels.empty()
        ? QString::fromStdString(target.labels[label])
        : five_digits(value);
}

void count_classes(const Column& target, const std::vector<std::int64_t>& part, DataDigest& out)
{
    std::size_t classes = target.labels.size();
    if (classes == 0 || classes > 1000)
        return;
    std::vector<std::int64_t> counts(classes, 0);
    std::vector<double> value;
    for (const std::int64_t index : part) {
        read_values(target, index, value);
        if (!value.empty() && value[0] >= 0 && value[0] < static_cast<double>(classes))
            ++counts[static_cast<std::size_t>(value[0])];
    }
    for (std::size_t i = 0; i < classes; ++i)
        out.classes.emplace_back(QString::fromStdString(target.labels[i]), counts[i]);
}

} // namespace

QImage picture_of_sample(const Column& column, std::int64_t index)
{
    const auto& shape = column.sample_shape;
    if (shape.size() != 3 || (shape[0] != 1 && shape[0] != 3) || shape[1] <= 0 || shape[2] <= 0
        || shape[1] > 4096 || shape[2] > 4096)
        return {};
    std::vector<double> values;
    read_values(column, index, values);
    const auto height = static_cast<int>(shape[1]);
    const auto width = static_cast<int>(shape[2]);
    const auto plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    if (values.size() != plane * static_cast<std::size_t>(shape[0]))
        return {};
    double scale = 1;
    if (column.dtype != DType::uint8) {
        const auto largest = std::ranges::max(values);
        scale = largest <= 1.5 ? 255 : 1;
    }
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
                + static_cast<std::size_t>(x);
            const auto level = [&](std::size_t channel) {
                return static_cast<int>(
                    std::clamp(values[channel * plane + at] * scale, 0.0, 255.0));
            };
            line[x] = shape[0] == 1 ? qRgb(level(0), level(0), level(0))
                                    : qRgb(level(0), level(1), level(2));
        }
    }
    return image;
}

DataDigest digest(const Result<Dataset>& read, Part part, int most)
{
    DataDigest out;
    if (!read) {
        out.problems = read.problems();
        return out;
    }
    const Dataset& data = *read;
    out.problems = data.warnings;
    for (std::size_t i = 0; i < 3; ++i)
        out.counts[i] = static_cast<std::int64_t>(data.parts[i].size());
    const std::vector<std::int64_t>& indexes = data.part(part);
    const Column* features = data.column("features");
    const Column* target = data.column("target");
    if (features == nullptr || indexes.empty())
        return out;
    out.pictures = features->image && features->sample_shape.size() == 3;
    out.points =
        !out.pictures && features->sample_shape.size() == 1 && features->sample_shape[0] == 2;
    digest_columns(*features, indexes, out.columns);
    if (target != nullptr) {
        digest_columns(*target, indexes, out.columns);
        count_classes(*target, indexes, out);
    }
    if (!out.pictures)
        for (const ColumnDigest& column : out.columns)
            if (out.header.size() < 64)
                out.header << column.name;
    const auto wanted = static_cast<std::size_t>(out.points ? std::max(most, 1000) : most);
    const std::size_t step = std::max<std::size_t>(1, indexes.size() / wanted);
    std::vector<double> values;
    for (std::size_t i = 0; i < indexes.size() && out.samples.size() < wanted; i += step) {
        SampleDigest sample;
        sample.index = indexes[i];
        if (out.pictures) {
            sample.picture = picture_of_sample(*features, sample.index);
        } else {
            read_values(*features, sample.index, values);
            for (std::size_t k = 0; k < values.size() && k < 63; ++k)
                sample.cells << five_digits(values[k]);
        }
        if (target != nullptr) {
            read_values(*target, sample.index, values);
            if (!values.empty()) {
                sample.truth = truth_text(*target, values[0]);
                if (!target->labels.empty())
                    sample.label = static_cast<int>(values[0]);
                if (!out.pictures)
                    sample.cells << sample.truth;
            }
        }
        out.samples.push_back(std::move(sample));
    }
    return out;
}

} // namespace lepton

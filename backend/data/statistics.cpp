// Room backend/data: means, deviations and counts.
#include "backend/data/statistics.h"

#include "backend/data/roles.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace lepton {

namespace {
/// Welford's algorithm (1962): one pass, without cancellation.
class Running {
public:
    void add(double value)
    {
        if (std::isnan(value)) {
            ++missing_;
            return;
        }
        ++count_;
        const double before = value - mean_;
        mean_ += before / static_cast<double>(count_);
        squares_ += before * (value - mean_);
        least_ = std::min(least_, value);
        greatest_ = std::max(greatest_, value);
    }
    /// `times` equal values.
    void add(double value, std::int64_t times)
    {
        if (times == 0)
            return;
        const double all = static_cast<double>(count_ + times), before = value - mean_;
        squares_ +=
            before * before * static_cast<double>(count_) * static_cast<double>(times) / all;
        mean_ += before * static_cast<double>(times) / all;
        count_ += times;
        least_ = std::min(least_, value);
        greatest_ = std::max(greatest_, value);
    }
    NumberStatistics result(std::string name) const
    {
        if (count_ == 0)
            return {std::move(name), 0, missing_};
        return {std::move(name),
                count_,
                missing_,
                mean_,
                count_ > 1 ? std::sqrt(squares_ / static_cast<double>(count_ - 1)) : 0,
                least_,
                greatest_};
    }

private:
    std::int64_t count_ = 0, missing_ = 0;
    double mean_ = 0, squares_ = 0;
    double least_ = std::numeric_limits<double>::infinity(),
           greatest_ = -std::numeric_limits<double>::infinity();
};

std::string plain_name(const Column& column) { return column.image ? "pixels" : column.role; }

/// Bytes are counted first: 256 sums instead of millions.
NumberStatistics of_bytes(const Column& column, const std::vector<std::int64_t>& samples)
{
    std::array<std::int64_t, 256> counts{};
    for (const std::int64_t sample : samples)
        for (const std::byte value : column.sample(sample))
            ++counts[static_cast<std::size_t>(value)];
    Running running;
    for (std::size_t value = 0; value < 256; ++value)
        running.add(static_cast<double>(value), counts[value]);
    return running.result(plain_name(column));
}

void of_floats(const Column& column, const std::vector<std::int64_t>& samples,
               std::vector<NumberStatistics>& out)
{
    const std::size_t width = column.sample_bytes() / sizeof(float);
    const bool named = width == column.names.size() || (column.role == "target" && width == 1);
    std::vector<Running> running(named ? width : 1);
    const auto values = numbers_of<float>(column);
    for (const std::int64_t sample : samples)
        for (std::size_t i = 0; i < width; ++i)
            running[named ? i : 0].add(
                static_cast<double>(values[static_cast<std::size_t>(sample) * width + i]));
    for (std::size_t i = 0; i < running.size(); ++i)
        out.push_back(running[i].result(named && i < column.names.size() ? column.names[i]
                                                                         : plain_name(column)));
}

/// The class of a sample: a class number, or 0 and 1 in a column.
std::size_t class_of(const Column& column, std::int64_t sample)
{
    if (column.dtype == DType::int64)
        return static_cast<std::size_t>(
            numbers_of<std::int64_t>(column)[static_cast<std::size_t>(sample)]);
    return numbers_of<float>(column)[static_cast<std::size_t>(sample)] != 0 ? 1 : 0;
}
} // namespace

Statistics statistics(const Dataset& dataset, std::optional<Part> part)
{
    std::vector<std::int64_t> samples;
    for (const Part each : {Part::train, Part::validation, Part::test})
        if (!part || *part == each)
            samples.insert(samples.end(), dataset.part(each).begin(), dataset.part(each).end());
    Statistics out;
    for (const Column& column : dataset.columns) {
        if (!column.labels.empty()) {
            for (const std::string& label : column.labels)
                out.classes.push_back({label});
            for (std::size_t p = 0; p < 3; ++p)
                for (const std::int64_t sample : dataset.parts[p])
                    ++out.classes[class_of(column, sample)].counts[p];
        } else if (column.dtype == DType::uint8) {
            out.numbers.push_back(of_bytes(column, samples));
        } else if (column.dtype == DType::float32) {
            of_floats(column, samples, out.numbers);
        }
    }
    return out;
}

} // namespace lepton

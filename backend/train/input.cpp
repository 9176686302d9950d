// Room backend/train: files as inputs of a model.
#include "backend/train/input.h"

#include "backend/data/image.h"
#include "backend/data/sound.h"
#include "backend/record/npy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace lepton {
namespace {

std::int64_t sample_size(const Task& task)
{
    std::int64_t size = 1;
    const Shape& shape = task.input_type.shape;
    for (std::size_t i = 1; shape.ranked() && i < shape.rank(); ++i)
        size *= shape[i].known() ? shape[i].value() : 0;
    return size;
}

Problem wrong_size(const Task& task, const std::string& name, std::int64_t came)
{
    return file_problem(name,
                        say("the model takes {0} numbers a sample ({1}), this has {2}.",
                            sample_size(task), task.input_type.shape.text(), came),
                        say("Give the values as the data set has them."));
}

Result<InputSamples> from_picture(const Task& task, std::string_view bytes, const std::string& name,
                                  bool invert)
{
    const Shape& shape = task.input_type.shape;
    if (!shape.ranked() || shape.rank() != 4 || !shape[1].known() || !shape[2].known()
        || !shape[3].known())
        return file_problem(name, say("the model takes {0}, no pictures.", shape.text()),
                            say("Give it numbers: a CSV or NPY file."));
    const auto image = decode_image(bytes, name);
    if (!image)
        return image.problems();
    const Image fit = fitted(*image, shape[1].value(), shape[2].value(), shape[3].value());
    InputSamples samples{{fit.pixels.begin(), fit.pixels.end()}, 1};
    if (invert)
        for (double& value : samples.numbers)
            value = 255 - value;
    return samples;
}

/// A sound as one sample of a model that takes N L or N C L: as many channels as it takes (the mean
/// of all for one), cut or filled up with silence to its length.
Result<InputSamples> from_sound(const Task& task, std::string_view bytes, const std::string& name)
{
    const Shape& shape = task.input_type.shape;
    const bool channels_too = shape.ranked() && shape.rank() == 3;
    if (!is_floating(task.input_type.dtype) || !shape.ranked()
        || (shape.rank() != 2 && !channels_too) || !shape.back().known()
        || (channels_too && !shape[1].known()))
        return file_problem(name, say("the model takes {0}, no sound.", shape.text()),
                            say("Give it what its data are."));
    const auto sound = decode_sound(bytes, name);
    if (!sound)
        return sound.problems();
    const std::int64_t channels = channels_too ? shape[1].value() : 1,
                       frames = shape.back().value();
    if (channels != 1 && channels != sound->channels)
        return file_problem(
            name, say("the model takes {0} channels, this has {1}.", channels, sound->channels),
            say("Mix it to {0} channels.", channels));
    InputSamples samples;
    samples.count = 1;
    const auto value = [&](std::int64_t channel, std::int64_t frame) {
        return static_cast<double>(
            sound->samples[static_cast<std::size_t>(channel * sound->frames + frame)]);
    };
    for (std::int64_t c = 0; c < channels; ++c)
        for (std::int64_t i = 0; i < frames; ++i) {
            double sum = 0;
            if (i < sound->frames && channels != 1)
                sum = value(c, i);
            else if (i < sound->frames)
                for (std::int64_t one = 0; one < sound->channels; ++one)
                    sum += value(one, i) / static_cast<double>(sound->channels);
            samples.numbers.push_back(sum);
        }
    return samples;
}

template <class T> void append(std::vector<double>& to, const std::string& data)
{
    for (std::size_t at = 0; at + sizeof(T) <= data.size(); at += sizeof(T)) {
        T value;
        std::memcpy(&value, data.data() + at, sizeof value);
        to.push_back(static_cast<double>(value));
    }
}

Result<InputSamples> from_array(const Task& task, std::string_view bytes, const std::string& name)
{
    const auto array = from_npy(bytes, name);
    if (!array)
        return array.problems();
    InputSamples samples;
    switch (array->dtype) {
    case DType::float64:
        append<double>(samples.numbers, array->data);
        break;
    case DType::int64:
        append<std::int64_t>(samples.numbers, array->data);
        break;
    case DType::int32:
        append<std::int32_t>(samples.numbers, array->data);
        break;
    case DType::uint8:
    case DType::boolean:
        append<std::uint8_t>(samples.numbers, array->data);
        break;
    default:
        append<float>(samples.numbers, array->data);
        break;
    }
    const std::int64_t size = sample_size(task);
    const auto all = static_cast<std::int64_t>(samples.numbers.size());
    if (size == 0 || all == 0 || all % size != 0)
        return wrong_size(task, name, all);
    samples.count = all / size;
    return samples;
}

/// The cells of a line: split at commas, semicolons or tabs, or at blanks where there are none of
/// these.
std::vector<std::string> cells_of(std::string_view line)
{
    std::vector<std::string> cells;
    const bool commas = line.find_first_of(",;\t") != std::string_view::npos;
    std::string cell;
    const auto end_cell = [&] {
        const std::size_t from = cell.find_first_not_of(" \""), to = cell.find_last_not_of(" \"\r");
        cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
        cell.clear();
    };
    for (const char c : line)
        if (commas ? c == ',' || c == ';' || c == '\t' : c == ' ') {
            if (commas || !cell.empty())
                end_cell();
        } else {
            cell += c;
        }
    if (!cell.empty() || commas)
        end_cell();
    return cells;
}

std::optional<double> number_in(const std::string& text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

Result<InputSamples> from_lines(const Task& task, std::string_view text, const std::string& name)
{
    InputSamples samples;
    const auto size = static_cast<std::size_t>(sample_size(task));
    std::vector<std::size_t> columns; ///< which cell each number of a sample is in; empty: in order
    std::int64_t row = 0;
    for (bool first = true; !text.empty(); ++row) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::vector<std::string> cells = cells_of(line);
        if (cells.empty())
            continue;
        if (std::exchange(first, false)
            && std::none_of(cells.begin(), cells.end(),
                            [](const std::string& c) { return number_in(c).has_value(); })) {
            for (const std::string& wanted : task.columns) {
                const auto found = std::find(cells.begin(), cells.end(), wanted);
                if (found == cells.end())
                    return file_problem(name, say("there is no column “{0}”.", wanted),
                                        say("The model takes the columns of its data."));
                columns.push_back(static_cast<std::size_t>(found - cells.begin()));
            }
            continue;
        }
        if (columns.empty() && cells.size() != size) {
            Problem problem = wrong_size(task, name, static_cast<std::int64_t>(cells.size()));
            problem.where.row = row;
            return problem;
        }
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t at = columns.empty() ? i : columns[i];
            const auto value = at < cells.size() ? number_in(cells[at]) : std::nullopt;
            if (!value) {
                Problem problem = file_problem(
                    name, say("“{0}” is no number.", at < cells.size() ? cells[at] : std::string()),
                    say("Every line is one sample of numbers."));
                problem.where.row = row;
                return problem;
            }
            samples.numbers.push_back(*value);
        }
        ++samples.count;
    }
    if (samples.count == 0)
        return file_problem(name, say("there are no numbers in it."),
                            say("Give a picture, a sound, an NPY array, or lines of numbers."));
    return samples;
}

} // namespace

Result<InputSamples> read_input(const Task& task, std::string_view bytes, const std::string& name,
                                bool invert)
{
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xff\xd8\xff")
        || (bytes.starts_with("BM") && bytes.substr(0, 1000).find('\0') != std::string_view::npos))
        return from_picture(task, bytes, name, invert);
    if (bytes.starts_with("RIFF") || bytes.starts_with("fLaC") || bytes.starts_with("OggS"))
        return from_sound(task, bytes, name);
    if (bytes.starts_with("\x93NUMPY"))
        return from_array(task, bytes, name);
    if (bytes.substr(0, 1000).find('\0') != std::string_view::npos)
        return file_problem(name, say("this is no input we can read."),
                            say("Give a picture (PNG, JPEG, BMP), a sound (WAV, FLAC, OGG), an NPY "
                                "array, or lines of numbers."));
    return from_lines(task, bytes, name);
}

} // namespace lepton

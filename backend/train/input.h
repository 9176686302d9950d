// Room backend/train: files as inputs of a model: pictures, sound, NPY, CSV. Torch-free.
#pragma once

#include "backend/train/task.h"

namespace lepton {

/// Some samples, row-major.
struct InputSamples {
    std::vector<double> numbers;
    std::int64_t count = 0;
};

/// Reads a file's bytes as samples for a task: a picture is one sample (grey or colour and as large
/// as the model takes it; `invert` swaps dark and bright), a sound too (cut or filled up with
/// silence to the model's length), an NPY array one or many, every line of a text with numbers one.
/// Columns of a CSV with names are taken by name where the data has names.
Result<InputSamples> read_input(const Task& task, std::string_view bytes, const std::string& name,
                                bool invert = false);

} // namespace lepton

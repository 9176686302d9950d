// Room backend/export: what an export format is. One small file each in formats/.
#pragma once

#include "backend/export/exported.h"
#include "nodes/problem.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lepton {

/// A file that an export writes, in memory.
struct ExportFile {
    std::string name; ///< beside the model; empty for the model itself
    std::string bytes;
};

/// A way to write a model. The same model gives the same bytes.
struct Format {
    std::string_view id; ///< "onnx"
    std::string_view title; ///< "ONNX"
    std::string_view extension; ///< ".onnx"
    std::string_view doc; ///< what opens it
    /// The model's file, and files it needs beside it. `name` is what the model's file will be
    /// called.
    std::function<Result<std::vector<ExportFile>>(const Exported&, const std::string& name)> write;
    /// Python that defines `run(inputs: dict) -> dict` of NumPy arrays for the model at `MODEL`.
    std::string use_python;
    /// A whole C++ program that checks the sample, or empty. See companions.cpp for its slots.
    std::string_view use_cpp;
};

/// All formats, in the order they are offered.
class Formats {
public:
    void add(Format format) { formats_.push_back(std::move(format)); }
    const std::vector<Format>& all() const { return formats_; }
    const Format* find(std::string_view id) const;

private:
    std::vector<Format> formats_;
};

/// Calls add_format_…() of every file in formats/ (generated).
void add_all_formats(Formats& formats);
/// All formats, made at first use.
const Formats& formats();

} // namespace lepton

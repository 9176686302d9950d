// Room backend/export: what stands beside every exported model: what it is, a sample with answers,
// and programs that check it.
#pragma once

#include "backend/export/format.h"

namespace lepton {

/// `NAME.json`, `NAME.sample.npz`, `NAME.use.py`, and `NAME.use.cpp` where the format has one;
/// `name` is the model's file name and `bytes` its content. `source` is the Python source beside
/// it, or empty.
Result<std::vector<ExportFile>> companions(const Exported& model, const Format& format,
                                           const std::string& name, const std::string& bytes,
                                           const std::string& source);

/// Writes the model and everything beside it: all of it, or nothing. `path` is the model's file;
/// each file is replaced atomically, the model last. Returns the files written.
Result<std::vector<std::string>> export_model(const Exported& model, const Format& format,
                                              const std::filesystem::path& path);

} // namespace lepton

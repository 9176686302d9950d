// Room nodes: whole files: read with a limit, written atomically and checked.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lepton {

/// The bytes of a file. A problem if it is missing, unreadable, no plain file,
/// or larger than `limit`.
Result<std::string> read_file(const std::filesystem::path& file,
                              std::uint64_t limit = std::uint64_t(4) << 30);

/// Writes beside the file, checks what was written, syncs, and renames. A full
/// or read-only disk is a problem, and the old file stays.
Result<Done> write_file(const std::filesystem::path& file, std::string_view bytes);

} // namespace lepton

// Room nodes: whole files: read with a limit, written atomically and checked.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lepton {

/// The bytes of a file. A problem if it is missing, unreadable, no plain file, or larger than
/// `limit`. Never waits: a pipe or a device is refused unopened.
Result<std::string> read_file(const std::filesystem::path& file,
                              std::uint64_t limit = std::uint64_t(4) << 30);
/// Its first bytes, `most` of them or all there are. Problems as above.
Result<std::string> read_begin(const std::filesystem::path& file, std::size_t most);

/// What a written file outlives: the death of this process, or the loss of power too (which waits
/// for the disk).
enum class Durable { process_end, power_loss };

/// Writes beside the file, checks what was written, syncs, and renames. A full or read-only disk is
/// a problem, and the old file stays. A symbolic link is followed; the mode of the old file is
/// kept.
Result<Done> write_file(const std::filesystem::path& file, std::string_view bytes,
                        Durable durable = Durable::power_loss);

/// Removes what killed writers of write_file() left in a folder.
void remove_leftovers(const std::filesystem::path& folder);

/// What was being done with a file when the system refused.
enum class FileUse { reading, writing };
/// The system's error number as a problem with that file, in words and with the mend.
Problem system_problem(const std::filesystem::path& file, int error, FileUse use);

} // namespace lepton

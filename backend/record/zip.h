// Room backend/record: zip archives in memory: written uncompressed, read whatever they are.
#pragma once

#include "nodes/problem.h"

#include <string>
#include <string_view>
#include <vector>

namespace lepton {

/// One file of an archive.
struct ZipEntry {
    std::string name;
    std::string bytes;
};

/// The bytes of an archive, stored without compression and without dates: the same entries give the
/// same bytes. The content of each entry starts at a multiple of `alignment`. A problem above 4
/// GiB.
Result<std::string> to_zip(const std::vector<ZipEntry>& entries, std::size_t alignment = 1);

/// The files of an archive that lies in memory. Refused: more than `limit` bytes unpacked, damaged
/// or encrypted entries.
Result<std::vector<ZipEntry>> from_zip(std::string_view bytes, const std::string& name,
                                       std::uint64_t limit = std::uint64_t(4) << 30);

} // namespace lepton

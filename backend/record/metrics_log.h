// Room backend/record: metrics.jsonl: one record a logged step, float64; the master log of a run.
#pragma once

#include "backend/record/files.h"
#include "nodes/json.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lepton {

/// Mean, least and greatest of the steps that a record stands for.
struct Logged {
    double mean = 0, least = 0, greatest = 0;
};

/// One record: the scalars of one logged step or of an epoch's validation.
struct MetricsRecord {
    std::int64_t step = 0;
    std::int64_t steps = 1; ///< how many steps it stands for
    double epoch = 0, time = 0;
    std::map<std::string, Logged> train, validation;
    std::optional<double> lr;
};
std::string to_line(const MetricsRecord& record); ///< with newline
std::optional<MetricsRecord>
from_line(std::string_view line); ///< nothing for a line that is no record

/// Reads what was appended since the last call, only whole lines, whatever the writer does
/// meanwhile. A log that was replaced or cut is read again from its start; see restarts().
class MetricsReader {
public:
    explicit MetricsReader(std::filesystem::path file)
        : file_(std::move(file))
    {
    }
    /// At most `limit` bytes at a time; call again while it returns records.
    std::vector<MetricsRecord> read_more(std::size_t limit = 4 << 20);
    /// Bytes read so far.
    std::uint64_t offset() const { return offset_; }
    /// How often the log began anew: what was read before such a change is to be forgotten.
    std::uint64_t restarts() const { return restarts_; }
    /// Lines that were no records.
    std::uint64_t skipped() const { return skipped_; }

private:
    void take(std::string_view bytes, std::vector<MetricsRecord>& records);

    std::filesystem::path file_;
    std::uint64_t offset_ = 0;
    std::uint64_t inode_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t skipped_ = 0;
    std::string partial_;
    bool too_long_ = false; ///< in the middle of a line that is too long for a record
};

} // namespace lepton

// Room backend/record: TensorBoard event files. Scalars are float32 there, so
// metrics.jsonl is the master.
#pragma once

#include "backend/record/files.h"

namespace lepton {

/// Appends scalars to one events.out.tfevents file.
class EventFile {
public:
    /// Creates `folder` and a new event file in it.
    static Result<EventFile> create(const std::filesystem::path& folder, double wall_time);
    Result<Done> scalar(std::string_view tag, std::int64_t step, double value, double wall_time);

private:
    explicit EventFile(Appender appender)
        : appender_(std::move(appender))
    {
    }
    Appender appender_;
};

} // namespace lepton

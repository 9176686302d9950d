// Room backend/record: TensorBoard event files: protobuf messages in checksummed records
// (tensorboard/compat/proto/event.proto).
#include "backend/record/tensorboard.h"

#include "backend/record/safetensors.h"

#include <atomic>
#include <cinttypes>
#include <cstring>
#include <unistd.h>

namespace lepton {

namespace {
/// A protobuf message while it is written.
struct Message {
    std::string bytes;

    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes += static_cast<char>(value | 0x80);
        bytes += static_cast<char>(value);
    }
    void tag(unsigned field, unsigned wire) { varint(field << 3 | wire); }
    void integer(unsigned field, std::int64_t value)
    {
        tag(field, 0);
        varint(static_cast<std::uint64_t>(value));
    }
    void float64(unsigned field, double value)
    {
        tag(field, 1);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void float32(unsigned field, float value)
    {
        tag(field, 5);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void text(unsigned field, std::string_view value)
    {
        tag(field, 2);
        varint(value.size());
        bytes += value;
    }
};

std::uint32_t masked(std::uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xa282ead8u; }

/// length, its checksum, data, their checksum.
std::string record(std::string_view data)
{
    const std::uint64_t length = data.size();
    const std::string_view length_bytes(reinterpret_cast<const char*>(&length), sizeof length);
    const std::uint32_t length_crc = masked(crc32c(length_bytes)), data_crc = masked(crc32c(data));
    std::string out(length_bytes);
    out.append(reinterpret_cast<const char*>(&length_crc), sizeof length_crc);
    out += data;
    out.append(reinterpret_cast<const char*>(&data_crc), sizeof data_crc);
    return out;
}
} // namespace

Result<EventFile> EventFile::create(const std::filesystem::path& folder, double wall_time)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return system_problem(folder, error.value(), FileUse::writing);
    static std::atomic<int> counter = 0;
    char host[64] = "localhost";
    if (::gethostname(host, sizeof host - 1) != 0)
        std::strcpy(host, "localhost");
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%010" PRId64, static_cast<std::int64_t>(wall_time));
    const std::string name = std::string("events.out.tfevents.") + seconds + "." + host + "."
        + std::to_string(::getpid()) + "." + std::to_string(counter++);
    auto appender = Appender::open(folder / name);
    if (!appender)
        return appender.problems();
    Message event;
    event.float64(1, wall_time);
    event.text(3, "brain.Event:2");
    if (auto written = appender->append(record(event.bytes)); !written)
        return written.problems();
    return EventFile(std::move(*appender));
}

Result<Done> EventFile::scalar(std::string_view tag, std::int64_t step, double value,
                               double wall_time)
{
    Message point;
    point.text(1, tag);
    point.float32(2, static_cast<float>(value));
    Message summary;
    summary.text(1, point.bytes);
    Message event;
    event.float64(1, wall_time);
    event.integer(2, step);
    event.text(5, summary.bytes);
    return appender_.append(record(event.bytes));
}

} // namespace lepton

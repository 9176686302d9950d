// Room backend/record: writing and following metrics.jsonl.
#include "backend/record/metrics_log.h"

#include "backend/record/number.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
constexpr std::size_t longest_line = 1 << 20;

void put(std::string& line, const char* key, const std::map<std::string, Logged>& numbers,
         bool ranges)
{
    if (numbers.empty())
        return;
    line += std::string(", \"") + key + "\": {";
    bool first = true;
    for (const auto& [name, logged] : numbers) {
        line += (first ? "" : ", ") + json_text(name) + ": ";
        first = false;
        if (ranges)
            line += "[" + number_text(logged.mean) + ", " + number_text(logged.least) + ", "
                + number_text(logged.greatest) + "]";
        else
            line += number_text(logged.mean);
    }
    line += "}";
}

bool get(const Json& json, const char* key, std::map<std::string, Logged>& numbers)
{
    const auto at = json.find(key);
    if (at == json.end())
        return true;
    if (!at->is_object())
        return false;
    for (const auto& [name, value] : at->items()) {
        if (const auto number = number_from_json(value)) {
            numbers[name] = {*number, *number, *number};
            continue;
        }
        if (!value.is_array() || value.size() != 3)
            return false;
        const auto mean = number_from_json(value[0]), least = number_from_json(value[1]),
                   greatest = number_from_json(value[2]);
        if (!mean || !least || !greatest)
            return false;
        numbers[name] = {*mean, *least, *greatest};
    }
    return true;
}
} // namespace

std::string to_line(const MetricsRecord& record)
{
    std::string line = "{\"step\": " + std::to_string(record.step)
        + ", \"epoch\": " + number_text(record.epoch) + ", \"time\": " + number_text(record.time);
    put(line, "train", record.train, record.steps > 1);
    put(line, "validation", record.validation, false);
    if (record.lr)
        line += ", \"lr\": " + number_text(*record.lr);
    if (record.steps != 1)
        line += ", \"steps\": " + std::to_string(record.steps);
    return line + "}\n";
}

std::optional<MetricsRecord> from_line(std::string_view line)
{
    if (line.size() > longest_line)
        return {};
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object())
        return {};
    const auto integer = [&](const char* key, std::int64_t& out) {
        const auto at = json.find(key);
        if (at != json.end() && at->is_number_integer())
            return out = at->get<std::int64_t>(), true;
        return at == json.end();
    };
    const auto number = [&](const char* key, double& out) {
        const auto at = json.find(key);
        if (at == json.end())
            return true;
        const auto value = number_from_json(*at);
        return value ? (out = *value, true) : false;
    };
    MetricsRecord record;
    if (!json.contains("step") || !integer("step", record.step) || !integer("steps", record.steps)
        || !number("epoch", record.epoch) || !number("time", record.time)
        || !get(json, "train", record.train) || !get(json, "validation", record.validation))
        return {};
    if (double lr = 0; json.contains("lr") && number("lr", lr))
        record.lr = lr;
    return record;
}

std::vector<MetricsRecord> MetricsReader::read_more(std::size_t limit)
{
    std::vector<MetricsRecord> records;
    struct stat status { };
    if (::stat(file_.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return records;
    const int descriptor = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return records;
    if (::fstat(descriptor, &status) == 0) {
        const auto size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
        const auto inode = static_cast<std::uint64_t>(status.st_ino);
        if (inode_ != 0 && (inode != inode_ || size < offset_)) {
            offset_ = 0;
            partial_.clear();
            too_long_ = false;
            ++restarts_;
        }
        inode_ = inode;
        std::string bytes;
        // Goes on after a block without a record in it: an empty answer means that there is no
        // more.
        while (records.empty() && offset_ < size) {
            bytes.resize(static_cast<std::size_t>(
                std::min<std::uint64_t>(std::max<std::size_t>(limit, 1), size - offset_)));
            const ssize_t count =
                ::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset_));
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                break;
            offset_ += static_cast<std::uint64_t>(count);
            take(std::string_view(bytes).substr(0, static_cast<std::size_t>(count)), records);
        }
    }
    ::close(descriptor);
    return records;
}

void MetricsReader::take(std::string_view bytes, std::vector<MetricsRecord>& records)
{
    while (!bytes.empty()) {
        const std::size_t newline = bytes.find('\n');
        if (newline == std::string_view::npos) {
            if (!too_long_)
                partial_ += bytes;
            if (partial_.size() > longest_line) {
                too_long_ = true;
                partial_.clear();
            }
            return;
        }
        std::string_view line = bytes.substr(0, newline);
        bytes.remove_prefix(newline + 1);
        if (!partial_.empty())
            line = partial_ += line;
        auto record = too_long_ ? std::nullopt : from_line(line);
        too_long_ = false;
        if (record)
            records.push_back(std::move(*record));
        else
            ++skipped_;
        partial_.clear();
    }
}

} // namespace lepton

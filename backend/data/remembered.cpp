// Room backend/data: remembering facts by fields, and by name, size and time of files.
#include "backend/data/remembered.h"

#include <mutex>
#include <sys/stat.h>

namespace lepton {

Result<DataFacts> remembered(std::string_view kind, const Json& fields,
                             const std::vector<std::filesystem::path>& files,
                             const std::function<Result<DataFacts>()>& make)
{
    static std::mutex guard;
    static std::map<std::string, DataFacts> known;
    std::string key =
        std::string(kind) + fields.dump(-1, ' ', false, Json::error_handler_t::replace);
    for (const auto& file : files) {
        struct stat status { };
        if (::stat(file.c_str(), &status) != 0)
            return make();
        for (const auto number :
             {static_cast<std::int64_t>(status.st_dev), static_cast<std::int64_t>(status.st_ino),
              static_cast<std::int64_t>(status.st_size),
              static_cast<std::int64_t>(status.st_mtim.tv_sec),
              static_cast<std::int64_t>(status.st_mtim.tv_nsec),
              static_cast<std::int64_t>(status.st_ctim.tv_nsec)})
            key += " " + std::to_string(number);
    }
    {
        const std::lock_guard lock(guard);
        if (const auto found = known.find(key); found != known.end())
            return found->second;
    }
    auto facts = make();
    if (facts) {
        const std::lock_guard lock(guard);
        if (known.size() >= 64)
            known.clear();
        known[key] = *facts;
    }
    return facts;
}

} // namespace lepton

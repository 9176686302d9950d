// Room backend/data: what all sources share.
#include "backend/data/roles.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace lepton {

void feed_roles(Builder& b, const DataFacts& otherwise)
{
    const DataFacts& facts = b.facts() != nullptr ? *b.facts() : otherwise;
    for (const char* role : {"features", "target"}) {
        const auto known = facts.roles.find(role);
        // What is known not to be there is not fed: data without a target train all the same.
        if (b.facts() != nullptr && !facts.roles.empty() && known == facts.roles.end())
            continue;
        b.out(role, b.data(role, known == facts.roles.end() ? Type{} : known->second));
    }
}

Result<std::filesystem::path> find_data_file(std::string_view field, const std::string& given,
                                             const Surroundings& around)
{
    namespace fs = std::filesystem;
    Problem problem;
    problem.where.field = field;
    if (given.empty()) {
        problem.level = Level::unfinished;
        problem.what = say("no file is chosen.");
        problem.hint = say("Choose a file.");
        return problem;
    }
    const fs::path file(given);
    std::error_code error;
    if (file.is_absolute())
        return file; // whether it is there is said when it is read
    const fs::path beside = around.folder / file, shipped = around.resources / "datasets" / file;
    if (!around.folder.empty() && fs::exists(beside, error))
        return beside;
    if (!around.resources.empty() && fs::exists(shipped, error))
        return shipped;
    problem.where.file = given;
    problem.what =
        say("is missing: it is not in {0}.",
            around.folder.empty() ? std::string("the current folder") : around.folder.string());
    problem.hint = say("Choose where it is now.");
    return problem;
}

Type type_of(const Column& column)
{
    Type type;
    type.dtype = column.dtype == DType::float32 || column.dtype == DType::float64 ? DType::real
                                                                                  : column.dtype;
    std::vector<Dim> dims{Dim::named("N")};
    for (const std::int64_t size : column.sample_shape)
        dims.emplace_back(size);
    type.shape = Shape(std::move(dims));
    type.classes = static_cast<std::int64_t>(column.labels.size());
    type.image = column.image;
    if (column.image && column.dtype == DType::uint8)
        type.range = {0, 255};
    else
        type.range = column.range;
    return type;
}

void measure_ranges(Dataset& dataset)
{
    for (Column& column : dataset.columns) {
        if (column.dtype != DType::float32 || column.bytes->size() < sizeof(float))
            continue;
        const std::span<const std::byte> bytes(*column.bytes);
        double least = std::numeric_limits<double>::infinity(), most = -least;
        for (std::size_t at = 0; at + sizeof(float) <= bytes.size(); at += sizeof(float)) {
            float number = 0;
            std::memcpy(&number, bytes.data() + at, sizeof number);
            least = std::min(least, static_cast<double>(number));
            most = std::max(most, static_cast<double>(number));
        }
        if (least <= most)
            column.range = {least, most};
    }
}

DataFacts facts_of(const Dataset& dataset)
{
    DataFacts facts;
    for (const Column& column : dataset.columns) {
        facts.roles[column.role] = type_of(column);
        if (!column.labels.empty())
            facts.labels = column.labels;
        if (column.role == "features")
            facts.columns = column.names;
    }
    for (std::size_t i = 0; i < 3; ++i)
        facts.counts[i] = static_cast<std::int64_t>(dataset.parts[i].size());
    return facts;
}

} // namespace lepton

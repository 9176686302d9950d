// Room backend/data: all sources and kinds, what they say of a document's data, and where shipped
// data lies.
#include "backend/data/source.h"

#include "lepton_paths.h"
#include "nodes/graph/document.h"

#include <algorithm>
#include <cstdlib>

namespace lepton {

std::size_t Column::sample_bytes() const
{
    std::size_t count = dtype_size(dtype);
    for (const std::int64_t size : sample_shape)
        count *= static_cast<std::size_t>(size);
    return count;
}

std::span<const std::byte> Column::sample(std::int64_t index) const
{
    return std::span(*bytes).subspan(static_cast<std::size_t>(index) * sample_bytes(),
                                     sample_bytes());
}

const Column* Dataset::column(std::string_view role) const
{
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [&](const Column& c) { return c.role == role; });
    return at == columns.end() ? nullptr : &*at;
}

const Source* Sources::find(std::string_view kind) const
{
    const auto at = std::find_if(sources_.begin(), sources_.end(),
                                 [&](const Source& s) { return s.kind.card.id == kind; });
    return at == sources_.end() ? nullptr : &*at;
}

const Sources& sources()
{
    static const Sources all = [] {
        Sources made;
        add_all_sources(made);
        return made;
    }();
    return all;
}

const Catalog& catalog()
{
    static const Catalog all = [] {
        Catalog made;
        add_all_nodes(made);
        for (const Source& source : sources().all())
            made.add(source.kind);
        return made;
    }();
    return all;
}

Gathered gather_facts(const Document& document, const Surroundings& surroundings)
{
    Gathered gathered;
    for (const auto& [id, slot] : document.graph().slots()) {
        const Source* const source = sources().find(slot.node.kind);
        if (source == nullptr)
            continue;
        auto facts = source->describe(slot.node.fields, surroundings);
        if (facts) {
            gathered.facts.data[id] = std::move(*facts);
            continue;
        }
        for (Problem problem : facts.problems()) {
            problem.where.node = id;
            problem.where.name = slot.node.name;
            gathered.problems.push_back(std::move(problem));
        }
    }
    return gathered;
}

std::filesystem::path resources_folder()
{
    namespace fs = std::filesystem;
    std::vector<fs::path> places;
    if (const char* given = std::getenv("LEPTON_RESOURCES"); given != nullptr && *given != 0)
        places.emplace_back(given);
    std::error_code error;
    if (const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path(); !error) {
        places.push_back(program / "resources");
        places.push_back(program.parent_path() / "share" / "lepton");
    }
    places.emplace_back(installed_resources);
    places.emplace_back(source_resources);
    for (const fs::path& place : places)
        if (fs::is_directory(place / "datasets", error))
            return place;
    return source_resources;
}

} // namespace lepton

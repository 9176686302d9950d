// Room backend/data: what a data source is: a node kind that can also read its
// data. Torch-free.
#pragma once

#include "nodes/catalog.h"
#include "nodes/facts.h"
#include "nodes/graph/document.h"
#include "nodes/problem.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lepton {

/// The three parts of every dataset. Test is read only by Test and `lepton
/// eval`.
enum class Part { train, validation, test };

/// One role of a dataset, all samples in memory, one after the other,
/// row-major.
struct Column {
    std::string role; ///< "features", "target"
    DType dtype = DType::float32; ///< float32, int64 or uint8
    std::vector<std::int64_t> sample_shape; ///< {1, 28, 28}; {} for one number
    std::shared_ptr<const std::vector<std::byte>> bytes;
    std::vector<std::string> names; ///< feature columns of a table
    std::vector<std::string> labels; ///< class names of a label column
    bool image = false;
    /// Smallest and largest number, where the source measured them.
    std::optional<std::pair<double, double>> range{};

    std::size_t sample_bytes() const;
    std::span<const std::byte> sample(std::int64_t index) const;
};

/// A dataset that was read: its columns and which samples belong to which part.
struct Dataset {
    std::int64_t count = 0;
    std::vector<Column> columns;
    std::array<std::vector<std::int64_t>, 3> parts; ///< sample indexes of train, validation, test
    std::string fingerprint; ///< of the bytes read: changes when the data changes
    Problems warnings;

    const Column* column(std::string_view role) const;
    const std::vector<std::int64_t>& part(Part p) const
    {
        return parts[static_cast<std::size_t>(p)];
    }
};

/// Where a source looks for files: relative paths start at the document's
/// folder; shipped data sets are found in the program's resources.
struct Surroundings {
    std::filesystem::path folder; ///< of the document
    std::filesystem::path resources; ///< with datasets/
};

/// A data source: a node kind (card, fields, build from facts) with a reader.
struct Source {
    Kind kind;
    /// Types, counts and labels, as cheaply as they can be had.
    std::function<Result<DataFacts>(const Json& fields, const Surroundings&)> describe;
    /// Reads everything. Damaged or foreign files give file, position, expected
    /// and found.
    std::function<Result<Dataset>(const Json& fields, const Surroundings&)> open;
    /// Sources of folders: whether this one holds what they read, from a short look. Empty for
    /// others.
    std::function<Result<Done>(const std::filesystem::path&)> takes{};
};

/// All data sources, by kind id.
class Sources {
public:
    void add(Source source) { sources_.push_back(std::move(source)); }
    /// Adds T: what Catalog::add wants, plus `Result<DataFacts> describe(const
    /// Surroundings&) const` and `Result<Dataset> open(const Surroundings&)
    /// const`; if it reads folders, `static Result<Done> takes(const
    /// std::filesystem::path&)`.
    template <class T> void add();
    const std::vector<Source>& all() const { return sources_; }
    const Source* find(std::string_view kind) const;

private:
    std::vector<Source> sources_;
};

/// Calls add_source_…() of every file in backend/data/sources (generated).
void add_all_sources(Sources& sources);
/// All sources, made at first use.
const Sources& sources();
/// Every node kind of the house: nodes/ and the data sources. Made at first
/// use.
const Catalog& catalog();
/// Facts of every dataset node of the document that could be gathered; the rest
/// as problems.
struct Gathered {
    Facts facts;
    Problems problems;
};
Gathered gather_facts(const Document& document, const Surroundings& surroundings);
/// The folder with datasets/, examples/, icons/: LEPTON_RESOURCES, beside the
/// program, or the source tree.
std::filesystem::path resources_folder();

template <class T> void Sources::add()
{
    const auto read = [](const Json& json) {
        T node;
        Fields f;
        node.fields(f);
        const Problems problems = f.read(json);
        return problems.empty() ? Result<T>(std::move(node)) : Result<T>(problems);
    };
    Source source;
    source.kind = Catalog::kind_of<T>();
    source.describe = [read](const Json& json, const Surroundings& s) -> Result<DataFacts> {
        auto node = read(json);
        return node ? node->describe(s) : Result<DataFacts>(node.problems());
    };
    source.open = [read](const Json& json, const Surroundings& s) -> Result<Dataset> {
        auto node = read(json);
        return node ? node->open(s) : Result<Dataset>(node.problems());
    };
    if constexpr (requires(std::filesystem::path path) { T::takes(path); })
        source.takes = &T::takes;
    add(std::move(source));
}

} // namespace lepton

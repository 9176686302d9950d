// Room backend/data/sources: a table in a file: CSV, Parquet, Feather or JSON lines.
#include "backend/data/fingerprint.h"
#include "backend/data/remembered.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"
#include "backend/data/table_roles.h"

namespace lepton {

namespace {
struct TableFile {
    static constexpr Card card{
        .id = "table",
        .title = "Table",
        .aliases =
            "csv, parquet, feather, json lines, tsv, spreadsheet, iris, breast cancer, dataset",
        .group = "Data",
        .role = Role::data,
        .doc = "Rows of numbers from a CSV, Parquet, Feather or JSON lines file; one column is the "
               "target. iris.csv and breast_cancer.csv come with the program.",
        .stem = "table",
        .outputs = {{{.name = "features", .pattern = "N F", .kind = PortKind::features},
                     {.name = "target", .pattern = "N …", .kind = PortKind::label}}},
    };
    std::string file, target, features, ignore, target_as = "auto", positive, missing = "stop";
    Shares shares;

    void fields(Fields& f)
    {
        f("file", file)
            .file("Tables (*.csv *.tsv *.txt *.parquet *.feather *.arrow *.json *.jsonl *.ndjson "
                  "*.gz)")
            .shown()
            .tip("Relative to the document. iris.csv and breast_cancer.csv come with the program.");
        f("target", target)
            .tip("Name of the column to predict; empty: the last one. Several numbers: names with "
                 "commas between.");
        f("features", features)
            .tip("Names of the columns to learn from, with commas between; empty: all others that "
                 "hold numbers.");
        f("ignore", ignore).advanced().tip("Names of columns to leave out, with commas between.");
        f("target_as", target_as)
            .label("target as")
            .choices({"auto", "class", "number", "probability"})
            .tip("class: number of a class, for Cross entropy. number: for MSE and the like. "
                 "probability: 0 or 1 in a column, for BCE. auto: class for texts and few whole "
                 "numbers, else number.");
        f("positive", positive)
            .label("positive class")
            .advanced()
            .tip("The class that counts as yes: precision and recall speak of it. Empty: the last "
                 "in alphabetical order.");
        f("missing", missing)
            .label("missing values")
            .choices({"stop", "leave out rows", "fill with mean"})
            .advanced()
            .tip("What to do where a cell is empty. The mean is that of the training part.");
        shares.fields(f);
    }

    void build(Builder& b, const Inputs&) const { feed_roles(b); }

    Result<DataFacts> describe(const Surroundings& around) const
    {
        const auto path = find_data_file("file", file, around);
        if (!path)
            return path.problems();
        return remembered(card.id, fields_of(*this), {*path}, [&]() -> Result<DataFacts> {
            const auto dataset = open(around);
            return dataset ? Result<DataFacts>(facts_of(*dataset)) : dataset.problems();
        });
    }

    Result<Dataset> open(const Surroundings& around) const
    {
        const auto path = find_data_file("file", file, around);
        if (!path)
            return path.problems();
        const auto table = read_table(*path);
        if (!table)
            return table.problems();
        TableRoles roles{column_names(target, *table), column_names(features, *table),
                         column_names(ignore, *table)};
        roles.target_as = target_as == "class" ? TargetAs::klass
            : target_as == "number"            ? TargetAs::number
            : target_as == "probability"       ? TargetAs::probability
                                               : TargetAs::automatic;
        roles.positive = positive;
        roles.missing = missing == "leave out rows" ? Missing::leave_out
            : missing == "fill with mean"           ? Missing::fill
                                                    : Missing::stop;
        auto roled = assign_roles(*table, roles, path->string());
        if (!roled)
            return roled.problems();
        auto parts = shares.draw(roled->count, roled->classes);
        if (!parts) {
            Problems problems = parts.problems();
            for (Problem& problem : problems)
                problem.where.file = path->string();
            return problems;
        }
        fill_missing(*roled, (*parts)[0]);

        Dataset dataset;
        dataset.count = roled->count;
        dataset.parts = std::move(*parts);
        dataset.columns.push_back({.role = "features",
                                   .dtype = DType::float32,
                                   .sample_shape = {static_cast<std::int64_t>(roled->names.size())},
                                   .bytes = bytes_of(roled->features),
                                   .names = roled->names,
                                   .labels = {}});
        dataset.columns.push_back(std::move(roled->target));
        dataset.warnings = std::move(roled->warnings);
        measure_ranges(dataset);
        Fingerprint fingerprint;
        for (const Column& column : dataset.columns)
            fingerprint.add(
                {reinterpret_cast<const char*>(column.bytes->data()), column.bytes->size()});
        dataset.fingerprint = fingerprint.text();
        return dataset;
    }
};
} // namespace

void add_source_table(Sources& to) { to.add<TableFile>(); }

} // namespace lepton

// Room backend/data/sources: arrays from NumPy: NPY and NPZ files.
#include "backend/record/npy.h"

#include "backend/data/arrays.h"
#include "backend/data/fingerprint.h"
#include "backend/data/remembered.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"
#include "nodes/files.h"

#include <algorithm>

namespace lepton {

namespace {
struct Npy {
    static constexpr Card card{
        .id = "npy",
        .title = "NumPy arrays",
        .aliases = "npy, npz, numpy, array, tensor, dataset",
        .group = "Data",
        .role = Role::data,
        .doc = "Arrays saved by NumPy. The first size counts the samples. An NPZ file holds "
               "features and target in one.",
        .stem = "arrays",
        .outputs = {{{.name = "features", .pattern = "N …", .kind = PortKind::features},
                     {.name = "target", .pattern = "N …", .kind = PortKind::label}}},
    };
    std::string features, target, features_array, target_array, target_as = "auto",
                                                                pictures = "auto";
    std::int64_t classes = 0;
    Shares shares;

    void fields(Fields& f)
    {
        constexpr const char* filter = "NumPy arrays (*.npy *.npz)";
        f("features", features)
            .file(filter)
            .shown()
            .tip("NPY or NPZ file with what to learn from.");
        f("target", target)
            .file(filter)
            .tip("File with the answers; empty: in the same NPZ file, or none.");
        f("features_array", features_array)
            .label("features array")
            .advanced()
            .tip("Name of the array in an NPZ file; empty: x, features, images, data, or the "
                 "first.");
        f("target_array", target_array)
            .label("target array")
            .advanced()
            .tip("Name of the array in an NPZ file; empty: y, target, labels, or the second.");
        f("target_as", target_as)
            .label("target as")
            .choices({"auto", "class", "number"})
            .tip("auto: class for whole numbers, one a sample; else numbers.");
        f("pictures", pictures)
            .choices({"auto", "channels first", "channels last", "no"})
            .advanced()
            .tip("auto: bytes with height and width are pictures.");
        f("classes", classes)
            .range(0, 10'000)
            .advanced()
            .tip("0: as many as the largest label says.");
        shares.fields(f);
    }

    void build(Builder& b, const Inputs&) const { feed_roles(b); }

    Result<DataFacts> describe(const Surroundings& around) const
    {
        std::vector<std::filesystem::path> files;
        for (const auto& [field, file] :
             {std::pair<const char*, const std::string*>{"features", &features},
              {"target", &target}})
            if (!file->empty() || field == std::string_view("features")) {
                auto path = find_data_file(field, *file, around);
                if (!path)
                    return path.problems();
                files.push_back(std::move(*path));
            }
        return remembered(card.id, fields_of(*this), files, [&]() -> Result<DataFacts> {
            const auto dataset = open(around);
            return dataset ? Result<DataFacts>(facts_of(*dataset)) : dataset.problems();
        });
    }

    Result<Dataset> open(const Surroundings& around) const
    {
        const auto path = find_data_file("features", features, around);
        if (!path)
            return path.problems();
        auto arrays = read(*path);
        if (!arrays)
            return arrays.problems();
        const auto chosen =
            pick(*arrays, features_array, {"x", "X", "x_train", "features", "images", "data"}, 0,
                 "features_array", path->string());
        if (!chosen)
            return chosen.problems();
        RawTensor from = std::move((*arrays)[*chosen]);
        arrays->erase(arrays->begin() + static_cast<std::ptrdiff_t>(*chosen));
        std::string target_name = path->string();
        if (!target.empty()) {
            const auto other = find_data_file("target", target, around);
            if (!other)
                return other.problems();
            target_name = other->string();
            arrays = read(*other);
            if (!arrays)
                return arrays.problems();
        }

        Fingerprint fingerprint;
        fingerprint.add(from.data);
        Dataset dataset;
        const Pictures seen = pictures == "channels first" ? Pictures::channels_first
            : pictures == "channels last"                  ? Pictures::channels_last
            : pictures == "no"                             ? Pictures::no
                                                           : Pictures::automatic;
        auto columns = features_of(from.dtype, from.shape, bytes(from), seen, path->string());
        if (!columns)
            return columns.problems();
        dataset.count = from.shape[0];
        dataset.columns.push_back(std::move(*columns));
        std::span<const std::int64_t> labels;
        if (!arrays->empty()) {
            const auto index =
                pick(*arrays, target_array, {"y", "Y", "y_train", "target", "targets", "labels"}, 0,
                     "target_array", target_name);
            if (!index)
                return index.problems();
            const RawTensor& to = (*arrays)[*index];
            fingerprint.add(to.data);
            if (to.shape.empty() || to.shape[0] != dataset.count)
                return file_problem(target_name,
                                    say("has {0} answers; {1} has {2} samples.",
                                        to.shape.empty() ? 0 : to.shape[0],
                                        path->filename().string(), dataset.count),
                                    say("Choose the files that belong together."));
            const bool whole =
                to.dtype != DType::float32 && to.dtype != DType::float64 && to.shape.size() == 1;
            auto column = target_as == "class" || (target_as == "auto" && whole)
                ? labels_of(to.dtype, to.shape, *bytes(to), classes, target_name)
                : numbers_target(to.dtype, to.shape, bytes(to), target_name);
            if (!column)
                return column.problems();
            dataset.columns.push_back(std::move(*column));
            if (dataset.columns.back().dtype == DType::int64)
                labels = numbers_of<std::int64_t>(dataset.columns.back());
        }
        auto parts = shares.draw(dataset.count, labels);
        if (!parts)
            return parts.problems();
        dataset.parts = std::move(*parts);
        dataset.fingerprint = fingerprint.text();
        measure_ranges(dataset);
        return dataset;
    }

private:
    static std::shared_ptr<const std::vector<std::byte>> bytes(const RawTensor& tensor)
    {
        const auto* begin = reinterpret_cast<const std::byte*>(tensor.data.data());
        return std::make_shared<const std::vector<std::byte>>(begin, begin + tensor.data.size());
    }

    /// The arrays of a file: one of NPY, all of NPZ.
    static Result<std::vector<RawTensor>> read(const std::filesystem::path& file)
    {
        const auto content = read_file(file, std::uint64_t(16) << 30);
        if (!content)
            return content.problems();
        if (content->starts_with("PK"))
            return from_npz(*content, file.string(), std::uint64_t(16) << 30);
        auto one = from_npy(*content, file.string());
        if (!one)
            return one.problems();
        return std::vector{std::move(*one)};
    }

    /// The array of that name, or of one of the usual names, or the one at `otherwise`.
    static Result<std::size_t> pick(const std::vector<RawTensor>& arrays, const std::string& name,
                                    std::initializer_list<std::string_view> usual,
                                    std::size_t otherwise, const char* field,
                                    const std::string& file)
    {
        const auto find = [&](std::string_view wanted) {
            return std::find_if(arrays.begin(), arrays.end(),
                                [&](const RawTensor& a) { return a.name == wanted; });
        };
        std::string names;
        for (const RawTensor& array : arrays)
            names += (names.empty() ? "" : ", ")
                + (array.name.empty() ? "one without a name" : array.name);
        if (!name.empty()) {
            if (const auto at = find(name); at != arrays.end())
                return static_cast<std::size_t>(at - arrays.begin());
            Problem problem =
                file_problem(file, say("has no array '{0}'.", name), say("It has {0}.", names));
            problem.where.field = field;
            return problem;
        }
        for (const std::string_view word : usual)
            if (const auto at = find(word); at != arrays.end())
                return static_cast<std::size_t>(at - arrays.begin());
        if (otherwise < arrays.size())
            return otherwise;
        return file_problem(file, say("holds no arrays."),
                            say("Save it with numpy.savez(file, x=…, y=…)."));
    }
};
} // namespace

void add_source_npy(Sources& to) { to.add<Npy>(); }

} // namespace lepton

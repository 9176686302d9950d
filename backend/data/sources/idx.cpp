// Room backend/data/sources: pictures and labels in IDX files, the format of MNIST and its
// relatives.
#include "backend/data/arrays.h"
#include "backend/data/fingerprint.h"
#include "backend/data/idx_file.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"

namespace lepton {

namespace {
struct Idx {
    static constexpr Card card{
        .id = "idx",
        .title = "IDX files",
        .aliases = "ubyte, Fashion-MNIST, EMNIST, KMNIST, images, pictures, dataset",
        .group = "Data",
        .role = Role::data,
        .doc = "Pictures and labels in IDX files, the format of MNIST, plain or packed with gzip.",
        .stem = "idx",
        .outputs = {{{.name = "features", .pattern = "N C H W", .kind = PortKind::features},
                     {.name = "target", .pattern = "N", .kind = PortKind::label}}},
    };
    std::string images, labels, test_images, test_labels;
    std::int64_t classes = 0;
    Shares shares;

    void fields(Fields& f)
    {
        constexpr const char* filter = "IDX files (*ubyte *.gz *.idx);;All files (*)";
        f("images", images)
            .file(filter)
            .shown()
            .tip("File with the pictures, such as train-images-idx3-ubyte.gz.");
        f("labels", labels)
            .file(filter)
            .tip("File with the labels, such as train-labels-idx1-ubyte.gz.");
        f("test_images", test_images)
            .label("test images")
            .file(filter)
            .tip("Pictures for the test alone; empty: a share of the others.");
        f("test_labels", test_labels)
            .label("test labels")
            .file(filter)
            .tip("Labels of the test pictures.");
        f("classes", classes)
            .range(0, 10'000)
            .advanced()
            .tip("0: as many as the largest label says.");
        shares.fields(f);
    }

    void build(Builder& b, const Inputs&) const { feed_roles(b); }

    /// Paths of the files, two or four.
    Result<std::vector<std::filesystem::path>> files(const Surroundings& around) const
    {
        std::vector<std::filesystem::path> found;
        for (const auto& [field, file] :
             {std::pair<const char*, const std::string*>{"images", &images},
              {"labels", &labels},
              {"test_images", &test_images},
              {"test_labels", &test_labels}}) {
            if (found.size() == 2 && test_images.empty() && test_labels.empty())
                break;
            auto path = find_data_file(field, *file, around);
            if (!path)
                return path.problems();
            found.push_back(std::move(*path));
        }
        return found;
    }

    Result<DataFacts> describe(const Surroundings& around) const
    {
        const auto paths = files(around);
        if (!paths)
            return paths.problems();
        // The heads say the shapes; only the labels, which are small, are read.
        std::vector<IdxHead> heads;
        for (const auto& path : *paths) {
            auto head = read_idx_head(path);
            if (!head)
                return head.problems();
            heads.push_back(std::move(*head));
        }
        if (auto fits = check(heads, *paths); !fits)
            return fits.problems();
        auto features = features_like(heads[0].dtype, heads[0].shape, Pictures::automatic,
                                      (*paths)[0].string());
        if (!features)
            return features.problems();
        std::vector<IdxArray> arrays;
        for (std::size_t i = 1; i < paths->size(); i += 2) {
            auto array = read_idx((*paths)[i]);
            if (!array)
                return array.problems();
            arrays.push_back(std::move(*array));
        }
        const auto target = join_labels(arrays, *paths);
        if (!target)
            return target.problems();
        const auto parts = draw(heads, *target);
        if (!parts)
            return parts.problems();
        DataFacts facts;
        facts.roles = {{"features", type_of(*features)}, {"target", type_of(*target)}};
        facts.labels = target->labels;
        for (std::size_t i = 0; i < 3; ++i)
            facts.counts[i] = static_cast<std::int64_t>((*parts)[i].size());
        return facts;
    }

    Result<Dataset> open(const Surroundings& around) const
    {
        const auto paths = files(around);
        if (!paths)
            return paths.problems();
        std::vector<IdxArray> arrays, label_arrays;
        std::vector<IdxHead> heads;
        Fingerprint fingerprint;
        for (const auto& path : *paths) {
            auto array = read_idx(path);
            if (!array)
                return array.problems();
            fingerprint.add(
                {reinterpret_cast<const char*>(array->bytes->data()), array->bytes->size()});
            heads.push_back(array->head);
            arrays.push_back(std::move(*array));
        }
        if (auto fits = check(heads, *paths); !fits)
            return fits.problems();
        auto bytes = arrays[0].bytes;
        auto shape = heads[0].shape;
        if (arrays.size() == 4) {
            auto both = std::make_shared<std::vector<std::byte>>(*bytes);
            both->insert(both->end(), arrays[2].bytes->begin(), arrays[2].bytes->end());
            bytes = std::move(both);
            shape[0] += heads[2].shape[0];
        }
        auto features = features_of(heads[0].dtype, shape, std::move(bytes), Pictures::automatic,
                                    (*paths)[0].string());
        if (!features)
            return features.problems();
        for (std::size_t i = 1; i < arrays.size(); i += 2)
            label_arrays.push_back(arrays[i]);
        auto target = join_labels(label_arrays, *paths);
        if (!target)
            return target.problems();
        auto parts = draw(heads, *target);
        if (!parts)
            return parts.problems();
        Dataset dataset;
        dataset.count = shape[0];
        dataset.columns = {std::move(*features), std::move(*target)};
        dataset.parts = std::move(*parts);
        dataset.fingerprint = fingerprint.text();
        return dataset;
    }

private:
    /// As many labels as pictures; test pictures like the others.
    static Result<Done> check(const std::vector<IdxHead>& heads,
                              const std::vector<std::filesystem::path>& paths)
    {
        for (std::size_t i = 0; i < heads.size(); i += 2)
            if (heads[i].shape[0] != heads[i + 1].shape[0])
                return file_problem(paths[i + 1].string(),
                                    say("has {0} labels; {1} has {2} pictures.",
                                        heads[i + 1].shape[0], paths[i].filename().string(),
                                        heads[i].shape[0]),
                                    say("Choose the files that belong together."));
        if (heads.size() == 4
            && (heads[0].dtype != heads[2].dtype
                || !std::equal(heads[0].shape.begin() + 1, heads[0].shape.end(),
                               heads[2].shape.begin() + 1, heads[2].shape.end())))
            return file_problem(
                paths[2].string(),
                say("has pictures of another size than {0}.", paths[0].filename().string()),
                say("Choose the files that belong together."));
        return Done{};
    }

    /// Labels of the training file and, if there is one, of the test file behind it.
    Result<Column> join_labels(const std::vector<IdxArray>& arrays,
                               const std::vector<std::filesystem::path>& paths) const
    {
        auto first = labels_of(arrays[0].head.dtype, arrays[0].head.shape, *arrays[0].bytes,
                               classes, paths[1].string());
        if (!first || arrays.size() == 1)
            return first;
        // What training never sees cannot be asked for in the test.
        const auto known = static_cast<std::int64_t>(first->labels.size());
        auto second = labels_of(arrays[1].head.dtype, arrays[1].head.shape, *arrays[1].bytes, known,
                                paths[3].string());
        if (!second)
            return second;
        auto both = std::make_shared<std::vector<std::byte>>(*first->bytes);
        both->insert(both->end(), second->bytes->begin(), second->bytes->end());
        first->bytes = std::move(both);
        return first;
    }

    Result<Parts> draw(const std::vector<IdxHead>& heads, const Column& target) const
    {
        const std::int64_t train = heads[0].shape[0];
        const auto all = numbers_of<std::int64_t>(target);
        if (heads.size() == 2)
            return shares.draw(train, all);
        const auto sizes = part_sizes(train, shares.validation, 0);
        if (!sizes)
            return sizes.problems();
        return split_before(train, train + heads[2].shape[0], sizes->validation, shares.seed,
                            shares.stratified ? all : std::span<const std::int64_t>{});
    }
};
} // namespace

void add_source_idx(Sources& to) { to.add<Idx>(); }

} // namespace lepton

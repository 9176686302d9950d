// Room backend/data/sources: MNIST, the handwritten digits that come with the program.
#include "backend/data/fingerprint.h"
#include "backend/data/idx_file.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"
#include "nodes/files.h"

#include <future>

namespace lepton {

namespace {
constexpr std::array<const char*, 4> file_names{
    "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz"};
constexpr std::int64_t train_count = 60'000, test_count = 10'000, side = 28;

struct Mnist {
    static constexpr Card card{
        .id = "mnist",
        .title = "MNIST",
        .aliases = "handwritten digits, numbers, images, pictures, dataset",
        .group = "Data",
        .role = Role::data,
        .doc = "70 000 handwritten digits, 28 × 28 grey pixels with values from 0 to 255. Comes "
               "with the program.",
        .stem = "mnist",
        .outputs = {{{.name = "features", .pattern = "N C H W", .kind = PortKind::features},
                     {.name = "target", .pattern = "N", .kind = PortKind::label}}},
    };
    std::int64_t validation = 5'000;
    std::int64_t seed = 1;

    void fields(Fields& f)
    {
        f("validation", validation)
            .range(10, 50'000)
            .unit("samples")
            .tip("Taken from the 60 000 training samples; the 10 000 test samples stay untouched.");
        f("seed", seed)
            .range(0, 1e15)
            .advanced()
            .tip("Another seed draws other validation samples.");
    }

    void build(Builder& b, const Inputs&) const { feed_roles(b, facts()); }

    DataFacts facts() const
    {
        DataFacts facts;
        facts.roles["features"] = Type{.dtype = DType::uint8,
                                       .shape = {Dim::named("N"), 1, side, side},
                                       .image = true,
                                       .range = {{0, 255}}};
        facts.roles["target"] =
            Type{.dtype = DType::int64, .shape = {Dim::named("N")}, .classes = 10};
        facts.counts = {train_count - validation, validation, test_count};
        for (int digit = 0; digit < 10; ++digit)
            facts.labels.push_back(std::to_string(digit));
        return facts;
    }

    Result<DataFacts> describe(const Surroundings& around) const
    {
        std::error_code error;
        for (const char* name : file_names)
            if (const auto file = around.resources / "datasets" / "mnist" / name;
                !std::filesystem::exists(file, error))
                return file_problem(file.string(),
                                    say("is missing, though it comes with the program."),
                                    say("Install the program again."));
        return facts();
    }

    Result<Dataset> open(const Surroundings& around) const
    {
        const auto folder = around.resources / "datasets" / "mnist";
        std::array<std::string, 4> packed;
        Fingerprint fingerprint;
        for (std::size_t i = 0; i < 4; ++i) {
            auto bytes = read_file(folder / file_names[i], 1 << 26);
            if (!bytes)
                return bytes.problems();
            packed[i] = std::move(*bytes);
            fingerprint.add(packed[i]);
        }
        const auto unpack_one = [&](std::size_t i, std::int64_t count,
                                    bool images) -> Result<IdxArray> {
            const std::string name = (folder / file_names[i]).string();
            auto array = idx_from_bytes(packed[i], name, 1 << 26);
            const std::vector<std::int64_t> wanted = images
                ? std::vector<std::int64_t>{count, side, side}
                : std::vector<std::int64_t>{count};
            if (array && (array->head.dtype != DType::uint8 || array->head.shape != wanted))
                return file_problem(
                    name,
                    say("is not the MNIST file that comes with the program: it has another size."),
                    say("Install the program again."));
            return array;
        };
        auto test_images = std::async(std::launch::async, unpack_one, 2, test_count, true);
        const auto train_images = unpack_one(0, train_count, true);
        const auto train_labels = unpack_one(1, train_count, false),
                   test_labels = unpack_one(3, test_count, false);
        const auto test = test_images.get();
        for (const auto* array : {&train_images, &train_labels, &test, &test_labels})
            if (!*array)
                return array->problems();

        auto pixels = std::make_shared<std::vector<std::byte>>();
        pixels->reserve(train_images->bytes->size() + test->bytes->size());
        std::vector<std::int64_t> labels;
        labels.reserve(train_count + test_count);
        for (const auto* images : {&train_images, &test})
            pixels->insert(pixels->end(), (*images)->bytes->begin(), (*images)->bytes->end());
        for (std::size_t file = 1; file < 4; file += 2)
            for (const std::byte label : *(file == 1 ? train_labels : test_labels)->bytes) {
                if (static_cast<int>(label) > 9) {
                    Problem problem = file_problem(
                        (folder / file_names[file]).string(),
                        say("has a label {0}; digits go from 0 to 9.", static_cast<int>(label)),
                        say("Install the program again."));
                    problem.where.row =
                        static_cast<std::int64_t>(labels.size()) - (file == 3 ? train_count : 0);
                    return problem;
                }
                labels.push_back(static_cast<std::int64_t>(label));
            }

        Dataset dataset;
        dataset.count = train_count + test_count;
        dataset.columns.push_back({.role = "features",
                                   .dtype = DType::uint8,
                                   .sample_shape = {1, side, side},
                                   .bytes = std::move(pixels),
                                   .names = {},
                                   .labels = {},
                                   .image = true});
        dataset.columns.push_back({.role = "target",
                                   .dtype = DType::int64,
                                   .sample_shape = {},
                                   .bytes = bytes_of(labels),
                                   .names = {},
                                   .labels = facts().labels});
        dataset.parts = split_before(train_count, dataset.count, validation, seed, labels);
        dataset.fingerprint = fingerprint.text();
        return dataset;
    }
};
} // namespace

void add_source_mnist(Sources& to) { to.add<Mnist>(); }

} // namespace lepton

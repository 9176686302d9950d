// Room backend/data/sources: pictures in folders, one for each class, as torchvision's ImageFolder
// has them.
#include "backend/data/fingerprint.h"
#include "backend/data/image.h"
#include "backend/data/picture_folder.h"
#include "backend/data/roles.h"
#include "backend/data/split.h"
#include "nodes/files.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <numeric>
#include <thread>
#include <unistd.h>

namespace lepton {

namespace {
constexpr std::size_t most_heads = 256; ///< pictures whose heads tell size and colours
constexpr std::uint64_t most_pixel_bytes = std::uint64_t(16) << 30;

/// No more than half of this machine's memory, so that training has the rest.
std::uint64_t memory_for_pictures()
{
    const auto pages = static_cast<std::uint64_t>(std::max(::sysconf(_SC_PHYS_PAGES), 1L)),
               size = static_cast<std::uint64_t>(std::max(::sysconf(_SC_PAGE_SIZE), 1L));
    return std::min(most_pixel_bytes, pages / 2 * size);
}

struct ImageFolder {
    static constexpr Card card{
        .id = "image_folder",
        .title = "Image folder",
        .aliases = "pictures, photos, directory, ImageFolder, png, jpeg, jpg, bmp, dataset",
        .group = "Data",
        .role = Role::data,
        .doc = "Pictures in a folder: one folder in it for each class, or such folders in train "
               "and test. Without them it has features only.",
        .stem = "images",
        .outputs = {{{.name = "features", .pattern = "N C H W", .kind = PortKind::features},
                     {.name = "target", .pattern = "N", .kind = PortKind::label}}},
    };
    std::string folder, channels = "auto";
    Pair size{0, 0};
    Shares shares;

    void fields(Fields& f)
    {
        f("folder", folder)
            .folder()
            .shown()
            .tip("PNG, JPEG and BMP pictures in it: the folders are the classes. Folders train, "
                 "test and validation, if there are such, are the parts.");
        f("size", size)
            .range(0, 4096)
            .unit("px")
            .tip("Height and width that the pictures are scaled to. 0 × 0: as they are, which "
                 "must be the same for all.");
        f("channels", channels)
            .choices({"auto", "grey", "RGB"})
            .tip("auto: RGB if there are colours, else grey.");
        shares.fields(f);
    }

    void build(Builder& b, const Inputs&) const { feed_roles(b); }

    static Result<Done> takes(const std::filesystem::path& path) { return holds_pictures(path); }

    /// What is known without decoding a picture.
    struct Plan {
        std::filesystem::path path;
        PictureFolder found;
        std::vector<std::int64_t> labels; ///< of all pictures; empty: no classes
        Column features; ///< still without its bytes
        std::string like; ///< the picture whose size all must have; empty: they are scaled
        Parts parts;
    };

    Result<DataFacts> describe(const Surroundings& around) const
    {
        const auto plan = look(around);
        if (!plan)
            return plan.problems();
        DataFacts facts;
        facts.roles["features"] = type_of(plan->features);
        if (!plan->labels.empty())
            facts.roles["target"] = type_of(target_of(*plan));
        facts.labels = plan->found.labels;
        for (std::size_t i = 0; i < 3; ++i)
            facts.counts[i] = static_cast<std::int64_t>(plan->parts[i].size());
        return facts;
    }

    Result<Dataset> open(const Surroundings& around) const
    {
        auto plan = look(around);
        if (!plan)
            return plan.problems();
        Dataset dataset;
        dataset.count = static_cast<std::int64_t>(plan->found.pictures.size());
        dataset.warnings = std::move(plan->found.warnings);
        auto fingerprint = read_all(*plan, dataset.warnings);
        if (!fingerprint)
            return fingerprint.problems();
        dataset.fingerprint = std::move(*fingerprint);
        if (!plan->labels.empty())
            dataset.columns.push_back(target_of(*plan));
        dataset.columns.insert(dataset.columns.begin(), std::move(plan->features));
        dataset.parts = std::move(plan->parts);
        return dataset;
    }

private:
    static Problem at_field(const char* field, const std::string& file, Text what, Text hint)
    {
        Problem problem = file_problem(file, std::move(what), std::move(hint));
        problem.where.field = field;
        return problem;
    }

    Result<Plan> look(const Surroundings& around) const
    {
        if (folder.empty()) {
            Problem problem =
                at_field("folder", {}, say("no folder is chosen."), say("Choose a folder."));
            problem.level = Level::unfinished;
            return problem;
        }
        const auto path = find_data_file("folder", folder, around);
        if (!path)
            return path.problems();
        auto found = find_pictures(*path);
        if (!found)
            return found.problems();
        Plan plan;
        plan.path = *path;
        plan.found = std::move(*found);
        if (!plan.found.labels.empty())
            for (const FolderPicture& picture : plan.found.pictures)
                plan.labels.push_back(picture.label);
        if (auto done = decide(plan); !done)
            return done.problems();
        auto parts = draw(plan);
        if (!parts) {
            Problems problems = parts.problems();
            for (Problem& problem : problems)
                problem.where.file = path->string();
            return problems;
        }
        plan.parts = std::move(*parts);
        return plan;
    }

    /// The shape of a sample: from the fields, else from the heads of pictures spread evenly over
    /// all, as few as tell.
    Result<Done> decide(Plan& plan) const
    {
        const auto& pictures = plan.found.pictures;
        const bool sized = size[0] > 0 && size[1] > 0;
        if (!sized && size != Pair{0, 0})
            return at_field("size", plan.path.string(),
                            say("its pictures cannot be scaled to {0} × {1}.", size[0], size[1]),
                            say("Set height and width, or 0 × 0 to leave them as they are."));
        bool color = channels == "RGB";
        ImageHead first{size[0], size[1]};
        const std::size_t heads =
            sized && channels != "auto" ? 0 : std::min(pictures.size(), most_heads);
        for (std::size_t i = 0; i < heads && !(sized && color); ++i) {
            const std::string& name = pictures[i * pictures.size() / heads].name;
            const auto head = read_image_head(plan.path / name);
            if (!head)
                return head.problems();
            if (channels == "auto")
                color = color || head->color;
            if (sized)
                continue;
            if (i == 0) {
                first = *head;
                plan.like = name;
            }
            if (auto fits = same_size(plan, first, name, *head); !fits)
                return fits;
        }
        plan.features = {.role = "features",
                         .dtype = DType::uint8,
                         .sample_shape = {color ? 3 : 1, first.height, first.width},
                         .bytes = nullptr,
                         .names = {},
                         .labels = {},
                         .image = true};
        const std::uint64_t needed = pictures.size() * plan.features.sample_bytes(),
                            most = memory_for_pictures();
        if (needed > most)
            return at_field("size", plan.path.string(),
                            say("its {0} pictures of {1} × {2} need {3} MB of memory; at most {4} "
                                "MB are taken.",
                                pictures.size(), first.height, first.width,
                                static_cast<std::int64_t>(needed >> 20),
                                static_cast<std::int64_t>(most >> 20)),
                            say("Set a smaller size."));
        return Done{};
    }

    /// Without a size, all pictures must have that of the first.
    static Result<Done> same_size(const Plan& plan, const ImageHead& first, const std::string& name,
                                  const ImageHead& found)
    {
        if (found.height == first.height && found.width == first.width)
            return Done{};
        return at_field("size", plan.path.string(),
                        say("its pictures differ in size: {0} is {1} × {2}, {3} is {4} × {5} "
                            "(height × width).",
                            plan.like, first.height, first.width, name, found.height, found.width),
                        say("Set the size that they are scaled to, such as 64 × 64."));
    }

    static Column target_of(const Plan& plan)
    {
        return {.role = "target",
                .dtype = DType::int64,
                .sample_shape = {},
                .bytes = bytes_of(plan.labels),
                .names = {},
                .labels = plan.found.labels};
    }

    /// The parts that folders give; what they do not give is drawn from the first.
    Result<Parts> draw(const Plan& plan) const
    {
        const std::span<const std::int64_t> labels(plan.labels);
        const std::int64_t train = plan.found.count(Part::train),
                           validation = plan.found.count(Part::validation),
                           test = plan.found.count(Part::test);
        if (validation == 0 && test == 0)
            return shares.draw(train, labels);
        const auto sizes =
            part_sizes(train, validation > 0 ? 0 : shares.validation, test > 0 ? 0 : shares.test);
        if (!sizes)
            return sizes.problems();
        Parts parts = split(train, *sizes, shares.seed,
                            shares.stratified && !labels.empty()
                                ? labels.first(static_cast<std::size_t>(train))
                                : std::span<const std::int64_t>{});
        std::int64_t next = train;
        for (const auto& [part, count] :
             {std::pair(Part::validation, validation), {Part::test, test}}) {
            auto& to = parts[static_cast<std::size_t>(part)];
            if (count > 0)
                to.resize(static_cast<std::size_t>(count));
            if (count > 0)
                std::iota(to.begin(), to.end(), next);
            next += count;
        }
        return parts;
    }

    /// One decoded picture of the dataset.
    struct Taken {
        std::string fingerprint;
        bool lost_color = false;
    };

    /// Decodes a picture to its place.
    Result<Taken> take(const Plan& plan, std::size_t index, std::span<std::byte> to) const
    {
        const std::string& name = plan.found.pictures[index].name;
        const std::filesystem::path file = plan.path / name;
        const auto bytes = read_file(file, most_picture_bytes);
        if (!bytes)
            return bytes.problems();
        auto image = decode_image(*bytes, file.string());
        if (!image)
            return image.problems();
        const auto& shape = plan.features.sample_shape;
        if (!plan.like.empty())
            if (auto fits =
                    same_size(plan, {shape[1], shape[2]}, name, {image->height, image->width});
                !fits)
                return fits.problems();
        Taken taken{Fingerprint().add(name).add(*bytes).text(), image->channels > shape[0]};
        if (image->channels != shape[0] || image->height != shape[1] || image->width != shape[2])
            *image = fitted(*image, shape[0], shape[1], shape[2]);
        std::memcpy(to.data(), image->pixels.data(), to.size());
        return taken;
    }

    /// Decodes all pictures, several at a time; gives their fingerprint. The first that cannot be
    /// read is the problem.
    Result<std::string> read_all(Plan& plan, Problems& warnings) const
    {
        const std::size_t count = plan.found.pictures.size(),
                          a_sample = plan.features.sample_bytes(),
                          workers = std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
        constexpr std::size_t at_once = 64; ///< of one worker, until all are asked how it went
        auto pixels = std::make_shared<std::vector<std::byte>>(count * a_sample);
        Fingerprint fingerprint;
        std::int64_t lost = 0;
        std::string first_lost;
        using Some = Result<std::vector<Taken>>;
        for (std::size_t begin = 0; begin < count; begin += workers * at_once) {
            std::vector<std::future<Some>> running;
            for (std::size_t from = begin; from < std::min(count, begin + workers * at_once);
                 from += at_once)
                running.push_back(std::async(std::launch::async, [&, from]() -> Some {
                    std::vector<Taken> all;
                    for (std::size_t i = from; i < std::min(count, from + at_once); ++i) {
                        auto taken =
                            take(plan, i, std::span(*pixels).subspan(i * a_sample, a_sample));
                        if (!taken)
                            return taken.problems();
                        all.push_back(std::move(*taken));
                    }
                    return all;
                }));
            std::size_t next = begin;
            for (auto& one : running) {
                const Some some = one.get();
                if (!some)
                    return some.problems();
                for (const Taken& taken : *some) {
                    fingerprint.add(taken.fingerprint);
                    if (taken.lost_color && lost++ == 0)
                        first_lost = plan.found.pictures[next].name;
                    ++next;
                }
            }
        }
        if (lost > 0 && channels == "auto") {
            Problem problem = at_field(
                "channels", plan.path.string(),
                say("{0} pictures have colours, such as {1}; most are grey, and so all become.",
                    lost, first_lost),
                say("Set the channels to RGB to keep the colours."));
            problem.level = Level::warning;
            warnings.push_back(std::move(problem));
        }
        plan.features.bytes = std::move(pixels);
        return fingerprint.text();
    }
};
} // namespace

void add_source_image_folder(Sources& to) { to.add<ImageFolder>(); }

} // namespace lepton

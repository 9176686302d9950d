// Room backend/data: looking through a folder of pictures.
#include "backend/data/picture_folder.h"

#include "backend/data/table.h"
#include "nodes/files.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sys/stat.h>

namespace lepton {

namespace {
namespace fs = std::filesystem;

constexpr std::int64_t most_entries = 2'000'000, a_short_look = 20'000;
constexpr std::size_t most_folder_classes = 10'000, most_depth = 32;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool is_picture_name(const fs::path& name)
{
    const std::string ending = lower(name.extension().string());
    return ending == ".png" || ending == ".jpg" || ending == ".jpeg" || ending == ".bmp";
}

/// The part that a folder of this name holds.
std::optional<Part> part_named(const std::string& name)
{
    static const std::map<std::string, Part> known{
        {"train", Part::train},          {"training", Part::train}, {"val", Part::validation},
        {"valid", Part::validation},     {"test", Part::test},      {"testing", Part::test},
        {"validation", Part::validation}};
    const auto found = known.find(lower(name));
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::array<const char*, 3> part_names{"train", "validation", "test"};

/// Some that are met and left out, with the first of them.
struct LeftOut {
    std::int64_t count = 0;
    std::string first;
    void add(const std::string& name, std::int64_t more = 1)
    {
        if (count == 0)
            first = name;
        count += more;
    }
};

/// The names in one folder, sorted.
struct Content {
    std::vector<std::string> pictures, folders;
};

/// Goes through folders and counts what it passes over.
class Walker {
public:
    Walker(fs::path root, std::int64_t most)
        : root_(std::move(root))
        , most_(most)
    {
        if (struct stat status{}; ::stat(root_.c_str(), &status) == 0)
            path_.emplace_back(status.st_dev, status.st_ino);
    }

    /// What is in a folder; `below` is its path from the root.
    Result<Content> look(const std::string& below)
    {
        Content content;
        const fs::path folder = root_ / below;
        std::error_code error;
        fs::directory_iterator at(folder, error);
        for (; !error && at != fs::directory_iterator() && !full(); at.increment(error)) {
            ++seen_;
            const std::string name = at->path().filename().string();
            if (name.starts_with('.'))
                continue;
            std::error_code dangling; // a link to nothing is like any other file
            if (at->is_directory(dangling))
                content.folders.push_back(name);
            else if (is_picture_name(name) && at->is_regular_file(dangling))
                content.pictures.push_back(join(below, name));
            else
                others.add(join(below, name));
        }
        if (error)
            return system_problem(folder, error.value(), FileUse::reading);
        std::sort(content.pictures.begin(), content.pictures.end());
        std::sort(content.folders.begin(), content.folders.end());
        return content;
    }

    /// All pictures in a folder of the root and below it; with `one`, the first is enough.
    Result<Done> collect(const std::string& below, std::vector<std::string>& to, bool one = false)
    {
        struct stat status { };
        if (::stat((root_ / below).c_str(), &status) != 0)
            return system_problem(root_ / below, errno, FileUse::reading);
        const std::pair<dev_t, ino_t> self{status.st_dev, status.st_ino};
        if (std::find(path_.begin(), path_.end(), self) != path_.end()
            || path_.size() >= most_depth) {
            circles.add(below);
            return Done{};
        }
        path_.push_back(self);
        auto content = look(below);
        if (content) {
            to.insert(to.end(), content->pictures.begin(), content->pictures.end());
            for (const std::string& name : content->folders) {
                if (full() || (one && !to.empty()))
                    break;
                if (auto done = collect(join(below, name), to, one); !done)
                    return done;
            }
        }
        path_.pop_back();
        return content ? Result<Done>(Done{}) : content.problems();
    }

    /// As many files as may be were looked at: the rest is unknown.
    bool full() const { return seen_ >= most_; }

    static std::string join(const std::string& below, const std::string& name)
    {
        return below.empty() ? name : below + "/" + name;
    }

    LeftOut others, circles;

private:
    fs::path root_;
    std::int64_t most_, seen_ = 0;
    std::vector<std::pair<dev_t, ino_t>> path_; ///< the folders it is in
};

/// The pictures of one part: beside its folders, and in each of them.
struct PartPictures {
    std::vector<std::string> beside;
    std::map<std::string, std::vector<std::string>> classes;
};
using Found = std::array<PartPictures, 3>;

Result<Done> is_folder(const fs::path& folder)
{
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found || error)
        return system_problem(folder, error ? error.value() : ENOENT, FileUse::reading);
    if (!fs::is_directory(status))
        return file_problem(folder.string(), say("is a file, not a folder."),
                            say("Choose the folder that the pictures are in."));
    return Done{};
}

Problem without_pictures(const fs::path& folder, const LeftOut& others)
{
    const Text hint = say("Choose a folder with one folder of PNG, JPEG or BMP pictures for each "
                          "class.");
    return others.count == 0
        ? file_problem(folder.string(), say("holds no pictures."), hint)
        : file_problem(folder.string(),
                       say("holds no pictures that can be read, but {0} other files, such as {1}.",
                           others.count, valid_utf8(others.first)),
                       hint);
}

/// "a, b, c", with … for more than five.
std::string some(const std::vector<std::string>& names)
{
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i)
        out += (i > 0 ? ", " : "") + valid_utf8(names[i]);
    return names.size() > 5 ? out + " …" : out;
}

/// Which folders of the root hold a part. None, unless there is one to train on and another, or
/// nothing else.
std::vector<std::pair<Part, std::string>> part_folders(const std::vector<std::string>& folders)
{
    std::vector<std::pair<Part, std::string>> parts;
    for (const std::string& name : folders)
        if (const auto part = part_named(name))
            parts.emplace_back(*part, name);
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const bool train = !parts.empty() && parts.front().first == Part::train,
               other = !parts.empty() && parts.back().first != Part::train;
    if (train && (other || folders.size() == parts.size()))
        return parts;
    return {};
}

/// Puts warnings into words.
class Warnings {
public:
    Warnings(const fs::path& folder, Problems& to)
        : folder_(folder.string())
        , to_(to)
    {
    }
    void add(Text what, Text hint = {})
    {
        to_.push_back(file_problem(folder_, std::move(what), std::move(hint)));
        to_.back().level = Level::warning;
    }
    void left_out(const Walker& walker, const LeftOut& beside)
    {
        if (beside.count > 0)
            add(say("{0} pictures lie beside the folders and are left out, such as {1}.",
                    beside.count, valid_utf8(beside.first)),
                say("Put them into the folder of their class."));
        if (walker.others.count > 0)
            add(say("{0} files are no PNG, JPEG or BMP and are left out, such as {1}.",
                    walker.others.count, valid_utf8(walker.others.first)));
        if (walker.circles.count > 0)
            add(say("{0} folders lead back to themselves or lie more than {1} deep, and are left "
                    "out, such as {2}.",
                    walker.circles.count, most_depth, valid_utf8(walker.circles.first)));
    }
    /// Classes that a part does not have.
    void lacking(const Found& found, const std::vector<std::string>& names)
    {
        for (std::size_t part = 0; part < found.size(); ++part) {
            std::vector<std::string> missing;
            for (const std::string& name : names)
                if (const auto at = found[part].classes.find(name);
                    at == found[part].classes.end() || at->second.empty())
                    missing.push_back(name);
            if (missing.empty() || missing.size() == names.size())
                continue;
            if (part == 0)
                add(say("train has no pictures of {0}, which cannot be learned then; the classes "
                        "are those of all parts.",
                        some(missing)));
            else
                add(say("{0} has no pictures of {1}; the classes are those of all parts.",
                        part_names[part], some(missing)));
        }
    }

private:
    std::string folder_;
    Problems& to_;
};

/// The folders with pictures are the classes, if there are two or more. Sorts those without into
/// `empty`.
std::vector<std::string> classes_in(const Found& found, std::vector<std::string>& empty)
{
    std::map<std::string, bool> names;
    for (const PartPictures& part : found)
        for (const auto& [name, pictures] : part.classes)
            names[name] = names[name] || !pictures.empty();
    std::vector<std::string> classes;
    for (const auto& [name, filled] : names)
        (filled ? classes : empty).push_back(name);
    return classes;
}
} // namespace

std::int64_t PictureFolder::count(Part part) const
{
    return std::count_if(pictures.begin(), pictures.end(), [&](const FolderPicture& picture) {
        return picture.part.value_or(Part::train) == part;
    });
}

Result<PictureFolder> find_pictures(const fs::path& folder)
{
    if (const auto there = is_folder(folder); !there)
        return there.problems();
    Walker walker(folder, most_entries);
    auto root = walker.look({});
    if (!root)
        return root.problems();

    PictureFolder out;
    Warnings warnings(folder, out.warnings);
    Found found;
    LeftOut beside;
    const auto parts = part_folders(root->folders);
    const auto fill = [&](Part part, const std::string& below, const Content& content) {
        PartPictures& to = found[static_cast<std::size_t>(part)];
        to.beside.insert(to.beside.end(), content.pictures.begin(), content.pictures.end());
        for (const std::string& name : content.folders)
            if (auto done = walker.collect(Walker::join(below, name), to.classes[name]); !done)
                return done;
        return Result<Done>(Done{});
    };
    if (parts.empty()) {
        if (const auto done = fill(Part::train, {}, *root); !done)
            return done.problems();
    } else {
        if (!root->pictures.empty())
            beside.add(root->pictures.front(), static_cast<std::int64_t>(root->pictures.size()));
        std::vector<std::string> ignored;
        for (const std::string& name : root->folders)
            if (!part_named(name))
                ignored.push_back(name);
        if (!ignored.empty())
            warnings.add(say("the folders {0} stand beside those of the parts and are left out.",
                             some(ignored)));
        for (const auto& [part, name] : parts) {
            const auto content = walker.look(name);
            if (!content)
                return content.problems();
            if (const auto done = fill(part, name, *content); !done)
                return done.problems();
        }
    }
    if (walker.full())
        return file_problem(
            folder.string(),
            say("holds more than {0} files: so many are not looked through.", most_entries),
            say("Is it the right folder?"));

    std::vector<std::string> empty;
    const std::vector<std::string> classes = classes_in(found, empty);
    if (classes.size() > most_folder_classes)
        return file_problem(folder.string(),
                            say("has {0} folders of classes; at most {1} are read.", classes.size(),
                                most_folder_classes),
                            say("Is it the right folder?"));
    for (std::size_t part = 0; part < found.size(); ++part) {
        const auto of_part = parts.empty() ? std::nullopt : std::optional(static_cast<Part>(part));
        const auto take = [&](const std::vector<std::string>& names, std::int64_t label) {
            for (const std::string& name : names)
                out.pictures.push_back({name, label, of_part});
        };
        auto& here = found[part];
        if (classes.size() >= 2) {
            if (!here.beside.empty())
                beside.add(here.beside.front(), static_cast<std::int64_t>(here.beside.size()));
            for (std::size_t c = 0; c < classes.size(); ++c)
                take(here.classes[classes[c]], static_cast<std::int64_t>(c));
        } else {
            std::sort(here.beside.begin(), here.beside.end());
            take(here.beside, -1);
            for (const std::string& name : classes)
                take(here.classes[name], -1);
        }
    }
    if (out.pictures.empty())
        return without_pictures(folder, walker.others);
    if (out.count(Part::train) == 0)
        return file_problem(
            folder.string(),
            say("has pictures for {0}, but none to train on.",
                part_names[static_cast<std::size_t>(*out.pictures.front().part)]),
            say("Put folders of pictures, one for each class, into the folder train."));

    if (classes.size() >= 2)
        for (const std::string& name : classes)
            out.labels.push_back(valid_utf8(name));
    else if (classes.size() == 1)
        warnings.add(say("{0} is the only folder with pictures: with one class there is nothing to "
                         "tell apart, so there is no target.",
                         some(classes)),
                     say("If the classes are folders inside it, choose it instead."));
    if (!empty.empty())
        warnings.add(say("the folders {0} hold no pictures: they are no classes.", some(empty)));
    if (!parts.empty() && !out.labels.empty())
        warnings.lacking(found, classes);
    warnings.left_out(walker, beside);
    return out;
}

Result<Done> holds_pictures(const fs::path& folder)
{
    if (auto there = is_folder(folder); !there)
        return there;
    Walker walker(folder, a_short_look);
    auto root = walker.look({});
    if (!root)
        return root.problems();
    for (const std::string& name : root->folders)
        if (root->pictures.empty() && !walker.full())
            if (auto done = walker.collect(name, root->pictures, true); !done)
                return done;
    if (!root->pictures.empty())
        return Done{};
    if (walker.full())
        return file_problem(
            folder.string(),
            say("has no picture among the first {0} files that were looked at.", a_short_look),
            say("Choose a folder with one folder of PNG, JPEG or BMP pictures for "
                "each class."));
    return without_pictures(folder, walker.others);
}

} // namespace lepton

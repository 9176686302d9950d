// Room nodes: reading and writing whole files so that nothing is lost on a full disk or by
// a kill.
#include "nodes/files.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
namespace fs = std::filesystem;

constexpr std::string_view leftover_ending = ".part";

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    int number() const { return number_; }
    int close() { return ::close(std::exchange(number_, -1)); }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

Problem no_plain_file(const fs::path& file, mode_t mode)
{
    const char* what =
        S_ISDIR(mode) ? "is a folder, not a file." : "is a device or pipe, not a file.";
    return file_problem(file.string(), say(what), say("Choose a file."));
}

/// Writes everything or gives the error number.
int write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(),
                                      std::min<std::size_t>(bytes.size(), std::size_t(1) << 30));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        if (count == 0)
            return ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// Follows links by hand, because the last one may point to a file that is not there yet.
fs::path behind_links(fs::path file)
{
    std::error_code error;
    for (int i = 0; i < 40 && fs::is_symlink(file, error); ++i) {
        const fs::path target = fs::read_symlink(file, error);
        if (error)
            break;
        file = target.is_absolute() ? target : file.parent_path() / target;
    }
    return file;
}

fs::path folder_of(const fs::path& file)
{
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// A name for the file while it is written: hidden, beside it, with our process in it.
fs::path part_name(const fs::path& file)
{
    static std::atomic<unsigned> counter = 0;
    const std::string name = file.filename().string().substr(0, 200);
    return folder_of(file)
        / ("." + name + "." + std::to_string(::getpid()) + "." + std::to_string(++counter)
           + std::string(leftover_ending));
}

void sync_folder(const fs::path& folder)
{
    // Some file systems cannot sync a folder; the rename itself has already been done.
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() >= 0)
        ::fsync(descriptor.number());
}
} // namespace

Problem system_problem(const fs::path& file, int error, FileUse use)
{
    const std::string name = file.string();
    switch (error) {
    case ENOENT:
        return use == FileUse::reading
            ? file_problem(name, say("is missing."), say("Choose where it is now."))
            : file_problem(name, say("cannot be written, because its folder is missing."),
                           say("Choose another folder."));
    case EACCES:
    case EPERM:
        return use == FileUse::reading
            ? file_problem(name, say("may not be read."),
                           say("Change its permissions, or choose another file."))
            : file_problem(name, say("may not be written."),
                           say("Change the permissions, or save in another folder."));
    case EROFS:
        return file_problem(name, say("is on a read-only disk."), say("Save in another folder."));
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return file_problem(name,
                            say("does not fit: the disk is full. What was there before is kept."),
                            say("Free some space, or save on another disk."));
    case ENOTDIR:
        return file_problem(name, say("is not a path: a part of it is a file, not a folder."),
                            say("Choose another folder."));
    case EISDIR:
        return file_problem(name, say("is a folder, not a file."), say("Choose a file."));
    case ENAMETOOLONG:
        return file_problem(name.substr(0, 100) + "…", say("is too long a name."),
                            say("Choose a shorter name."));
    case ELOOP:
        return file_problem(name, say("is a link that leads back to itself."),
                            say("Choose another file."));
    case EMFILE:
    case ENFILE:
        return file_problem(name, say("cannot be opened: too many files are open."),
                            say("Close other programs and try again."));
    default:
        return use == FileUse::reading
            ? file_problem(name, say("cannot be read: {0}.", std::strerror(error)))
            : file_problem(name, say("cannot be written: {0}.", std::strerror(error)),
                           say("What was there before is kept."));
    }
}

namespace {
/// The number of a plain file that was opened for reading, and its size.
Result<std::pair<int, std::uint64_t>> open_plain(const fs::path& file)
{
    if (file.native().find('\0') != std::string::npos)
        return file_problem(std::string(file.c_str()),
                            say("is not a path: it contains a zero byte."),
                            say("Choose another file."));
    // Looked at before it is opened, because opening a device can already do something.
    struct stat status { };
    if (::stat(file.c_str(), &status) != 0)
        return system_problem(file, errno, FileUse::reading);
    if (!S_ISREG(status.st_mode))
        return no_plain_file(file, status.st_mode);
    Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0)
        return system_problem(file, errno, FileUse::reading);
    if (::fstat(descriptor.number(), &status) != 0)
        return system_problem(file, errno, FileUse::reading);
    if (!S_ISREG(status.st_mode))
        return no_plain_file(file, status.st_mode);
    return std::pair(descriptor.release(),
                     static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0)));
}

/// Reads into what is left of `bytes` after `filled`; how much came, 0 at the end.
Result<std::size_t> read_more(const Descriptor& descriptor, const fs::path& file,
                              std::string& bytes, std::size_t filled)
{
    for (;;) {
        const ssize_t count =
            ::read(descriptor.number(), bytes.data() + filled, bytes.size() - filled);
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR)
            return system_problem(file, errno, FileUse::reading);
    }
}
} // namespace

Result<std::string> read_begin(const fs::path& file, std::size_t most)
{
    const auto opened = open_plain(file);
    if (!opened)
        return opened.problems();
    const Descriptor descriptor(opened->first);
    std::string bytes(most, '\0');
    std::size_t filled = 0;
    while (filled < most) {
        const auto count = read_more(descriptor, file, bytes, filled);
        if (!count)
            return count.problems();
        if (*count == 0)
            break;
        filled += *count;
    }
    bytes.resize(filled);
    return bytes;
}

Result<std::string> read_file(const fs::path& file, std::uint64_t limit)
{
    const auto opened = open_plain(file);
    if (!opened)
        return opened.problems();
    const Descriptor descriptor(opened->first);
    const std::uint64_t size = opened->second;
    const auto too_large = [&](std::uint64_t found) {
        return file_problem(file.string(),
                            say("has {0} bytes; at most {1} are read.",
                                static_cast<std::int64_t>(found), static_cast<std::int64_t>(limit)),
                            say("Is it the right file?"));
    };
    if (size > limit)
        return too_large(size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t filled = 0;
    for (;;) {
        // One byte more than expected shows whether the file ends where its size said.
        if (filled == bytes.size())
            bytes.resize(bytes.size() + (filled == size ? 1 : 65536));
        const auto count = read_more(descriptor, file, bytes, filled);
        if (!count)
            return count.problems();
        if (*count == 0)
            break;
        filled += *count;
        if (filled > limit)
            return too_large(filled);
    }
    bytes.resize(filled);
    return bytes;
}

Result<Done> write_file(const fs::path& file, std::string_view bytes, Durable durable)
{
    if (file.native().find('\0') != std::string::npos || !file.has_filename())
        return file_problem(std::string(file.c_str()), say("is not the name of a file."),
                            say("Choose another name."));
    const fs::path target = behind_links(file);
    mode_t mode = 0666;
    bool keep_mode = false;
    struct stat status { };
    if (::stat(target.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode))
            return no_plain_file(file, status.st_mode);
        if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
            return system_problem(file, errno, FileUse::writing);
        mode = status.st_mode & 07777;
        keep_mode = true;
    }

    const fs::path part = part_name(target);
    Descriptor descriptor(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                 keep_mode ? (mode & 0777) | 0200 : mode));
    if (descriptor.number() < 0)
        return system_problem(file, errno, FileUse::writing);
    const auto give_up = [&](int error) {
        ::unlink(part.c_str());
        return system_problem(file, error, FileUse::writing);
    };
    if (const int error = write_all(descriptor.number(), bytes))
        return give_up(error);
    if (keep_mode)
        (void)!::fchmod(descriptor.number(), mode);
    if (durable == Durable::power_loss && ::fsync(descriptor.number()) != 0 && errno != EINVAL)
        return give_up(errno);
    if (::fstat(descriptor.number(), &status) != 0)
        return give_up(errno);
    if (static_cast<std::uint64_t>(status.st_size) != bytes.size())
        return give_up(ENOSPC);
    if (descriptor.close() != 0)
        return give_up(errno);
    if (::rename(part.c_str(), target.c_str()) != 0)
        return give_up(errno);
    if (durable == Durable::power_loss)
        sync_folder(folder_of(target));
    return Done{};
}

void remove_leftovers(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::string name = entry->path().filename().string();
        if (name.empty() || name[0] != '.' || !name.ends_with(leftover_ending))
            continue;
        name.resize(name.size() - leftover_ending.size());
        const std::size_t counter = name.rfind('.');
        const std::size_t process = counter == std::string::npos || counter == 0
            ? std::string::npos
            : name.rfind('.', counter - 1);
        if (process == std::string::npos)
            continue;
        pid_t pid = 0;
        const auto read = std::from_chars(name.data() + process + 1, name.data() + counter, pid);
        if (read.ec == std::errc{} && read.ptr == name.data() + counter && pid > 0
            && ::kill(pid, 0) != 0 && errno == ESRCH)
            ::unlink(entry->path().c_str());
    }
}

} // namespace lepton

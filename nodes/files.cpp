// Room nodes: whole files, read and written so that nothing is lost.
#include "nodes/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { (void)close(); }
    int get() const { return number_; }
    bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

Problem system_problem(const std::filesystem::path& file, const char* doing, int error)
{
    Text hint;
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        hint = say("The disk is full: free some space, or save elsewhere.");
    else if (error == EROFS || error == EACCES || error == EPERM)
        hint = say("This place is read-only: save elsewhere, or change its permissions.");
    else if (error == ENOENT)
        hint = say("Check the name, or find the file again.");
    return file_problem(
        file.string(),
        say("cannot be {0}: {1}.", std::string(doing), std::string(std::strerror(error))), hint);
}

bool write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}
} // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t limit)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about { };
    if (in.get() < 0 || ::fstat(in.get(), &about) != 0)
        return system_problem(file, "read", errno);
    if (!S_ISREG(about.st_mode))
        return file_problem(file.string(), say("is not a plain file."), say("Choose a file."));
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > limit)
        return file_problem(file.string(),
                            say("is too large: {0} bytes; at most {1} are read.",
                                static_cast<std::int64_t>(size), static_cast<std::int64_t>(limit)));
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(in.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_problem(file, "read", errno);
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

Result<Done> write_file(const std::filesystem::path& file, std::string_view bytes)
{
    // A link keeps pointing where it does: the file behind it is replaced.
    std::error_code ignored;
    const std::filesystem::path target = std::filesystem::is_symlink(file, ignored)
        ? std::filesystem::weakly_canonical(file, ignored)
        : file;
    std::string temporary = target.string() + ".XXXXXX";
    Descriptor out(::mkostemp(temporary.data(), O_CLOEXEC));
    if (out.get() < 0)
        return system_problem(file, "written", errno);
    struct stat before { };
    const bool existed = ::stat(target.c_str(), &before) == 0;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    (void)::fchmod(out.get(), existed ? before.st_mode & 07777 : 0666 & ~mask);
    struct stat about { };
    const bool good = write_all(out.get(), bytes) && ::fsync(out.get()) == 0
        && ::fstat(out.get(), &about) == 0
        && static_cast<std::uint64_t>(about.st_size) == bytes.size() && out.close()
        && ::rename(temporary.c_str(), target.c_str()) == 0;
    if (!good) {
        const int error = errno;
        ::unlink(temporary.c_str());
        return system_problem(file, "written", error);
    }
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
    if (const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        directory.get() >= 0)
        (void)::fsync(directory.get());
    return Done{};
}

} // namespace lepton

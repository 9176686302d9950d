// Room backend/record: appending whole records.
#include "backend/record/files.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
namespace fs = std::filesystem;

/// Writes everything or gives the error number.
int write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
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

/// Cuts off what follows the last newline. The error number, or 0.
int cut_last_line(int descriptor)
{
    const off_t size = ::lseek(descriptor, 0, SEEK_END);
    off_t end = size;
    char block[4096];
    while (end > 0) {
        const off_t from = std::max<off_t>(0, end - static_cast<off_t>(sizeof block));
        const ssize_t count =
            ::pread(descriptor, block, static_cast<std::size_t>(end - from), from);
        if (count <= 0)
            return count < 0 ? errno : EIO;
        const std::size_t newline =
            std::string_view(block, static_cast<std::size_t>(count)).rfind('\n');
        if (newline != std::string_view::npos) {
            end = from + static_cast<off_t>(newline) + 1;
            break;
        }
        end = from;
    }
    return end < size && ::ftruncate(descriptor, end) != 0 ? errno : 0;
}
} // namespace

Result<Appender> Appender::open(const fs::path& file)
{
    struct stat status { };
    if (::stat(file.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
        return file_problem(file.string(), say("is no plain file."), say("Choose another name."));
    const int descriptor =
        ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0666);
    if (descriptor < 0)
        return system_problem(file, errno, FileUse::writing);
    return Appender(descriptor, file.string());
}

Result<Appender> Appender::open_lines(const fs::path& file)
{
    auto opened = open(file);
    if (opened)
        if (const int error = cut_last_line(opened->descriptor_))
            return system_problem(file, error, FileUse::writing);
    return opened;
}

Appender::Appender(Appender&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
    , name_(std::move(other.name_))
{
}

Appender& Appender::operator=(Appender&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    std::swap(name_, other.name_);
    return *this;
}

Appender::~Appender()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

Result<Done> Appender::append(std::string_view record)
{
    const off_t before = ::lseek(descriptor_, 0, SEEK_END);
    if (before < 0)
        return system_problem(name_, errno, FileUse::writing);
    if (const int error = write_all(descriptor_, record)) {
        (void)!::ftruncate(descriptor_, before);
        return system_problem(name_, error, FileUse::writing);
    }
    return Done{};
}

} // namespace lepton

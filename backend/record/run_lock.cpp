// Room backend/record: run.lock: who holds it lives.
#include "backend/record/files.h"
#include "backend/record/run_directory.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace lepton {

namespace {
struct flock whole_file(short type)
{
    struct flock lock { };
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

/// When a process started, in clock ticks since boot: tells it from a later one with the same
/// number. Empty if it is dead.
std::string start_of(std::int64_t pid)
{
    const auto stat = read_file("/proc/" + std::to_string(pid) + "/stat", 1 << 16);
    if (!stat)
        return {};
    // The second field, the program's name, may itself contain spaces and brackets.
    std::size_t at = stat->rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field)
        at = stat->find(' ', at + 1);
    if (at == std::string::npos)
        return {};
    return stat->substr(at + 1, stat->find(' ', at + 1) - at - 1);
}

std::string host()
{
    char name[256] = "";
    (void)!::gethostname(name, sizeof name - 1);
    return name;
}

/// Written into the lock file, for file systems that cannot lock.
std::string who_am_i()
{
    return std::to_string(::getpid()) + " " + start_of(::getpid()) + " " + host() + "\n";
}

/// Does the process that wrote the lock file live? For a process on another machine: we cannot
/// know, so yes.
bool writer_lives(const RunDirectory& run)
{
    const auto text = read_file(run.lock(), 4096);
    if (!text)
        return false;
    std::int64_t pid = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), pid);
    if (read.ec != std::errc{} || pid <= 0)
        return false;
    const std::string rest(read.ptr, text->data() + text->size());
    if (!rest.ends_with(" " + host() + "\n"))
        return true;
    return rest == " " + start_of(pid) + " " + host() + "\n";
}

bool cannot_lock(int error)
{
    return error == ENOLCK || error == EOPNOTSUPP || error == ENOSYS || error == EINVAL;
}
} // namespace

Result<RunLock> RunLock::take(const RunDirectory& run)
{
    const auto held = [&] {
        return file_problem(run.path.string(),
                            say("is in use: its training is still going on in another process."),
                            say("Wait for it, or stop it first."));
    };
    RunLock lock(::open(run.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (lock.descriptor_ < 0)
        return system_problem(run.lock(), errno, FileUse::writing);
    struct flock wanted = whole_file(F_WRLCK);
    if (::fcntl(lock.descriptor_, F_OFD_SETLK, &wanted) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            return held();
        if (!cannot_lock(errno))
            return system_problem(run.lock(), errno, FileUse::writing);
        if (writer_lives(run))
            return held();
    }
    const std::string text = who_am_i();
    if (::ftruncate(lock.descriptor_, 0) != 0
        || ::pwrite(lock.descriptor_, text.data(), text.size(), 0)
            != static_cast<ssize_t>(text.size()))
        return system_problem(run.lock(), errno, FileUse::writing);
    for (const auto& folder : {run.path, run.checkpoints(), run.snapshots()})
        remove_leftovers(folder);
    return lock;
}

RunLock::RunLock(RunLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
{
}

RunLock& RunLock::operator=(RunLock&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

RunLock::~RunLock()
{
    if (descriptor_ < 0)
        return;
    (void)!::ftruncate(descriptor_, 0); // where locks do not work, an empty file says free
    ::close(descriptor_);
}

bool is_locked(const RunDirectory& run)
{
    const int descriptor =
        ::open(run.lock().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    struct flock asked = whole_file(F_WRLCK);
    const int answer = ::fcntl(descriptor, F_OFD_GETLK, &asked);
    const int error = errno;
    ::close(descriptor);
    if (answer != 0)
        return cannot_lock(error) && writer_lives(run);
    return asked.l_type != F_UNLCK;
}

} // namespace lepton

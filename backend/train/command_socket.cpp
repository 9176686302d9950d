// Room backend/train: the run's socket.
#include "backend/train/command_socket.h"

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace lepton {
namespace {

constexpr std::size_t longest_line = 16 << 20;
constexpr std::size_t most_clients = 64;

Problem socket_problem(const std::string& path, const char* doing)
{
    return file_problem(path, say("cannot {0}: {1}.", doing, std::strerror(errno)),
                        say("Set XDG_RUNTIME_DIR to a folder of your own that exists."));
}

Result<sockaddr_un> address_of(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return file_problem(path,
                            say("a socket's path may have {0} bytes, this one has {1}.",
                                sizeof address.sun_path - 1, path.size()));
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

/// Sends all bytes; a client that does not read for a second loses its answer, never the training.
bool send_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent =
            ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            pollfd wait{descriptor, POLLOUT, 0};
            if (::poll(&wait, 1, 1000) > 0)
                continue;
        }
        return false;
    }
    return true;
}

Json refusal(const char* sentence) { return {{"ok", false}, {"problem", sentence}}; }

} // namespace

struct CommandSocket::State {
    std::string path;
    ino_t inode = 0;
    int listener = -1;
    int wake = -1;
    std::thread thread;
    std::atomic<bool> stop = false;
    std::atomic<std::size_t> queued = 0;
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<std::pair<std::int64_t, Json>> queue; ///< client, command
    std::map<std::int64_t, int> clients; ///< client → descriptor, guarded by mutex

    ~State()
    {
        stop = true;
        if (thread.joinable()) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const ssize_t n = ::write(wake, &one, sizeof one);
            thread.join();
        }
        // Who asked a moment too late is told so.
        for (const auto& [client, command] : queue)
            answer(client, refusal("The run has ended."));
        for (const auto& [client, descriptor] : clients)
            ::close(descriptor);
        if (listener >= 0) {
            ::close(listener);
            // Only our own socket is removed: a resumed run may have taken the path over by now.
            struct stat now { };
            if (::stat(path.c_str(), &now) == 0 && now.st_ino == inode)
                ::unlink(path.c_str());
        }
        if (wake >= 0)
            ::close(wake);
    }

    void answer(std::int64_t client, const Json& answer)
    {
        const std::lock_guard lock(mutex);
        if (const auto found = clients.find(client); found != clients.end())
            send_all(found->second,
                     answer.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    }

    void take_line(std::int64_t client, std::string_view line)
    {
        Json command = Json::parse(line, nullptr, false);
        if (!command.is_object())
            return answer(client, refusal("A command is one JSON object in one line."));
        {
            const std::lock_guard lock(mutex);
            queue.emplace_back(client, std::move(command));
            queued = queue.size();
        }
        arrived.notify_one();
    }

    /// The socket's thread.
    void listen_to_all()
    {
        std::map<std::int64_t, std::string> partial;
        std::int64_t next = 1;
        std::vector<char> buffer(1 << 16);
        while (!stop) {
            std::vector<pollfd> polled{{listener, POLLIN, 0}, {wake, POLLIN, 0}};
            std::vector<std::int64_t> ids{0, 0};
            {
                const std::lock_guard lock(mutex);
                for (const auto& [client, descriptor] : clients) {
                    polled.push_back({descriptor, POLLIN, 0});
                    ids.push_back(client);
                }
            }
            if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR)
                return;
            if (polled[0].revents & POLLIN) {
                const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
                const std::lock_guard lock(mutex);
                if (client >= 0 && clients.size() < most_clients)
                    clients.emplace(next++, client);
                else if (client >= 0)
                    ::close(client);
            }
            for (std::size_t i = 2; i < polled.size(); ++i) {
                if (polled[i].revents == 0)
                    continue;
                const ssize_t got =
                    ::recv(polled[i].fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
                if (got < 0 && (errno == EAGAIN || errno == EINTR))
                    continue;
                std::string& text = partial[ids[i]];
                if (got > 0)
                    text.append(buffer.data(), static_cast<std::size_t>(got));
                for (std::size_t end; (end = text.find('\n')) != std::string::npos;
                     text.erase(0, end + 1))
                    take_line(ids[i], std::string_view(text).substr(0, end));
                if (got <= 0 || text.size() > longest_line) {
                    partial.erase(ids[i]);
                    const std::lock_guard lock(mutex);
                    clients.erase(ids[i]);
                    ::close(polled[i].fd);
                }
            }
        }
    }
};

CommandSocket::CommandSocket(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}
CommandSocket::CommandSocket(CommandSocket&&) noexcept = default;
CommandSocket& CommandSocket::operator=(CommandSocket&&) noexcept = default;
CommandSocket::~CommandSocket() = default;

Result<CommandSocket> CommandSocket::listen(const std::string& path)
{
    const auto address = address_of(path);
    if (!address)
        return address.problems();
    auto state = std::make_unique<State>();
    state->path = path;
    state->wake = ::eventfd(0, EFD_CLOEXEC);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || state->wake < 0)
        return socket_problem(path, "make a socket");
    ::unlink(path.c_str());
    const mode_t mask = ::umask(0177);
    const int bound =
        ::bind(listener, reinterpret_cast<const sockaddr*>(&*address), sizeof *address);
    ::umask(mask);
    struct stat made { };
    if (bound != 0 || ::listen(listener, 8) != 0 || ::stat(path.c_str(), &made) != 0) {
        const Problem problem = socket_problem(path, "listen");
        ::close(listener);
        return problem;
    }
    state->listener = listener;
    state->inode = made.st_ino;
    state->thread = std::thread([s = state.get()] { s->listen_to_all(); });
    return CommandSocket(std::move(state));
}

bool CommandSocket::waiting() const { return state_->queued.load(std::memory_order_relaxed) > 0; }

void CommandSocket::serve(const Answer& answer, std::chrono::milliseconds patience)
{
    std::unique_lock lock(state_->mutex);
    if (patience.count() > 0)
        state_->arrived.wait_for(lock, patience, [this] { return !state_->queue.empty(); });
    while (!state_->queue.empty()) {
        auto [client, command] = std::move(state_->queue.front());
        state_->queue.pop_front();
        state_->queued = state_->queue.size();
        lock.unlock();
        state_->answer(client, answer(command));
        lock.lock();
    }
}

Result<Json> send_command(const std::string& path, const Json& command,
                          std::chrono::milliseconds patience)
{
    const auto address = address_of(path);
    if (!address)
        return address.problems();
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return socket_problem(path, "make a socket");
    struct Close {
        int descriptor;
        ~Close() { ::close(descriptor); }
    } const close{descriptor};
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0)
        return file_problem(path, say("nobody listens here: {0}.", std::strerror(errno)),
                            say("The run has ended, or its engine is gone."));
    if (!send_all(descriptor, command.dump() + "\n"))
        return file_problem(path, say("the run does not take commands any more."));
    std::string answer;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (answer.find('\n') == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                              end - std::chrono::steady_clock::now())
                              .count();
        pollfd wait{descriptor, POLLIN, 0};
        if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) == 0)
            return file_problem(
                path, say("no answer within {0} s.", static_cast<double>(patience.count()) / 1000));
        char buffer[4096];
        const ssize_t got = ::recv(descriptor, buffer, sizeof buffer, 0);
        if (got == 0 || (got < 0 && errno != EINTR))
            return file_problem(path, say("the run ended before it answered."));
        if (got > 0)
            answer.append(buffer, static_cast<std::size_t>(got));
    }
    Json json = Json::parse(answer.substr(0, answer.find('\n')), nullptr, false);
    if (json.is_discarded())
        return file_problem(path, say("the answer is no JSON."));
    return json;
}

} // namespace lepton

// Room backend/train: the run's socket: one JSON line in, one JSON line out. Torch-free.
#pragma once

#include "nodes/json.h"
#include "nodes/problem.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace lepton {

/// Listens on a socket of this user alone. A thread of its own takes lines; the training thread
/// answers them between steps.
class CommandSocket {
public:
    /// What the training thread says to a command.
    using Answer = std::function<Json(const Json& command)>;

    /// Takes the path over from a dead engine. Fails if it cannot be made.
    static Result<CommandSocket> listen(const std::string& path);
    CommandSocket(CommandSocket&&) noexcept;
    CommandSocket& operator=(CommandSocket&&) noexcept;
    ~CommandSocket();

    /// [training] True if a command waits; costs nothing.
    bool waiting() const;
    /// [training] Answers all commands that have come; waits up to `patience` for one.
    void serve(const Answer& answer,
               std::chrono::milliseconds patience = std::chrono::milliseconds(0));

private:
    struct State;
    explicit CommandSocket(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Sends one command to a run's socket and waits for its answer.
Result<Json> send_command(const std::string& path, const Json& command,
                          std::chrono::milliseconds patience);

} // namespace lepton

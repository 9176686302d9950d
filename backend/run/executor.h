// Room backend/run: runs a program node by node through LibTorch's dispatcher:
// for the debugger, prediction, and as oracle.
#pragma once

#include "backend/run/prepared_call.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lepton {

/// Which calls lead to some values, in order, and which values may go after
/// each call.
struct Path {
    std::vector<std::int32_t> calls; ///< indexes into the calls
    std::vector<std::vector<std::int32_t>> leave; ///< after each call: values nobody needs any more
};

/// The calls of one bound program, ready to run.
class Executor {
public:
    /// Prepares the batch's calls, the metrics' and the updates. The program must
    /// outlive the executor.
    static Result<std::unique_ptr<Executor>> make(const Program& program,
                                                  const RunSettings& settings);

    const Program& program() const { return *program_; }
    /// Sets what all draws of a training step come from, where that is one stream. run() does it;
    /// run_call() does not.
    void seed(std::int64_t step) const;
    /// The calls that `wanted` depend on; training-time values that leave early
    /// are freed unless `keep`.
    Path path(std::span<const Value> wanted, bool keep) const;
    /// Runs the calls of a path. `after` sees each call once it ran.
    void run(const Path& path, Values& values, const Mode& mode,
             const std::function<void(const Call&)>& after = {}) const;
    /// Runs one batch call.
    void run_call(std::size_t index, Values& values, const Mode& mode) const
    {
        calls_[index](values, mode);
    }
    /// Runs the result parts of all metrics.
    void run_metrics(Values& values) const;
    /// Runs the update of one optimizer.
    void run_update(std::size_t optimizer, Values& values) const;

private:
    explicit Executor(const Program& program)
        : program_(&program)
    {
    }
    const Program* program_;
    std::vector<PreparedCall> calls_, metric_calls_;
    std::vector<std::vector<PreparedCall>> updates_;
    std::optional<RunSettings> stream_; ///< there if calls draw from one stream
};

/// True for each value that depends on one of `sources`.
std::vector<bool> reached_from(const Program& program, std::span<const Value> sources);

} // namespace lepton

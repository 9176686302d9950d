// Room backend/run: runs a program node by node through LibTorch's dispatcher.
#include "backend/run/executor.h"

#include <algorithm>

namespace lepton {
namespace {

Result<std::vector<PreparedCall>> prepare(const Program& program, const std::vector<Call>& calls,
                                          const RunSettings& settings)
{
    std::vector<PreparedCall> prepared;
    prepared.reserve(calls.size());
    Problems problems;
    for (const Call& call : calls) {
        Result<PreparedCall> one = PreparedCall::make(program, call, settings);
        if (one)
            prepared.push_back(std::move(*one));
        else
            problems.insert(problems.end(), one.problems().begin(), one.problems().end());
    }
    if (!problems.empty())
        return problems;
    return prepared;
}

} // namespace

Result<std::unique_ptr<Executor>> Executor::make(const Program& program,
                                                 const RunSettings& settings)
{
    std::unique_ptr<Executor> executor(new Executor(program));
    auto calls = prepare(program, program.calls, settings);
    if (!calls)
        return calls.problems();
    executor->calls_ = std::move(*calls);
    if (draws_from_one_stream(program, settings)
        && std::any_of(program.calls.begin(), program.calls.end(),
                       [](const Call& call) { return call.op->effects.random; }))
        executor->stream_ = settings;
    auto metrics = prepare(program, program.metric_calls, settings);
    if (!metrics)
        return metrics.problems();
    executor->metric_calls_ = std::move(*metrics);
    for (const Optimizer& optimizer : program.optimizers) {
        auto update = prepare(program, optimizer.update, settings);
        if (!update)
            return update.problems();
        executor->updates_.push_back(std::move(*update));
    }
    return executor;
}

Path Executor::path(std::span<const Value> wanted, bool keep) const
{
    const std::size_t count = program_->values.size();
    std::vector<bool> needed(count), stays(count);
    for (const Value v : wanted)
        if (v.exists())
            needed[static_cast<std::size_t>(v.index)] = stays[static_cast<std::size_t>(v.index)] =
                true;
    for (const Weight& w : program_->weights)
        stays[static_cast<std::size_t>(w.value.index)] = true;

    Path path;
    for (std::size_t i = program_->calls.size(); i-- > 0;) {
        const Call& call = program_->calls[i];
        const bool used = std::any_of(call.outputs.begin(), call.outputs.end(), [&](Value v) {
            return v.exists() && needed[static_cast<std::size_t>(v.index)];
        });
        if (!used)
            continue;
        path.calls.push_back(static_cast<std::int32_t>(i));
        std::vector<std::int32_t> leave;
        for (const Value v : call.inputs) {
            if (!v.exists())
                continue;
            const auto index = static_cast<std::size_t>(v.index);
            if (!needed[index] && !stays[index] && !keep)
                leave.push_back(v.index); // the last use, seen from the end
            needed[index] = true;
        }
        for (const Value v : call.outputs)
            if (v.exists() && !needed[static_cast<std::size_t>(v.index)] && !keep)
                leave.push_back(v.index);
        path.leave.push_back(std::move(leave));
    }
    std::reverse(path.calls.begin(), path.calls.end());
    std::reverse(path.leave.begin(), path.leave.end());
    return path;
}

void Executor::seed(std::int64_t step) const
{
    if (stream_)
        seed_stream(*stream_, step);
}

void Executor::run(const Path& path, Values& values, const Mode& mode,
                   const std::function<void(const Call&)>& after) const
{
    if (mode.training)
        seed(mode.step);
    for (std::size_t i = 0; i < path.calls.size(); ++i) {
        const PreparedCall& call = calls_[static_cast<std::size_t>(path.calls[i])];
        call(values, mode);
        if (after)
            after(call.call());
        for (const std::int32_t v : path.leave[i])
            values[static_cast<std::size_t>(v)].reset();
    }
}

void Executor::run_metrics(Values& values) const
{
    for (const PreparedCall& call : metric_calls_)
        call(values, Mode{});
}

void Executor::run_update(std::size_t optimizer, Values& values) const
{
    for (const PreparedCall& call : updates_[optimizer])
        call(values, Mode{.training = true});
}

std::vector<bool> reached_from(const Program& program, std::span<const Value> sources)
{
    std::vector<bool> reached(program.values.size());
    for (const Value v : sources)
        if (v.exists())
            reached[static_cast<std::size_t>(v.index)] = true;
    for (const Call& call : program.calls) {
        const bool hit = std::any_of(call.inputs.begin(), call.inputs.end(), [&](Value v) {
            return v.exists() && reached[static_cast<std::size_t>(v.index)];
        });
        for (const Value v : call.outputs)
            if (hit && v.exists())
                reached[static_cast<std::size_t>(v.index)] = true;
    }
    return reached;
}

} // namespace lepton

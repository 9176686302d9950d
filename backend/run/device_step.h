// Room backend/run: steps on a device that the host does not wait for: every update is gated on the
// device, whole steps are recorded and replayed.
#pragma once

#include "backend/run/device_books.h"
#include "backend/run/ledger.h"
#include "backend/run/pace.h"
#include "backend/run/plan.h"
#include "backend/run/repeated.h"
#include "backend/run/updater.h"

#include <deque>
#include <optional>

namespace lepton {

/// The way of a step where numbers stay on the device. A bad step, and every later one until
/// forgive(), changes neither weights, buffers, state nor sums; the host learns of it at the next
/// settle().
class DeviceStep {
public:
    DeviceStep(Model& model, Sums& sums, std::vector<Updater>& updaters, bool keeps_buffers);

    /// Before each step: waits until the device has few enough in hand. True if the losses must be
    /// read first, because no more can be kept.
    bool full();
    /// The number of the step that comes, if none before it was bad.
    std::int64_t next() const { return count_ + pending_ + 1; }
    /// Steps given to the device since the last settle().
    std::int64_t pending() const { return pending_; }
    /// Good steps, and the first bad one (0 none), as of the last settle().
    std::int64_t count() const { return count_; }
    std::int64_t bad_step() const { return bad_ ? count_ + 1 : 0; }

    /// A step of a plan whose batch is set.
    void run(Plan& plan, std::int64_t samples, const Executor& updates);
    /// The same for samples that lie on the device.
    void run(Plan& plan, const Batches& batches, const at::Tensor& indices,
             const Executor& updates);

    /// A step node by node, in parts: before the forward pass, with its losses, for each
    /// optimizer, at its end.
    void begin() { books_.begin(); }
    void measured(const std::vector<at::Tensor>& measured);
    void update(std::size_t optimizer, const Executor& executor);
    void end(const std::vector<at::Tensor>& measured, std::int64_t samples);

    /// Reads what has been done: waits for the device.
    void settle();
    /// The losses of the steps that were read (up to the last 65 536); gives them away.
    std::vector<StepLosses> take();
    void forgive();
    void set_count(std::int64_t count);
    /// "replays", or why not, of the plan's steps that gather from memory; for people and tests.
    std::string text(const Plan& plan) const;

private:
    /// One kind of step: a plan, and where its samples come from.
    struct Kind {
        const Plan* plan;
        std::optional<Batches> from; ///< its memory stays as long as a recording reads it
        at::Tensor indices; ///< where the plan reads which samples; they change, it stays
        Repeated repeated;
    };
    Kind& kind(const Plan& plan, const Batches* from); ///< null: the batch was set
    void apply(std::size_t optimizer, const Executor& updates);
    void run(Kind& kind, Plan& plan, std::int64_t samples, const Executor& updates);
    at::Tensor losses(const std::vector<at::Tensor>& measured) const;

    Model& model_;
    Sums& sums_;
    std::vector<Updater>& updaters_;
    DeviceBooks books_;
    Pace pace_;
    std::deque<Kind> kinds_;
    at::Tensor row_; ///< losses of a step that runs node by node
    std::vector<StepLosses> read_; ///< and not taken yet
    std::int64_t count_ = 0, pending_ = 0;
    bool bad_ = false;
};

} // namespace lepton

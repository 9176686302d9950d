// Room backend/run: steps on a device that the host does not wait for.
#include "backend/run/device_step.h"

#include "backend/run/cuda_part.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/stack.h>

#include <utility>

namespace lepton {
namespace {

/// How steps of this model are recorded; empty where they are not.
Record record_of(const RunSettings& settings)
{
    if (!settings.graphs || settings.masks) // masks come from the host
        return {};
    if (settings.record)
        return settings.record;
    const CudaPart* part = settings.device.is_cuda() ? cuda_part() : nullptr;
    return part ? Record(part->record) : Record();
}

} // namespace

DeviceStep::DeviceStep(Model& model, Sums& sums, std::vector<Updater>& updaters, bool keeps_buffers)
    : model_(model)
    , sums_(sums)
    , updaters_(updaters)
    , books_(model, keeps_buffers)
    , pace_(model.settings().device)
{
}

bool DeviceStep::full()
{
    pace_.wait();
    return pending_ >= DeviceBooks::capacity;
}

DeviceStep::Kind& DeviceStep::kind(const Plan& plan, const Batches* from)
{
    for (Kind& known : kinds_)
        if (known.plan == &plan
            && (from ? known.from && known.from->same_memory(*from) : !known.from))
            return known;
    kinds_.push_back({&plan,
                      from ? std::optional(*from) : std::nullopt,
                      {},
                      Repeated(record_of(model_.settings()))});
    return kinds_.back();
}

void DeviceStep::run(Plan& plan, std::int64_t samples, const Executor& updates)
{
    run(kind(plan, nullptr), plan, samples, updates);
}

void DeviceStep::run(Plan& plan, const Batches& batches, const at::Tensor& indices,
                     const Executor& updates)
{
    Kind& kind = this->kind(plan, &batches);
    if (!kind.indices.defined())
        kind.indices = at::empty(
            indices.sizes(), at::TensorOptions().dtype(at::kLong).device(model_.settings().device));
    kind.indices.copy_(indices);
    run(kind, plan, indices.size(0), updates);
}

void DeviceStep::run(Kind& kind, Plan& plan, std::int64_t samples, const Executor& updates)
{
    const at::NoGradGuard no_grad;
    updates.seed(next());
    kind.repeated.run([&] {
        if (kind.from)
            plan.gather(*kind.from, kind.indices);
        books_.begin();
        plan.compute(next());
        const std::vector<at::Tensor>& measured = plan.measured();
        const at::Tensor row = losses(measured);
        std::vector<at::Tensor> checked = updaters_[0].gradients();
        checked.push_back(row);
        books_.check(std::move(checked));
        apply(0, updates);
        sums_.add(measured, samples, books_.found_inf());
        books_.end(row);
    });
    ++pending_;
    pace_.mark();
}

void DeviceStep::apply(std::size_t optimizer, const Executor& updates)
{
    if (model_.settings().clip_norm > 0)
        updaters_[optimizer].clip(model_.settings().clip_norm);
    updaters_[optimizer].update(updates, books_.found_inf());
}

at::Tensor DeviceStep::losses(const std::vector<at::Tensor>& measured) const
{
    const auto count = static_cast<std::ptrdiff_t>(model_.program().losses.size());
    return at::stack(std::vector<at::Tensor>(measured.begin(), measured.begin() + count));
}

void DeviceStep::measured(const std::vector<at::Tensor>& measured)
{
    row_ = losses(measured);
    books_.check({row_});
}

void DeviceStep::update(std::size_t optimizer, const Executor& executor)
{
    books_.check(updaters_[optimizer].gradients());
    apply(optimizer, executor);
}

void DeviceStep::end(const std::vector<at::Tensor>& measured, std::int64_t samples)
{
    sums_.add(measured, samples, books_.found_inf());
    books_.end(row_);
    ++pending_;
    pace_.mark();
}

void DeviceStep::settle()
{
    if (pending_ == 0)
        return;
    constexpr std::size_t most = 65536;
    const DeviceNews news = books_.read(pending_);
    read_.insert(read_.end(), news.steps.begin(), news.steps.end());
    if (read_.size() > most)
        read_.erase(read_.begin(), read_.end() - most);
    count_ = news.count;
    bad_ = news.bad;
    pending_ = 0;
}

std::vector<StepLosses> DeviceStep::take() { return std::exchange(read_, {}); }

void DeviceStep::forgive()
{
    books_.forgive();
    bad_ = false;
}

void DeviceStep::set_count(std::int64_t count)
{
    books_.set_count(count);
    count_ = count;
    pending_ = 0;
    bad_ = false;
}

std::string DeviceStep::text(const Plan& plan) const
{
    std::string text;
    for (const Kind& kind : kinds_)
        if (kind.plan == &plan)
            text += kind.repeated.replays()        ? "the whole step is replayed\n"
                : kind.repeated.given_up().empty() ? "runs instruction by instruction\n"
                                                   : kind.repeated.given_up() + "\n";
    return text;
}

} // namespace lepton

// Room backend/run: keeps the books of steps and evaluations.
#include "backend/run/ledger.h"

#include <ATen/ops/stack.h>

namespace lepton {
namespace {

const at::Tensor& of(const Values& values, Value v)
{
    return values[static_cast<std::size_t>(v.index)];
}

Score score_of(const Metric& metric, const at::Tensor& result)
{
    Score score;
    score.name = metric.name;
    const at::Tensor plain = result.detach().to(at::kCPU, at::kDouble).contiguous();
    if (plain.dim() == 0 || (plain.numel() == 1 && !metric.matrix))
        score.value = plain.item<double>();
    else {
        const double* data = plain.const_data_ptr<double>();
        score.table.assign(data, data + plain.numel());
        score.rows = plain.size(0);
    }
    return score;
}

} // namespace

Sums::Sums(const Program& program)
    : program_(&program)
{
    for (const Loss& loss : program.losses)
        wanted_.push_back(loss.value);
    for (const Metric& metric : program.metrics)
        wanted_.insert(wanted_.end(), metric.batch.begin(), metric.batch.end());
    restart();
}

void Sums::restart()
{
    samples_ = 0;
    losses_.assign(program_->losses.size(), 0.0);
    device_losses_.reset();
    for (auto& parts : parts_)
        for (at::Tensor& part : parts)
            if (part.defined())
                part.zero_();
    parts_.resize(program_->metrics.size());
}

void Sums::add(const std::vector<at::Tensor>& measured, std::int64_t samples)
{
    samples_ += samples;
    const auto weight = static_cast<double>(samples);
    const std::size_t losses = losses_.size();
    if (losses > 0 && !measured[0].is_cpu()) {
        std::vector<at::Tensor> all;
        for (std::size_t i = 0; i < losses; ++i)
            all.push_back(measured[i].to(at::kDouble));
        const at::Tensor now = at::stack(all).mul_(weight);
        device_losses_ = device_losses_.defined() ? device_losses_.add_(now) : now;
    } else {
        for (std::size_t i = 0; i < losses; ++i)
            losses_[i] += weight * measured[i].item<double>();
    }
    std::size_t next = losses;
    for (std::size_t m = 0; m < program_->metrics.size(); ++m) {
        parts_[m].resize(program_->metrics[m].batch.size());
        for (at::Tensor& part : parts_[m]) {
            const at::Tensor& now = measured[next++];
            if (part.defined())
                part.add_(now);
            else
                part = now.clone();
        }
    }
}

Scores Sums::scores(const Executor& executor) const
{
    Scores out;
    out.samples = samples_;
    out.losses = losses_;
    if (device_losses_.defined()) {
        const at::Tensor host = device_losses_.cpu();
        out.losses.assign(host.const_data_ptr<double>(),
                          host.const_data_ptr<double>() + host.numel());
    }
    for (double& loss : out.losses)
        loss /= static_cast<double>(std::max<std::int64_t>(samples_, 1));
    if (samples_ == 0)
        return out;
    Values values(program_->values.size());
    for (std::size_t m = 0; m < program_->metrics.size(); ++m)
        for (std::size_t i = 0; i < parts_[m].size(); ++i)
            values[static_cast<std::size_t>(program_->metrics[m].sums[i].index)] = parts_[m][i];
    executor.run_metrics(values);
    for (const Metric& metric : program_->metrics)
        out.metrics.push_back(score_of(metric, of(values, metric.result)));
    return out;
}

} // namespace lepton

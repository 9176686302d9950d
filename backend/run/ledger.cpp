// Room backend/run: keeps the books of steps and evaluations.
#include "backend/run/ledger.h"

#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>

#include <cmath>

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

double number_of(const at::Tensor& tensor)
{
    if (tensor.is_cpu() && tensor.scalar_type() == at::kFloat)
        return static_cast<double>(*tensor.const_data_ptr<float>());
    return tensor.item<double>();
}

bool Records::add(std::int64_t step, const std::vector<at::Tensor>& losses)
{
    constexpr std::size_t most = 65536;
    const bool full = steps_.size() == most;
    const std::size_t at = full ? oldest_ : steps_.size();
    if (full)
        oldest_ = (oldest_ + 1) % most;
    else {
        steps_.push_back(0);
        losses_.resize(losses_.size() + width_);
    }
    steps_[at] = step;
    bool finite = true;
    for (std::size_t i = 0; i < width_; ++i) {
        const double loss = number_of(losses[i]);
        losses_[at * width_ + i] = loss;
        finite = finite && std::isfinite(loss);
    }
    return finite;
}

std::vector<StepLosses> Records::take()
{
    std::vector<StepLosses> out;
    out.reserve(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const std::size_t at = (oldest_ + i) % steps_.size();
        const double* losses = losses_.data() + at * width_;
        out.push_back({steps_[at], {losses, losses + width_}});
    }
    steps_.clear();
    losses_.clear();
    oldest_ = 0;
    return out;
}

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
    if (device_losses_.defined())
        device_losses_.zero_(); // recorded steps know where it lies
    for (auto& parts : parts_)
        for (at::Tensor& part : parts)
            if (part.defined())
                part.zero_();
    parts_.resize(program_->metrics.size());
}

void Sums::add(const std::vector<at::Tensor>& measured, std::int64_t samples,
               const at::Tensor& found_inf)
{
    const std::size_t losses = losses_.size();
    if (found_inf.defined() || (losses > 0 && !measured[0].is_cpu())) {
        add_on_device(measured, samples, found_inf);
        return;
    }
    samples_ += samples;
    const auto weight = static_cast<double>(samples);
    for (std::size_t i = 0; i < losses; ++i)
        losses_[i] += weight * number_of(measured[i]);
    std::size_t next = losses;
    for (std::size_t m = 0; m < program_->metrics.size(); ++m) {
        parts_[m].resize(program_->metrics[m].batch.size());
        for (at::Tensor& part : parts_[m])
            add_part(part, measured[next++]);
    }
}

void Sums::add_on_device(const std::vector<at::Tensor>& measured, std::int64_t samples,
                         const at::Tensor& found_inf)
{
    const at::Tensor bad = found_inf.defined() ? found_inf.ne(0) : at::Tensor();
    const auto gated = [&](const at::Tensor& now) {
        return bad.defined() ? now.masked_fill(bad, 0) : now;
    };
    const auto weight = static_cast<double>(samples);
    const auto here = measured[0].options().dtype(at::kDouble);
    std::vector<at::Tensor> all;
    for (std::size_t i = 0; i < losses_.size(); ++i)
        all.push_back(measured[i].to(at::kDouble));
    all.push_back(at::ones({}, here));
    const at::Tensor now = gated(at::stack(all).mul_(weight));
    if (!device_losses_.defined())
        device_losses_ = at::zeros_like(now);
    device_losses_.add_(now);
    std::size_t next = losses_.size();
    for (std::size_t m = 0; m < program_->metrics.size(); ++m) {
        parts_[m].resize(program_->metrics[m].batch.size());
        for (at::Tensor& part : parts_[m]) {
            const at::Tensor& of_batch = measured[next++];
            if (!part.defined())
                part = at::zeros_like(of_batch);
            part.add_(gated(of_batch));
        }
    }
}

void Sums::add_part(at::Tensor& part, const at::Tensor& now)
{
    if (!part.defined())
        part = now.clone();
    else if (part.is_cpu() && part.dim() == 0 && part.scalar_type() == at::kLong
             && now.scalar_type() == at::kLong && now.dim() == 0)
        *part.mutable_data_ptr<std::int64_t>() += *now.const_data_ptr<std::int64_t>();
    else
        part.add_(now);
}

Scores Sums::scores(const Executor& executor) const
{
    Scores out;
    out.samples = samples_;
    out.losses = losses_;
    if (device_losses_.defined()) {
        const at::Tensor host = device_losses_.cpu();
        const double* numbers = host.const_data_ptr<double>();
        out.losses.assign(numbers, numbers + host.numel() - 1);
        out.samples = static_cast<std::int64_t>(numbers[host.numel() - 1]);
    }
    for (double& loss : out.losses)
        loss /= static_cast<double>(std::max<std::int64_t>(out.samples, 1));
    if (out.samples == 0)
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

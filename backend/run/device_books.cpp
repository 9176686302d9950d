// Room backend/run: the books of steps whose numbers stay on the device.
#include "backend/run/device_books.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_amp_foreach_non_finite_check_and_unscale.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace lepton {

DeviceBooks::DeviceBooks(const Model& model, bool keeps_buffers)
{
    const at::NoGradGuard no_grad;
    const auto here = at::TensorOptions().device(model.settings().device);
    const auto width = static_cast<std::int64_t>(model.program().losses.size());
    found_inf_ = at::zeros({}, here.dtype(at::kFloat));
    was_bad_ = at::zeros({}, here.dtype(at::kFloat));
    one_ = at::ones({}, here.dtype(at::kFloat));
    count_ = at::zeros({}, here.dtype(at::kLong));
    losses_ = at::zeros({capacity + 1, width}, here.dtype(at::kDouble));
    if (!keeps_buffers)
        return;
    const auto keep = [&](const at::Tensor& buffer) {
        if (buffer.numel() > 0)
            kept_.push_back({buffer, at::empty_like(buffer)});
    };
    keep(model.flat_buffers());
    for (std::size_t i = 0; i < model.program().weights.size(); ++i)
        if (!model.program().weights[i].trainable && model.offset(i) < 0)
            keep(model.weight(i));
}

void DeviceBooks::begin()
{
    was_bad_.copy_(found_inf_);
    for (Kept& kept : kept_)
        kept.before.copy_(kept.now);
}

void DeviceBooks::check(std::vector<at::Tensor> tensors)
{
    std::erase_if(tensors, [](const at::Tensor& tensor) { return tensor.numel() == 0; });
    if (!tensors.empty())
        at::_amp_foreach_non_finite_check_and_unscale_(tensors, found_inf_, one_);
}

void DeviceBooks::end(const at::Tensor& losses)
{
    for (Kept& kept : kept_)
        kept.now.copy_(at::where(found_inf_.ne(0), kept.before, kept.now));
    // The first bad step writes its losses where the next good one would have; those after it,
    // which change nothing, write into the row that nobody reads.
    const at::Tensor row =
        at::where(was_bad_.ne(0), capacity, count_.remainder(capacity)).reshape({1});
    losses_.index_copy_(0, row, losses.to(at::kDouble).unsqueeze(0));
    count_.add_(found_inf_.eq(0));
}

DeviceNews DeviceBooks::read(std::int64_t pending)
{
    const at::NoGradGuard no_grad;
    const std::int64_t rows = std::min(pending, capacity), first = read_ % capacity;
    const std::int64_t before_end = std::min(rows, capacity - first);
    const at::Tensor head =
        at::cat({count_.to(at::kDouble).reshape({1}), found_inf_.to(at::kDouble).reshape({1}),
                 losses_.narrow(0, first, before_end).flatten(),
                 losses_.narrow(0, 0, rows - before_end).flatten()})
            .cpu();
    const double* numbers = head.const_data_ptr<double>();
    DeviceNews news;
    news.count = static_cast<std::int64_t>(numbers[0]);
    news.bad = numbers[1] != 0;
    const std::int64_t done = std::min(rows, news.count - read_ + (news.bad ? 1 : 0));
    const std::int64_t width = losses_.size(1);
    for (std::int64_t i = 0; i < done; ++i) {
        const double* row = numbers + 2 + i * width;
        news.steps.push_back({read_ + i + 1, {row, row + width}});
    }
    read_ = news.count;
    return news;
}

void DeviceBooks::forgive() { found_inf_.zero_(); }

void DeviceBooks::set_count(std::int64_t count)
{
    count_.fill_(count);
    found_inf_.zero_();
    read_ = count;
}

} // namespace lepton

// Room backend/run: what a program is fed with: batches gathered from datasets
// in memory.
#include "backend/run/feeds.h"

#include "backend/run/clones.h"
#include "backend/run/cuda_part.h"
#include "backend/run/engine.h"
#include "backend/run/prepared_call.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cstring>

namespace lepton {
namespace {

/// The column as a tensor that shares its memory.
Result<at::Tensor> tensor_of(const std::shared_ptr<const Dataset>& dataset, const Column& column)
{
    std::vector<std::int64_t> sizes{dataset->count};
    std::int64_t elements = dataset->count;
    for (const std::int64_t size : column.sample_shape) {
        sizes.push_back(size);
        elements *= size;
    }
    const auto wanted = static_cast<std::size_t>(elements) * dtype_size(column.dtype);
    if (!column.bytes || column.bytes->size() != wanted) {
        Problem problem;
        problem.what = say("the data of “{0}” should have {1} bytes, has {2}", column.role, wanted,
                           column.bytes ? column.bytes->size() : std::size_t(0));
        return problem;
    }
    auto* bytes = const_cast<std::byte*>(column.bytes->data()); // never written: only gathered from
    const auto options = at::TensorOptions().dtype(scalar_type(column.dtype, c10::kFloat));
    return at::from_blob(
        bytes, sizes, [keep = column.bytes](void*) {}, options);
}

/// In pieces of a fixed length: only those does the compiler turn into wide instructions.
LEPTON_CLONES void divide(const std::uint8_t* __restrict from, float* __restrict to, std::int64_t n,
                          float divisor)
{
    constexpr std::int64_t lanes = 32;
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::int64_t j = 0; j < lanes; ++j)
            to[i + j] = static_cast<float>(from[i + j]) / divisor;
    for (; i < n; ++i)
        to[i] = static_cast<float>(from[i]) / divisor;
}

/// Samples of bytes as numbers, on the CPU.
void gather_bytes(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to, float divisor)
{
    const std::int64_t samples = indices.numel(), width = samples == 0 ? 0 : to.numel() / samples;
    const auto* from = all.const_data_ptr<std::uint8_t>();
    const auto* which = indices.const_data_ptr<std::int64_t>();
    auto* out = to.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < samples; ++i) {
        TORCH_CHECK_INDEX(which[i] >= 0 && which[i] < all.size(0), "index out of range");
        divide(from + which[i] * width, out + i * width, width, divisor);
    }
}

/// Copies whole samples, where all lie in one piece; false where they do not.
bool gather_rows(const at::Tensor& all, const at::Tensor& indices, at::Tensor& to)
{
    const std::int64_t n = indices.size(0), count = all.size(0);
    if (!all.is_contiguous() || !to.is_contiguous() || !indices.is_contiguous()
        || indices.scalar_type() != at::kLong || to.scalar_type() != all.scalar_type()
        || to.size(0) != n || count == 0 || to.numel() != n * (all.numel() / count))
        return false;
    const std::size_t bytes = all.nbytes() / static_cast<std::size_t>(count);
    const auto* from = static_cast<const std::byte*>(all.const_data_ptr());
    auto* into = static_cast<std::byte*>(to.mutable_data_ptr());
    const auto* chosen = indices.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < n; ++i) {
        TORCH_CHECK(chosen[i] >= 0 && chosen[i] < count, "sample ", chosen[i],
                    " is out of bounds: there are ", count);
        std::memcpy(into + static_cast<std::size_t>(i) * bytes,
                    from + static_cast<std::size_t>(chosen[i]) * bytes, bytes);
    }
    return true;
}

} // namespace

std::vector<Feed> feeds(const Program& program)
{
    std::vector<Feed> out;
    for (std::size_t i = 0; i < program.datasets.size(); ++i)
        for (const auto& [role, value] : program.datasets[i].roles)
            out.push_back({i, role, value});
    return out;
}

Result<Batches> Batches::make(const Program& program,
                              const std::vector<std::shared_ptr<const Dataset>>& datasets,
                              const RunSettings& settings)
{
    return guarded([&]() -> Result<Batches> {
        Batches batches;
        batches.datasets_ = datasets;
        batches.device_ = settings.device;
        batches.by_pointer_ = settings.by_pointer();
        for (const Feed& feed : feeds(program)) {
            Problem problem;
            problem.where.node = program.datasets[feed.dataset].node;
            const Column* column = feed.dataset < datasets.size() && datasets[feed.dataset]
                ? datasets[feed.dataset]->column(feed.role)
                : nullptr;
            if (!column) {
                problem.what = say("the dataset has no “{0}”", feed.role);
                return problem;
            }
            Result<at::Tensor> all = tensor_of(datasets[feed.dataset], *column);
            if (!all)
                return all.problems();
            const DType wanted = program.type(feed.value).dtype;
            at::Tensor tensor = *all;
            if (wanted != DType::unknown)
                tensor = tensor.to(scalar_type(wanted, settings.precision));
            batches.sources_.push_back({feed, tensor.to(settings.device)});
        }
        return batches;
    });
}

Result<Batch> Batches::gather(const at::Tensor& indices) const
{
    Batch batch;
    for (std::size_t i = 0; i < datasets_.size(); ++i)
        if (Result<Done> done = gather(i, indices, batch); !done)
            return done.problems();
    return batch;
}

Result<Done> Batches::gather(std::size_t dataset, const at::Tensor& indices, Batch& batch) const
{
    return guarded([&] {
        const at::Tensor there = indices.to(device_);
        batch.tensors.resize(sources_.size());
        batch.size = indices.size(0);
        for (std::size_t i = 0; i < sources_.size(); ++i)
            if (sources_[i].feed.dataset == dataset)
                batch.tensors[i] = at::index_select(sources_[i].all, 0, there);
        return Done{};
    });
}

void Batches::gather_into(std::size_t feed, const at::Tensor& indices, at::Tensor& to,
                          double divisor) const
{
    const at::Tensor& all = sources_[feed].all;
    if (divisor == 1 && by_pointer_ && gather_rows(all, indices, to))
        return;
    const at::Tensor there = here(indices);
    const bool dense = all.is_contiguous() && to.is_contiguous();
    const CudaPart* part = device_.is_cuda() ? cuda_part() : nullptr;
    if (dense && part && part->gather && part->gather(all, there, to, divisor))
        return;
    if (all.scalar_type() == to.scalar_type())
        at::index_select_out(to, all, 0, there);
    else if (dense && to.is_cpu() && all.scalar_type() == at::kByte
             && to.scalar_type() == at::kFloat) {
        gather_bytes(all, there, to, static_cast<float>(divisor));
        return;
    } else
        to.copy_(at::index_select(all, 0, there));
    if (divisor != 1)
        to.div_(divisor);
}

bool Batches::same_memory(const Batches& other) const
{
    return std::equal(sources_.begin(), sources_.end(), other.sources_.begin(),
                      other.sources_.end(), [](const Source& a, const Source& b) {
                          return a.all.const_data_ptr() == b.all.const_data_ptr();
                      });
}

at::Tensor Batches::part(std::size_t dataset, Part which) const
{
    const auto& part = datasets_[dataset]->part(which);
    return at::tensor(at::IntArrayRef(part), at::kLong);
}

} // namespace lepton

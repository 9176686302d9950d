// Room backend/run: what a program is fed with: batches gathered from datasets
// in memory.
#include "backend/run/feeds.h"

#include "backend/run/cuda_part.h"
#include "backend/run/engine.h"
#include "backend/run/prepared_call.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>

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

void Batches::gather_into(std::size_t feed, const at::Tensor& indices, at::Tensor& to) const
{
    const at::Tensor& all = sources_[feed].all;
    const at::Tensor there = indices.to(device_);
    if (const CudaPart* part = cuda_part(); part && device_.is_cuda() && to.is_contiguous())
        part->gather(all, there, to);
    else
        at::index_select_out(to, all, 0, there);
}

at::Tensor Batches::part(std::size_t dataset, Part which) const
{
    const auto& part = datasets_[dataset]->part(which);
    return at::tensor(at::IntArrayRef(part), at::kLong);
}

} // namespace lepton

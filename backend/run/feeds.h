// Room backend/run: what a program is fed with: batches gathered from datasets
// in memory.
#pragma once

#include "backend/data/source.h"
#include "backend/run/settings.h"
#include "nodes/ir/program.h"

#include <memory>
#include <vector>

namespace lepton {

/// One value of a program that comes from a dataset.
struct Feed {
    std::size_t dataset = 0; ///< index into Program::datasets
    std::string role; ///< "features", "target"
    Value value;
};

/// All feeds of a program, in the order of datasets and of role names. Batches
/// follow this order.
std::vector<Feed> feeds(const Program& program);

/// One batch: a tensor for each feed (undefined where it is not needed, as a
/// target in prediction).
struct Batch {
    std::vector<at::Tensor> tensors;
    std::int64_t size = 0; ///< samples
};

/// Datasets as tensors on the device, from which batches are gathered by sample
/// index. Bytes stay bytes until the program converts them; on the CPU the
/// dataset's own memory is used where the element type fits.
class Batches {
public:
    /// `datasets` by position in Program::datasets; each must outlive nothing:
    /// memory is shared.
    static Result<Batches> make(const Program& program,
                                const std::vector<std::shared_ptr<const Dataset>>& datasets,
                                const RunSettings& settings);

    /// The samples `indices` (int64, on the CPU) of every dataset.
    Result<Batch> gather(const at::Tensor& indices) const;
    /// The samples of one dataset into its places in `batch`: for several
    /// datasets with their own order.
    Result<Done> gather(std::size_t dataset, const at::Tensor& indices, Batch& batch) const;
    /// The samples of one feed, in the order of feeds(), straight into `to`, which has their size
    /// and may have another element type; divided by `divisor` on the way.
    void gather_into(std::size_t feed, const at::Tensor& indices, at::Tensor& to,
                     double divisor = 1) const;
    /// Indices of samples, where gathering reads them fastest: on the device.
    at::Tensor here(const at::Tensor& indices) const { return indices.to(device_); }
    /// True if both gather from the same memory.
    bool same_memory(const Batches& other) const;
    /// Indices of one part of a dataset as an int64 tensor.
    at::Tensor part(std::size_t dataset, Part which) const;

private:
    struct Source {
        Feed feed;
        at::Tensor all; ///< all samples, first dimension = sample
    };
    std::vector<Source> sources_;
    std::vector<std::shared_ptr<const Dataset>> datasets_;
    c10::Device device_ = c10::kCPU;
    bool by_pointer_ = true;
};

} // namespace lepton

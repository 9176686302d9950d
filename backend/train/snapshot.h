// Room backend/train: what the window shows of a live model: 25 fixed samples, running confusion,
// decision boundary.
#pragma once

#include "backend/run/feeds.h"
#include "backend/run/model.h"
#include "backend/train/answers.h"

#include <memory>

namespace lepton {

/// Looks at a model while it trains. Every look costs about `seconds` at most, so that looking
/// stays cheap.
class Snapshot {
public:
    Snapshot(Task task, std::shared_ptr<const Dataset> dataset);

    /// Asks the model and gives snapshots/predictions.json.
    Result<Json> take(Model& model, const Batches& batches, std::int64_t step, double epoch,
                      double seconds = 0.03);
    /// What a validation has just found out anyway: the answer for the i-th sample of the
    /// validation part.
    void saw(std::size_t i, const Answer& answer);

private:
    Result<std::vector<Answer>> ask(Model& model, const Batches& batches,
                                    std::span<const std::int64_t> samples) const;
    Result<Json> boundary(Model& model) const;
    void draw_confusion(Json& json) const;

    Task task_;
    std::shared_ptr<const Dataset> dataset_;
    std::vector<std::int64_t> shown_; ///< the fixed samples
    std::vector<std::int64_t> watched_; ///< samples behind confusion and points
    std::vector<Answer> last_; ///< the newest answer of each watched sample
    std::size_t next_ = 0; ///< the watched sample to ask next
    std::size_t known_ = 0; ///< watched samples asked at least once
    std::array<double, 4> corners_{}; ///< of the boundary: x lo, x hi, y lo, y hi
};

} // namespace lepton

// Room gui/plots: one curve's samples, raw and smoothed. [gui]
#pragma once

#include "gui/plots/pyramid.h"

namespace lepton {

/// A curve: raw samples, and the same smoothed by TensorBoard's formula: last = last·w + (1 − w)·y
/// from 0, shown as last / (1 − wⁿ). Non-finite samples pass through; a constant series stays as it
/// is.
class Series {
public:
    explicit Series(const std::shared_ptr<const std::vector<double>>& x)
        : raw_(x)
        , smooth_(x)
    {
    }

    const Pyramid& raw() const { return raw_; }
    /// Raw while the weight is 0. May lag behind raw() until catch_up() has run.
    const Pyramid& smooth() const { return weight_ > 0 ? smooth_ : raw_; }

    void append(double y, double least, double greatest);
    /// This step did not measure the curve; that is no fault of the value.
    void append_absent();
    void truncate(std::size_t size);
    void rebuild();

    double weight() const { return weight_; }
    /// 0 ≤ w < 1. Smoothing starts again; catch_up() does the work in portions.
    void set_weight(double w);
    /// Smooths at most `most` samples more; true while some are left.
    bool catch_up(std::size_t most);

    std::size_t non_finite() const { return bad_.size(); }
    /// Where the measured values were not finite, ascending.
    const std::vector<std::size_t>& bad() const { return bad_; }
    /// The last sample that was measured, NaN if none.
    double last() const { return last_; }
    double least() const { return least_; }
    double greatest() const { return greatest_; }

private:
    void note(double y);

    Pyramid raw_, smooth_;
    double weight_ = 0, state_ = 0, power_ = 1;
    bool constant_ = true;
    double first_ = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::size_t> bad_;
    double last_ = std::numeric_limits<double>::quiet_NaN();
    double least_ = std::numeric_limits<double>::infinity(),
           greatest_ = -std::numeric_limits<double>::infinity();
};

} // namespace lepton

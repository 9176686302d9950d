// Room gui/plots: one curve's samples, raw and smoothed. [gui]
#include "gui/plots/series.h"

namespace lepton {

void Series::note(double y)
{
    if (!std::isfinite(y)) {
        bad_.push_back(raw_.size() - 1);
        last_ = y;
        return;
    }
    if (std::isnan(first_))
        first_ = y;
    else if (constant_ && y != first_) {
        constant_ = false;
        smooth_.clear();
        state_ = 0, power_ = 1;
    }
    last_ = y;
    least_ = std::min(least_, y);
    greatest_ = std::max(greatest_, y);
}

void Series::append(double y, double least, double greatest)
{
    raw_.append(y, least, greatest);
    note(y);
}

void Series::append_absent() { raw_.append(std::numeric_limits<double>::quiet_NaN()); }

void Series::truncate(std::size_t size)
{
    if (size >= raw_.size())
        return;
    raw_.truncate(size);
    while (!bad_.empty() && bad_.back() >= size)
        bad_.pop_back();
    last_ = first_ = std::numeric_limits<double>::quiet_NaN();
    least_ = std::numeric_limits<double>::infinity(), greatest_ = -least_;
    constant_ = true;
    for (const double y : raw_.values())
        if (std::isfinite(y)) {
            if (std::isnan(first_))
                first_ = y;
            constant_ = constant_ && y == first_;
            last_ = y;
            least_ = std::min(least_, y);
            greatest_ = std::max(greatest_, y);
        }
    set_weight(weight_);
}

void Series::rebuild()
{
    raw_.rebuild();
    smooth_.rebuild();
}

void Series::set_weight(double w)
{
    weight_ = std::clamp(w, 0.0, 0.9999);
    smooth_.clear();
    state_ = 0, power_ = 1;
}

bool Series::catch_up(std::size_t most)
{
    if (weight_ <= 0)
        return false;
    for (std::size_t done = 0; smooth_.size() < raw_.size(); ++done) {
        if (done == most)
            return true;
        const double y = raw_.value(smooth_.size());
        if (!std::isfinite(y) || constant_) {
            smooth_.append(y);
            continue;
        }
        state_ = state_ * weight_ + (1 - weight_) * y;
        power_ *= weight_;
        smooth_.append(state_ / (1 - power_));
    }
    return false;
}

} // namespace lepton

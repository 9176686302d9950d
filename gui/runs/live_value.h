// Room gui/runs: what a wire carries for one sample, as the engine tells it. [any]
#pragma once

#include <QImage>
#include <QJsonObject>

#include <vector>

namespace lepton {

/// One answer of backend/train/probe.h, decoded once.
struct LiveValue {
    std::vector<qint64> shape; ///< of the sample
    qint64 count = 0, not_finite = 0;
    double least = 0, greatest = 0, mean = 0, deviation = 0; ///< of the finite ones
    bool finite = false; ///< there are any
    std::vector<double> values; ///< the first ones
    std::vector<QImage> pictures; ///< maps, or one in colour
    bool whole = false; ///< whole numbers
    QString activation; ///< of what an Output shows
    QString parameter; ///< of a weight: "weight", "bias"
    std::vector<double> bins; ///< of a weight: how many lie in each part from least to greatest
    bool stale = false; ///< said of the drawing as it was before

    bool is_number() const { return count == 1 && values.size() == 1; }
};

/// Reads an element of "wires", "outputs" or "weights". Whatever is missing or does not fit is left
/// out.
LiveValue live_value(const QJsonObject& json);

/// "8×28×28"; "1" for a single number.
QString shape_text(const LiveValue& value);
/// A number as people read it: "2.31", "0.00042", "7".
QString live_number(double value, int digits = 4);

} // namespace lepton

// Room gui: what a wire carries, as a strip on the canvas and as words. [gui]
#pragma once

#include "gui/canvas/strip.h"
#include "gui/runs/live_value.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace lepton {

/// Class names, as many as there are classes; empty where the data name none.
using LiveLabels = std::function<QStringList(qint64 classes)>;

/// What a node shows of a value. `classes` other than 0: the value is the number of one of them.
/// `beside` may say what stands next to a picture: a label.
canvas::Strip strip_of(const LiveValue& value, qint64 classes, const QString& beside,
                       const LiveLabels& labels);
/// What an Output answers: a bar for each class with the likeliest named, a share or a number.
canvas::Strip strip_of_answer(const LiveValue& shown, const LiveLabels& labels);
/// How a node's weights are spread: the histogram of the first with its standard deviation, and
/// words about all of them.
canvas::Strip strip_of_weights(const std::vector<std::shared_ptr<const LiveValue>>& weights);
/// One line about a value that is a single number: its class or the number.
QString word_of(const LiveValue& value, qint64 classes, const LiveLabels& labels);
/// For a tip, as rich text: shape, least, greatest, mean, and the pictures.
QString tip_of(const LiveValue& value, qint64 classes, const LiveLabels& labels);

} // namespace lepton

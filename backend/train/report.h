// Room backend/train: what Test says of a trained network: test.json.
#pragma once

#include "backend/train/measure.h"

namespace lepton {

/// "train", "validation", "test"; nothing for another word.
std::optional<Part> part_of(const std::string& word);

/// The whole report on a part, as in backend/record/README.md: metrics with intervals and the guess
/// baseline, confusion with samples, classes, worst samples.
Result<Json> test_report(Measuring& measuring, Part part, const MeasureProgress& progress = {});

} // namespace lepton

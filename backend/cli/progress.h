// Room backend/cli: how a training shows itself: a moving line on a terminal, plain lines in a
// pipe.
#pragma once

#include "backend/train/train.h"

#include <memory>

namespace lepton {

/// What train() tells while it runs, shown as people or programs want it. With `json` every epoch
/// is one JSON line.
TrainWatch show_progress(bool json, bool quiet);
/// Ends the moving line, so that what follows begins on its own.
void end_progress();
/// The last words: state, best value, time, where the run is.
void print_end(const RunDirectory& run, const Result<RunState>& result, bool json);

} // namespace lepton

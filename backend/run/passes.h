// Room backend/run: the passes between program and plan. Each keeps the meaning and has its switch
// in Passes.
#pragma once

#include "backend/run/differentiate.h"
#include "backend/run/settings.h"

#include <map>
#include <vector>

namespace lepton {

/// Drops calls whose results nobody needs. Buffer writes and draws stay.
void drop_dead_code(std::vector<Call>& calls, const std::vector<Value>& wanted);

/// Equal calls with equal inputs run once; draws, buffer writes and autograd's stretches are never
/// merged.
void merge_duplicates(StepProgram& step);

/// True for each call that depends on no feed, no weight and no draw: computed once, when the plan
/// is made.
std::vector<bool> constant_calls(const StepProgram& step);

/// A feed of bytes that first becomes numbers, divided by a constant or not, is fed with those
/// numbers: gathering makes them on the way. Gives what each such feed is divided by.
std::map<Value, double> convert_feeds(Program& program, const std::vector<Value>& wanted);

/// What depends only on the shape of a value becomes a constant that no longer reads it.
void fold_shapes(Program& program);

/// Spells composite operators in the ones they consist of, which can write into ready memory:
/// linear and matmul of matrices as addmm and mm. LibTorch does the same inside, so every bit
/// stays.
void lower(StepProgram& step);

/// Keeps pictures as N H W C in memory: convolutions read and write them so.
void use_channels_last(Program& program);

} // namespace lepton

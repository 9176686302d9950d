// Tests of the engine: a field of two numbers, as chains of layers have them.
#pragma once

#include "nodes/json.h"

namespace lepton {

inline Json pair(int a, int b) { return Json::array({a, b}); }

} // namespace lepton

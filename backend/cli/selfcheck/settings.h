// Room backend/cli: random settings of a node kind: fields within their ranges, and inputs of the
// pattern of its ports.
#pragma once

#include "nodes/catalog.h"

#include <map>
#include <random>

namespace lepton {

/// One random setting of a kind: its fields and what arrives at its inputs. The first dimension is
/// `N`.
struct RandomSetting {
    Json fields;
    std::vector<std::pair<std::string, Type>> inputs;
    std::int64_t batch = 2;
};

/// Draws a setting. Half of the fields keep their default; sizes stay small.
RandomSetting draw_setting(const Kind& kind, std::mt19937_64& random);

/// A program of the node alone, fed by one dataset with a role per input. Empty outs and problems
/// where the rules reject the setting.
struct LoneNode {
    Program program;
    Problems problems;
    std::vector<std::pair<std::string, Value>>
        outs; ///< output port → value, a loss's value and a metric's parts included
};
LoneNode build_alone(const Kind& kind, const RandomSetting& setting);

} // namespace lepton

// Room nodes: the one JSON type of the house.
#pragma once

#include <nlohmann/json.hpp>

namespace lepton {
using Json = nlohmann::json;
}

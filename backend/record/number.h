// Room backend/record: numbers in our JSON files: exact, and NaN and infinity as words, which JSON
// has not.
#pragma once

#include "nodes/json.h"

#include <optional>
#include <string>

namespace lepton {

/// A number, or "NaN", "Infinity", "-Infinity".
Json number_to_json(double value);
/// The other way; nothing for anything else.
std::optional<double> number_from_json(const Json& json);
/// The number as it stands in a JSON text, shortest that reads back the same: 0.1, 3.0, "NaN".
std::string number_text(double value);
/// One line of JSON; letters that are no UTF-8 are replaced, so it never fails.
std::string json_text(const Json& json);

} // namespace lepton

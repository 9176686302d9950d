// Room nodes/ir: what losses and metrics do with targets before they compare.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton {

/// The target as numbers in the shape of the prediction: labels become numbers, and N and N × 1
/// are the same.
Value like_prediction(Builder& b, Value prediction, Value target);

/// The target as class numbers (int64); N × 1 becomes N.
Value class_numbers(Builder& b, Value target);

/// How many classes prediction and target speak of; 0 unknown. One column is a yes or no: 2.
std::int64_t class_count(const Type& prediction, const Type& target);

/// A problem if the target has other classes than the prediction.
bool same_classes(Builder& b, Value prediction, Value target);

/// The class each prediction means: the largest of several columns; of a single one whether it is
/// above a half ("probability") or zero ("logit"); "automatic" sees from the range which it is.
Value decided(Builder& b, Value prediction, const std::string& meaning);

/// Counts of truth × prediction, `classes` × `classes`, int64.
Value confusion(Builder& b, Value decision, Value truth, std::int64_t classes);

} // namespace lepton

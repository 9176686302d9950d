// Room tests/pictures: what the pictures show: drawings, their second tries, a hand that draws.
#pragma once

#include "nodes/graph/document.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace lepton {

class DrawPad;

/// Names and drawings: digits in two epochs, a boundary, a table, a number over the plane.
std::vector<std::pair<const char*, Document>> drawings();
/// The drawing changed as a person might change it for the next run; none for most.
std::optional<Document> second_try(const char* name, const Document& first);
/// A seven, by mouse.
void draw_seven(DrawPad& pad);

} // namespace lepton

// Room gui/canvas: what mouse, trackpad and fingers do in the drawing, in words. [gui]
#pragma once

#include <vector>

namespace lepton {

/// English, marked QT_TRANSLATE_NOOP("Gestures", …).
struct Gesture {
    const char* what;
    const char* how;
};
const std::vector<Gesture>& gestures();

} // namespace lepton

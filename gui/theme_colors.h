// Room gui: the two sets of colours, as numbers. [gui]
#pragma once

#include "gui/theme.h"

namespace lepton {

Colors light_colors();
Colors dark_colors();

} // namespace lepton

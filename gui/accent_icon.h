// Room gui: icons on buttons that have the accent for a ground. [gui]
#pragma once

#include <QIcon>

namespace lepton {

/// Icon from resources/icons, tinted like the text on the accent.
QIcon accent_icon(const QString& name);

} // namespace lepton

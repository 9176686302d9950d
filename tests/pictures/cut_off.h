// Room tests/pictures: finds texts that do not fit where they stand.
#pragma once

#include <QStringList>

class QWidget;

namespace lepton {

/// Buttons, labels and boxes inside this widget that are narrower than their text, each with what
/// it needs and has. Empty: all can be read.
QStringList cut_off(const QWidget& widget);

} // namespace lepton

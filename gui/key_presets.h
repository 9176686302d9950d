// Room gui: keys as other programs have them. [gui]
#pragma once

#include <QKeySequence>
#include <QMap>
#include <QStringList>

namespace lepton {

/// Names of the presets, ours first. They are names of programs and are not translated.
QStringList key_presets();
/// The commands that a preset gives other keys than ours; empty for ours.
QMap<QString, QList<QKeySequence>> keys_of_preset(const QString& preset);

} // namespace lepton

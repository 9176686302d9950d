// Room gui: the language of the window, switched while it is open. [gui]
#pragma once

#include <QString>
#include <QStringList>

namespace lepton {

/// "en" and every translation built in.
QStringList languages();
/// A language's own name: "English", "简体中文".
QString language_name(const QString& language);
/// What the system speaks, of those we have.
QString system_language();
/// Installs the translations of a language; empty means the system's. Every widget is told.
void speak(const QString& language);
/// The language spoken now; empty before the first speak().
QString spoken_language();

} // namespace lepton

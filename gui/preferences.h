// Room gui: what belongs to the person and the machine, not to the document. [gui]
#pragma once

#include "gui/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

class QAction;

namespace lepton::preferences {

Theme::Choice theme();
void set_theme(Theme::Choice choice);
/// "en", "zh_CN" …; empty follows the system.
QString language();
void set_language(const QString& language);
bool reduced_motion();
void set_reduced_motion(bool on);
/// A mouse wheel zooms the drawing (else it scrolls). Trackpads always scroll.
bool wheel_zooms();
void set_wheel_zooms(bool on);
/// Turns a checkable action to what it was when the program was used last, and keeps what it will
/// be. By its object name.
void remember_switch(QAction& action);
/// Device of trainings: "cpu", "cuda", "cuda:1" …
QString device();
void set_device(const QString& device);
/// Newest first; files that are gone are left out.
QStringList recent_files();
void add_recent_file(const QString& path);
/// Arrangement of the docks of a workspace; empty before it was ever arranged.
QByteArray workspace(const QString& name);
void set_workspace(const QString& name, const QByteArray& state);
QByteArray geometry();
void set_geometry(const QByteArray& geometry);
QString last_workspace();
void set_last_workspace(const QString& name);

/// Puts theme, motion and language into force.
void apply();

} // namespace lepton::preferences

// Room gui: preferences, kept by QSettings. [gui]
#include "gui/preferences.h"

#include "gui/language.h"

#include <QAction>
#include <QFileInfo>
#include <QSettings>

namespace lepton::preferences {

namespace {

// Raised when docks change so that an older arrangement no longer fits.
constexpr int arrangement = 6;

QString workspace_key(const QString& name)
{
    return QStringLiteral("workspaces/%1/%2").arg(arrangement).arg(name);
}

} // namespace

Theme::Choice theme()
{
    const QString name = QSettings().value(QStringLiteral("theme")).toString();
    if (name == QLatin1String("light"))
        return Theme::Choice::light;
    return name == QLatin1String("dark") ? Theme::Choice::dark : Theme::Choice::system;
}

void set_theme(Theme::Choice choice)
{
    const char* names[] = {"system", "light", "dark"};
    QSettings().setValue(QStringLiteral("theme"), QLatin1String(names[static_cast<int>(choice)]));
    Theme::current().choose(choice);
}

QString language() { return QSettings().value(QStringLiteral("language")).toString(); }

void set_language(const QString& language)
{
    QSettings().setValue(QStringLiteral("language"), language);
    speak(language);
}

bool wheel_zooms() { return QSettings().value(QStringLiteral("wheel_zooms"), true).toBool(); }

void set_wheel_zooms(bool on) { QSettings().setValue(QStringLiteral("wheel_zooms"), on); }

bool reduced_motion()
{
    return QSettings().value(QStringLiteral("reduced_motion"), false).toBool();
}

void set_reduced_motion(bool on)
{
    QSettings().setValue(QStringLiteral("reduced_motion"), on);
    Theme::current().set_reduced_motion(on);
}

void remember_switch(QAction& action)
{
    const QString key = QStringLiteral("switches/") + action.objectName();
    action.setChecked(QSettings().value(key, action.isChecked()).toBool());
    QObject::connect(&action, &QAction::toggled, &action,
                     [key](bool on) { QSettings().setValue(key, on); });
}

QString device()
{
    return QSettings().value(QStringLiteral("device"), QStringLiteral("cpu")).toString();
}

void set_device(const QString& device) { QSettings().setValue(QStringLiteral("device"), device); }

QStringList recent_files()
{
    QStringList there;
    for (const QString& path : QSettings().value(QStringLiteral("recent")).toStringList())
        if (QFileInfo::exists(path))
            there << path;
    return there;
}

void add_recent_file(const QString& path)
{
    QStringList files = recent_files();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(QStringLiteral("recent"), QStringList(files.mid(0, 12)));
}

QByteArray workspace(const QString& name)
{
    return QSettings().value(workspace_key(name)).toByteArray();
}

void set_workspace(const QString& name, const QByteArray& state)
{
    QSettings().setValue(workspace_key(name), state);
}

QByteArray geometry() { return QSettings().value(QStringLiteral("geometry")).toByteArray(); }

void set_geometry(const QByteArray& geometry)
{
    QSettings().setValue(QStringLiteral("geometry"), geometry);
}

QString last_workspace()
{
    return QSettings().value(QStringLiteral("workspace"), QStringLiteral("design")).toString();
}

void set_last_workspace(const QString& name)
{
    QSettings().setValue(QStringLiteral("workspace"), name);
}

void apply()
{
    Theme::current().choose(theme());
    Theme::current().set_reduced_motion(reduced_motion());
    speak(language());
}

} // namespace lepton::preferences

// Room gui: which keys run which command: presets, the person's own, import and export. [gui]
#pragma once

#include <QKeySequence>
#include <QMap>
#include <QObject>

#include <vector>

class QAction;

namespace lepton {

class Actions;

/// A key that the drawing itself understands and that no command may have.
struct FixedKey {
    const char* what; ///< English, marked QT_TRANSLATE_NOOP("KeyMap", …)
    const char* keys; ///< portable text; several are separated by "; "
};
const std::vector<FixedKey>& fixed_keys();

/// The keys of every command. One key means one command: keys of the drawing work beside those of
/// the window, so both count as one context. Changes are kept in the preferences.
class KeyMap : public QObject {
    Q_OBJECT
public:
    using Keys = QList<QKeySequence>;

    /// Made when all commands are there: their keys are the standard of the preset Lepton.
    explicit KeyMap(Actions& actions, QObject* parent = nullptr);

    Actions& actions() const { return actions_; }
    Keys keys(const QString& id) const { return now_.value(id); }
    /// As the program itself has them.
    Keys own(const QString& id) const { return own_.value(id); }
    /// True if the person gave it other keys than the preset.
    bool is_changed(const QString& id) const { return changes_.contains(id); }
    const QString& preset() const { return preset_; }
    /// The command that has this key; null if none.
    QAction* holder(const QKeySequence& key) const;
    /// What the drawing does with this key, if it is one of fixed_keys(); else null.
    static const FixedKey* fixed(const QKeySequence& key);

    /// Gives a command these keys and takes them from others.
    void set(const QString& id, const Keys& keys);
    void reset(const QString& id);
    void reset_all();
    void choose_preset(const QString& preset); ///< the person's own changes end

    /// All keys in force as JSON.
    QByteArray exported() const;
    /// Takes keys from JSON, all or none; says what is wrong, empty if nothing. Commands it does
    /// not know are left out.
    QString import(const QByteArray& json);

Q_SIGNALS:
    void changed();

private:
    using Table = QMap<QString, Keys>;
    Table in_force(const QString& preset, const Table& changes) const;
    void load();
    void keep() const;
    void apply();

    Actions& actions_;
    Table own_; ///< as the program has them
    Table changes_; ///< as the person wants them
    Table now_;
    QString preset_;
};

} // namespace lepton

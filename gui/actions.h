// Room gui: every command of the window: its name, key and place in the menus,
// in one table. [gui]
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <functional>

namespace lepton {

/// Commands by id ("edit.undo"). Menus, tool bar, key table and the command
/// palette are made from it.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);

    /// Adds a command. `id` is "menu.name"; `text` and `tip` are English, marked
    /// QT_TRANSLATE_NOOP("Actions", …).
    QAction* add(const char* id, const char* text, const char* tip, const QKeySequence& key,
                 std::function<void()> run);
    QAction* find(const QString& id) const;
    /// In the order they were added.
    const QList<QAction*>& all() const { return all_; }
    /// Gives a command other keys; its tip says the first.
    static void set_keys(QAction& action, const QList<QKeySequence>& keys);
    /// Sets texts anew after the language changed.
    void retranslate();

private:
    QWidget* window_;
    QHash<QString, QAction*> by_id_;
    QList<QAction*> all_;
};

} // namespace lepton

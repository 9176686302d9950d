// Room gui: every command of the window by name (Ctrl+Shift+P). [gui]
#pragma once

#include <QFrame>
#include <QPointer>

class QAction;
class QLineEdit;
class QListWidget;

namespace lepton {

class Actions;

/// True if the letters of `query` come in this order in `text`, words first; larger is better, 0 is
/// no match.
int match_score(const QString& text, const QString& query);

/// A search field over a list; Enter runs the command, Esc closes.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(Actions& actions, QWidget* window);
    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show_matching(const QString& query);
    void run_current();

    Actions& actions_;
    QLineEdit* search_;
    QListWidget* list_;
    QPointer<QWidget> before_;
};

} // namespace lepton

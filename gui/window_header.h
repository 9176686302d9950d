// Room gui: the row along the top: menus, workspaces, device, Train and its progress. [gui]
#pragma once

#include <QWidget>

class QButtonGroup;
class QLabel;
class QMenuBar;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lepton {

class Actions;
class RunShown;

/// Looks only: what the buttons do are actions.
class WindowHeader : public QWidget {
    Q_OBJECT
public:
    WindowHeader(Actions& actions, RunShown& run, QWidget* parent = nullptr);

    QMenuBar* menu_bar() const { return menu_; }
    void show_document(const QString& name, bool modified);
    void show_workspace(const QString& workspace);
    /// While nothing is open there is nothing to arrange or to train.
    void set_document_open(bool open);
    void retranslate();

Q_SIGNALS:
    void workspace_chosen(const QString& workspace);
    void settings_wanted(QWidget* beside);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void make_workspaces();
    void make_training();
    void follow_run();
    QPushButton* action_button(const char* action, const QString& icon);

    Actions& actions_;
    RunShown& run_;
    QMenuBar* menu_;
    QLabel *logo_, *document_;
    QWidget* switcher_;
    QButtonGroup* choice_;
    QToolButton *device_, *settings_;
    QLabel *progress_text_, *left_text_;
    QProgressBar* progress_;
    QPushButton *train_, *pause_, *resume_, *stop_;
    QWidget* training_;
    bool open_ = true;
};

/// "2:10", "1:02:10".
QString time_text(double seconds);

} // namespace lepton

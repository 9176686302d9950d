// Room gui: the main window: header, docks round the canvas, status line, start page. [gui]
#pragma once

#include "gui/actions.h"
#include "gui/canvas/view.h"
#include "gui/notices.h"
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"

#include <QMainWindow>

#include <map>

class QMenu;
class QStackedWidget;

namespace lepton {

class CommandPalette;
class DocumentFiles;
class DockArea;
class GraphCanvas;
class KeyMap;
class LiveView;
class RunEnd;
class StartPage;
class StatusLine;
class Training;
class WindowHeader;

/// One window with one document.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    OpenDocument& document() { return document_; }
    RunShown& run() { return run_; }
    Engine& engine() { return engine_; }
    Actions& actions() { return *actions_; }
    DocumentFiles& files() { return *files_; }
    DockArea& docks() { return *docks_; }
    GraphCanvas& canvas() { return *canvas_; }
    Notices& notices() { return *notices_; }
    KeyMap& keys() { return *keys_; }
    LiveView& live() { return *live_; }

    /// Opens a file, or brings back an untitled drawing that a killed window left.
    void start(const QString& file);
    /// Opens an example of resources/examples as an untitled copy.
    bool open_example(const QString& name, std::optional<std::int64_t> epochs = {});
    void enter(const QString& workspace);
    /// True while the start page is shown.
    bool is_at_start() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void add_actions();
    void add_file_actions();
    void add_view_actions();
    void make_menus();
    void fill_recent(QMenu* menu);
    void connect_parts();
    void show_start(bool on);
    void open_dropped(const QStringList& files, std::optional<Point> at = {});
    void open_template(const QString& path);
    void learn_digits();
    void use_my_data(bool folder);
    void update_title();
    void update_history();
    void show_training_settings(QWidget* beside);
    void next_panel(bool forward);
    void retranslate();

    std::map<std::pair<QString, InstancePath>, canvas::View> views_; ///< by workspace and level
    OpenDocument document_;
    RunShown run_;
    Engine engine_;
    Actions* actions_;
    Notices* notices_;
    GraphCanvas* canvas_;
    QStackedWidget* pages_;
    StartPage* start_page_;
    DocumentFiles* files_;
    Training* training_ = nullptr;
    RunEnd* run_end_ = nullptr;
    LiveView* live_ = nullptr;
    DockArea* docks_ = nullptr;
    WindowHeader* header_ = nullptr;
    StatusLine* status_ = nullptr;
    CommandPalette* commands_ = nullptr;
    KeyMap* keys_ = nullptr;
};

} // namespace lepton

// Room gui: the main window puts the parts together. Its commands are in main_window_actions.cpp.
// [gui]
#include "gui/main_window.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas_menu.h"
#include "gui/command_palette.h"
#include "gui/cost_heat.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/key_map.h"
#include "gui/live_bar.h"
#include "gui/live_view.h"
#include "gui/network_picture.h"
#include "gui/onnx_files.h"
#include "gui/panels/field_form.h"
#include "gui/panels/live/difference_line.h"
#include "gui/preferences.h"
#include "gui/run_end.h"
#include "gui/start_page.h"
#include "gui/status_line.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "gui/training.h"
#include "gui/window_header.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace lepton {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , actions_(new Actions(this))
    , notices_(new Notices)
    , canvas_(new GraphCanvas(document_))
    , pages_(new QStackedWidget(this))
    , start_page_(new StartPage)
    , files_(new DocumentFiles(document_, *notices_, this))
{
    setObjectName(QStringLiteral("lepton_window"));
    setAcceptDrops(true);
    setMinimumSize(800, 520);
    const Workbench bench{document_, run_, engine_, *actions_};
    add_actions();
    training_ = new Training(bench, *files_, *notices_, this);
    run_end_ = new RunEnd(bench, *notices_, this);
    new CostHeat(*actions_, document_, this);
    live_ = new LiveView(bench, *canvas_, *notices_, this);
    keys_ = new KeyMap(*actions_, this); // all commands are there now

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notices_);
    column->addWidget(new DifferenceLine(bench, centre));
    column->addWidget(new LiveBar(*live_, *actions_, centre));
    column->addWidget(canvas_, 1);
    docks_ = new DockArea(bench, centre);
    pages_->addWidget(docks_);
    pages_->addWidget(start_page_);
    header_ = new WindowHeader(*actions_, run_);
    setMenuWidget(header_);
    setCentralWidget(pages_);
    status_ = new StatusLine(document_, this);
    setStatusBar(status_);
    make_menus();
    connect_parts();

    resize(1440, 900);
    if (const QByteArray geometry = preferences::geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    follow_document(document_, run_);
    update_title();
    update_history();
}

MainWindow::~MainWindow() = default;

void MainWindow::connect_parts()
{
    connect(header_, &WindowHeader::workspace_chosen, this, &MainWindow::enter);
    connect(header_, &WindowHeader::settings_wanted, this, &MainWindow::show_training_settings);
    connect(docks_, &DockArea::workspace_changed, header_, &WindowHeader::show_workspace);
    connect(status_, &StatusLine::problems_wanted, this,
            [this] { docks_->show_panel(QStringLiteral("problems")); });
    connect(training_, &Training::began, this, [this] { enter(QStringLiteral("train")); });

    connect(run_end_, &RunEnd::test_wanted, this, [this] {
        enter(QStringLiteral("understand"));
        docks_->show_panel(QStringLiteral("test"));
    });
    connect(&document_, &OpenDocument::replaced, this, [this] { views_.clear(); });
    connect(&run_, &RunShown::info_changed, this, &MainWindow::update_title);
    connect(&run_, &RunShown::run_changed, this, &MainWindow::update_title);

    connect(files_, &DocumentFiles::opened, this, [this] {
        show_start(false);
        status_->set_saved({});
        update_title();
    });
    connect(files_, &DocumentFiles::onnx_chosen, this, [this](const QString& path) {
        // What is open stays until it is known that something takes its place.
        draw_onnx(*canvas_, *notices_, path, {}, [this] { return files_->start_new(); });
    });
    connect(files_, &DocumentFiles::saved, this, [this] {
        status_->set_saved(files_->saved_at());
        update_title();
    });
    connect(&document_, &OpenDocument::history_changed, this, &MainWindow::update_history);
    connect(&document_, &OpenDocument::path_changed, this, &MainWindow::update_title);
    connect(&document_, &OpenDocument::refused, this, [this](const Problems& problems) {
        if (!problems.empty())
            notices_->show_line(QStringLiteral("refused"), Level::warning,
                                text_of(problems.front()), {}, 8);
    });
    connect(&document_, &OpenDocument::reveal, canvas_, &GraphCanvas::reveal);
    connect(&document_, &OpenDocument::tint, canvas_, &GraphCanvas::set_health);
    connect(&document_, &OpenDocument::point_out, canvas_,
            [this](const std::set<NodeId>& nodes) { canvas_->show_found(nodes, 0); });
    connect(canvas_, &GraphCanvas::menu_requested, this,
            [this](const QPoint& at) { open_canvas_menu(*canvas_, *actions_, at); });
    connect(canvas_, &GraphCanvas::files_dropped, this,
            [this](const QStringList& files, QPointF at) {
                QTimer::singleShot(0, this, [this, files, at] {
                    open_dropped(files, Point{at.x(), at.y()});
                });
            });
    connect(canvas_, &GraphCanvas::edit_requested, this,
            [this](NodeId) { docks_->show_panel(QStringLiteral("inspector")); });

    connect(start_page_, &StartPage::learn, this, &MainWindow::learn_digits);
    connect(start_page_, &StartPage::use_my_data, this, &MainWindow::use_my_data);
    connect(start_page_, &StartPage::empty_canvas, this, [this] {
        if (files_->start_new())
            enter(QStringLiteral("design"));
        canvas_->setFocus();
    });
    connect(start_page_, &StartPage::open_file, this,
            [this](const QString& path) { files_->open_file(path); });
    connect(start_page_, &StartPage::open_example, this, [this](const QString& path) {
        if (files_->open_example(path))
            enter(QStringLiteral("design"));
    });
    connect(start_page_, &StartPage::open_template, this, &MainWindow::open_template);
}

void MainWindow::start(const QString& file)
{
    docks_->resize(size()); // arranging measures the room there is
    docks_->enter(preferences::last_workspace());
    if (docks_->workspace().isEmpty())
        docks_->enter(QStringLiteral("design"));
    show_start(true);
    if (!file.isEmpty()) {
        if (!files_->open_file(file))
            show_start(false); // what is wrong stands above the canvas
    } else {
        files_->recover_untitled();
    }
}

bool MainWindow::is_at_start() const { return pages_->currentWidget() == start_page_; }

void MainWindow::show_start(bool on)
{
    if (on)
        start_page_->fill();
    pages_->setCurrentWidget(on ? static_cast<QWidget*>(start_page_) : docks_);
    header_->set_document_open(!on);
    status_->setVisible(!on);
    update_title();
    if (!on)
        canvas_->setFocus();
}

void MainWindow::enter(const QString& workspace)
{
    if (is_at_start())
        show_start(false);
    const QString before = docks_->workspace();
    if (before == workspace)
        return;
    views_.insert_or_assign({before, document_.level()}, canvas_->view());
    docks_->enter(workspace);
    // Each workspace keeps its own view of the drawing; at first it shows all of it.
    QTimer::singleShot(0, canvas_, [this, workspace] {
        if (docks_->workspace() != workspace)
            return;
        if (const auto known = views_.find({workspace, document_.level()}); known != views_.end())
            canvas_->set_view(known->second);
        else
            canvas_->fit_all(false);
    });
}

bool MainWindow::open_example(const QString& name, std::optional<std::int64_t> epochs)
{
    const QDir folder(QString::fromStdString((resources_folder() / "examples").string()));
    if (!files_->open_example(folder.filePath(name + QStringLiteral(".lepton")), epochs))
        return false;
    enter(QStringLiteral("design"));
    return true;
}

void MainWindow::open_template(const QString& path)
{
    if (!files_->open_example(path))
        return;
    enter(QStringLiteral("design"));
    // The data are what is missing: their node's fields are where to begin.
    for (const auto& [id, slot] : document_.graph().slots())
        if (const Kind* kind = document_.catalog().find(slot.node.kind);
            kind != nullptr && kind->card.role == Role::data) {
            document_.select({id});
            break;
        }
    docks_->show_panel(QStringLiteral("inspector"));
    notices_->show_line(
        QStringLiteral("learn"), Level::unfinished,
        tr("Choose your file in the inspector, on the right. What does not fit your data yet "
           "shows up in Problems, with a fix to click."));
}

void MainWindow::learn_digits()
{
    constexpr std::int64_t two_minutes = 4; // epochs; the example itself asks for more
    if (!open_example(QStringLiteral("leptonnet"), two_minutes))
        return;
    notices_->show_line(
        QStringLiteral("learn"), Level::unfinished,
        tr("This network learns to read digits. Press Train, then draw a digit yourself. "
           "Afterwards: take a layer out, or double the filters, and see what changes."),
        {{tr("Train"), [this] { training_->train(); }}});
}

void MainWindow::use_my_data(bool folder)
{
    const QString title = tr("Use my data");
    const QString path = folder
        ? QFileDialog::getExistingDirectory(this, title, QDir::homePath())
        : QFileDialog::getOpenFileName(this, title, QDir::homePath(), DocumentFiles::data_filter());
    if (path.isEmpty() || !files_->start_new())
        return;
    if (files_->add_data(path))
        enter(QStringLiteral("data"));
}

void MainWindow::open_dropped(const QStringList& files, std::optional<Point> at)
{
    for (const QString& file : files) {
        if (QFileInfo(file).suffix() == QLatin1String("lepton") || network_in(file)) {
            files_->open_file(file);
            return;
        }
        if (is_onnx(file)) {
            draw_onnx(*canvas_, *notices_, file, at, [this] {
                show_start(false);
                return true;
            });
            continue;
        }
        if (is_at_start())
            show_start(false);
        files_->add_data(file, at);
        if (at)
            at->y += 140; // several files: one below the other
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    event->acceptProposedAction();
    // After the drop is over: a question about unsaved edits would hold up the program dragged
    // from.
    QTimer::singleShot(0, this, [this, files] { open_dropped(files); });
}

void MainWindow::update_title()
{
    const QString name =
        document_.path().isEmpty() ? tr("untitled") : QFileInfo(document_.path()).fileName();
    // While it trains the task bar shows how far it is.
    const RunInfo& info = run_.info();
    const QString progress = run_.is_live() && info.epochs > 0
        ? QStringLiteral("%1 % · ").arg(
            static_cast<int>(100 * info.epoch / static_cast<double>(info.epochs)))
        : QString();
    setWindowTitle(QStringLiteral("%1%2[*] – Lepton Studio").arg(progress, name));
    setWindowModified(document_.is_modified());
    header_->show_document(is_at_start() ? QString() : name, document_.is_modified());
}

void MainWindow::update_history()
{
    const Journal& journal = document_.journal();
    const auto set = [&](const char* id, bool on, const QString& text, const QString& what) {
        if (QAction* action = actions_->find(QLatin1String(id))) {
            action->setEnabled(on);
            action->setText(on ? QStringLiteral("%1: %2").arg(text, what) : text);
        }
    };
    const auto name = [&](std::size_t step) { return text_of(journal.name(step)); };
    set("edit.undo", journal.can_undo(), tr("Undo"),
        journal.can_undo() ? name(journal.position() - 1) : QString());
    set("edit.redo", journal.can_redo(), tr("Redo"),
        journal.can_redo() ? name(journal.position()) : QString());
    update_title();
}

void MainWindow::show_training_settings(QWidget* beside)
{
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setObjectName(QStringLiteral("training_popup"));
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(popup);
    column->setContentsMargins(14, 12, 10, 12);
    auto* form = new FieldForm(document_, popup);
    form->show_subject(subject_of_settings(document_), {"epochs", "batch", "seed"});
    column->addWidget(form);
    popup->setFixedWidth(340);
    popup->adjustSize();
    const QPoint corner =
        beside->mapToGlobal(QPoint(beside->width() - popup->width(), beside->height() + 4));
    popup->move(corner);
    popup->show();
    if (QWidget* first = popup->findChild<QWidget*>(QStringLiteral("field_epochs")))
        first->setFocus();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!files_->may_leave()) {
        event->ignore();
        return;
    }
    docks_->remember();
    preferences::set_geometry(saveGeometry());
    event->accept(); // runs are processes of their own and go on
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    // Esc that no panel needs leads back to the drawing.
    if (event->key() == Qt::Key_Escape && !is_at_start())
        canvas_->setFocus(Qt::OtherFocusReason);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && header_ != nullptr)
        retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace lepton

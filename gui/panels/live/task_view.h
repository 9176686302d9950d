// Room gui/panels/live: predictions as the task wants them: gallery, decision boundary, predicted
// against true, or a table. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/panels/live/snapshot.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace lepton {

class Gallery;
class ScatterView;
class EmptyState;

/// Follows the run on show. Its head names run and checkpoint.
class TaskView : public QWidget {
    Q_OBJECT
public:
    explicit TaskView(const Workbench& bench, QWidget* parent = nullptr);
    const Snapshot& snapshot() const { return snapshot_; }
    Gallery& gallery() { return *gallery_; }
    /// Sorts by how wrong the answers are, or keeps the samples in their fixed places.
    void set_worst_first(bool on);
    /// In a narrow place the head says less.
    QSize minimumSizeHint() const override { return {280, 160}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void say_head();
    void read();
    void show_snapshot();
    void show_table();
    void show_boundary();

    Workbench bench_;
    Snapshot snapshot_;
    QString remark_; ///< what the answers are, in a few words
    QLabel* title_;
    QLabel* where_;
    QToolButton* sort_;
    QStackedWidget* pages_;
    Gallery* gallery_;
    BoundaryView* boundary_;
    ScatterView* scatter_;
    QTableWidget* table_;
    EmptyState* empty_;
};

/// Runs a command of the window by its id; false if there is none.
bool trigger(const Workbench& bench, const char* id);

/// The small head of a part: bold title, pale remark.
QString head_html(const QString& title, const QString& remark);

} // namespace lepton

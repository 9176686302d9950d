// Room gui/panels/live: a confusion matrix beside the samples of the cell that was pressed. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/panels/live/snapshot.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QListWidget;
class QStackedWidget;

namespace lepton {

class Gallery;
class MatrixView;

/// Used by Confusion (validation, live) and Test (the untouched part).
class CellSamples : public QWidget {
    Q_OBJECT
public:
    explicit CellSamples(const Workbench& bench, QWidget* parent = nullptr);
    void set(const Snapshot& snapshot);
    MatrixView& matrix() { return *matrix_; }
    Gallery& gallery() { return *gallery_; }
    /// Lists the samples that are `truth` and were answered `answer`.
    void open_cell(int truth, int answer);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show_cell();

    Workbench bench_;
    Snapshot snapshot_;
    int truth_ = -1, answer_ = -1;
    QBoxLayout* row_;
    MatrixView* matrix_;
    QLabel* head_;
    QStackedWidget* pages_;
    Gallery* gallery_;
    QListWidget* list_;
};

} // namespace lepton

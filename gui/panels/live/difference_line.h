// Room gui/panels/live: the line above the canvas that says when the drawing is another than that
// of the run on show. [gui]
#pragma once

#include "gui/panel.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace lepton {

/// "Run 7 had another graph: 2 changes · Show · Go back". Hidden while drawing and run agree, or no
/// run is shown.
class DifferenceLine : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceLine(const Workbench& bench, QWidget* parent = nullptr);
    /// The sentence as plain text; empty while hidden.
    QString sentence() const { return sentence_; }
    /// Makes the drawing that of the run again, as one undo step.
    void go_back();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void compare();

    Workbench bench_;
    QLabel* label_;
    QTimer soon_;
    QString sentence_, list_;
};

} // namespace lepton

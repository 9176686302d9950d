// Room gui/panels: the steps of the document, and going to any of them. [gui]
#pragma once

#include "gui/panel.h"

#include <QListView>

namespace lepton {

class HistorySteps;

/// The document as it was opened, and every step since; what was undone is grey. A click, Enter or
/// Space goes to a step.
class HistoryList : public QListView {
    Q_OBJECT
public:
    explicit HistoryList(const Workbench& bench, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void follow(); ///< while it is seen: a list is laid out anew after each step
    void go_to(const QModelIndex& step);

    OpenDocument& document_;
    HistorySteps* steps_;
};

} // namespace lepton

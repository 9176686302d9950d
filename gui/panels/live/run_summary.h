// Room gui/panels/live: the cards beside the curves: best and last, speed and time left, the plain
// sentence. [gui]
#pragma once

#include "gui/panel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace lepton {

class CardFrame;

/// Follows the run on show; what is old is told with its age.
class RunSummary : public QWidget {
    Q_OBJECT
public:
    explicit RunSummary(const Workbench& bench, QWidget* parent = nullptr);
    /// The sentence as plain text, for tests and the closing notification.
    QString sentence() const { return sentence_; }

private:
    void refresh();
    QString best_html() const;
    QString table_html() const;
    QString state_html() const;

    Workbench bench_;
    CardFrame *state_, *best_, *table_, *plain_;
    QPushButton* resume_;
    QTimer tick_;
    QString sentence_;
};

} // namespace lepton

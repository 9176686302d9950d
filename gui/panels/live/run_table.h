// Room gui/panels/live: the table of runs: ticks, stars, names by changes, states, best values,
// notes. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/runs/run_list.h"

#include <QTableWidget>

namespace lepton {

/// Rows follow a RunList; the run on show is bold.
class RunTable : public QTableWidget {
    Q_OBJECT
public:
    RunTable(const Workbench& bench, RunList& list, QWidget* parent = nullptr);
    /// The entry of the current row, or null.
    const RunEntry* current() const;
    enum Column { tick, star, name, state, best, time, differences, note, columns };

Q_SIGNALS:
    void trouble(const QString& sentence);

private:
    void fill();
    void edited(QTableWidgetItem* item);
    const RunEntry* entry_of(int row) const;
    /// A note is being typed: rows must not move now.
    bool state_of_editing() const { return QTableWidget::state() == EditingState; }

    Workbench bench_;
    RunList& list_;
    bool filling_ = false, columns_fitted_ = false;
};

} // namespace lepton

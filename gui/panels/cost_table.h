// Room gui/panels: the Cost panel: a sortable table of what nodes cost. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/panels/cost_model.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace lepton {

/// Follows the document while it is seen. A row selects its node on the canvas; a choice above the
/// table tints the drawing.
class CostTable : public QWidget {
    Q_OBJECT
public:
    explicit CostTable(const Workbench& bench);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void fill();
    void show_selection();
    void choose_heat(int index);
    void show_heat();
    void copy() const;
    void retranslate();

    OpenDocument& document_;
    Actions& actions_;
    CostModel* model_;
    QTableView* table_;
    QComboBox* heat_;
    QLabel *heat_label_, *total_;
    QPushButton* copy_;
    QTimer soon_;
    bool showing_ = false; ///< the selection is being shown, not made
};

} // namespace lepton

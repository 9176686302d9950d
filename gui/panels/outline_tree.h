// Room gui/panels: the drawing as a tree of nodes and wires, which a screen reader can read. [gui]
#pragma once

#include "gui/panel.h"
#include "nodes/graph/graph.h"

#include <QTimer>
#include <QTreeWidget>

namespace lepton {

class OpenDocument;

/// Nodes in the order the data goes; beneath each its ports with their wires; then frames and
/// notes. Follows the document while it is visible.
class OutlineTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit OutlineTree(const Workbench& bench);
    static NodeId node_of(const QTreeWidgetItem* item);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void rebuild();
    void fill(QTreeWidgetItem* item, const Node& node);
    void follow_selection();
    void take_selection();
    void rename(QTreeWidgetItem* item);
    void remove(const QList<QTreeWidgetItem*>& items);
    void offer_wires(QMenu* menu, const QTreeWidgetItem* item);

    OpenDocument& document_;
    QTimer soon_;
    bool filling_ = false, stale_ = true;
};

} // namespace lepton

// Room gui/panels: what a node does to shapes and what it costs, as cards beneath its fields. [gui]
#pragma once

#include "nodes/graph/graph.h"

#include <QFrame>

class QLabel;

namespace lepton {

class OpenDocument;

/// The cards Shape, Cost and what is wrong, for one node.
class NodeFacts : public QWidget {
    Q_OBJECT
public:
    explicit NodeFacts(OpenDocument& document, QWidget* parent = nullptr);
    void show_node(NodeId node);

private:
    QString shapes(NodeId node) const;
    QString costs(NodeId node) const;
    QString problems(NodeId node) const;

    OpenDocument& document_;
    QLabel *shape_, *cost_, *problem_;
};

/// A framed card with one wrapped, selectable label.
QLabel* add_card(QWidget* parent);

} // namespace lepton

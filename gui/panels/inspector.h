// Room gui/panels: the inspector: title, name, fields and facts of what is selected; training
// settings when nothing is. [gui]
#pragma once

#include "gui/panel.h"
#include "nodes/graph/graph.h"

#include <QScrollArea>

class QLabel;
class QLineEdit;

namespace lepton {

class FieldForm;
class NodeFacts;
class OpenDocument;
class ShapeTrail;

/// Follows the selection.
class Inspector : public QScrollArea {
    Q_OBJECT
public:
    explicit Inspector(const Workbench& bench);
    /// As wide as the form: nothing scrolls sideways.
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow_selection();
    void refresh();
    void show_heading();
    void commit_title();
    void commit_name();
    void retranslate();
    const Node* single() const;
    /// True while it shows the subgraph that is looked into.
    bool shows_subgraph() const;

    OpenDocument& document_;
    std::vector<NodeId> shown_;
    std::int64_t shown_at_ = 0; ///< the graph of those nodes
    QLineEdit *title_, *name_;
    QLabel *translated_, *doc_, *heading_;
    FieldForm* form_;
    NodeFacts* facts_;
    ShapeTrail* trail_;
};

} // namespace lepton

// Room gui/canvas: finding nodes while one types. [gui]
#pragma once

#include "gui/canvas/marks.h"
#include "gui/canvas/view.h"
#include "nodes/graph/graph.h"

#include <QFrame>

#include <vector>

class QLabel;
class QLineEdit;

namespace lepton {
class GraphCanvas;
class OpenDocument;
} // namespace lepton

namespace lepton::canvas {

/// Nodes that hold the words, best first: by name and title, kind, value of a field, or problem.
std::vector<NodeId> find_nodes(const OpenDocument& document, const QString& words);
/// Frames and notes whose text holds the words.
std::vector<MarkId> find_marks(const Marks& marks, const QString& words);

/// A line in the upper right corner of the canvas. The view follows the hit while one types; Enter
/// and Shift+Enter go through the hits, Esc goes back to where one was, a click stays.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(GraphCanvas& canvas);

    void open();
    void place(); ///< into its corner, after the canvas was resized
    const std::vector<NodeId>& hits() const { return hits_; }
    const std::vector<MarkId>& mark_hits() const { return marks_; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void search();
    void show_hit(int index);
    void finish(bool back);
    void retranslate();

    GraphCanvas& canvas_;
    QLineEdit* line_;
    QLabel* count_;
    int count() const { return static_cast<int>(hits_.size() + marks_.size()); }
    /// The hit that is shown: a node, or (then 0) a mark.
    NodeId node_now() const;
    MarkId mark_now() const;
    std::vector<NodeId> hits_;
    std::vector<MarkId> marks_; ///< after the nodes
    int at_ = 0;
    View before_;
};

} // namespace lepton::canvas

// Room gui: the live sample on the drawing: strips on nodes, words in tips, and its commands. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/runs/live_sample.h"

#include <QStringList>

namespace lepton {

class GraphCanvas;
class Notices;
namespace canvas {
struct Strip;
}

/// Shows what the wires of the level that is looked at carry, or how its weights are spread, while
/// "view.live" is on. Adds the commands "view.live_…" that choose the sample and what is shown.
class LiveView : public QObject {
    Q_OBJECT
public:
    LiveView(const Workbench& bench, GraphCanvas& canvas, Notices& notices, QObject* parent);

    LiveSample& sample() { return sample_; }
    QString run_title() const; ///< of the run on show
    void retranslate();

private:
    using Value = std::shared_ptr<const LiveValue>;
    struct Shown {
        Value value, beside; ///< what the strip was made of
        std::vector<Value> weights; ///< or of these
        qint64 classes = 0;
        std::shared_ptr<const canvas::Strip> strip;
    };

    void add_actions(const Workbench& bench);
    void step(qint64 by);
    void random();
    void refresh();
    std::shared_ptr<const canvas::Strip> strip_of(const Node& node);
    std::shared_ptr<const canvas::Strip> strip_of_values(const Node& node, const Kind& kind);
    Value value_of(NodeId node, std::string_view output) const;
    /// A node's weights, the largest first, while they are to be shown; instances have none.
    std::vector<Value> weights_of(const Node& node) const;
    qint64 classes_of(NodeId node, std::string_view output) const;
    QString path_of(NodeId node) const;
    QStringList labels(qint64 classes) const;

    OpenDocument& document_;
    const RunShown& run_;
    GraphCanvas& canvas_;
    LiveSample sample_;
    std::map<NodeId, Shown> shown_;
};

} // namespace lepton

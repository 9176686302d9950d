// Room gui/panels: the proof of the chosen wire's shape, in the inspector. [gui]
#pragma once

#include "nodes/graph/graph.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace lepton {

class OpenDocument;

/// Shown while a wire is chosen: each dimension with the steps back to the data. The nodes on the
/// way are ringed on the canvas; Enter or a click on a step goes to its node.
class ShapeTrail : public QWidget {
    Q_OBJECT
public:
    explicit ShapeTrail(OpenDocument& document, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void fit_height();

    OpenDocument& document_;
    QLabel* heading_;
    QTreeWidget* tree_;
    bool ringed_ = false;
};

} // namespace lepton

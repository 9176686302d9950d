// tests/gui: a small chain on a canvas, with the commands of the window, to be put into subgraphs.
#pragma once

#include "gui/actions.h"
#include "gui/canvas/canvas_actions.h"
#include "nodes/subgraphs.h"
#include "tests/gui/canvas_fixture.h"

#include <QMainWindow>

namespace lepton {

/// Input → Linear → ReLU → Linear.
struct Chain : CanvasFixture {
    QMainWindow window;
    Actions actions{&window};
    NodeId data = add("input", 0, 0, {{"shape", {8}}});
    NodeId first = add("linear", 200, 0, {{"out_features", 8}});
    NodeId bend = add("relu", 400, 0);
    NodeId last = add("linear", 600, 0, {{"out_features", 3}});

    Chain()
    {
        add_canvas_actions(actions, canvas);
        wire(data, "features", first, "features");
        wire(first, "features", bend, "features");
        wire(bend, "features", last, "features");
        canvas.setFocus();
    }
    void keys(Qt::Key key, Qt::KeyboardModifiers with) { QTest::keyClick(&canvas, key, with); }
    NodeId instance() const
    {
        for (const auto& [id, slot] : graph().slots())
            if (definition_of(slot.node.kind) != 0)
                return id;
        return 0;
    }
    qint64 parameters() const { return document.inference().total_cost().parameters; }
    /// First and bend become a subgraph; returns its instance.
    NodeId make_block()
    {
        document.select({first, bend});
        keys(Qt::Key_G, Qt::ControlModifier);
        return instance();
    }
    /// The same, and looks into it.
    NodeId make_and_enter()
    {
        const NodeId block = make_block();
        key(Qt::Key_Return);
        return block;
    }
    /// The shape that is written at an output.
    QString shape(NodeId node, const char* port) const
    {
        const canvas::NodeShape& drawn = canvas.scene().node(canvas.scene().item_of(node));
        return drawn.find(port, false)->shape;
    }
    bool in_view(NodeId node) const
    {
        return QRectF(canvas.rect()).contains(canvas.view().to_pixels(box(node)));
    }
};

} // namespace lepton

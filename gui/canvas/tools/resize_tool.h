// Room gui/canvas/tools: resizing frames and notes by their edges. [gui]
#pragma once

#include "gui/canvas/marks.h"
#include "gui/canvas/tools/tool.h"

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Drags the edges of one frame or note; a click selects it.
class ResizeTool : public Tool {
public:
    ResizeTool(GraphCanvas& canvas, const MarkHit& hit, const Pointer& start);
    ~ResizeTool() override;
    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    bool pans_at_edges() const override { return moved_; }

private:
    void place(const QRectF& box);

    GraphCanvas& canvas_;
    MarkHit hit_;
    QPointF start_, start_window_;
    QRectF home_, box_;
    bool moved_ = false;
};

} // namespace lepton::canvas

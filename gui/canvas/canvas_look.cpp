// Room gui/canvas: looks given from outside while training.
#include "gui/canvas/canvas.h"

namespace lepton {

using namespace canvas;

void GraphCanvas::set_health(const std::map<NodeId, QColor>& tints)
{
    std::vector<QRectF> dirty;
    for (const auto& [node, tint] : tints) {
        const int item = scene_.item_of(node);
        if (item < 0 || scene_.node(item).health == tint)
            continue;
        scene_.node(item).health = tint;
        dirty.push_back(Scene::painted(scene_.node(item)));
    }
    if (dirty.empty())
        return;
    drag_picture_valid_ = false;
    minimap_.changed();
    mark(dirty);
    if (minimap_.visible())
        update(minimap_.box());
}

void GraphCanvas::set_status(NodeId node, const QString& text)
{
    const int item = scene_.item_of(node);
    if (item < 0 || scene_.node(item).status == text)
        return;
    NodeShape& shape = scene_.node(item);
    shape.status =
        scene_.measure().fitted(Lettering::label, text, shape.box.width() - 2 * measure::padding);
    drag_picture_valid_ = false;
    mark({Scene::painted(shape)});
}

void GraphCanvas::clear_run_look()
{
    scene_.each_node([this](int item) {
        scene_.node(item).status.clear();
        scene_.node(item).health = QColor();
        scene_.node(item).strip.reset();
    });
    minimap_.changed();
    drag_picture_valid_ = false;
    update();
}

} // namespace lepton

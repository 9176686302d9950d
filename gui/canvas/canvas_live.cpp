// Room gui/canvas: strips under the headers of nodes, and what tips say of the sample they are of.
#include "gui/canvas/canvas.h"

namespace lepton {

using namespace canvas;

void GraphCanvas::show_strips(bool on)
{
    if (on == scene_.strips_shown())
        return;
    drop_tool();
    finish_moving();
    scene_.show_strips(on);
    lit_.node = lit_.wire = -1;
    lit_.port = {};
    minimap_.changed();
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
    update();
    if (on && painter_.tier() != Tier::full)
        say(tr("Zoom in to see what the nodes carry."), true);
}

void GraphCanvas::set_strips(std::map<NodeId, std::shared_ptr<const Strip>> strips)
{
    std::vector<QRectF> dirty;
    scene_.each_node([&](int item) {
        NodeShape& shape = scene_.node(item);
        const auto at = strips.find(shape.id);
        std::shared_ptr<const Strip> now = at == strips.end() ? nullptr : at->second;
        if (now == shape.strip)
            return;
        shape.strip = std::move(now);
        dirty.push_back(shape.box);
    });
    if (!scene_.strips_shown() || dirty.empty())
        return;
    drag_picture_valid_ = false;
    mark(dirty);
}

void GraphCanvas::set_carried(std::function<QString(NodeId, const std::string&)> carried)
{
    carried_ = std::move(carried);
}

} // namespace lepton

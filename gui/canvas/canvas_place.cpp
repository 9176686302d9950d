// Room gui/canvas: new nodes: where they go, and how they are wired at once.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/palette.h"
#include "gui/canvas/search.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace lepton {

using namespace canvas;

namespace {
constexpr double row_gap = 60,
                 aside = 32; ///< canvas units: between nodes of a row, and to the side
} // namespace

QPointF GraphCanvas::place_for_new() const
{
    if (pointer_inside_ && rect().contains(pointer_.toPoint()))
        return view_.to_canvas(pointer_);
    if (const int item = scene_.item_of(document_.current()); item >= 0) {
        const QRectF& box = scene_.node(item).box;
        return {box.right() + row_gap + measure::narrowest / 2, box.top() + 40};
    }
    return view_.to_canvas(QPointF(width(), height()) / 2);
}

NodeId GraphCanvas::add_node(const Kind& kind, QPointF middle)
{
    const QSizeF size = size_of(kind, scene_.measure());
    QPointF corner = on_grid(middle - QPointF(size.width(), size.height()) / 2);
    // Not exactly on another node: a second node of a series would hide the first.
    for (int tries = 0; tries < 40; ++tries) {
        const int there = scene_.node_at(corner + QPointF(1, 1));
        if (there < 0 || (scene_.node(there).box.topLeft() - corner).manhattanLength() > 8)
            break;
        corner += QPointF(aside, aside);
    }
    Node node = new_node(kind, document_.graph(), {corner.x(), corner.y()});
    const NodeId id = node.id;
    const std::string name = node.name;
    if (!document_.draw(lepton::say("Add {0}", kind.card.title), {AddNode{std::move(node)}}))
        return 0;
    document_.select({id});
    document_.set_current(id);
    return id;
}

NodeId GraphCanvas::insert_node(const Kind& kind, QPointF middle, const Wire& wire)
{
    const QSizeF size = size_of(kind, scene_.measure());
    const QPointF corner = on_grid(middle - QPointF(size.width(), size.height()) / 2);
    Node node = new_node(kind, document_.graph(), {corner.x(), corner.y()});
    const NodeId id = node.id;
    const auto joined = edits_to_insert(document_, node, wire);
    if (!joined)
        return add_node(kind, middle);
    // On a straight wire the new node's first row lies on it.
    if (const int item = scene_.item_of(wire);
        item >= 0 && scene_.wire(item).route.points().size() == 2)
        node.position.y = scene_.wire(item).route.front().y() - scene_.first_row();
    Edits edits{AddNode{std::move(node)}};
    edits.insert(edits.end(), joined->begin(), joined->end());
    if (!document_.draw(lepton::say("Insert {0}", kind.card.title), std::move(edits)))
        return 0;
    document_.select({id});
    return id;
}

void GraphCanvas::open_palette(QPointF window, PaletteWish wish)
{
    const bool chain = wish.port && wish.port->from_output;
    // What was placed last decides on the next one; the palette calls copies of this.
    const auto now = std::make_shared<PaletteWish>(wish);
    open_palette(window, wish, [this, chain, now](const Kind& kind, bool stay) {
        place_chosen(kind, *now, stay);
        if (!stay)
            return;
        *now = wish_beside(document_.current(), chain);
        palette_->look_for(*now);
    });
}

PaletteWish GraphCanvas::wish_beside(NodeId node, bool wired) const
{
    PaletteWish wish;
    const int item = scene_.item_of(node);
    if (item < 0) {
        wish.at = place_for_new();
        return wish;
    }
    const NodeShape& shape = scene_.node(item);
    wish.at = shape.box.center() + QPointF(shape.box.width() + row_gap, 0);
    const auto output = std::ranges::find(shape.ports, false, &PortShape::input);
    if (!wired || output == shape.ports.end())
        return wish;
    wish.end = {node, output->port};
    wish.at = shape.port_at(*output) + QPointF(row_gap, 0);
    wish.port = wish_for(document_, wish.end, true, output->kind);
    return wish;
}

void GraphCanvas::open_palette(QPointF window, const PaletteWish& wished,
                               std::function<void(const Kind&, bool)> take)
{
    if (!palette_)
        palette_ = std::make_unique<NodePalette>(this);
    PaletteWish wish = wished;
    wish.may = [this](const Kind& kind) { return document_.may_draw(kind); };
    palette_->open(document_.catalog(), mapToGlobal(window.toPoint()), wish, std::move(take));
}

void GraphCanvas::place_chosen(const Kind& kind, const PaletteWish& wish, bool)
{
    if (!wish.port) {
        add_node(kind, wish.at);
        if (const int item = scene_.item_of(document_.current()); item >= 0)
            keep_on_screen(scene_.node(item).box);
        return;
    }
    const QSizeF size = size_of(kind, scene_.measure());
    const bool to_right = wish.port->from_output;
    // Its port comes to lie under the pointer; near the level of the source it makes a straight
    // wire.
    double row = scene_.first_row();
    const std::string port = best_port(kind, *wish.port);
    const auto ports = to_right ? kind.inputs() : kind.outputs();
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (port.compare(0, ports[i].name.size(), ports[i].name) == 0)
            row = scene_.first_row() + measure::row * static_cast<double>(i);
    QPointF corner = on_grid(wish.at - QPointF(to_right ? 0 : size.width(), row));
    const int source = scene_.item_of(wish.end.node);
    const PortShape* from =
        source < 0 ? nullptr : scene_.node(source).find(wish.end.port, !to_right);
    if (from) {
        const double level = scene_.node(source).box.top() + from->y - row;
        if (std::abs(corner.y() - level) < 40)
            corner.setY(level);
    }
    Node node = new_node(kind, document_.graph(), {corner.x(), corner.y()});
    const NodeId id = node.id;
    const std::string name = node.name;
    Edits edits{AddNode{std::move(node)}};
    if (!port.empty()) {
        const Wire wire = to_right ? Wire{wish.end, {id, port}} : Wire{{id, port}, wish.end};
        if (wish.replaces)
            edits.push_back(RemoveWire{*wish.replaces});
        else if (const Wire* old = document_.graph().wire_into(wire.to))
            edits.push_back(RemoveWire{*old});
        edits.push_back(AddWire{wire});
    }
    if (!document_.draw(lepton::say("Add {0}", kind.card.title), std::move(edits)))
        return;
    document_.select({id});
    document_.set_current(id);
    if (const int item = scene_.item_of(id); item >= 0)
        keep_on_screen(scene_.node(item).box);
}

void GraphCanvas::add_by_search()
{
    PaletteWish wish;
    wish.at = place_for_new();
    open_palette(pointer_inside_ ? pointer_ : view_.to_pixels(wish.at), wish);
}

} // namespace lepton

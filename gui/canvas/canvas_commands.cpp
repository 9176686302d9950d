// Room gui/canvas: commands on nodes: adding, removing, copying, bypassing, aligning. Each is one
// undo step.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/node_mime.h"
#include "gui/canvas/palette.h"
#include "gui/texts.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

#include <algorithm>
#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double gap = 60, step = 32; ///< canvas units: between nodes of a row, and between pastes

QPointF on_grid(QPointF p) { return {std::round(p.x() / 4) * 4, std::round(p.y() / 4) * 4}; }

/// "Delete conv1" or "Delete 3 nodes".
Text counted(const Graph& graph, const std::vector<NodeId>& nodes, Text (*one)(const std::string&),
             Text (*many)(std::size_t))
{
    const Node* only = nodes.size() == 1 ? graph.find(nodes.front()) : nullptr;
    return only ? one(only->name) : many(nodes.size());
}
} // namespace

std::vector<NodeId> GraphCanvas::chosen_nodes() const
{
    return {document_.selection().begin(), document_.selection().end()};
}

QPointF GraphCanvas::place_for_new() const
{
    if (pointer_inside_ && rect().contains(pointer_.toPoint()))
        return view_.to_canvas(pointer_);
    if (const int item = scene_.item_of(document_.current()); item >= 0) {
        const QRectF& box = scene_.node(item).box;
        return {box.right() + gap + measure::narrowest / 2, box.top() + 40};
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
        corner += QPointF(step, step);
    }
    Node node = new_node(kind, document_.graph(), {corner.x(), corner.y()});
    const NodeId id = node.id;
    const std::string name = node.name;
    if (!document_.push(lepton::say("Add {0}", kind.card.title), {AddNode{std::move(node)}}))
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
    if (const int item = scene_.item_of(wire); item >= 0 && scene_.wire(item).route.count == 2)
        node.position.y = scene_.wire(item).route.front().y() - measure::first_row;
    Edits edits{AddNode{std::move(node)}};
    edits.insert(edits.end(), joined->begin(), joined->end());
    if (!document_.push(lepton::say("Insert {0}", kind.card.title), std::move(edits)))
        return 0;
    document_.select({id});
    return id;
}

void GraphCanvas::open_palette(QPointF window, PaletteWish wish)
{
    if (!palette_)
        palette_ = std::make_unique<NodePalette>(document_.catalog(), this);
    palette_->open(mapToGlobal(window.toPoint()), wish,
                   [this, wish, placed = 0](const Kind& kind, bool stay) mutable {
                       PaletteWish now = wish;
                       if (placed++ > 0) { // placed with Shift+Enter: the next beside the last
                           now.port.reset();
                           now.at = [this] {
                               const int item = scene_.item_of(document_.current());
                               return item < 0 ? place_for_new()
                                               : scene_.node(item).box.center()
                                       + QPointF(scene_.node(item).box.width() + gap, 0);
                           }();
                       }
                       place_chosen(kind, now, stay);
                   });
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
    double row = measure::first_row;
    const std::string port = best_port(kind, *wish.port);
    const auto ports = to_right ? kind.inputs() : kind.outputs();
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (port.compare(0, ports[i].name.size(), ports[i].name) == 0)
            row = measure::first_row + measure::row * static_cast<double>(i);
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
    if (!document_.push(lepton::say("Add {0}", kind.card.title), std::move(edits)))
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

void GraphCanvas::remove_selection()
{
    if (document_.selection().empty()) {
        if (chosen_wire_.to.node != 0) {
            const Wire wire = chosen_wire_;
            document_.push(say_cut(wire), {RemoveWire{wire}});
        }
        return;
    }
    const std::vector<NodeId> nodes = chosen_nodes();
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Delete {0}", n); },
                       [](std::size_t n) { return lepton::say("Delete {0} nodes", n); }),
                   remove_nodes(document_.graph(), nodes));
}

void GraphCanvas::remove_and_reconnect()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return remove_selection();
    Text why;
    Edits edits = edits_to_remove_joined(document_, nodes, why);
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Take out {0}", n); },
                       [](std::size_t n) { return lepton::say("Take out {0} nodes", n); }),
                   std::move(edits));
    if (!why.empty())
        say(text_of(why));
}

void GraphCanvas::copy() const
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return;
    const QByteArray text = QByteArray::fromStdString(
        to_clipboard(document_.graph(), nodes).dump(1, ' ', false, Json::error_handler_t::replace));
    auto* held = new QMimeData; // owned by the clipboard
    held->setData(QLatin1String(nodes_mime), text);
    held->setText(QString::fromUtf8(text));
    QApplication::clipboard()->setMimeData(held);
    pastes_ = 0;
}

void GraphCanvas::cut()
{
    if (document_.selection().empty())
        return;
    copy();
    const std::vector<NodeId> nodes = chosen_nodes();
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Cut {0}", n); },
                       [](std::size_t n) { return lepton::say("Cut {0} nodes", n); }),
                   remove_nodes(document_.graph(), nodes));
}

void GraphCanvas::push_copies(const Json& json, QPointF offset, bool with_incoming,
                              const Text& name)
{
    auto pasted = from_clipboard(document_, json, offset, with_incoming);
    if (!pasted) {
        say(QString::fromStdString(pasted.problems().front().what.str()));
        return;
    }
    if (pasted->nodes.empty() || !document_.push(name, std::move(pasted->edits)))
        return;
    document_.select({pasted->nodes.begin(), pasted->nodes.end()});
}

void GraphCanvas::paste(bool with_incoming_wires)
{
    const QMimeData* held = QApplication::clipboard()->mimeData();
    if (!held)
        return;
    constexpr qsizetype most = 64 << 20;
    QByteArray text = held->data(QLatin1String(nodes_mime));
    if (text.isEmpty()) {
        text = held->text().toUtf8();
        // Text out of a chat may have words round it.
        const qsizetype from = text.indexOf('{'), to = text.lastIndexOf('}');
        text = from >= 0 && to > from ? text.mid(from, to - from + 1) : QByteArray();
    }
    const Json json =
        text.size() > most ? Json() : Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
        say(tr("The clipboard holds no nodes."));
        return;
    }
    // The copied nodes' middle comes to the pointer; without one they step aside.
    auto measured = from_clipboard(document_, json, {}, false);
    if (!measured) {
        say(text_of(measured.problems().front().what));
        return;
    }
    const QPointF aside = QPointF(step, step) * ++pastes_;
    QPointF offset = aside;
    if (pointer_inside_ && rect().contains(pointer_.toPoint()))
        offset = on_grid(view_.to_canvas(pointer_) - measured->corner - QPointF(70, 30))
            + QPointF(step, step) * (pastes_ - 1);
    push_copies(json, offset, with_incoming_wires,
                lepton::say("Paste {0} nodes", measured->nodes.size()));
}

void GraphCanvas::duplicate(bool with_incoming_wires)
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return;
    push_copies(to_clipboard(document_.graph(), nodes), {step, step}, with_incoming_wires,
                counted(
                    document_.graph(), nodes,
                    [](const std::string& n) { return lepton::say("Duplicate {0}", n); },
                    [](std::size_t n) { return lepton::say("Duplicate {0} nodes", n); }));
}

void GraphCanvas::select_all()
{
    std::set<NodeId> all;
    for (const auto& [id, slot] : document_.graph().slots())
        all.insert(id);
    document_.select(std::move(all));
}

void GraphCanvas::select_none()
{
    document_.select({});
    choose_wire({});
}

void GraphCanvas::toggle_bypass()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    const bool on =
        std::ranges::any_of(nodes, [this](NodeId n) { return !document_.graph().find(n)->bypass; });
    Edits edits;
    for (const NodeId node : nodes)
        if (document_.graph().find(node)->bypass != on)
            edits.push_back(SetBypass{node, on});
    document_.push(on ? lepton::say("Bypass {0} nodes", nodes.size())
                      : lepton::say("End bypass of {0} nodes", nodes.size()),
                   std::move(edits));
}

void GraphCanvas::toggle_mute()
{
    const std::vector<NodeId> nodes = chosen_nodes();
    const bool on =
        std::ranges::any_of(nodes, [this](NodeId n) { return !document_.graph().find(n)->mute; });
    Edits edits;
    for (const NodeId node : nodes)
        if (document_.graph().find(node)->mute != on)
            edits.push_back(SetMute{node, on});
    document_.push(on ? lepton::say("Mute {0} nodes", nodes.size())
                      : lepton::say("Unmute {0} nodes", nodes.size()),
                   std::move(edits));
}

void GraphCanvas::nudge(QPointF by)
{
    Move move;
    for (const NodeId node : chosen_nodes()) {
        const Point at = document_.graph().find(node)->position;
        move.places.emplace_back(node, Point{at.x + by.x(), at.y + by.y()});
    }
    if (!move.places.empty())
        document_.push(lepton::say("Nudge {0} nodes", move.places.size()), {std::move(move)});
}

void GraphCanvas::align(Qt::Alignment edge)
{
    QRectF all;
    const std::vector<NodeId> nodes = chosen_nodes();
    for (const NodeId node : nodes) {
        const QRectF& box = scene_.node(scene_.item_of(node)).box;
        all = all.isNull() ? box : all.united(box);
    }
    Move move;
    for (const NodeId node : nodes) {
        const QRectF& box = scene_.node(scene_.item_of(node)).box;
        QPointF to = box.topLeft();
        if (edge & Qt::AlignLeft)
            to.setX(all.left());
        if (edge & Qt::AlignRight)
            to.setX(all.right() - box.width());
        if (edge & Qt::AlignHCenter)
            to.setX(std::round(all.center().x() - box.width() / 2));
        if (edge & Qt::AlignTop)
            to.setY(all.top());
        if (edge & Qt::AlignBottom)
            to.setY(all.bottom() - box.height());
        if (edge & Qt::AlignVCenter)
            to.setY(std::round(all.center().y() - box.height() / 2));
        if (to != box.topLeft())
            move.places.emplace_back(node, Point{to.x(), to.y()});
    }
    if (!move.places.empty())
        document_.push(lepton::say("Align {0} nodes", nodes.size()), {std::move(move)});
}

void GraphCanvas::distribute(Qt::Orientation along)
{
    std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.size() < 3)
        return;
    const bool across = along == Qt::Horizontal;
    const auto box = [&](NodeId n) { return scene_.node(scene_.item_of(n)).box; };
    std::ranges::sort(nodes, [&](NodeId a, NodeId b) {
        return across ? box(a).left() < box(b).left() : box(a).top() < box(b).top();
    });
    double sum = 0;
    for (const NodeId node : nodes)
        sum += across ? box(node).width() : box(node).height();
    const double from = across ? box(nodes.front()).left() : box(nodes.front()).top();
    const double to = across ? box(nodes.back()).right() : box(nodes.back()).bottom();
    const double space = (to - from - sum) / static_cast<double>(nodes.size() - 1);
    Move move;
    double at = from;
    for (const NodeId node : nodes) {
        const QRectF b = box(node);
        const QPointF place =
            across ? QPointF(std::round(at), b.top()) : QPointF(b.left(), std::round(at));
        at += (across ? b.width() : b.height()) + space;
        if (place != b.topLeft())
            move.places.emplace_back(node, Point{place.x(), place.y()});
    }
    if (!move.places.empty())
        document_.push(lepton::say("Distribute {0} nodes", nodes.size()), {std::move(move)});
}

} // namespace lepton

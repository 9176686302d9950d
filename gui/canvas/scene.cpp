// Room gui/canvas: the drawing as it is shown.
#include "gui/canvas/scene.h"

#include "gui/open_document.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
int row_of(const PortShape& port, double first_row)
{
    return qRound((port.y - first_row) / measure::row);
}

/// QRectF::intersects() for boxes that have a size, several times as fast: routes ask millions.
bool overlap(const QRectF& a, const QRectF& b)
{
    return a.x() < b.x() + b.width() && b.x() < a.x() + a.width() && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
}
} // namespace

QRectF Scene::painted(const NodeShape& node)
{
    // Right of the outputs their shapes are written.
    return node.box.adjusted(-12, -14, 100, 8);
}

int Scene::item_of(NodeId node) const
{
    const auto at = items_.find(node);
    return at == items_.end() ? -1 : at->second;
}

int Scene::item_of(const Wire& wanted) const
{
    const int to = item_of(wanted.to.node);
    if (to >= 0)
        for (const int item : wires_of(to))
            if (wire(item).wire == wanted)
                return item;
    return -1;
}

void Scene::rebuild()
{
    bounds_known_ = false;
    // Health, status and strip come from a run, not from the document: they outlive a rebuild.
    std::unordered_map<NodeId, NodeShape> before;
    for (const auto& [id, item] : items_)
        if (NodeShape& shape = node(item);
            !shape.status.isEmpty() || shape.health.isValid() || shape.strip)
            before.emplace(id, std::move(shape));
    nodes_.clear();
    wires_.clear();
    adjacent_.clear();
    free_nodes_.clear();
    free_wires_.clear();
    items_.clear();
    node_index_.clear();
    wire_index_.clear();
    read_marks();
    const Graph& graph = document_.graph();
    nodes_.reserve(graph.slots().size());
    for (const auto& [id, slot] : graph.slots()) {
        add(slot.node);
        if (const auto at = before.find(id); at != before.end()) {
            nodes_.back().status = at->second.status;
            nodes_.back().health = at->second.health;
            nodes_.back().strip = at->second.strip;
        }
    }
    for (const auto& [id, slot] : graph.slots())
        for (const Wire& wire : slot.in)
            add_wire(wire);
    for (const auto& [id, item] : items_)
        hide_covered_shapes(item);
}

void Scene::show_strips(bool on)
{
    strip_room_ = on ? measure::strip : 0;
    rebuild();
}

void Scene::enters(int item)
{
    const QRectF& box = node(item).box;
    node_index_.insert(item, painted(node(item)));
    boxes_.resize(nodes_.size());
    boxes_[static_cast<std::size_t>(item)] = box;
    if (bounds_known_)
        bounds_ = bounds_.isNull() ? box : bounds_.united(box);
}

void Scene::leaves(int item)
{
    const QRectF& box = node(item).box;
    node_index_.remove(item, painted(node(item)));
    // What lies within stretches nothing.
    bounds_known_ = bounds_known_ && box.left() > bounds_.left() && box.top() > bounds_.top()
        && box.right() < bounds_.right() && box.bottom() < bounds_.bottom();
}

void Scene::add(const Node& node)
{
    int item = static_cast<int>(nodes_.size());
    if (!free_nodes_.empty()) {
        item = free_nodes_.back();
        free_nodes_.pop_back();
    } else {
        nodes_.emplace_back();
        adjacent_.emplace_back();
    }
    NodeShape& shape = nodes_[static_cast<std::size_t>(item)];
    shape = shape_of(document_, node, measure_, nullptr, strip_room_);
    items_[node.id] = item;
    enters(item);
}

void Scene::refresh(int item, const Node& node)
{
    NodeShape& shape = nodes_[static_cast<std::size_t>(item)];
    leaves(item);
    shape = shape_of(document_, node, measure_, &shape, strip_room_);
    enters(item);
}

void Scene::erase(int item)
{
    NodeShape& shape = nodes_[static_cast<std::size_t>(item)];
    leaves(item);
    items_.erase(shape.id);
    shape = {};
    adjacent_[static_cast<std::size_t>(item)].clear();
    free_nodes_.push_back(item);
}

void Scene::add_wire(const Wire& wanted)
{
    const int from = item_of(wanted.from.node), to = item_of(wanted.to.node);
    if (from < 0 || to < 0)
        return;
    int item = static_cast<int>(wires_.size());
    if (!free_wires_.empty()) {
        item = free_wires_.back();
        free_wires_.pop_back();
    } else {
        wires_.emplace_back();
    }
    WireShape& shape = wires_[static_cast<std::size_t>(item)];
    shape = {};
    shape.wire = wanted;
    shape.from = from;
    shape.to = to;
    if (marks_.has_dots())
        shape.dots = marks_.dots_of(wanted);
    route(item);
    wire_index_.insert(item, shape.box);
    adjacent_[static_cast<std::size_t>(from)].push_back(item);
    if (to != from)
        adjacent_[static_cast<std::size_t>(to)].push_back(item);
}

void Scene::drop_wire(int item)
{
    WireShape& shape = wires_[static_cast<std::size_t>(item)];
    wire_index_.remove(item, shape.box);
    for (const int end : {shape.from, shape.to})
        std::erase(adjacent_[static_cast<std::size_t>(end)], item);
    shape = {};
    free_wires_.push_back(item);
}

void Scene::route(int item)
{
    WireShape& shape = wires_[static_cast<std::size_t>(item)];
    const NodeShape &a = node(shape.from), &b = node(shape.to);
    shape.from_port = a.index_of(shape.wire.from.port, false);
    shape.to_port = b.index_of(shape.wire.to.port, true);
    QPointF from(a.box.right(), a.box.top() + first_row()),
        to(b.box.left(), b.box.top() + first_row());
    int from_row = 0, to_row = 0;
    if (shape.from_port >= 0) {
        const PortShape& port = a.ports[static_cast<std::size_t>(shape.from_port)];
        from = a.port_at(port);
        from_row = row_of(port, first_row());
        shape.kind = port.kind;
    }
    if (shape.to_port >= 0) {
        const PortShape& port = b.ports[static_cast<std::size_t>(shape.to_port)];
        to = b.port_at(port);
        to_row = row_of(port, first_row());
        shape.problem = port.problem;
    }
    if (!shape.dots.empty()) {
        shape.route = route_through(from, to, shape.dots);
        shape.box = shape.route.box().adjusted(-6, -6, 6, 6); // the dots are wider than the wire
        return;
    }
    const auto in_the_way = [&](const QRectF& area, QRectF& hit) {
        int count = 0;
        node_index_.query(area, [&](int other) {
            if (other == shape.from || other == shape.to)
                return;
            const QRectF& box = boxes_[static_cast<std::size_t>(other)];
            if (overlap(box, area)) {
                hit = hit.isNull() ? box : hit.united(box);
                ++count;
            }
        });
        return count;
    };
    shape.route = route_between(from, to, from_row, to_row, {in_the_way, a.box, b.box});
    shape.box = shape.route.box();
}

void Scene::hide_covered_shapes(int item)
{
    NodeShape& shape = node(item);
    for (PortShape& port : shape.ports) {
        if (port.shape.isEmpty())
            continue;
        const QRectF words(shape.port_at(port) + measure::shape - QPointF(0, 6),
                           QSizeF(measure_.width(Lettering::shape, port.shape), 12));
        port.shape_hidden = false;
        node_index_.query(words, [&](int other) {
            port.shape_hidden =
                port.shape_hidden || (other != item && node(other).box.intersects(words));
        });
    }
}

void Scene::drop_wires(int item, std::vector<QRectF>& dirty)
{
    const std::vector<int> wires = wires_of(item);
    for (const int w : wires) {
        dirty.push_back(wire(w).box);
        drop_wire(w);
    }
}

void Scene::connect_wires(int item)
{
    const NodeId id = node(item).id;
    for (const auto& list : {document_.graph().wires_into(id), document_.graph().wires_out_of(id)})
        for (const Wire& wanted : list)
            if (item_of(wanted) < 0)
                add_wire(wanted);
}

bool Scene::relabel(int item, const Node& in_graph, std::vector<QRectF>& dirty)
{
    NodeShape& shape = node(item);
    NodeShape now = shape_of(document_, in_graph, measure_, &shape, strip_room_);
    const auto as_before = [](const PortShape& a, const PortShape& b) {
        return a.port == b.port && a.input == b.input && a.y == b.y && a.kind == b.kind;
    };
    if (now.box != shape.box
        || !std::equal(now.ports.begin(), now.ports.end(), shape.ports.begin(), shape.ports.end(),
                       as_before))
        return false;
    const Graph& graph = document_.graph();
    const auto& into = graph.wires_into(shape.id);
    const auto& out = graph.wires_out_of(shape.id);
    if (into.size() + out.size() != wires_of(item).size())
        return false;
    for (const auto* wires : {&into, &out})
        for (const Wire& wire : *wires)
            if (item_of(wire) < 0)
                return false;
    shape = std::move(now);
    hide_covered_shapes(item);
    dirty.push_back(painted(shape));
    for (const int w : wires_of(item)) {
        WireShape& wire = wires_[static_cast<std::size_t>(w)];
        if (wire.to != item || wire.to_port < 0)
            continue;
        const bool problem = shape.ports[static_cast<std::size_t>(wire.to_port)].problem;
        if (problem != wire.problem)
            dirty.push_back(wire.box);
        wire.problem = problem;
    }
    return true;
}

std::vector<QRectF> Scene::update(const std::vector<NodeId>& ids)
{
    std::vector<QRectF> dirty, moved;
    const Graph& graph = document_.graph();
    std::vector<int> alive, nearby;
    for (const NodeId id : ids) {
        const Node* in_graph = graph.find(id);
        const int item = item_of(id);
        if (item >= 0 && in_graph && relabel(item, *in_graph, dirty))
            continue;
        if (item >= 0) {
            dirty.push_back(painted(node(item)));
            drop_wires(item, dirty);
        }
        const QRectF before = item >= 0 ? node(item).box : QRectF();
        if (!in_graph) {
            if (item >= 0) {
                erase(item);
                moved.push_back(before);
            }
            continue;
        }
        if (item >= 0)
            refresh(item, *in_graph);
        else
            add(*in_graph);
        const int now = item_of(id);
        alive.push_back(now);
        dirty.push_back(painted(node(now)));
        if (node(now).box != before) {
            if (!before.isNull())
                moved.push_back(before);
            moved.push_back(node(now).box);
        }
    }
    for (const int item : alive) {
        connect_wires(item);
        hide_covered_shapes(item);
    }
    for (const QRectF& area : moved)
        if (moved.size() <= 64)
            node_index_.query(area.adjusted(-110, 0, 0, 0),
                              [&](int item) { nearby.push_back(item); });
    for (const int item : nearby)
        hide_covered_shapes(item);
    for (const int item : alive)
        for (const int w : wires_of(item))
            dirty.push_back(wire(w).box);
    if (!moved.empty() && moved.size() <= 64)
        reroute_near(moved, dirty);
    return dirty;
}

void Scene::place(const std::vector<std::pair<int, QPointF>>& places, std::vector<QRectF>& dirty)
{
    std::vector<int> wires;
    for (const auto& [item, at] : places) {
        NodeShape& shape = node(item);
        dirty.push_back(painted(shape));
        leaves(item);
        shape.box.moveTopLeft(at);
        enters(item);
        hide_covered_shapes(item);
        dirty.push_back(painted(shape));
        wires.insert(wires.end(), wires_of(item).begin(), wires_of(item).end());
    }
    std::sort(wires.begin(), wires.end());
    wires.erase(std::unique(wires.begin(), wires.end()), wires.end());
    for (const int item : wires)
        reroute(item, dirty);
}

void Scene::reroute(int item, std::vector<QRectF>& dirty)
{
    WireShape& shape = wires_[static_cast<std::size_t>(item)];
    const Route before = std::exchange(shape.route, {});
    const QRectF box = shape.box;
    route(item);
    if (shape.route == before)
        return;
    wire_index_.remove(item, box);
    wire_index_.insert(item, shape.box);
    dirty.push_back(box);
    dirty.push_back(shape.box);
}

void Scene::reroute_near(const std::vector<QRectF>& areas, std::vector<QRectF>& dirty)
{
    std::vector<int> near;
    for (const QRectF& area : areas)
        wires_in(area.adjusted(-24, -24, 24, 24), [&](int item) { near.push_back(item); });
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (const int item : near)
        reroute(item, dirty);
}

QRectF Scene::bounds() const
{
    if (!bounds_known_) {
        bounds_ = {};
        for (const auto& [id, item] : items_)
            bounds_ = bounds_.isNull() ? node(item).box : bounds_.united(node(item).box);
        bounds_known_ = true;
    }
    const QRectF marks = marks_.bounds();
    return bounds_.isNull() ? marks : marks.isNull() ? bounds_ : bounds_.united(marks);
}

int Scene::node_at(QPointF p) const
{
    int hit = -1;
    node_index_.query(QRectF(p, QSizeF(0.01, 0.01)), [&](int item) {
        if (node(item).box.contains(p) && (hit < 0 || node(item).id > node(hit).id))
            hit = item;
    });
    return hit;
}

PortHit Scene::port_near(QPointF p, double radius,
                         const std::function<bool(int, const PortShape&)>& fits) const
{
    PortHit best;
    double nearest = radius * radius;
    node_index_.query(QRectF(p.x() - radius, p.y() - radius, 2 * radius, 2 * radius),
                      [&](int item) {
                          const NodeShape& shape = node(item);
                          for (std::size_t i = 0; i < shape.ports.size(); ++i) {
                              const QPointF d = shape.port_at(shape.ports[i]) - p;
                              const double square = QPointF::dotProduct(d, d);
                              if (square <= nearest && (!fits || fits(item, shape.ports[i]))) {
                                  nearest = square;
                                  best = {item, static_cast<int>(i)};
                              }
                          }
                      });
    return best;
}

int Scene::wire_at(QPointF p, double radius) const
{
    int best = -1;
    double nearest = radius;
    wire_index_.query(
        QRectF(p.x() - radius, p.y() - radius, 2 * radius, 2 * radius), [&](int item) {
            if (!wire(item).box.adjusted(-radius, -radius, radius, radius).contains(p))
                return;
            const double distance = wire(item).route.distance_to(p);
            if (distance <= nearest) {
                nearest = distance;
                best = item;
            }
        });
    return best;
}

} // namespace lepton::canvas

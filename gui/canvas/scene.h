// Room gui/canvas: the drawing as it is shown: node shapes, wire routes and what lies where.
#pragma once

#include "gui/canvas/index.h"
#include "gui/canvas/layout.h"
#include "gui/canvas/marks.h"
#include "gui/canvas/route.h"

#include <QColor>

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace lepton::canvas {

/// One wire as it is drawn. `from` and `to` are node items, the ports indexes into their ports.
struct WireShape {
    Wire wire;
    int from = -1, to = -1;
    int from_port = -1, to_port = -1;
    PortKind kind = PortKind::features;
    bool problem = false;
    std::vector<QPointF> dots; ///< it runs through; none for most
    Route route;
    QRectF box;
};

/// A port that was hit, or none.
struct PortHit {
    int node = -1;
    int port = -1;
    bool exists() const { return node >= 0; }
    friend bool operator==(const PortHit&, const PortHit&) = default;
};

/// Follows an OpenDocument. Items are small numbers that stay valid until the item is removed.
class Scene {
public:
    explicit Scene(const OpenDocument& document)
        : document_(document)
    {
    }

    /// Builds everything anew.
    void rebuild();
    /// Follows changed nodes and their wires. Returns the areas that look different now.
    std::vector<QRectF> update(const std::vector<NodeId>& nodes);
    /// Leaves room under all headers for strips, or not.
    void show_strips(bool on);
    bool strips_shown() const { return strip_room_ > 0; }
    double first_row() const { return measure::first_row + strip_room_; }
    /// Moves nodes without touching the document (a drag). Adds the changed areas to `dirty`.
    void place(const std::vector<std::pair<int, QPointF>>& places, std::vector<QRectF>& dirty);
    /// Looks for calmer ways of the wires near these areas, after nodes came to rest there.
    void reroute_near(const std::vector<QRectF>& areas, std::vector<QRectF>& dirty);

    /// Follows frames, notes and dots. Returns the area in which something changed, null for none.
    QRectF update_marks();
    /// Shows them elsewhere without touching the document (a drag).
    void place_mark(const MarkId& id, const QRectF& box);
    void place_dots(int wire, std::vector<QPointF> dots, std::vector<QRectF>& dirty);

    const OpenDocument& document() const { return document_; }
    const Marks& marks() const { return marks_; }
    Measure& measure() { return measure_; }
    /// Item of a node; −1 if there is none.
    int item_of(NodeId node) const;
    const NodeShape& node(int item) const { return nodes_[static_cast<std::size_t>(item)]; }
    NodeShape& node(int item) { return nodes_[static_cast<std::size_t>(item)]; }
    const WireShape& wire(int item) const { return wires_[static_cast<std::size_t>(item)]; }
    const std::vector<int>& wires_of(int node_item) const
    {
        return adjacent_[static_cast<std::size_t>(node_item)];
    }
    /// Item of a wire; −1 if there is none.
    int item_of(const Wire& wire) const;
    /// Item of the wire into an input; −1 if there is none.
    int wire_into(const End& input) const;
    std::size_t node_count() const { return items_.size(); }
    /// Calls `see(item)` for each living node.
    template <class F> void each_node(F see) const
    {
        for (const auto& [id, item] : items_)
            see(item);
    }

    /// All that a node paints lies in here: rings, badge, the shape at its outputs.
    static QRectF painted(const NodeShape& node);
    /// The union of all nodes, frames and notes; empty when there are none.
    QRectF bounds() const;

    template <class F> void nodes_in(const QRectF& area, F see) const
    {
        node_index_.query(area, [&](int item) {
            if (painted(node(item)).intersects(area))
                see(item);
        });
    }
    template <class F> void wires_in(const QRectF& area, F see) const
    {
        wire_index_.query(area, [&](int item) {
            if (wire(item).box.intersects(area))
                see(item);
        });
    }
    /// The topmost node whose box holds the point; −1 for none.
    int node_at(QPointF p) const;
    /// The nearest port within `radius`, of those `fits` accepts.
    PortHit port_near(QPointF p, double radius,
                      const std::function<bool(int node, const PortShape&)>& fits = {}) const;
    /// The nearest wire within `radius`; −1 for none.
    int wire_at(QPointF p, double radius) const;
    /// The nearest dot of a wire within `radius`, or none.
    MarkId dot_at(QPointF p, double radius) const;
    /// How many of its dots a wire has passed at a point on it.
    int next_dot(int wire, QPointF p) const;

private:
    void enters(int item); ///< its box counts from now on, until leaves()
    void leaves(int item);
    void add(const Node& node);
    void erase(int item);
    void connect_wires(int item);
    void drop_wires(int item, std::vector<QRectF>& dirty);
    void add_wire(const Wire& wire);
    void drop_wire(int item);
    void route(int wire_item);
    /// Routes anew; says where that changed anything.
    void reroute(int wire_item, std::vector<QRectF>& dirty);
    void read_marks();
    void hide_covered_shapes(int item);
    /// Takes over texts and marks of a node that stands and is wired as before; false if it is not.
    bool relabel(int item, const Node& node, std::vector<QRectF>& dirty);
    void refresh(int item, const Node& node);

    const OpenDocument& document_;
    Measure measure_;
    double strip_room_ = 0;
    std::vector<NodeShape> nodes_;
    Marks marks_;
    std::vector<QRectF> boxes_; ///< of the nodes, close together: routes ask for them all the time
    std::vector<WireShape> wires_;
    std::vector<std::vector<int>> adjacent_;
    std::vector<int> free_nodes_, free_wires_;
    std::unordered_map<NodeId, int> items_;
    Index node_index_, wire_index_;
    mutable QRectF bounds_;
    mutable bool bounds_known_ = false;
};

} // namespace lepton::canvas

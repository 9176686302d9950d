// Room gui/canvas: the geometry and texts of one node, worked out when it changes, never while
// painting.
#pragma once

#include "gui/canvas/fonts.h"
#include "gui/canvas/strip.h"
#include "nodes/catalog.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <memory>
#include <vector>

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

/// Measures of a node in canvas units. The first port row sits at the same height in every node, so
/// a chain of layers is a straight line.
namespace measure {
inline constexpr double header = 30, row = 22, first_row = 44, body_row = 20, bottom = 5;
inline constexpr double strip = 46, strip_edge = 4; ///< room under the header; round what is in it
inline constexpr double padding = 12, narrowest = 140, widest = 260, radius = 8, port = 5.5;
inline constexpr double grid = 20;
inline constexpr QPointF shape(9, -9); ///< from an output to its shape, which stands on its wire
} // namespace measure

/// One port as it is drawn.
struct PortShape {
    std::string port; ///< "image", "inputs.2"
    QString label;
    PortKind kind = PortKind::features;
    bool input = true;
    bool optional = false;
    bool wired = false;
    bool problem = false; ///< a problem names this port
    double y = 0; ///< centre, from the node's top
    bool shape_hidden = false; ///< another node stands where it would be written
    QString shape; ///< outputs: "32×14×14"; empty where there is nothing to say
};

/// One node as it is drawn.
struct NodeShape {
    NodeId id = 0;
    const Kind* kind = nullptr; ///< null for a kind this program does not know
    Role role = Role::layer;
    QRectF box;
    QString title, name, body, icon;
    QString big; ///< the title as it is written from afar
    Lettering big_as = Lettering::big; ///< the letters of that one
    std::vector<PortShape> ports; ///< inputs, then outputs
    int inputs = 0;
    int problems = 0, warnings = 0, unfinished = 0;
    bool bypass = false, mute = false;
    QString status; ///< from outside, in place of the body: a metric's live value
    QColor health; ///< from outside: tint while training; invalid for none
    double strip_room = 0; ///< under the header, above the first row
    std::shared_ptr<const Strip> strip; ///< from outside: what stands there; may be null

    const PortShape* find(std::string_view port, bool input) const;
    int index_of(std::string_view port, bool input) const; ///< −1 if there is none
    double first_row() const { return measure::first_row + strip_room; }
    /// Where the strip is drawn, from the node's corner.
    QRectF strip_box() const
    {
        return {2 * measure::strip_edge, measure::header + measure::strip_edge,
                box.width() - 4 * measure::strip_edge, strip_room - 2 * measure::strip_edge};
    }
    /// Centre of a port in canvas units.
    QPointF port_at(const PortShape& port) const
    {
        return {port.input ? box.left() : box.right(), box.top() + port.y};
    }
};

/// Works out how a node is drawn, with so much room for a strip. `status`, `health` and `strip` are
/// left as they are in `before`.
NodeShape shape_of(const OpenDocument& document, const Node& node, Measure& measure,
                   const NodeShape* before, double strip_room);

/// How a node of this kind would look before it is placed (palette drag, search).
QSizeF size_of(const Kind& kind, Measure& measure);

/// What leaves an output, for people: the shape without `N`, or how many classes; empty if unknown.
QString shape_text(const Type& type, PortKind kind);

/// The fields worth reading on the node itself: "32 maps · 3×3".
QString fields_text(const Kind& kind, const Json& fields);

} // namespace lepton::canvas

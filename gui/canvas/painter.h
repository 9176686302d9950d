// Room gui/canvas: paints the drawing, in as much detail as the zoom can show.
#pragma once

#include "gui/canvas/scene.h"
#include "gui/canvas/sprites.h"
#include "gui/canvas/view.h"

#include <QImage>
#include <QPainter>

#include <functional>
#include <set>
#include <unordered_set>

namespace lepton::canvas {

/// What is lit, besides what the document says.
struct Lit {
    const std::set<NodeId>* selected = nullptr;
    NodeId current = 0;
    int node = -1; ///< hovered node item
    int wire = -1; ///< hovered or selected wire item
    Wire selected_wire; ///< chosen by a click; node 0 for none
    PortHit port; ///< hovered or snapped port
    bool wiring = false; ///< a wire is being drawn: `fits` says which ports it may end in
    std::function<bool(int node, const PortShape&)> fits;
    const std::unordered_set<int>* cut = nullptr; ///< wires that the stroke under way would cut
    int insert_wire = -1; ///< wire that a dragged node would be inserted on
    const std::set<MarkId>* marks = nullptr; ///< those selected
    MarkId mark; ///< hovered

    bool has(const MarkId& id) const { return marks && marks->contains(id); }
};

/// What a paint leaves out or simplifies.
struct PaintOptions {
    const std::unordered_set<int>* without = nullptr; ///< nodes left out with their wires
    const std::unordered_set<int>* only = nullptr; ///< only these nodes and their wires
    bool draft = false; ///< thin wires, while the view moves
    bool background = true;
};

/// Paints into an image in device pixels, or through any painter (SVG, print) without sprites.
class Painter {
public:
    explicit Painter(const Scene& scene)
        : scene_(scene)
    {
    }

    /// `view` is in device pixels, `ratio` device pixels per window pixel.
    void paint(QImage& target, const View& view, double ratio, const QRect& clip, const Lit& lit,
               const PaintOptions& options);
    /// Draws all with the painter's own strokes and texts, at 100 %, for files.
    void paint_vector(QPainter& painter, const QRectF& area, bool background);
    /// Another theme, font or scale of texts.
    void forget() { sprites_.clear(); }
    Sprites& sprites() { return sprites_; }
    Tier tier() const { return tier_; }

private:
    struct Frame; ///< what one paint needs everywhere
    void collect(Frame& f);
    void background(Frame& f);
    void wires(Frame& f);
    void frames_and_notes(Frame& f);
    void dots(Frame& f);
    void titles(Frame& f);
    void nodes_full(Frame& f);
    void nodes_title(Frame& f);
    void nodes_block(Frame& f);
    void nodes_dot(Frame& f);
    void shapes(Frame& f, const NodeShape& node);
    void badge(Frame& f, const NodeShape& node);
    void through_line(Frame& f, const NodeShape& node);
    PortLook look_of(const Frame& f, int item, int port) const;
    BodyLook look_of(const Frame& f, int item) const;
    QRgb wire_color(const Frame& f, int item) const;
    bool lights(const Frame& f, int item) const;
    bool attached(const Frame& f, int item) const;

    const Scene& scene_;
    Sprites sprites_;
    Tier tier_ = Tier::full;
    std::vector<int> nodes_, wires_; ///< of the frame; kept for their memory
};

} // namespace lepton::canvas

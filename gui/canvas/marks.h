// Room gui/canvas: what is drawn beside nodes and wires: frames, notes and the dots of wires. None
// of them changes a number. [gui]
#pragma once

#include "nodes/graph/edit.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

enum class MarkKind : quint8 { frame, note, dot };

/// Names one mark. A dot is named by the input that its wire ends in, and its number along it.
struct MarkId {
    MarkKind kind = MarkKind::frame;
    std::string key; ///< empty for none
    int dot = 0;

    bool exists() const { return !key.empty(); }
    friend auto operator<=>(const MarkId&, const MarkId&) = default;
};

/// A frame, which belongs to what lies in it, or a note.
struct Mark {
    MarkId id;
    QString text; ///< a frame's title, a note's words
    int color = 0; ///< which of mark_colors
    QRectF box;
    double title_width = 0; ///< of a frame at 100 %; worked out by the scene

    bool is_frame() const { return id.kind == MarkKind::frame; }
    /// Where a frame's title is written: above its edge, and never too small to read.
    QRectF title_box(double scale) const;
    /// All that it paints lies in here.
    QRectF painted(double scale) const;
};

/// What the colours are called in files.
inline constexpr std::array<const char*, 6> mark_colors{"blue", "orange", "green",
                                                        "pink", "violet", "grey"};
/// A colour as the theme has it now.
QColor tint_of(int color);

/// A mark under the pointer. With edges it is the grip that resizes it.
struct MarkHit {
    MarkId id;
    Qt::Edges edges;
};

/// The marks of the drawing, as they are shown.
class Marks {
public:
    static constexpr double grip = 5; ///< window pixels on both sides of an edge

    void read(const OpenDocument& document);
    /// Frames, the larger first, then notes: the order they are painted in.
    const std::vector<Mark>& all() const { return all_; }
    std::vector<Mark>& all() { return all_; }
    const Mark* find(const MarkId& id) const;
    Mark* find(const MarkId& id);
    bool contains(const MarkId& id) const;
    QRectF bounds() const; ///< of frames and notes
    /// The topmost frame (by its title or edge) or note at a place.
    MarkHit at(QPointF p, double scale) const;
    bool has_dots() const { return !dots_.empty(); }
    /// The dots of a wire, from its output to its input.
    const std::vector<QPointF>& dots_of(const Wire& wire) const;
    /// The inputs of all wires with dots.
    std::vector<End> dotted() const;

private:
    struct Dots {
        End from;
        std::vector<QPointF> at;
    };
    std::vector<Mark> all_;
    std::map<End, Dots> dots_;
};

/// The group of views that holds the dots of wires.
inline constexpr const char* dots_group = "dots";
/// The key under which a wire's dots are kept.
std::string dots_key(const End& input);
/// The input of a key of dots.
End dotted_input(const std::string& key);
/// A name for a new frame or note, after those that exist and `taken` more.
MarkId free_mark(const OpenDocument& document, MarkKind kind, int taken = 0);

/// From what a document or a clipboard holds; what makes no sense there is mended.
Mark read_mark(const MarkId& id, const Json& json);
std::vector<QPointF> read_dots(const Json& json);
Edit edit_to_set(const Mark& mark);
Edit edit_to_set(const Wire& wire, const std::vector<QPointF>& dots);
/// Removes frames and notes, and dots from their wires.
Edits edits_to_remove(const Marks& marks, const Graph& graph, const std::set<MarkId>& gone);
/// What a document keeps in a group of views of one graph, or an empty object.
const Json& views_of(const Document& document, const std::string& group, std::int64_t graph);
/// Wires that the edits take away for good lose their dots in the same step, and subgraphs all
/// that was drawn in them.
void drop_lost_marks(const Document& document, Edits& edits);

} // namespace lepton::canvas

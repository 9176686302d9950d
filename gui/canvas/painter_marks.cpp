// Room gui/canvas: paints frames, notes and the dots of wires.
#include "gui/canvas/painter_marks.h"

#include "gui/canvas/painter_frame.h"
#include "gui/canvas/ribbon.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr double round_words = 10; ///< canvas units round a note's words
constexpr double least_letters = 5, least_title = 28; ///< window pixels

void write_note(QPainter& p, const Mark& note, const QRectF& box, double scale, double ratio)
{
    const double pixels = text_size(Lettering::label) * scale;
    if (pixels < least_letters * ratio || note.text.isEmpty())
        return;
    const Colors& c = Theme::current().colors();
    p.setFont(text_font(Lettering::label, pixels));
    p.setPen(c.text);
    const double margin = round_words * scale;
    const QRectF room = box.adjusted(margin, margin * 0.8, -margin, -margin * 0.8);
    const QRectF needed = p.boundingRect(room, Qt::TextWordWrap, note.text);
    p.save();
    p.setClipRect(room, Qt::IntersectClip);
    p.drawText(room, Qt::TextWordWrap, note.text);
    p.restore();
    if (needed.height() <= room.height())
        return;
    p.setPen(c.secondary); // there is more
    p.drawText(QRectF(room.left(), room.bottom() - pixels * 0.7, room.width(), pixels * 1.6),
               Qt::AlignRight | Qt::AlignTop | Qt::TextDontClip, QStringLiteral("…"));
}
} // namespace

QColor tint_of(int color)
{
    constexpr std::array<int, mark_colors.size()> runs{0, 1, 2, 3, 5, 9};
    return Theme::current().colors().run(runs[static_cast<std::size_t>(color)]);
}

void draw_mark(QPainter& p, const Mark& mark, const View& view, double ratio, MarkLook look)
{
    const Colors& c = Theme::current().colors();
    const QColor tint = tint_of(mark.color);
    const QRectF box = view.to_pixels(mark.box);
    const double radius = measure::radius * std::min(view.scale, 2 * ratio);
    QPen pen(look.selected ? c.accent : mixed(c.canvas, tint, look.hovered ? 0.9 : 0.55),
             (look.selected      ? 2
                  : look.hovered ? 1.5
                                 : 1)
                 * ratio);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(pen);
    if (mark.is_frame()) {
        QColor fill = tint;
        fill.setAlphaF(c.dark ? 0.13F : 0.09F);
        p.setBrush(fill);
        p.drawRoundedRect(box, radius, radius);
        return;
    }
    p.setBrush(mixed(c.panel, tint, c.dark ? 0.22 : 0.16));
    p.drawRoundedRect(box, radius / 2, radius / 2);
    write_note(p, mark, box, view.scale, ratio);
}

QRectF draw_title(QPainter& p, const Mark& mark, const View& view, double ratio)
{
    const double scale = view.scale / ratio;
    const QRectF box = view.to_pixels(mark.title_box(scale));
    if (mark.text.isEmpty() || box.width() < least_title * ratio)
        return {};
    const double pixels = text_size(Lettering::title) * view.scale * mark.title_box(scale).height()
        / mark.title_box(1).height();
    QFont font = text_font(Lettering::title, pixels);
    p.setFont(font);
    const Colors& c = Theme::current().colors();
    p.setPen(mixed(c.text, tint_of(mark.color), 0.35));
    const QRectF room = box.adjusted(2 * ratio, 0, 0, 0);
    p.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
               QFontMetricsF(font, p.device()).elidedText(mark.text, Qt::ElideRight, room.width()));
    return room;
}

void Painter::frames_and_notes(Frame& f)
{
    const double scale = f.scale() / f.ratio;
    for (const Mark& mark : scene_.marks().all())
        if (mark.painted(scale).intersects(f.area))
            draw_mark(f.painter, mark, f.view, f.ratio,
                      {f.lit.has(mark.id), f.lit.mark == mark.id});
}

void Painter::titles(Frame& f)
{
    // Larger frames come first: from afar the titles of those in them give way.
    std::vector<QRectF> written;
    const double scale = f.scale() / f.ratio;
    for (const Mark& mark : scene_.marks().all()) {
        if (!mark.is_frame())
            break;
        const QRectF title = mark.title_box(scale);
        if (std::ranges::any_of(written, [&](const QRectF& r) { return r.intersects(title); }))
            continue;
        written.push_back(title);
        if (title.intersects(f.area))
            draw_title(f.painter, mark, f.view, f.ratio);
    }
}

void Painter::dots(Frame& f)
{
    if (!scene_.marks().has_dots())
        return;
    Ribbon ribbon(f.image, f.clip);
    const double radius = std::max(dot_radius * f.scale(), 1.5 * f.ratio);
    for (const int item : wires_) {
        const WireShape& w = scene_.wire(item);
        for (std::size_t i = 0; i < w.dots.size(); ++i) {
            const QPointF at = f.view.to_pixels(w.dots[i]);
            const MarkId id{MarkKind::dot, dots_key(w.wire.to), static_cast<int>(i)};
            if (f.lit.has(id) || f.lit.mark == id) {
                ribbon.disc(at, radius + 3.5 * f.ratio,
                            f.lit.has(id) ? f.colors.accent.rgb() : f.colors.text.rgb());
                ribbon.disc(at, radius + 2 * f.ratio, f.colors.canvas.rgb());
            }
            ribbon.disc(at, radius, wire_color(f, item));
        }
    }
}

} // namespace lepton::canvas

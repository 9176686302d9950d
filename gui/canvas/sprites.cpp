// Room gui/canvas: the pictures nodes are put together from.
#include "gui/canvas/sprites.h"

#include "gui/theme.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <cmath>

namespace lepton::canvas {

namespace {
constexpr double margin = 8; // canvas units round a body for its rings

QPainterPath header_path(double width, double scale)
{
    const double r = measure::radius * scale, h = measure::header * scale;
    QPainterPath path(QPointF(0, h));
    path.lineTo(0, r);
    path.arcTo(0, 0, 2 * r, 2 * r, 180, -90);
    path.lineTo(width - r, 0);
    path.arcTo(width - 2 * r, 0, 2 * r, 2 * r, 90, -90);
    path.lineTo(width, h);
    path.closeSubpath();
    return path;
}
} // namespace

size_t qHash(const BodyLook& look, size_t seed)
{
    const int flags = static_cast<int>(look.role) | (look.selected ? 32 : 0)
        | (look.hovered ? 64 : 0) | (look.problem ? 128 : 0) | (look.dimmed ? 256 : 0)
        | (look.all_header ? 512 : 0);
    return qHashMulti(seed, look.size.width(), look.size.height(), flags, look.health);
}

QIcon kind_icon(const QString& name, Role role)
{
    const QIcon own = Theme::current().icon(QStringLiteral("nodes/") + name);
    return own.isNull() && role == Role::data ? Theme::current().icon(QStringLiteral("database"))
                                              : own;
}

QColor mixed(const QColor& a, const QColor& b, double part)
{
    const auto mix = [part](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * part));
    };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

void draw_body(QPainter& p, const BodyLook& look, double scale, double hairline)
{
    const Colors& c = Theme::current().colors();
    const double w = look.size.width() * scale, h = look.size.height() * scale,
                 r = measure::radius * scale;
    const auto calm = [&](const QColor& color) {
        return look.dimmed ? mixed(color, c.canvas, 0.55) : color;
    };
    p.setRenderHint(QPainter::Antialiasing);
    const auto ring = [&](const QColor& color, double width) {
        const double gap = 3 * scale;
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(color, width));
        p.drawRoundedRect(QRectF(-gap, -gap, w + 2 * gap, h + 2 * gap), r + gap, r + gap);
    };
    if (look.problem)
        ring(c.problem, std::max(1.0, 1.6 * scale));
    if (look.selected)
        ring(c.accent, std::max(hairline, 2.0 * std::max(scale, hairline * 0.7)));
    // Hairlines lie on pixels.
    const double half = hairline / 2;
    const QRectF box(half, half, std::round(w) - hairline, std::round(h) - hairline);
    QColor fill = calm(c.node), head = calm(c.header(look.role));
    if (look.hovered)
        head = mixed(head, c.dark ? QColor(Qt::white) : c.accent, c.dark ? 0.10 : 0.07);
    if (look.health != 0) {
        const QColor tint = QColor::fromRgb(look.health);
        head = mixed(head, tint, c.dark ? 0.45 : 0.35);
        fill = mixed(fill, tint, 0.06);
    }
    p.setPen(Qt::NoPen);
    p.setBrush(look.all_header ? head : fill);
    p.drawRoundedRect(box, r, r);
    p.setBrush(head);
    if (!look.all_header)
        p.drawPath(header_path(std::round(w), scale));
    if (look.health != 0 && !look.all_header) {
        p.setBrush(QColor::fromRgb(look.health));
        p.drawRect(
            QRectF(0, (measure::header - 2) * scale, std::round(w), std::max(hairline, 2 * scale)));
    }
    p.setBrush(Qt::NoBrush);
    p.setPen(
        QPen(look.hovered ? mixed(c.node_border, c.accent, 0.55) : calm(c.node_border), hairline));
    p.drawRoundedRect(box, r, r);
}

QPainterPath port_outline(PortKind kind, double radius)
{
    QPainterPath path;
    const double r = radius;
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
        path.closeSubpath();
    };
    switch (kind) {
    case PortKind::label:
        polygon({{0, -r - 0.8}, {r + 0.8, 0}, {0, r + 0.8}, {-r - 0.8, 0}});
        break;
    case PortKind::loss:
        polygon({{-r * 0.9, -r}, {r * 1.05, 0}, {-r * 0.9, r}});
        break;
    case PortKind::metric:
        path.addRect(-r * 0.88, -r * 0.88, r * 1.76, r * 1.76);
        break;
    case PortKind::schedule:
        polygon({{-r * 0.55, -r},
                 {r * 0.55, -r},
                 {r * 1.1, 0},
                 {r * 0.55, r},
                 {-r * 0.55, r},
                 {-r * 1.1, 0}});
        break;
    case PortKind::features:
    case PortKind::sequence:
    case PortKind::text:
        path.addEllipse(QPointF(0, 0), r, r);
        break;
    }
    return path;
}

/// Stands in a port that is pointed at, for those who see no colours.
char letter_of(PortKind kind)
{
    switch (kind) {
    case PortKind::features:
        return 'F';
    case PortKind::sequence:
        return 'S';
    case PortKind::label:
        return 'L';
    case PortKind::loss:
        return 'O';
    case PortKind::metric:
        return 'M';
    case PortKind::schedule:
        return 'R';
    case PortKind::text:
        return 'T';
    }
    return '?';
}

void draw_port(QPainter& p, PortKind kind, PortLook look, double scale)
{
    const Colors& c = Theme::current().colors();
    QColor color = c.wire(kind);
    if (look == PortLook::grey)
        color = mixed(c.node_border, c.canvas, 0.35);
    const double radius = measure::port
        * (look == PortLook::hot            ? 1.35
               : look == PortLook::optional ? 0.8
                                            : 1.0);
    p.setRenderHint(QPainter::Antialiasing);
    p.save();
    p.scale(scale, scale);
    const QPainterPath outline = port_outline(kind, radius);
    const bool hollow = look == PortLook::hollow || look == PortLook::optional;
    if (hollow) {
        p.setPen(QPen(c.node, 4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        p.setBrush(c.node);
        p.drawPath(outline);
        p.setPen(QPen(look == PortLook::optional ? mixed(color, c.node, 0.4) : color, 1.7,
                      Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        p.drawPath(port_outline(kind, radius - 0.6));
    } else {
        p.setPen(QPen(c.node, 3, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        p.setBrush(color);
        p.drawPath(outline);
        p.setPen(Qt::NoPen);
        p.drawPath(outline);
        p.setPen(QPen(c.node, 1.4));
        p.setBrush(Qt::NoBrush);
        if (look == PortLook::hot) {
            QFont font = text_font(Lettering::title, radius * 1.35);
            p.setFont(font);
            p.drawText(QRectF(-radius, -radius, 2 * radius, 2 * radius), Qt::AlignCenter,
                       QString(QLatin1Char(letter_of(kind))));
        } else if (kind == PortKind::sequence)
            p.drawLine(QPointF(-radius + 1.4, 0), QPointF(radius - 1.4, 0));
        else if (kind == PortKind::text)
            p.drawEllipse(QPointF(0, 0), radius * 0.45, radius * 0.45);
    }
    p.restore();
}

void Sprites::prepare(double scale, double ratio)
{
    if (scale == scale_ && ratio == ratio_)
        return;
    clear();
    scale_ = scale;
    ratio_ = ratio;
}

void Sprites::clear()
{
    bodies_.clear();
    ports_.clear();
    strips_.clear();
    icons_.clear();
    known_icons_.clear();
    for (Letters& l : letters_)
        l = {};
    scale_ = -1;
}

void Sprites::body(QPainter& painter, QPointF at, const BodyLook& look)
{
    const double edge = std::ceil(margin * scale_);
    auto found = bodies_.find(look);
    if (found == bodies_.end()) {
        if (bodies_.size() > 400)
            bodies_.clear(); // a document of many different nodes may not fill the memory
        QPixmap picture(static_cast<int>(std::ceil(look.size.width() * scale_ + 2 * edge)) + 1,
                        static_cast<int>(std::ceil(look.size.height() * scale_ + 2 * edge)) + 1);
        picture.fill(Qt::transparent);
        QPainter q(&picture);
        q.translate(edge, edge);
        draw_body(q, look, scale_, 1.0);
        found = bodies_.insert(look, picture);
    }
    painter.drawPixmap(QPointF(std::round(at.x()) - edge, std::round(at.y()) - edge), *found);
}

void Sprites::port(QPainter& painter, QPointF centre, PortKind kind, PortLook look)
{
    const int key = static_cast<int>(kind) * 16 + static_cast<int>(look);
    const double edge = std::ceil(10 * scale_);
    auto found = ports_.find(key);
    if (found == ports_.end()) {
        QPixmap picture(static_cast<int>(2 * edge) + 1, static_cast<int>(2 * edge) + 1);
        picture.fill(Qt::transparent);
        QPainter q(&picture);
        q.translate(edge + 0.5, edge + 0.5);
        draw_port(q, kind, look, scale_);
        found = ports_.insert(key, picture);
    }
    painter.drawPixmap(
        QPointF(std::round(centre.x() - 0.5) - edge, std::round(centre.y() - 0.5) - edge), *found);
}

bool Sprites::has_icon(const QString& name, Role role)
{
    const auto known = known_icons_.constFind(name);
    if (known != known_icons_.constEnd())
        return *known;
    return known_icons_[name] = !kind_icon(name, role).isNull();
}

void Sprites::icon(QPainter& painter, QPointF at, const QString& name, Role role, double size,
                   bool dimmed)
{
    if (name.isEmpty() || !has_icon(name, role))
        return;
    auto found = icons_.find(name);
    if (found == icons_.end()) {
        const int pixels = std::max(4, static_cast<int>(std::lround(size * scale_)));
        QPixmap picture = kind_icon(name, role).pixmap(QSize(pixels, pixels), 1.0);
        found = icons_.insert(name, picture);
    }
    const double before = painter.opacity();
    if (dimmed)
        painter.setOpacity(before * 0.5);
    painter.drawPixmap(QPointF(std::round(at.x()), std::round(at.y())), *found);
    painter.setOpacity(before);
}

void Sprites::strip(QPainter& painter, QPointF at, const std::shared_ptr<const Strip>& strip,
                    QSizeF size)
{
    if (strips_.size() > 400)
        std::erase_if(strips_, [](const auto& entry) { return entry.second.of.expired(); });
    if (strips_.size() > 1200)
        strips_.clear();
    DrawnStrip& drawn = strips_[strip.get()];
    if (drawn.of.lock() != strip || drawn.size != size) {
        drawn.of = strip;
        drawn.size = size;
        drawn.picture = QImage((size * scale_).toSize().expandedTo({1, 1}),
                               QImage::Format_ARGB32_Premultiplied);
        drawn.picture.setDotsPerMeterX(3780); // 96 dots per inch: see text_font()
        drawn.picture.setDotsPerMeterY(3780);
        drawn.picture.fill(Qt::transparent);
        QPainter q(&drawn.picture);
        draw_strip(q, *strip, size, scale_);
    }
    painter.drawImage(QPointF(std::round(at.x()), std::round(at.y())), drawn.picture);
}

Sprites::Letters& Sprites::letters(Lettering kind)
{
    Letters& l = letters_[static_cast<std::size_t>(kind)];
    if (!l.ready) {
        // Half pixels at most: every size asks the font system for a font of its own.
        l.font = text_font(kind, std::round(text_size(kind) * scale_ * 2) / 2);
        const QFontMetricsF metrics(l.font);
        l.height = metrics.ascent() + metrics.descent();
        l.ready = true;
    }
    return l;
}

void Sprites::text(QPainter& painter, QPointF at, Lettering kind, const QString& text,
                   Qt::Alignment align)
{
    if (text.isEmpty())
        return;
    Letters& l = letters(kind);
    auto found = l.texts.find(text);
    if (found == l.texts.end()) {
        if (l.texts.size() > 6000)
            l.texts.clear();
        QStaticText made(text);
        made.setTextFormat(Qt::PlainText);
        made.setPerformanceHint(QStaticText::AggressiveCaching);
        made.prepare(QTransform(), l.font);
        found = l.texts.insert(text, made);
    }
    const double width = found->size().width();
    const double x = align & Qt::AlignRight ? at.x() - width
        : align & Qt::AlignHCenter          ? at.x() - width / 2
                                            : at.x();
    painter.setFont(l.font);
    painter.drawStaticText(QPointF(std::round(x), std::round(at.y() - l.height / 2)), *found);
}

} // namespace lepton::canvas

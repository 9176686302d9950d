// Room gui/canvas: the pictures nodes are put together from, each drawn once per zoom.
#pragma once

#include "gui/canvas/layout.h"

#include <QHash>
#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QStaticText>

#include <array>
#include <unordered_map>

namespace lepton::canvas {

/// How a node's body looks now.
struct BodyLook {
    QSizeF size;
    Role role = Role::layer;
    bool selected = false, hovered = false, problem = false, dimmed = false;
    bool all_header = false; ///< from afar, where nothing stands beneath the header
    QRgb health = 0; ///< 0 for none
    friend bool operator==(const BodyLook&, const BodyLook&) = default;
};
size_t qHash(const BodyLook& look, size_t seed = 0);

/// How a port looks now.
enum class PortLook : quint8 { filled, hollow, optional, grey, hot };

/// The icon of a node kind; data sources without one of their own share the database's.
QIcon kind_icon(const QString& name, Role role);
/// Mixes two colours; `part` 0 is the first, 1 the second.
QColor mixed(const QColor& a, const QColor& b, double part);

/// Draws a body at the origin in units of `scale` pixels.
void draw_body(QPainter& painter, const BodyLook& look, double scale, double hairline);
/// Draws a port round the origin.
void draw_port(QPainter& painter, PortKind kind, PortLook look, double scale);
/// The outline of a port of this kind round the origin, in canvas units.
QPainterPath port_outline(PortKind kind, double radius);

/// Pictures and texts for one scale; a new scale or theme empties them.
class Sprites {
public:
    /// Call before use: `scale` is device pixels per canvas unit, `ratio` device pixels per window
    /// pixel.
    void prepare(double scale, double ratio);
    void clear();

    /// Draws the body with its upper left corner at `at`.
    void body(QPainter& painter, QPointF at, const BodyLook& look);
    void port(QPainter& painter, QPointF centre, PortKind kind, PortLook look);
    void icon(QPainter& painter, QPointF at, const QString& name, Role role, double size,
              bool dimmed);
    /// Draws a line of text with its left (or right) end at `at`, centred on it in height.
    void text(QPainter& painter, QPointF at, Lettering kind, const QString& text,
              Qt::Alignment align = Qt::AlignLeft);
    /// A strip with its upper left corner at `at`, drawn once and kept while there is somebody who
    /// has it.
    void strip(QPainter& painter, QPointF at, const std::shared_ptr<const Strip>& strip,
               QSizeF size);
    bool has_icon(const QString& name, Role role);

private:
    struct Letters {
        QFont font;
        double height = 0;
        bool ready = false;
        QHash<QString, QStaticText> texts;
    };
    Letters& letters(Lettering kind);

    double scale_ = -1, ratio_ = 1;
    QHash<BodyLook, QPixmap> bodies_;
    QHash<int, QPixmap> ports_;
    struct DrawnStrip {
        std::weak_ptr<const Strip> of; ///< another one may come to lie at its address
        QSizeF size;
        QImage picture;
    };
    std::unordered_map<const Strip*, DrawnStrip> strips_;
    QHash<QString, QPixmap> icons_;
    QHash<QString, bool> known_icons_;
    std::array<Letters, lettering_count> letters_;
};

} // namespace lepton::canvas

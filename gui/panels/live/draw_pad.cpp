// Room gui/panels/live: a black square to draw on with the mouse, or to drop a picture on. [gui]
#include "gui/panels/live/draw_pad.h"

#include "gui/theme.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QUrl>

namespace lepton {

namespace {
constexpr int side = 280;
constexpr double brush = 22; ///< about two of 28 pixels, as a pen was wide in the digits
} // namespace

DrawPad::DrawPad(QWidget* parent)
    : QWidget(parent)
    , ink_(side, side, QImage::Format_Grayscale8)
{
    ink_.fill(0);
    setAcceptDrops(true);
    setCursor(Qt::CrossCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Draw pad"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QRectF DrawPad::square() const
{
    const double s = std::min(width(), height());
    return {0, 0, s, s};
}

QPointF DrawPad::on_ink(QPointF position) const
{
    const QRectF r = square();
    return (position - r.topLeft()) * (side / r.width());
}

void DrawPad::clear()
{
    ink_ = QImage(side, side, QImage::Format_Grayscale8);
    ink_.fill(0);
    empty_ = true;
    picture_ = false;
    update();
    Q_EMIT changed();
}

void DrawPad::set_picture(const QImage& picture)
{
    ink_ = picture;
    empty_ = picture.isNull();
    picture_ = true;
    update();
    Q_EMIT changed();
}

void DrawPad::set_drawable(bool on)
{
    drawable_ = on;
    setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void DrawPad::stroke(QPointF from, QPointF to)
{
    if (picture_ || ink_.format() != QImage::Format_Grayscale8) {
        ink_ = QImage(side, side, QImage::Format_Grayscale8);
        ink_.fill(0);
        picture_ = false;
    }
    QPainter painter(&ink_);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_Lighten);
    // A soft rim: faint and wide first, full and narrow last.
    for (const auto& [width, grey] : {std::pair(brush * 1.25, 90), std::pair(brush * 1.05, 180),
                                      std::pair(brush * 0.85, 255)}) {
        painter.setPen(
            QPen(QColor(grey, grey, grey), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (from == to)
            painter.drawPoint(from);
        else
            painter.drawLine(from, to);
    }
    empty_ = false;
    update();
    Q_EMIT changed();
}

void DrawPad::mousePressEvent(QMouseEvent* event)
{
    if (!drawable_ || event->button() != Qt::LeftButton)
        return;
    last_ = on_ink(event->position());
    stroke(last_, last_);
}

void DrawPad::mouseMoveEvent(QMouseEvent* event)
{
    if (!drawable_ || !(event->buttons() & Qt::LeftButton))
        return;
    const QPointF here = on_ink(event->position());
    stroke(last_, here);
    last_ = here;
}

void DrawPad::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void DrawPad::dropEvent(QDropEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty())
        Q_EMIT dropped(urls.constFirst().toLocalFile());
}

void DrawPad::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Colors& colors = Theme::current().colors();
    QPainterPath round;
    round.addRoundedRect(square().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.fillPath(round, Qt::black);
    if (!empty_) {
        painter.setClipPath(round);
        painter.drawImage(square(), ink_);
        painter.setClipping(false);
    } else {
        painter.setPen(QColor(0x9A, 0xA4, 0xB2));
        painter.drawText(square().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         drawable_ ? tr("Draw here, or drop a picture")
                                   : tr("Drop a picture here"));
    }
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.line, 1));
    painter.drawPath(round);
}

} // namespace lepton

// Room gui/canvas: a node kind on its way from the palette to the canvas.
#include "gui/canvas/node_mime.h"

#include "gui/canvas/sprites.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QWidget>

namespace lepton::canvas {

namespace {
} // namespace

QString kind_in(const QMimeData& data)
{
    return QString::fromUtf8(data.data(QLatin1String(node_mime)).left(200));
}

QPixmap kind_picture(const Kind& kind, double ratio)
{
    Measure measure;
    BodyLook look;
    look.size = size_of(kind, measure);
    look.role = kind.card.role;
    QPixmap picture(((look.size + QSizeF(16, 16)) * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter p(&picture);
    p.translate(8, 8);
    p.setOpacity(0.92);
    draw_body(p, look, 1, 1);
    const Colors& c = Theme::current().colors();
    const QIcon icon = kind_icon(from_view(kind.card.icon.empty() ? kind.card.id : kind.card.icon),
                                 kind.card.role);
    double left = measure::padding;
    if (!icon.isNull()) {
        icon.paint(&p, QRect(static_cast<int>(left) - 2, 7, 16, 16));
        left += 20;
    }
    QFont font = p.font();
    font.setPixelSize(13);
    font.setWeight(QFont::DemiBold);
    p.setFont(font);
    p.setPen(c.text);
    p.drawText(QRectF(left, 0, look.size.width() - left, measure::header),
               Qt::AlignVCenter | Qt::AlignLeft, from_view(kind.card.title));
    const auto ports = [&](const std::vector<Port>& list, double x) {
        double y = measure::first_row;
        for (const Port& port : list) {
            p.save();
            p.translate(x, y);
            draw_port(p, port.kind, PortLook::filled, 1);
            p.restore();
            y += measure::row;
        }
    };
    ports(kind.inputs(), 0);
    ports(kind.outputs(), look.size.width());
    return picture;
}

bool drag_kind(const Kind& kind, QWidget* from)
{
    auto* data = new QMimeData;
    data->setData(QLatin1String(node_mime),
                  QByteArray(kind.card.id.data(), static_cast<qsizetype>(kind.card.id.size())));
    auto* drag = new QDrag(from); // deleted by Qt after the drop
    drag->setMimeData(data);
    const QPixmap picture = kind_picture(kind, from->devicePixelRatioF());
    drag->setPixmap(picture);
    drag->setHotSpot(QRectF(QPointF(), picture.deviceIndependentSize()).center().toPoint());
    return drag->exec(Qt::CopyAction) != Qt::IgnoreAction;
}

} // namespace lepton::canvas

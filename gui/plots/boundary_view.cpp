// Room gui/plots: the decision boundary over two inputs, with the samples on it. [gui]
#include "gui/plots/boundary_view.h"

#include "gui/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lepton {

BoundaryView::BoundaryView(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Decision boundary"));
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BoundaryView::set_field(BoundaryField field)
{
    if (field == field_)
        return;
    field_ = std::move(field);
    update();
}

void BoundaryView::set_points(std::vector<BoundaryPoint> points)
{
    points_ = std::move(points);
    update();
}

QRectF BoundaryView::square() const
{
    const double below = QFontMetrics(Theme::current().figures()).height() + 8.0, left = 22;
    const double side = std::max(20.0, std::min(width() - left - 4.0, height() - below - 4.0));
    return {left + (width() - left - side) / 2, 2, side, side};
}

QColor BoundaryView::color_of(int label) const
{
    const Colors& colors = Theme::current().colors();
    return label == 0 ? colors.train : label == 1 ? colors.validation : colors.run(label);
}

QImage BoundaryView::picture() const
{
    const int n = field_.n;
    const Colors& colors = Theme::current().colors();
    QImage image(n, n, QImage::Format_RGB32);
    const auto mix = [](const QColor& a, const QColor& b, double s) {
        return qRgb(static_cast<int>(a.red() + (b.red() - a.red()) * s),
                    static_cast<int>(a.green() + (b.green() - a.green()) * s),
                    static_cast<int>(a.blue() + (b.blue() - a.blue()) * s));
    };
    for (int y = 0; y < n; ++y)
        for (int x = 0; x < n; ++x) {
            const double v = field_.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(n)
                                           + static_cast<std::size_t>(x)];
            QRgb pixel = colors.panel.rgb();
            if (std::isfinite(v)) {
                if (field_.probability) // sure areas full, doubt pale
                    pixel = mix(colors.panel, color_of(v >= 0.5 ? 1 : 0),
                                0.08 + 0.52 * std::min(1.0, std::abs(v - 0.5) * 2));
                else
                    pixel = mix(colors.panel, color_of(static_cast<int>(v)), 0.45);
            }
            image.setPixel(x, n - 1 - y, pixel);
        }
    return image;
}

void BoundaryView::paintEvent(QPaintEvent*)
{
    if (field_.n < 2
        || field_.values.size()
            != static_cast<std::size_t>(field_.n) * static_cast<std::size_t>(field_.n))
        return;
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Colors& colors = Theme::current().colors();
    const QRectF r = square();
    QPainterPath round;
    round.addRoundedRect(r, 6, 6);
    painter.setClipPath(round);
    const bool smooth = field_.probability;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    painter.drawImage(r, picture());
    if (field_.probability) { // the line of even odds, by marching squares
        const int n = field_.n;
        const auto at = [&](int x, int y) {
            return field_.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(n)
                                 + static_cast<std::size_t>(x)]
                - 0.5;
        };
        const auto place = [&](double x, double y) {
            return QPointF(r.left() + (x + 0.5) / n * r.width(),
                           r.bottom() - (y + 0.5) / n * r.height());
        };
        QPainterPath line;
        for (int y = 0; y + 1 < n; ++y)
            for (int x = 0; x + 1 < n; ++x) {
                QPointF cuts[4];
                int count = 0;
                const auto edge = [&](int xa, int ya, int xb, int yb) {
                    const double a = at(xa, ya), b = at(xb, yb);
                    if ((a < 0) != (b < 0)) {
                        const double s = a / (a - b);
                        cuts[count++] = place(xa + (xb - xa) * s, ya + (yb - ya) * s);
                    }
                };
                edge(x, y, x + 1, y), edge(x + 1, y, x + 1, y + 1), edge(x + 1, y + 1, x, y + 1),
                    edge(x, y + 1, x, y);
                for (int k = 0; k + 1 < count; k += 2) {
                    line.moveTo(cuts[k]);
                    line.lineTo(cuts[k + 1]);
                }
            }
        painter.setPen(QPen(colors.text, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(line);
    }
    for (const BoundaryPoint& p : points_) {
        const QPointF at(r.left() + (p.x - field_.x0) / (field_.x1 - field_.x0) * r.width(),
                         r.bottom() - (p.y - field_.y0) / (field_.y1 - field_.y0) * r.height());
        painter.setPen(QPen(colors.panel, 1));
        painter.setBrush(color_of(p.label));
        if (p.label % 2 == 0)
            painter.drawEllipse(at, 3.4, 3.4);
        else // a shape too, for those who do not see the colours
            painter.drawRect(QRectF(at.x() - 3, at.y() - 3, 6, 6));
    }
    painter.setClipping(false);
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(round);
    const QFont figures = Theme::current().figures();
    painter.setFont(figures);
    painter.setPen(colors.secondary);
    const QLocale locale;
    const auto number = [&](double v) { return locale.toString(v, 'g', 3); };
    const QRectF below(r.left(), r.bottom() + 4, r.width(), QFontMetrics(figures).height());
    painter.drawText(below, Qt::AlignLeft, number(field_.x0));
    painter.drawText(below, Qt::AlignHCenter, field_.x_name);
    painter.drawText(below, Qt::AlignRight, number(field_.x1));
    painter.translate(r.left() - 20, r.center().y());
    painter.rotate(-90);
    const QRectF beside(-r.height() / 2, 0, r.height(), QFontMetrics(figures).height());
    painter.drawText(beside, Qt::AlignLeft, number(field_.y0));
    painter.drawText(beside, Qt::AlignHCenter, field_.y_name);
    painter.drawText(beside, Qt::AlignRight, number(field_.y1));
}

} // namespace lepton

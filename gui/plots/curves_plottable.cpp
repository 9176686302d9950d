// Room gui/plots: our plottable for QCustomPlot: any number of dense curves at a cost of the
// pixels, not the points. [gui]
#include "gui/plots/curves_plottable.h"

namespace lepton {

namespace {

/// coordToPixel without its branches: a straight line, or one over the logarithm.
struct Scale {
    double low, factor, origin;
    bool log;
    double operator()(double v) const
    {
        return origin + ((log ? std::log(std::max(v, 1e-300)) : v) - low) * factor;
    }
    Scale(const QCPAxis& axis, double origin_, double length)
        : origin(origin_)
        , log(axis.scaleType() == QCPAxis::stLogarithmic)
    {
        const auto at = [this](double v) { return log ? std::log(std::max(v, 1e-300)) : v; };
        low = at(axis.range().lower);
        factor = length / std::max(1e-300, at(axis.range().upper) - low);
    }
};

} // namespace

CurvesPlottable::CurvesPlottable(QCPAxis* key, QCPAxis* value)
    : QCPAbstractPlottable(key, value)
{
    setAntialiased(false);
    setSelectable(QCP::stNone);
}

template <class Sink> void CurvesPlottable::walk(const Pyramid& data, int pixels, Sink&& sink) const
{
    const QCPAxis& axis = *mKeyAxis;
    const QCPRange range = axis.range();
    const Scale x(axis, 0, pixels);
    if (axis.scaleType() == QCPAxis::stLinear) {
        data.columns(range.lower, range.upper, pixels, x, sink);
        return;
    }
    // Samples lie ever denser to the right of a logarithmic axis: each section chooses its own
    // level.
    constexpr int sections = 12;
    const double ratio = std::pow(range.upper / range.lower, 1.0 / sections);
    double last = -std::numeric_limits<double>::infinity();
    for (int i = 0; i < sections; ++i) {
        const double from = range.lower * std::pow(ratio, i),
                     to = range.lower * std::pow(ratio, i + 1);
        data.columns(from, to, std::max(1, pixels / sections), x, [&](const PlotColumn& c) {
            if (c.x > last) {
                last = c.x;
                sink(c);
            }
        });
    }
}

void CurvesPlottable::draw(QCPPainter* painter)
{
    const QRect rect = mKeyAxis->axisRect()->rect();
    if (rect.width() < 1 || rect.height() < 1)
        return;
    if (painter->modes().testFlag(QCPPainter::pmVectorized))
        draw_vector(painter, rect);
    else
        draw_raster(painter, rect);
    draw_markers(painter, rect);
}

void CurvesPlottable::draw_raster(QCPPainter* painter, const QRect& rect)
{
    const double ratio = painter->device()->devicePixelRatioF();
    const QSize size(static_cast<int>(std::ceil(rect.width() * ratio)),
                     static_cast<int>(std::ceil(rect.height() * ratio)));
    image_.start(size);
    const Scale x(*mKeyAxis, 0, size.width()), y(*mValueAxis, size.height(), -size.height());
    const bool log_y = mValueAxis->scaleType() == QCPAxis::stLogarithmic;
    for (const DrawnCurve& curve : curves_) {
        image_.begin_curve(curve.color, curve.width * ratio, curve.dashed ? 5 * ratio : 0);
        walk(*curve.data, size.width(), [&](const PlotColumn& c) {
            // What a record did not measure is no hole in the curve; what was not finite is counted
            // in the line above.
            if (c.empty() || (log_y && c.greatest <= 0))
                return;
            image_.point(x(c.x), y(std::isnan(c.first) ? c.least : c.first), y(c.least),
                         y(c.greatest), y(std::isnan(c.last) ? c.greatest : c.last));
        });
        image_.end_curve();
    }
    QImage picture = image_.image();
    picture.setDevicePixelRatio(ratio);
    painter->drawImage(QPointF(rect.topLeft()), picture);
}

void CurvesPlottable::draw_vector(QCPPainter* painter, const QRect& rect) const
{
    const Scale x(*mKeyAxis, rect.left(), rect.width()),
        y(*mValueAxis, rect.top() + rect.height(), -rect.height());
    for (const DrawnCurve& curve : curves_) {
        QPolygonF line;
        walk(*curve.data, rect.width(), [&](const PlotColumn& c) {
            if (c.empty())
                return;
            if (c.least == c.greatest)
                line << QPointF(x(c.x), y(c.least));
            else
                line << QPointF(x(c.x), y(c.least)) << QPointF(x(c.x), y(c.greatest));
        });
        QPen pen(curve.color, curve.width);
        pen.setJoinStyle(Qt::BevelJoin);
        if (curve.dashed)
            pen.setDashPattern({5 / curve.width, 3.5 / curve.width});
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        if (line.size() > 1)
            painter->drawPolyline(line);
    }
}

void CurvesPlottable::draw_markers(QCPPainter* painter, const QRect& rect) const
{
    const Scale x(*mKeyAxis, rect.left(), rect.width()),
        y(*mValueAxis, rect.top() + rect.height(), -rect.height());
    for (const DrawnCurve& curve : curves_) {
        if (!curve.markers)
            continue;
        QList<QPointF> points;
        walk(*curve.data, rect.width(), [&](const PlotColumn& c) {
            if (!c.empty())
                points.append(QPointF(x(c.x), y(c.last)));
        });
        // A dot each while dots do not touch; then only the last one.
        const bool roomy = points.size() < 2
            || (points.back().x() - points.front().x()) / double(points.size() - 1) >= 9;
        painter->setAntialiasing(true);
        painter->setPen(Qt::NoPen);
        painter->setBrush(curve.color);
        for (qsizetype i = roomy ? 0 : points.size() - 1; i < points.size(); ++i)
            painter->drawEllipse(points[i], 3.4, 3.4);
        painter->setAntialiasing(false);
    }
}

} // namespace lepton

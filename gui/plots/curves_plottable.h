// Room gui/plots: our plottable for QCustomPlot: any number of dense curves at a cost of the
// pixels, not the points. [gui]
#pragma once

#include "gui/plots/line_image.h"
#include "gui/plots/pyramid.h"

#include <qcustomplot.h>

namespace lepton {

/// How one curve is drawn.
struct DrawnCurve {
    std::shared_ptr<const Pyramid> data;
    QColor color;
    double width = 1.5;
    bool dashed = false;
    bool markers = false; ///< a dot where it was measured, while there is room for dots
};

/// All curves of one plot, drawn in the order given.
class CurvesPlottable : public QCPAbstractPlottable {
public:
    CurvesPlottable(QCPAxis* key, QCPAxis* value);
    void set_curves(std::vector<DrawnCurve> curves) { curves_ = std::move(curves); }
    const std::vector<DrawnCurve>& curves() const { return curves_; }

    double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        return found = false, QCPRange();
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        return found = false, QCPRange();
    }

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override { }

private:
    void draw_raster(QCPPainter* painter, const QRect& rect);
    void draw_vector(QCPPainter* painter, const QRect& rect) const;
    void draw_markers(QCPPainter* painter, const QRect& rect) const;
    /// Calls sink(PlotColumn) with every pixel column of the curve, sections of a logarithmic axis
    /// apart.
    template <class Sink> void walk(const Pyramid& data, int pixels, Sink&& sink) const;

    std::vector<DrawnCurve> curves_;
    LineImage image_;
};

} // namespace lepton

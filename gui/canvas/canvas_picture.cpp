// Room gui/canvas: the drawing as a file: PNG, which carries the network, SVG or PDF.
#include "gui/canvas/canvas.h"
#include "gui/network_picture.h"
#include "gui/theme.h"

#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double rim = 40;
constexpr double points = 0.75; ///< of a canvas unit, 1/96 inch
constexpr int most_pixels = 120'000'000; ///< of an exported picture
} // namespace

bool GraphCanvas::export_picture(const QString& file, Problems& problems) const
{
    const auto fail = [&](Text what, Text hint) {
        problems.push_back(file_problem(file.toStdString(), std::move(what), std::move(hint)));
        return false;
    };
    QRectF area = scene_.bounds();
    if (area.isNull())
        return fail(lepton::say("There is nothing to draw yet."), lepton::say("Add a node first."));
    area = area.adjusted(-rim, -rim, rim + 60, rim);
    Painter painter(scene_);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return fail(lepton::say("The picture cannot be written here."),
                    lepton::say("Choose another folder."));
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter pdf(&out);
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(area.size() * points, QPageSize::Point));
        pdf.setResolution(96);
        pdf.setTitle(tr("Network"));
        QPainter p(&pdf);
        p.translate(-area.topLeft());
        painter.paint_vector(p, area, true);
    } else if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&out);
        svg.setSize(area.size().toSize());
        svg.setViewBox(QRectF(QPointF(), area.size()));
        svg.setTitle(tr("Network"));
        svg.setResolution(96);
        QPainter p(&svg);
        p.translate(-area.topLeft());
        painter.paint_vector(p, area, true);
    } else {
        double ratio = 2;
        while (ratio > 0.05 && area.width() * area.height() * ratio * ratio > most_pixels)
            ratio /= 2;
        QImage image((area.size() * ratio).toSize(), QImage::Format_RGB32);
        image.setDotsPerMeterX(3780);
        image.setDotsPerMeterY(3780);
        const View view{ratio, -area.topLeft() * ratio};
        painter.paint(image, view, ratio, image.rect(), {}, {});
        put_network(image, document_.document());
        if (!image.save(&out, "PNG"))
            return fail(lepton::say("The picture cannot be written here."),
                        lepton::say("Is the disk full?"));
    }
    if (!out.flush() || !out.commit())
        return fail(lepton::say("The picture could not be written in full."),
                    lepton::say("Is the disk full?"));
    return true;
}

} // namespace lepton

// Room gui/canvas: looks given from outside while training, and the drawing as a file.
#include "gui/canvas/canvas.h"
#include "gui/theme.h"

#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr double rim = 40;
constexpr int most_pixels = 120'000'000; ///< of an exported picture
} // namespace

void GraphCanvas::set_health(const std::map<NodeId, QColor>& tints)
{
    std::vector<QRectF> dirty;
    for (const auto& [node, tint] : tints) {
        const int item = scene_.item_of(node);
        if (item < 0 || scene_.node(item).health == tint)
            continue;
        scene_.node(item).health = tint;
        dirty.push_back(Scene::painted(scene_.node(item)));
    }
    if (dirty.empty())
        return;
    drag_picture_valid_ = false;
    minimap_.changed();
    mark(dirty);
    if (minimap_.visible())
        update(minimap_.box());
}

void GraphCanvas::set_status(NodeId node, const QString& text)
{
    const int item = scene_.item_of(node);
    if (item < 0 || scene_.node(item).status == text)
        return;
    NodeShape& shape = scene_.node(item);
    shape.status =
        scene_.measure().fitted(Lettering::label, text, shape.box.width() - 2 * measure::padding);
    drag_picture_valid_ = false;
    mark({Scene::painted(shape)});
}

void GraphCanvas::clear_run_look()
{
    scene_.each_node([this](int item) {
        scene_.node(item).status.clear();
        scene_.node(item).health = {};
        scene_.node(item).strip.reset();
    });
    minimap_.changed();
    drag_picture_valid_ = false;
    update();
}

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
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
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

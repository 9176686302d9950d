// Room gui/canvas: painting the widget: what must be painted again, and the pictures kept
// meanwhile.
#include "gui/canvas/canvas.h"

#include <QPaintEvent>

#include <cmath>

namespace lepton {

using namespace canvas;

namespace {
constexpr int most_rectangles = 4;
} // namespace

void GraphCanvas::mark(const std::vector<QRectF>& areas)
{
    QRegion region;
    for (const QRectF& area : areas)
        region += view_.to_pixels(area).toAlignedRect().adjusted(-6, -6, 6, 6) & rect();
    if (region.rectCount() > most_rectangles)
        update(region.boundingRect());
    else if (!region.isEmpty())
        update(region);
}

void GraphCanvas::mark_node(int item)
{
    if (item < 0)
        return;
    std::vector<QRectF> dirty{Scene::painted(scene_.node(item))};
    for (const int wire : scene_.wires_of(item))
        dirty.push_back(scene_.wire(wire).box);
    mark(dirty);
}

void GraphCanvas::begin_drag_picture(std::unordered_set<int> moving)
{
    moving_ = std::move(moving);
    drag_picture_valid_ = false;
    drag_picture_ = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
}

void GraphCanvas::end_drag_picture()
{
    moving_.clear();
    drag_picture_ = {};
    drag_picture_valid_ = false;
}

void GraphCanvas::paintEvent(QPaintEvent* event)
{
    const double ratio = devicePixelRatioF();
    const QSize pixels(static_cast<int>(std::ceil(width() * ratio)),
                       static_cast<int>(std::ceil(height() * ratio)));
    if (image_.size() != pixels) {
        image_ = QImage(pixels, QImage::Format_RGB32);
        image_.setDotsPerMeterX(3780); // 96 dots per inch: see text_font()
        image_.setDotsPerMeterY(3780);
    }
    const View device = view_.on_device(ratio);
    const auto on_device = [&](const QRect& r) {
        return QRectF(r.x() * ratio, r.y() * ratio, r.width() * ratio, r.height() * ratio)
                   .toAlignedRect()
            & image_.rect();
    };
    std::vector<QRect> areas;
    if (event->region().rectCount() <= most_rectangles)
        areas.assign(event->region().begin(), event->region().end());
    else
        areas.push_back(event->region().boundingRect());
    image_.setDevicePixelRatio(1);
    if (!drag_picture_.isNull()) {
        if (!drag_picture_valid_ || drag_picture_.size() != pixels) {
            drag_picture_ = QImage(pixels, QImage::Format_RGB32);
            drag_picture_.setDotsPerMeterX(3780);
            drag_picture_.setDotsPerMeterY(3780);
            PaintOptions options;
            options.without = &moving_;
            painter_.paint(drag_picture_, device, ratio, drag_picture_.rect(), lit_, options);
            drag_picture_valid_ = true;
        }
        PaintOptions options;
        options.only = &moving_;
        options.background = false;
        for (const QRect& area : areas) {
            const QRect at = on_device(area);
            QPainter copy(&image_);
            copy.setCompositionMode(QPainter::CompositionMode_Source);
            copy.drawImage(at.topLeft(), drag_picture_, at);
            copy.end();
            if (!moving_.empty())
                painter_.paint(image_, device, ratio, at, lit_, options);
        }
    } else {
        PaintOptions options;
        options.draft = draft_;
        for (const QRect& area : areas)
            painter_.paint(image_, device, ratio, on_device(area), lit_, options);
    }
    image_.setDevicePixelRatio(ratio);
    for (const QRect& area : areas) {
        QPainter over(&image_);
        over.setClipRect(area);
        paint_overlay(over);
    }
    QPainter window(this);
    window.setCompositionMode(QPainter::CompositionMode_Source);
    for (const QRect& area : areas) {
        const QRect at = on_device(area);
        window.drawImage(
            QRectF(at.x() / ratio, at.y() / ratio, at.width() / ratio, at.height() / ratio), image_,
            QRectF(at));
    }
}

void GraphCanvas::resizeEvent(QResizeEvent*)
{
    minimap_.arrange(scene_, view_, size());
    drag_picture_valid_ = false;
}

} // namespace lepton

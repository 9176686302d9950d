// Room gui/canvas: painting the widget: what must be painted again, and the pictures kept
// meanwhile.
#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/find_bar.h"

#include <QPaintEvent>

#include <cmath>
#include <cstdint>
#include <limits>

namespace lepton {

using namespace canvas;

namespace {
constexpr std::size_t most_rectangles = 4, too_many = 32;

/// At most four rectangles that cover all of these and little besides: each is painted by itself.
std::vector<QRect> few(std::vector<QRect> all)
{
    if (all.size() > too_many) {
        QRect whole;
        for (const QRect& r : all)
            whole |= r;
        return {whole};
    }
    const auto area = [](const QRect& r) {
        return static_cast<std::int64_t>(r.width()) * r.height();
    };
    while (all.size() > 1) {
        std::size_t first = 0, second = 0;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = i + 1; k < all.size(); ++k) {
                const std::int64_t waste = area(all[i] | all[k]) - area(all[i]) - area(all[k]);
                if (waste < least) {
                    least = waste;
                    first = i;
                    second = k;
                }
            }
        if (least > 0 && all.size() <= most_rectangles)
            break;
        all[first] |= all[second];
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(second));
    }
    return all;
}
} // namespace

void GraphCanvas::mark(const std::vector<QRectF>& areas)
{
    std::vector<QRect> seen;
    for (const QRectF& area : areas)
        if (const QRect r = view_.to_pixels(area).toAlignedRect().adjusted(-6, -6, 6, 6) & rect();
            !r.isEmpty())
            seen.push_back(r);
    for (const QRect& r : few(std::move(seen)))
        update(r);
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
    const std::vector<QRect> areas =
        few(std::vector<QRect>(event->region().begin(), event->region().end()));
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
    if (find_bar_)
        find_bar_->place();
    if (!level_.empty())
        breadcrumbs_->show_level();
}

} // namespace lepton

// Room gui/panels/live: samples as pictures with truth and answer beneath; wrong ones red, with a
// cross. [gui]
#include "gui/panels/live/gallery.h"

#include "gui/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace lepton {

namespace {
constexpr int between = 6;
}

Gallery::Gallery(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Gallery::set_items(std::vector<GalleryItem> items)
{
    items_ = std::move(items);
    const auto wrong =
        std::count_if(items_.begin(), items_.end(), [](const GalleryItem& i) { return i.wrong; });
    setAccessibleDescription(tr("%1 samples, %2 wrong").arg(items_.size()).arg(wrong));
    update();
}

Gallery::Grid Gallery::grid(QSize size) const
{
    Grid best;
    best.caption = QFontMetrics(Theme::current().figures()).height() + 4;
    const auto count = std::max<int>(1, static_cast<int>(items_.size()));
    double score = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double across = (size.width() + between) / double(columns) - between;
        const double down = (size.height() + between) / double(rows) - between - best.caption;
        const double cell = std::min({across, down, largest_ > 0 ? double(largest_) : 1e9});
        // Full rows read better, and are worth a little size.
        const double worth = cell * (count % columns == 0 ? 1.18 : 1);
        if (worth > score + 0.5)
            best.columns = columns, best.cell = cell, score = worth;
    }
    best.cell = std::max(best.cell, 8.0);
    best.picture = best.cell - 10;
    return best;
}

int Gallery::height_for(int width) const
{
    const int columns = std::max(1, (width + between) / (84 + between));
    const int rows = (static_cast<int>(items_.size()) + columns - 1) / columns;
    return rows * (84 + between + QFontMetrics(Theme::current().figures()).height() + 4);
}

QRectF Gallery::cell_rect(const Grid& g, std::size_t i) const
{
    const auto column = static_cast<int>(i) % g.columns, row = static_cast<int>(i) / g.columns;
    return {column * (g.cell + between) + 0.5, row * (g.cell + g.caption + between) + 0.5,
            g.cell - 1, g.cell + g.caption - 1};
}

int Gallery::item_at(QPointF position) const
{
    const Grid g = grid(size());
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (cell_rect(g, i).contains(position))
            return static_cast<int>(i);
    return -1;
}

bool Gallery::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int i = item_at(help->pos());
        if (i >= 0)
            QToolTip::showText(help->globalPos(), items_[static_cast<std::size_t>(i)].details,
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void Gallery::mouseReleaseEvent(QMouseEvent* event)
{
    if (const int i = item_at(event->position()); i >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT pressed(items_[static_cast<std::size_t>(i)].index);
}

void Gallery::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = Theme::current().colors();
    const Grid g = grid(size());
    QFont font = Theme::current().figures();
    if (g.cell < 76)
        font.setPointSizeF(std::max(6.5, font.pointSizeF() * 0.85));
    QFont pale_font = font;
    pale_font.setPointSizeF(font.pointSizeF() * 0.9);
    const QFontMetrics metrics(font), pale_metrics(pale_font);
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const GalleryItem& item = items_[i];
        const QRectF cell = cell_rect(g, i);
        QColor fill = colors.panel;
        if (item.wrong) {
            fill = colors.problem;
            fill.setAlpha(26);
        }
        painter.setPen(QPen(item.wrong ? colors.problem : colors.line, 1));
        painter.setBrush(fill);
        painter.drawRoundedRect(cell, 6, 6);
        const QRectF place(cell.left() + 5, cell.top() + 5, g.picture - 1, g.picture - 1);
        if (!item.picture.isNull()) {
            // Small samples are drawn with their pixels, large ones smoothly.
            painter.setRenderHint(QPainter::SmoothPixmapTransform,
                                  item.picture.width() > g.picture);
            const QSizeF fitted =
                QSizeF(item.picture.size()).scaled(place.size(), Qt::KeepAspectRatio);
            painter.drawImage(QRectF(place.center().x() - fitted.width() / 2,
                                     place.center().y() - fitted.height() / 2, fitted.width(),
                                     fitted.height()),
                              item.picture);
        } else
            painter.fillRect(place, colors.line);
        // truth → answer, and how sure: the sureness goes first when there is no room.
        QString text =
            item.truth.isEmpty() ? item.answer : item.truth + QStringLiteral(" → ") + item.answer;
        if (item.wrong)
            text.prepend(QStringLiteral("✕ "));
        const QString sure = item.probability < 0
            ? QString()
            : QLocale().toString(100 * item.probability, 'f', 0) + QStringLiteral(" %");
        const int text_width = metrics.horizontalAdvance(text),
                  sure_width = sure.isEmpty() ? 0 : pale_metrics.horizontalAdvance(sure) + 4;
        const bool both = text_width + sure_width <= cell.width() - 4;
        const double left =
            cell.left() + std::max(2.0, (cell.width() - text_width - (both ? sure_width : 0)) / 2);
        const QRectF line(left, place.bottom() + 1, cell.right() - left - 2,
                          cell.bottom() - place.bottom() - 2);
        painter.setFont(font);
        painter.setPen(item.wrong ? colors.problem : colors.text);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(text, Qt::ElideRight, static_cast<int>(line.width())));
        if (both && !sure.isEmpty()) {
            painter.setFont(pale_font);
            painter.setPen(colors.secondary);
            painter.drawText(line.adjusted(text_width + 4, 0, 0, 0),
                             Qt::AlignVCenter | Qt::AlignLeft, sure);
        }
    }
}

} // namespace lepton

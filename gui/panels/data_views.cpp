// Room gui/panels: pictures, points, bars and tables of a dataset. [gui]
#include "gui/panels/data_views.h"

#include "gui/texts.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QPixmap>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {

constexpr int cell = 72;
constexpr int cell_height = 86;

QString number(double value) { return QString::number(value, 'g', 4); }

QPixmap small_histogram(const std::array<int, 24>& bars, qreal ratio)
{
    QPixmap pixmap(QSize(96, 18) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const int most = std::max(1, std::ranges::max(bars));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double height = 16.0 * bars[i] / most;
        painter.fillRect(QRectF(static_cast<double>(i) * 4, 17 - height, 3,
                                bars[i] > 0 ? std::max(height, 1.0) : 0),
                         Theme::current().colors().train);
    }
    return pixmap;
}

/// Class number as a mark, so that colour is never the only difference.
void draw_mark(QPainter& painter, QPointF at, int label, const QColor& color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (label % 4) {
    case 0:
        painter.drawEllipse(at, 3.2, 3.2);
        break;
    case 1:
        painter.drawPolygon(
            QPolygonF({at + QPointF(0, -4), at + QPointF(4, 3), at + QPointF(-4, 3)}));
        break;
    case 2:
        painter.drawRect(QRectF(at.x() - 3, at.y() - 3, 6, 6));
        break;
    default:
        painter.drawPolygon(QPolygonF(
            {at + QPointF(0, -4), at + QPointF(4, 0), at + QPointF(0, 4), at + QPointF(-4, 0)}));
    }
}

} // namespace

PictureGrid::PictureGrid(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PictureGrid::show_samples(const std::vector<SampleDigest>& samples)
{
    samples_ = samples;
    QStringList said;
    for (const SampleDigest& sample : samples_)
        if (said.size() < 20)
            said << sample.truth;
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    setMinimumHeight(heightForWidth(width()));
    update();
}

int PictureGrid::columns(int width) const { return std::max(1, width / (cell + 6)); }

int PictureGrid::heightForWidth(int width) const
{
    const int across = columns(width);
    return (static_cast<int>(samples_.size()) + across - 1) / across * (cell_height + 6);
}

QSize PictureGrid::sizeHint() const { return {6 * (cell + 6), 3 * (cell_height + 6)}; }

void PictureGrid::resizeEvent(QResizeEvent* event)
{
    setMinimumHeight(heightForWidth(width()));
    QWidget::resizeEvent(event);
}

void PictureGrid::paintEvent(QPaintEvent* event)
{
    const Colors& c = Theme::current().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int across = columns(width());
    for (std::size_t i = 0; i < samples_.size(); ++i) {
        const QRect box(static_cast<int>(i) % across * (cell + 6),
                        static_cast<int>(i) / across * (cell_height + 6), cell, cell_height);
        if (!box.intersects(event->rect()))
            continue;
        painter.setPen(c.line);
        painter.setBrush(c.window);
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        const QImage& picture = samples_[i].picture;
        if (!picture.isNull()) {
            const QSize fit = picture.size().scaled(cell - 14, cell - 14, Qt::KeepAspectRatio);
            const QRect into(QPoint(box.center().x() - fit.width() / 2, box.top() + 5), fit);
            painter.setRenderHint(QPainter::SmoothPixmapTransform, picture.width() > 64);
            painter.drawImage(into, picture);
        }
        painter.setPen(c.text);
        painter.drawText(QRect(box.left() + 3, box.bottom() - 19, cell - 6, 18), Qt::AlignCenter,
                         fontMetrics().elidedText(samples_[i].truth, Qt::ElideRight, cell - 6));
    }
}

bool PictureGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int across = columns(width());
        const int row = help->pos().y() / (cell_height + 6);
        const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(across)
            + static_cast<std::size_t>(help->pos().x() / (cell + 6));
        if (at < samples_.size())
            QToolTip::showText(
                help->globalPos(),
                tr("sample %1 · %2").arg(grouped(samples_[at].index), samples_[at].truth), this);
        return true;
    }
    return QWidget::event(event);
}

PointCloud::PointCloud(QWidget* parent)
    : QWidget(parent)
{
    setMinimumSize(160, 80);
}

void PointCloud::show_samples(const std::vector<SampleDigest>& samples, const QStringList& names)
{
    samples_ = samples;
    names_ = names;
    update();
}

void PointCloud::paintEvent(QPaintEvent*)
{
    const Colors& c = Theme::current().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF bounds;
    std::vector<QPointF> points;
    for (const SampleDigest& sample : samples_)
        points.emplace_back(sample.cells.value(0).toDouble(), sample.cells.value(1).toDouble());
    if (points.empty())
        return;
    const auto [left, right] = std::ranges::minmax_element(points, {}, &QPointF::x);
    const auto [low, high] = std::ranges::minmax_element(points, {}, &QPointF::y);
    bounds = QRectF(QPointF(left->x(), low->y()), QPointF(right->x(), high->y()));
    const QRectF frame = QRectF(rect()).adjusted(14, 10, -10, -24);
    const double side = std::min(frame.width(), frame.height());
    const QRectF square(frame.left(), frame.top(), side, side);
    painter.setPen(c.line);
    painter.setBrush(c.window);
    painter.drawRoundedRect(square.adjusted(-6, -6, 6, 6), 6, 6);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x =
            bounds.width() > 0 ? (points[i].x() - bounds.left()) / bounds.width() : 0.5;
        const double y =
            bounds.height() > 0 ? (points[i].y() - bounds.top()) / bounds.height() : 0.5;
        const int label = std::max(0, samples_[i].label);
        draw_mark(painter, {square.left() + x * side, square.bottom() - y * side}, label,
                  c.run(label));
    }
    painter.setPen(c.secondary);
    painter.drawText(QRectF(square.left(), square.bottom() + 8, side, 16), Qt::AlignCenter,
                     names_.mid(0, 2).join(QStringLiteral(" → ")));
}

ClassCounts::ClassCounts(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

void ClassCounts::show_classes(const std::vector<std::pair<QString, std::int64_t>>& classes)
{
    classes_ = classes;
    QStringList said;
    for (const auto& [name, count] : classes_)
        said << QStringLiteral("%1: %2").arg(name).arg(count);
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    setMinimumHeight(sizeHint().height());
    updateGeometry();
    update();
}

QSize ClassCounts::sizeHint() const
{
    return {220, static_cast<int>(std::min<std::size_t>(classes_.size(), 100)) * 20 + 4};
}

void ClassCounts::paintEvent(QPaintEvent*)
{
    const Colors& c = Theme::current().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::current().figures());
    std::int64_t most = 1;
    int names = 20;
    for (const auto& [name, count] : classes_) {
        most = std::max(most, count);
        names = std::min(110, std::max(names, fontMetrics().horizontalAdvance(name) + 8));
    }
    const int room = std::max(30, width() - names - 64);
    for (std::size_t i = 0; i < std::min<std::size_t>(classes_.size(), 100); ++i) {
        const int y = static_cast<int>(i) * 20 + 2;
        const auto& [name, count] = classes_[i];
        painter.setPen(c.text);
        painter.drawText(QRect(0, y, names - 6, 18), Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, names - 6));
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.train);
        painter.drawRoundedRect(
            QRectF(names, y + 4,
                   std::max(1.0,
                            static_cast<double>(room) * static_cast<double>(count)
                                / static_cast<double>(most)),
                   10),
            2, 2);
        painter.setPen(c.secondary);
        painter.drawText(QRect(names + room + 6, y, 58, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         grouped(count));
    }
}

void show_columns(QTableWidget& table, const std::vector<ColumnDigest>& columns)
{
    const auto text = [](const char* english) {
        return QCoreApplication::translate("DataPanel", english);
    };
    const QStringList header{text(QT_TRANSLATE_NOOP("DataPanel", "column")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "least")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "mean")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "greatest")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "deviation")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "missing")),
                             text(QT_TRANSLATE_NOOP("DataPanel", "spread"))};
    table.clear();
    table.setColumnCount(static_cast<int>(header.size()));
    table.setHorizontalHeaderLabels(header);
    table.setRowCount(static_cast<int>(columns.size()));
    for (int row = 0; row < table.rowCount(); ++row) {
        const ColumnDigest& column = columns[static_cast<std::size_t>(row)];
        const QStringList cells{column.name,
                                number(column.least),
                                number(column.mean),
                                number(column.greatest),
                                number(column.deviation),
                                column.missing > 0 ? QString::number(column.missing) : QString()};
        for (int i = 0; i < cells.size(); ++i) {
            auto* item = new QTableWidgetItem(cells[i]);
            item->setTextAlignment((i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (i == 5)
                item->setForeground(Theme::current().colors().warning);
            table.setItem(row, i, item);
        }
        auto* picture = new QTableWidgetItem;
        picture->setData(Qt::DecorationRole,
                         small_histogram(column.histogram, table.devicePixelRatioF()));
        table.setItem(row, 6, picture);
    }
    table.resizeColumnsToContents();
}

void show_rows(QTableWidget& table, const DataDigest& digest)
{
    table.clear();
    table.setColumnCount(static_cast<int>(digest.header.size()));
    table.setHorizontalHeaderLabels(digest.header);
    const int rows = static_cast<int>(std::min<std::size_t>(digest.samples.size(), 200));
    table.setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const SampleDigest& sample = digest.samples[static_cast<std::size_t>(row)];
        table.setVerticalHeaderItem(row, new QTableWidgetItem(QString::number(sample.index)));
        for (int i = 0;
             i < std::min<int>(table.columnCount(), static_cast<int>(sample.cells.size())); ++i) {
            auto* item = new QTableWidgetItem(sample.cells[i]);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table.setItem(row, i, item);
        }
    }
    table.resizeColumnsToContents();
}

} // namespace lepton

// Room gui/plots: a confusion matrix as a heat map with its counts; cells can be pressed. [gui]
#include "gui/plots/matrix_view.h"

#include "gui/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {
QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](float x, float y) { return static_cast<float>(x + (y - x) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()),
                            mix(a.blueF(), b.blueF()));
}
} // namespace

MatrixView::MatrixView(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Confusion matrix"));
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MatrixView::set(const QStringList& labels, std::vector<double> counts)
{
    const auto n = static_cast<std::size_t>(labels.size());
    if (counts.size() != n * n)
        counts.assign(n * n, 0);
    if (labels == labels_ && counts == counts_)
        return;
    if (labels != labels_)
        selected_ = {-1, -1};
    labels_ = labels;
    counts_ = std::move(counts);
    rows_.assign(n, 0);
    double all = 0, right = 0;
    for (std::size_t t = 0; t < n; ++t)
        for (std::size_t p = 0; p < n; ++p) {
            rows_[t] += counts_[t * n + p];
            all += counts_[t * n + p];
            right += t == p ? counts_[t * n + p] : 0;
        }
    setAccessibleDescription(tr("%1 of %2 right").arg(right).arg(all));
    update();
}

void MatrixView::select(int truth, int answer)
{
    selected_ = {answer, truth};
    update();
}

QRectF MatrixView::table() const
{
    const QFontMetrics metrics(Theme::current().figures());
    double labels = 16;
    for (const QString& label : labels_)
        labels = std::max<double>(labels, std::min(110, metrics.horizontalAdvance(label)));
    const double left = labels + 30, top = 2, bottom = metrics.height() * 2.0 + 14;
    const double side = std::max(24.0, std::min(width() - left - 4, height() - top - bottom));
    return {left, top, side, side};
}

QPoint MatrixView::center_of(int truth, int answer) const
{
    const QRectF t = table();
    const double cell = t.width() / std::max(1, classes());
    return QPointF(t.left() + (answer + 0.5) * cell, t.top() + (truth + 0.5) * cell).toPoint();
}

QPoint MatrixView::cell_at(QPointF position) const
{
    const QRectF t = table();
    if (!classes() || !t.contains(position))
        return {-1, -1};
    const double cell = t.width() / classes();
    return {std::min(classes() - 1, static_cast<int>((position.x() - t.left()) / cell)),
            std::min(classes() - 1, static_cast<int>((position.y() - t.top()) / cell))};
}

QColor MatrixView::color_of(int truth, int answer) const
{
    const Colors& colors = Theme::current().colors();
    const double row = rows_[static_cast<std::size_t>(truth)];
    const double share = row > 0 ? count(truth, answer) / row : 0;
    // The eye should find the mistakes: their tint grows with the root, so that 1 % is seen.
    const double strength = truth == answer ? 0.75 * share : std::min(0.85, 1.6 * std::sqrt(share));
    return mixed(colors.window, truth == answer ? colors.accent : colors.problem, strength);
}

QString MatrixView::tip(int truth, int answer) const
{
    const double n = count(truth, answer), row = rows_[static_cast<std::size_t>(truth)];
    const QString share = row > 0 ? QLocale().toString(100 * n / row, 'f', 1) : QStringLiteral("0");
    return tr("is %1, answered %2: %3 of %4 (%5 %)")
        .arg(labels_[truth], labels_[answer])
        .arg(n)
        .arg(row)
        .arg(share);
}

void MatrixView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int n = classes();
    if (n == 0)
        return;
    const Colors& colors = Theme::current().colors();
    const QRectF t = table();
    const double cell = t.width() / n;
    QFont font = Theme::current().figures();
    const QFontMetrics metrics(font);
    double widest = 0;
    for (const double c : counts_)
        widest = std::max(widest, c);
    QFont number_font = font;
    number_font.setPointSizeF(std::max(
        6.0,
        font.pointSizeF()
            * std::min(1.0, cell / (metrics.horizontalAdvance(QString::number(widest)) + 8.0))));
    const bool numbers = cell >= 18;
    if (cell < 3) { // hundreds of classes: one pixel each, scaled
        QImage image(n, n, QImage::Format_RGB32);
        for (int i = 0; i < n; ++i)
            for (int p = 0; p < n; ++p)
                image.setPixelColor(p, i, color_of(i, p));
        painter.drawImage(t, image);
    } else
        for (int i = 0; i < n; ++i)
            for (int p = 0; p < n; ++p) {
                const QRectF r(t.left() + p * cell, t.top() + i * cell, cell, cell);
                const QRectF inner = cell > 8 ? r.adjusted(1, 1, -1, -1) : r;
                const QColor fill = color_of(i, p);
                painter.fillRect(inner, fill);
                if (numbers && count(i, p) > 0) {
                    painter.setFont(number_font);
                    painter.setPen(fill.lightnessF() > 0.55F ? QColor(0x1B, 0x1F, 0x24)
                                                             : QColor(0xF2, 0xF4, 0xF8));
                    painter.drawText(r, Qt::AlignCenter, QString::number(count(i, p)));
                }
            }
    const auto frame = [&](QPoint at, const QColor& color, double width) {
        if (at.x() < 0)
            return;
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(t.left() + at.x() * cell, t.top() + at.y() * cell, cell, cell)
                             .adjusted(0.5, 0.5, -0.5, -0.5));
    };
    frame(hovered_, colors.secondary, 1);
    frame(selected_, colors.accent, 2);
    // Labels: all while they fit, else every k-th.
    painter.setFont(font);
    painter.setPen(colors.text);
    const int every = std::max(1, static_cast<int>(std::ceil(metrics.height() / cell)));
    double label_across = 0;
    for (const QString& label : labels_)
        label_across = std::max<double>(label_across, metrics.horizontalAdvance(label));
    const int every_across =
        std::max(every, static_cast<int>(std::ceil(std::min(label_across, 70.0) + 6) / cell));
    for (int i = 0; i < n; i += every)
        painter.drawText(
            QRectF(20, t.top() + i * cell, t.left() - 26, cell), Qt::AlignVCenter | Qt::AlignRight,
            metrics.elidedText(labels_[i], Qt::ElideRight, static_cast<int>(t.left() - 26)));
    for (int p = 0; p < n; p += every_across)
        painter.drawText(
            QRectF(t.left() + p * cell, t.bottom() + 4, cell * every_across, metrics.height()),
            every_across > 1 ? Qt::AlignLeft : Qt::AlignHCenter,
            metrics.elidedText(labels_[p], Qt::ElideRight, static_cast<int>(cell * every_across)));
    painter.setPen(colors.secondary);
    painter.drawText(
        QRectF(t.left(), t.bottom() + 6 + metrics.height(), t.width(), metrics.height()),
        Qt::AlignCenter, tr("answer"));
    painter.save();
    painter.translate(2, t.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-t.height() / 2, 0, t.height(), metrics.height()), Qt::AlignCenter,
                     tr("truth"));
    painter.restore();
}

bool MatrixView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QPoint at = cell_at(help->pos());
        if (at.x() >= 0)
            QToolTip::showText(help->globalPos(), tip(at.y(), at.x()), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void MatrixView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = cell_at(event->position());
    if (at == hovered_)
        return;
    hovered_ = at;
    setCursor(at.x() >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void MatrixView::leaveEvent(QEvent*)
{
    hovered_ = {-1, -1};
    update();
}

void MatrixView::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint at = cell_at(event->position());
    if (at.x() < 0 || event->button() != Qt::LeftButton)
        return;
    select(at.y(), at.x());
    Q_EMIT pressed(at.y(), at.x());
}

void MatrixView::keyPressEvent(QKeyEvent* event)
{
    const int n = classes();
    QPoint at = selected_.x() < 0 ? QPoint(0, 0) : selected_;
    switch (event->key()) {
    case Qt::Key_Left:
        at.rx()--;
        break;
    case Qt::Key_Right:
        at.rx()++;
        break;
    case Qt::Key_Up:
        at.ry()--;
        break;
    case Qt::Key_Down:
        at.ry()++;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (n == 0 || at.x() < 0 || at.y() < 0 || at.x() >= n || at.y() >= n)
        return;
    select(at.y(), at.x());
    Q_EMIT pressed(at.y(), at.x());
}

} // namespace lepton

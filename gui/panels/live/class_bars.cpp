// Room gui/panels/live: one bar per class for a prediction. [gui]
#include "gui/panels/live/class_bars.h"

#include "gui/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace lepton {

namespace {
constexpr int bar_row = 19;
}

ClassBars::ClassBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Probabilities"));
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ClassBars::sizeHint() const
{
    return {190, bar_row * std::clamp<int>(static_cast<int>(labels_.size()), 2, 12)};
}

void ClassBars::set(const QStringList& labels, std::vector<double> probabilities)
{
    const bool resized = labels.size() != labels_.size();
    labels_ = labels;
    probabilities_ = std::move(probabilities);
    probabilities_.resize(static_cast<std::size_t>(labels_.size()), 0);
    if (resized)
        updateGeometry();
    const auto best = std::max_element(probabilities_.begin(), probabilities_.end());
    setAccessibleDescription(best == probabilities_.end() ? QString()
                                                          : labels_[best - probabilities_.begin()]);
    update();
}

void ClassBars::paintEvent(QPaintEvent*)
{
    if (labels_.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = Theme::current().colors();
    const QFont figures = Theme::current().figures();
    QFont small = figures;
    small.setPointSizeF(std::max(7.0, figures.pointSizeF() * 0.88));
    const QFontMetrics metrics(figures), small_metrics(small);
    std::vector<std::size_t> order(static_cast<std::size_t>(labels_.size()));
    std::iota(order.begin(), order.end(), 0);
    const auto fitting = static_cast<std::size_t>(std::max(1, height() / 15));
    const bool all = order.size() <= fitting;
    if (!all)
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return probabilities_[a] > probabilities_[b]; });
    const std::size_t rows = std::min(order.size(), fitting);
    const double step = std::min<double>(24, double(height()) / double(rows));
    int label_width = 10;
    for (std::size_t i = 0; i < rows; ++i)
        label_width = std::max(
            label_width, metrics.horizontalAdvance(labels_[static_cast<qsizetype>(order[i])]));
    label_width = std::min(label_width, width() * 2 / 5);
    const int number_width = small_metrics.horizontalAdvance(QStringLiteral("100.0 %")) + 4;
    const double room = std::max(8.0, width() - label_width - 10.0 - number_width);
    const auto best = static_cast<std::size_t>(
        std::max_element(probabilities_.begin(), probabilities_.end()) - probabilities_.begin());
    const bool any =
        std::any_of(probabilities_.begin(), probabilities_.end(), [](double p) { return p > 0; });
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t k = order[i];
        const double y = double(i) * step, p = std::clamp(probabilities_[k], 0.0, 1.0);
        painter.setFont(figures);
        painter.setPen(any && k == best ? colors.text : colors.secondary);
        painter.drawText(
            QRectF(0, y, label_width, step), Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(labels_[static_cast<qsizetype>(k)], Qt::ElideRight, label_width));
        const double thick = std::min(10.0, step * 0.55);
        const QRectF bar(label_width + 8, y + (step - thick) / 2, std::max(2.0, room * p), thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(any && k == best ? colors.accent : colors.line);
        painter.drawRoundedRect(bar, std::min(3.0, bar.width() / 2), 3);
        if (any) {
            painter.setFont(small);
            painter.setPen(k == best ? colors.text : colors.secondary);
            painter.drawText(QRectF(bar.right() + 6, y, number_width, step),
                             Qt::AlignVCenter | Qt::AlignLeft,
                             QLocale().toString(100 * p, 'f', 1) + QStringLiteral(" %"));
        }
    }
}

} // namespace lepton

// Room gui/plots: the line above a plot: its title and what each curve is worth now. [gui]
#include "gui/plots/legend.h"

#include "gui/theme.h"

#include <QPainter>

namespace lepton {

Legend::Legend(QString title, QWidget* parent)
    : QWidget(parent)
    , title_(std::move(title))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Legend::set_title(const QString& title)
{
    title_ = title;
    update();
}

void Legend::set_entries(std::vector<LegendEntry> entries)
{
    if (entries == entries_)
        return;
    entries_ = std::move(entries);
    update();
}

void Legend::set_warning(const QString& warning)
{
    if (warning == warning_)
        return;
    warning_ = warning;
    update();
}

void Legend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = Theme::current().colors();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(colors.text);
    const int middle = height() / 2;
    int x = 8;
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, title_);
    x += QFontMetrics(bold).horizontalAdvance(title_) + 16;

    const QFont figures = Theme::current().figures();
    painter.setFont(figures);
    const QFontMetrics metrics(figures);
    int right = width() - 8;
    if (!warning_.isEmpty()) {
        painter.setPen(colors.problem);
        right -= metrics.horizontalAdvance(warning_);
        painter.drawText(QRect(right, 0, width() - right, height()),
                         Qt::AlignVCenter | Qt::AlignLeft, warning_);
        right -= 12;
    }
    for (const LegendEntry& entry : entries_) {
        const int needed = 24 + metrics.horizontalAdvance(entry.text);
        if (x + needed > right)
            break;
        QPen pen(entry.color, 2);
        if (entry.dashed)
            pen.setDashPattern({2, 1.4});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + 16, middle + 0.5));
        if (entry.marker) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(entry.color);
            painter.drawEllipse(QPointF(x + 8, middle + 0.5), 3.2, 3.2);
            painter.setBrush(Qt::NoBrush);
        }
        painter.setPen(colors.text);
        painter.drawText(QRect(x + 22, 0, needed, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         entry.text);
        x += needed + 16;
    }
}

} // namespace lepton

// Room gui/plots: predicted numbers against true ones; right answers lie on the diagonal. [gui]
#include "gui/plots/scatter_view.h"

#include "gui/plots/metric_ticks.h"
#include "gui/theme.h"

#include <QVBoxLayout>
#include <qcustomplot.h>

namespace lepton {

ScatterView::ScatterView(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    plot_ = new QCustomPlot(this);
    column->addWidget(plot_);
    setMinimumSize(160, 140);
    graph_ = plot_->addGraph();
    graph_->setLineStyle(QCPGraph::lsNone);
    diagonal_ = new QCPItemStraightLine(plot_);
    diagonal_->point1->setCoords(0, 0);
    diagonal_->point2->setCoords(1, 1);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTickLength(0, 0);
        axis->setSubTicks(false);
        axis->setTicker(QSharedPointer<MetricTicks>::create(false));
    }
    setAccessibleName(tr("Predicted against true"));
    plot_->setAccessibleName(accessibleName());
    plot_->setFocusPolicy(Qt::NoFocus);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        style();
        plot_->replot();
    });
    style();
}

void ScatterView::style()
{
    const Colors& colors = Theme::current().colors();
    plot_->setBackground(colors.panel);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickLabelColor(colors.secondary);
        axis->setLabelColor(colors.secondary);
        axis->setTickLabelFont(Theme::current().figures());
        axis->setLabelFont(Theme::current().figures());
        axis->grid()->setPen(QPen(colors.line, 0));
        axis->grid()->setZeroLinePen(QPen(colors.line, 0));
    }
    plot_->xAxis->setLabel(tr("true"));
    plot_->yAxis->setLabel(tr("predicted"));
    QColor dot = colors.train;
    dot.setAlpha(170);
    graph_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, Qt::NoPen, dot, 4.5));
    diagonal_->setPen(QPen(colors.guess, 1, Qt::DashLine));
}

void ScatterView::set(const std::vector<std::pair<double, double>>& points)
{
    QVector<double> x, y;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& [truth, answer] : points) {
        if (!std::isfinite(truth) || !std::isfinite(answer))
            continue;
        x.append(truth);
        y.append(answer);
        low = std::min({low, truth, answer});
        high = std::max({high, truth, answer});
    }
    graph_->setData(x, y);
    if (low <= high) {
        const double room = std::max(1e-9, (high - low) * 0.05);
        plot_->xAxis->setRange(low - room, high + room);
        plot_->yAxis->setRange(low - room, high + room);
    }
    plot_->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace lepton

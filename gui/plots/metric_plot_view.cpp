// Room gui/plots: the plot of one metric: which part of the curves is in sight, what the cross-hair
// reads, pictures. [gui]
#include "gui/plots/metric_plot.h"
#include "gui/theme.h"

#include <QLocale>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace lepton {

void MetricPlot::collect()
{
    std::vector<DrawnCurve> raw, smooth;
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
        if (!run->curves)
            continue;
        if (const auto series = run->curves->train(metric_)) {
            const bool smoothed = series->weight() > 0 && series->raw().size() > 1;
            QColor color = run->train;
            if (smoothed) {
                QColor pale = color;
                pale.setAlphaF(0.33F);
                raw.push_back({std::shared_ptr<const Pyramid>(series, &series->raw()), pale, 1.0,
                               false, false});
            }
            smooth.push_back({std::shared_ptr<const Pyramid>(series, &series->smooth()), color,
                              smoothed ? 1.6 : 1.3, false, false});
        }
        if (const auto series = run->curves->validation(metric_))
            smooth.push_back({std::shared_ptr<const Pyramid>(series, &series->raw()),
                              run->validation, 1.4, true, true});
    }
    raw.insert(raw.end(), smooth.begin(), smooth.end());
    curves_->set_curves(std::move(raw));
}

void MetricPlot::fit()
{
    fitting_ = true;
    double end = horizon_;
    double start = 0, positive = std::numeric_limits<double>::infinity();
    for (const PlottedRun& run : runs_)
        if (run.curves) {
            end = std::max(end, run.curves->last_x());
            for (const auto& series : {run.curves->train(metric_), run.curves->validation(metric_)})
                if (series && series->raw().size())
                    for (std::size_t i = 0; i < std::min<std::size_t>(series->raw().size(), 4); ++i)
                        if (series->raw().x(i) > 0)
                            positive = std::min(positive, series->raw().x(i));
        }
    if (following_) {
        if (log_x_)
            start = std::isfinite(positive) ? std::min(positive, end / 10) : end / 1000;
        plot_->xAxis->setRange(start, end > start ? end : start + 1);
    }
    // Values in sight. The few wildest columns may leave the picture, the calm ones may not.
    const QCPRange x = plot_->xAxis->range();
    std::vector<double> tops, bottoms;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const DrawnCurve& curve : curves_->curves())
        curve.data->columns(
            x.lower, x.upper, 400, [&](double v) { return (v - x.lower) / x.size() * 400; },
            [&](const PlotColumn& c) {
                if (c.empty())
                    return;
                if (!log_y_ || c.least > 0)
                    bottoms.push_back(c.least);
                tops.push_back(c.greatest);
            });
    const auto keep = [](std::vector<double>& values, double share) {
        const auto at = static_cast<std::ptrdiff_t>(
            std::clamp(share * double(values.size() - 1), 0.0, double(values.size() - 1)));
        std::nth_element(values.begin(), values.begin() + at, values.end());
        return values[static_cast<std::size_t>(at)];
    };
    if (!tops.empty() && !bottoms.empty()) {
        const bool many = tops.size() > 100;
        const double all_high = *std::max_element(tops.begin(), tops.end()),
                     all_low = *std::min_element(bottoms.begin(), bottoms.end());
        high = many ? keep(tops, 0.99) : all_high;
        low = many ? keep(bottoms, 0.01) : all_low;
        if (all_high - high < 0.6 * (high - low)) // nothing wild there
            high = all_high;
        if (low - all_low < 0.6 * (high - low))
            low = all_low;
        if (guess_ && std::isfinite(*guess_) && (!log_y_ || *guess_ > 0)) {
            const double span = std::max(high - low, 1e-9);
            if (*guess_ > low - 2.5 * span && *guess_ < high + 2.5 * span)
                low = std::min(low, *guess_), high = std::max(high, *guess_);
        }
        if (log_y_) {
            low = std::max(low, 1e-12);
            high = std::max(high, low * 1.2);
            const double room = std::pow(high / low, 0.06);
            plot_->yAxis->setRange(low / room, high * room);
        } else {
            if (percent_ && low >= 0 && high <= 1) {
                high = 1;
                low = low < 0.5 ? 0 : low;
            } else if (low >= 0 && low < 0.35 * high)
                low = 0;
            const double span = high > low ? high - low : std::max(1e-6, std::abs(high) * 0.1);
            plot_->yAxis->setRange(low == 0 ? -0.015 * span : low - 0.05 * span,
                                   high + 0.05 * span);
        }
    }
    fitting_ = false;
}

void MetricPlot::show_cross_hair(double x)
{
    QStringList lines;
    double at = x;
    if (!std::isnan(x)) {
        for (const PlottedRun& run : runs_) {
            if (!run.curves)
                continue;
            const QString name = runs_.size() > 1 ? run.name + u' ' : QString();
            if (const auto series = run.curves->train(metric_); series && series->smooth().size()) {
                const std::size_t i = series->smooth().nearest(x);
                if (&run == runs_.data())
                    at = series->smooth().x(i);
                const QString value = metric_text(series->smooth().value(i), percent_);
                const QString raw = series->weight() > 0
                    ? QStringLiteral(" (%1)").arg(metric_text(series->raw().value(i), percent_))
                    : QString();
                lines += name + tr("train") + u' ' + value + raw;
            }
            if (const auto series = run.curves->validation(metric_);
                series && series->raw().size()) {
                const std::size_t i = series->raw().nearest(x);
                lines +=
                    name + tr("validation") + u' ' + metric_text(series->raw().value(i), percent_);
            }
        }
        if (!lines.isEmpty())
            lines.prepend(unit_x() + u' ' + QLocale().toString(at, 'g', 5));
    }
    read_out_ = lines.join(u'\n');
    hair_x_ = x;
    const bool visible = !lines.isEmpty();
    hair_->setVisible(visible);
    hair_text_->setVisible(visible);
    if (visible) {
        hair_->point1->setCoords(at, 0);
        hair_->point2->setCoords(at, 1);
        const bool right_half =
            plot_->xAxis->coordToPixel(at) > plot_->axisRect()->rect().center().x();
        hair_text_->setPositionAlignment(Qt::AlignVCenter
                                         | (right_half ? Qt::AlignRight : Qt::AlignLeft));
        hair_text_->position->setCoords(at, 0.5);
        hair_text_->setText(read_out_);
    }
    if (plot_->isVisible())
        plot_->layer(QStringLiteral("hair"))->replot();
}

bool MetricPlot::save_picture(const QString& file)
{
    show_cross_hair(std::nan(""));
    // On screen title and legend stand above the plot: a picture carries them itself.
    auto* title = new QCPTextElement(
        plot_,
        legend_->accessibleName().isEmpty() ? metric_title(metric_) : legend_->accessibleName());
    title->setFont(QFont(font().family(), 11, QFont::DemiBold));
    title->setTextColor(Theme::current().colors().text);
    plot_->plotLayout()->insertRow(0);
    plot_->plotLayout()->addElement(0, 0, title);
    bool good = false;
    const int width = std::max(640, plot_->width()), height = std::max(400, plot_->height());
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize({width, height});
        svg.setViewBox(QRect(0, 0, width, height));
        svg.setTitle(metric_title(metric_));
        QCPPainter painter;
        if (painter.begin(&svg)) {
            painter.setMode(QCPPainter::pmVectorized);
            painter.setMode(QCPPainter::pmNoCaching);
            painter.fillRect(QRect(0, 0, width, height), Theme::current().colors().panel);
            plot_->toPainter(&painter, width, height);
            good = painter.end();
        }
    } else if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        good = plot_->savePdf(file, width, height);
    else
        good = plot_->savePng(file, width, height, 1.0); // another scale takes seconds
    plot_->plotLayout()->remove(title);
    plot_->plotLayout()->simplify();
    plot_->replot(QCustomPlot::rpQueuedRefresh);
    return good;
}

} // namespace lepton

// Room gui/plots: the plot of one metric: train solid, validation dashed, of one run or several.
// [gui]
#include "gui/plots/metric_plot.h"

#include "gui/plots/metric_ticks.h"
#include "gui/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lepton {

QString metric_title(const std::string& metric)
{
    if (metric == "lr")
        return MetricPlot::tr("Learning rate");
    QString text = QString::fromStdString(metric).replace(u'_', u' ');
    if (text.size() <= 3)
        return text.toUpper(); // F1, R2, MAE
    text[0] = text[0].toUpper();
    return text;
}

QString metric_text(double value, bool percent)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (percent)
        return QLocale().toString(100 * value, 'f',
                                  std::abs(value) > 0.9995 && std::abs(value) < 1 ? 2 : 1)
            + QStringLiteral(" %");
    QString text = QLocale().toString(value, 'g', std::abs(value) < 0.1 ? 3 : 4);
    return text;
}

MetricPlot::MetricPlot(std::string metric, QWidget* parent)
    : QWidget(parent)
    , metric_(std::move(metric))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    legend_ = new Legend(metric_title(metric_), this);
    plot_ = new QCustomPlot(this);
    column->addWidget(legend_);
    column->addWidget(plot_, 1);
    plot_->setMinimumSize(180, 90);
    setAccessibleName(metric_title(metric_));
    plot_->setAccessibleName(metric_title(metric_));
    plot_->setFocusPolicy(Qt::StrongFocus); // arrows read the curves
    setFocusProxy(plot_);
    plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot_->axisRect()->setRangeDrag(Qt::Horizontal | Qt::Vertical);
    plot_->axisRect()->setRangeZoom(Qt::Horizontal);
    plot_->setNoAntialiasingOnDrag(true);
    plot_->axisRect()->setMinimumMargins(QMargins(54, 6, 12, 4));
    plot_->xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTickLength(0, 0);
        axis->setSubTicks(false);
        axis->setTickLabelPadding(6);
    }
    plot_->xAxis->setLabelPadding(2);
    plot_->yAxis->ticker()->setTickCount(5);

    // The cross-hair moves with the mouse: on a buffer of its own nothing else is drawn again.
    plot_->addLayer(QStringLiteral("hair"), plot_->layer(QStringLiteral("overlay")),
                    QCustomPlot::limBelow);
    plot_->layer(QStringLiteral("hair"))->setMode(QCPLayer::lmBuffered);
    curves_ = new CurvesPlottable(plot_->xAxis, plot_->yAxis);
    const auto line = [this](const char* layer) {
        auto* item = new QCPItemStraightLine(plot_);
        item->setLayer(QString::fromLatin1(layer));
        item->setSelectable(false);
        return item;
    };
    const auto text = [this](const char* layer) {
        auto* item = new QCPItemText(plot_);
        item->setLayer(QString::fromLatin1(layer));
        item->setSelectable(false);
        return item;
    };
    guess_line_ = line("grid");
    guess_text_ = text("grid");
    guess_text_->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    guess_text_->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    guess_text_->position->setTypeY(QCPItemPosition::ptPlotCoords);
    hair_ = line("hair");
    hair_text_ = text("hair");
    hair_text_->setTextAlignment(Qt::AlignLeft);
    hair_text_->setPadding(QMargins(8, 5, 8, 5));
    hair_text_->position->setTypeX(QCPItemPosition::ptPlotCoords);
    hair_text_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    hair_->setVisible(false);
    hair_text_->setVisible(false);

    connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& range) {
                if (!fitting_) {
                    following_ = false;
                    Q_EMIT x_range_changed(range.lower, range.upper, false);
                }
            });
    connect(plot_, &QCustomPlot::mouseDoubleClick, this, [this] {
        follow();
        Q_EMIT x_range_changed(plot_->xAxis->range().lower, plot_->xAxis->range().upper, true);
    });
    connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        const bool inside = plot_->axisRect()->rect().contains(event->pos());
        const double x = inside ? plot_->xAxis->pixelToCoord(event->pos().x()) : std::nan("");
        show_cross_hair(x);
        Q_EMIT pointed(x);
    });
    // With Ctrl the wheel zooms the values.
    connect(plot_, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        plot_->axisRect()->setRangeZoom(event->modifiers() & Qt::ControlModifier ? Qt::Vertical
                                                                                 : Qt::Horizontal);
    });
    plot_->installEventFilter(this);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        style();
        refresh();
    });
    style();
}

bool MetricPlot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != plot_)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut) {
        show_cross_hair(std::nan(""));
        Q_EMIT pointed(std::nan(""));
    } else if (event->type() == QEvent::KeyPress
               && read_by_key(static_cast<QKeyEvent*>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}

bool MetricPlot::read_by_key(int key)
{
    const QCPRange seen = plot_->xAxis->range();
    const double width = plot_->axisRect()->width(), step = width / 50;
    const double at = std::isnan(hair_x_)
        ? (key == Qt::Key_Left ? width : 0)
        : plot_->xAxis->coordToPixel(hair_x_) - plot_->axisRect()->left();
    double to = std::nan("");
    switch (key) {
    case Qt::Key_Left:
        to = at - step;
        break;
    case Qt::Key_Right:
        to = at + step;
        break;
    case Qt::Key_Escape:
        break;
    case Qt::Key_Home:
        follow();
        Q_EMIT x_range_changed(seen.lower, seen.upper, true);
        return true;
    default:
        return false;
    }
    const double x = std::isnan(to)
        ? to
        : plot_->xAxis->pixelToCoord(plot_->axisRect()->left() + std::clamp(to, 0.0, width));
    show_cross_hair(x);
    plot_->setAccessibleDescription(read_out_);
    Q_EMIT pointed(x);
    return true;
}

void MetricPlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void MetricPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        legend_->set_title(metric_title(metric_));
        setAccessibleName(metric_title(metric_));
        plot_->setAccessibleName(metric_title(metric_));
        refresh();
    }
    QWidget::changeEvent(event);
}

void MetricPlot::style()
{
    const Colors& colors = Theme::current().colors();
    QFont small = Theme::current().figures();
    small.setPointSizeF(std::max(7.0, small.pointSizeF() * 0.88));
    plot_->setBackground(colors.panel);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->setTickLabelColor(colors.secondary);
        axis->setLabelColor(colors.secondary);
        axis->grid()->setPen(QPen(colors.line, 0));
        axis->grid()->setZeroLinePen(QPen(colors.line, 0));
        axis->grid()->setSubGridVisible(false);
    }
    const auto pen_of = [](const QColor& color, Qt::PenStyle how) { return QPen(color, 1, how); };
    guess_line_->setPen(pen_of(colors.guess, Qt::DotLine));
    guess_text_->setColor(colors.secondary);
    guess_text_->setFont(small);
    hair_->setPen(pen_of(colors.secondary, Qt::SolidLine));
    hair_text_->setColor(colors.text);
    hair_text_->setFont(small);
    hair_text_->setBrush(colors.window);
    hair_text_->setPen(QPen(colors.line, 1));
    place_marks();
}

void MetricPlot::set_runs(std::vector<PlottedRun> runs)
{
    runs_ = std::move(runs);
    refresh();
}

void MetricPlot::set_percent(bool on)
{
    if (percent_ == on && plot_->yAxis->ticker().dynamicCast<MetricTicks>())
        return;
    percent_ = on;
    if (!log_y_)
        plot_->yAxis->setTicker(QSharedPointer<MetricTicks>::create(on));
}

void MetricPlot::set_guess(std::optional<double> value) { guess_ = value; }

void MetricPlot::set_events(std::vector<PlotEvent> events)
{
    events_ = std::move(events);
    place_marks();
}

void MetricPlot::set_log(bool x, bool y)
{
    log_x_ = x;
    log_y_ = y;
    plot_->xAxis->setScaleType(x ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot_->yAxis->setScaleType(y ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot_->xAxis->setTicker(x ? QSharedPointer<QCPAxisTicker>(new LogTicks)
                              : QSharedPointer<QCPAxisTicker>(new MetricTicks(false)));
    plot_->yAxis->setTicker(y ? QSharedPointer<QCPAxisTicker>(new LogTicks)
                              : QSharedPointer<QCPAxisTicker>(new MetricTicks(percent_)));
    following_ = true;
    refresh();
}

void MetricPlot::set_horizon(double x) { horizon_ = x; }

void MetricPlot::follow()
{
    following_ = true;
    refresh();
}

void MetricPlot::set_x_range(double from, double to)
{
    fitting_ = true;
    following_ = false;
    plot_->xAxis->setRange(from, to);
    fitting_ = false;
    refresh();
}

QString MetricPlot::unit_x() const
{
    const Along along = runs_.empty() || !runs_[0].curves ? Along::epoch : runs_[0].curves->along();
    return along == Along::epoch ? tr("epoch") : along == Along::step ? tr("step") : tr("seconds");
}

void MetricPlot::place_marks()
{
    const Colors& colors = Theme::current().colors();
    guess_line_->setVisible(guess_.has_value());
    guess_text_->setVisible(guess_.has_value());
    if (guess_) {
        guess_line_->point1->setCoords(0, *guess_);
        guess_line_->point2->setCoords(1, *guess_);
        guess_text_->position->setCoords(0.995, *guess_);
        guess_text_->setText(tr("just guessing"));
        const bool at_top = *guess_ > plot_->yAxis->range().center(); // the words stay inside
        guess_text_->setPositionAlignment(Qt::AlignRight
                                          | (at_top ? Qt::AlignTop : Qt::AlignBottom));
    }
    while (event_lines_.size() > events_.size()) {
        plot_->removeItem(event_lines_.back());
        plot_->removeItem(event_texts_.back());
        event_lines_.pop_back();
        event_texts_.pop_back();
    }
    while (event_lines_.size() < events_.size()) {
        auto* line = new QCPItemStraightLine(plot_);
        line->setLayer(QStringLiteral("grid"));
        auto* text = new QCPItemText(plot_);
        text->setLayer(QStringLiteral("grid"));
        text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        text->setPadding(QMargins(3, 0, 0, 0));
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        event_lines_.push_back(line);
        event_texts_.push_back(text);
    }
    for (std::size_t i = 0; i < events_.size(); ++i) {
        const double x = runs_.empty() || !runs_[0].curves
            ? events_[i].step
            : runs_[0].curves->x_of_step(events_[i].step);
        event_lines_[i]->setPen(QPen(colors.warning, 1, Qt::DashDotLine));
        event_lines_[i]->point1->setCoords(x, 0);
        event_lines_[i]->point2->setCoords(x, 1);
        event_texts_[i]->setText(events_[i].text);
        event_texts_[i]->setFont(plot_->xAxis->tickLabelFont());
        event_texts_[i]->setColor(colors.warning);
        // Beneath the words about guessing, and inside the picture.
        const QCPRange seen = plot_->xAxis->range();
        const bool right_end = x > seen.lower + 0.7 * seen.size();
        event_texts_[i]->setPositionAlignment(Qt::AlignTop
                                              | (right_end ? Qt::AlignRight : Qt::AlignLeft));
        event_texts_[i]->position->setCoords(x, 0.1 + 0.08 * double(i % 4));
    }
}

void MetricPlot::update_legend()
{
    std::vector<LegendEntry> entries;
    std::size_t bad = 0;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        if (!runs_[i].curves)
            continue;
        const QString run = i == 0 ? QString() : runs_[i].name + u' ';
        if (const auto series = runs_[i].curves->train(metric_)) {
            const Pyramid& shown = series->smooth();
            const double value = shown.size() && std::isfinite(series->last())
                ? shown.value(shown.size() - 1)
                : series->last();
            const QString part = metric_ == "lr" ? QString() : tr("train") + u' ';
            entries.push_back(
                {run + part + metric_text(value, percent_), runs_[i].train, false, false});
            if (i == 0)
                bad = series->non_finite();
        }
        if (const auto series = runs_[i].curves->validation(metric_)) {
            entries.push_back(
                {run + tr("validation") + u' ' + metric_text(series->last(), percent_),
                 runs_[i].validation, true, true});
            if (i == 0)
                bad += series->non_finite();
        }
    }
    legend_->set_entries(std::move(entries));
    legend_->set_warning(bad ? tr("%n value(s) not finite", nullptr, static_cast<int>(bad))
                             : QString());
}

void MetricPlot::refresh()
{
    if (!isVisible())
        return;
    if (!plot_->yAxis->ticker().dynamicCast<MetricTicks>() && !log_y_)
        plot_->yAxis->setTicker(QSharedPointer<MetricTicks>::create(percent_));
    plot_->xAxis->setLabel(unit_x());
    collect();
    fit();
    place_marks();
    update_legend();
    plot_->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace lepton

// Room gui/panels/live: all plots of the run on show, with their tool row: smoothing, axes, export,
// tiny-data controls. [gui]
#include "gui/panels/live/curve_board.h"

#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/task_view.h"
#include "gui/plots/metric_plot.h"
#include "gui/runs/overlays.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSaveFile>
#include <QSettings>
#include <QSlider>
#include <QTextStream>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {

constexpr int frame_ms = 33;

QToolButton* toggle(const QString& text, const QString& tip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setAutoRaise(true);
    return button;
}

/// Slider position 0 … 100 → weight; finer towards 1, where the eye needs it.
double weight_of(int position)
{
    return position <= 0 ? 0 : 1 - std::pow(10, -3.0 * position / 100);
}
int position_of(double weight)
{
    return weight <= 0
        ? 0
        : static_cast<int>(std::lround(-std::log10(1 - std::min(weight, 0.999)) * 100 / 3));
}
/// What the engine found that guessing gets; none before its first steps.
std::optional<double> guess_of(const RunInfo& info, const std::string& metric)
{
    const auto all = info.extra.find("guess");
    if (all == info.extra.end() || !all->is_object())
        return std::nullopt;
    const auto one = all->find(metric);
    return one != all->end() && one->is_number() ? std::optional(one->get<double>()) : std::nullopt;
}

/// Slider position → steps a second; the right end is full speed, 0.
double speed_of(int position) { return position >= 100 ? 0 : std::pow(10, position / 33.0 - 0.3); }

} // namespace

QString CurveBoard::event_text(const QString& event)
{
    // Pauses leave no trace in the curves, and where a run ends one sees.
    for (const char* silent : {"paused", "resumed", "finished", "stopped", "failed"})
        if (event == QLatin1String(silent))
            return {};
    if (event == QLatin1String("learning rate"))
        return tr("learning rate");
    if (event == QLatin1String("threads"))
        return tr("threads");
    if (event == QLatin1String("no checkpoint"))
        return tr("no checkpoint");
    if (event == QLatin1String("no gain for some epochs"))
        return tr("no gain for some epochs");
    return event;
}

CurveBoard::CurveBoard(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    make_tools(column);
    area_ = new QWidget;
    stack_ = new QBoxLayout(QBoxLayout::TopToBottom, area_);
    stack_->setContentsMargins(0, 0, 0, 0);
    stack_->setSpacing(4);
    column->addWidget(area_, 1);
    empty_ = new EmptyState(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(empty_);

    connect(&bench_.run, &RunShown::run_changed, this, &CurveBoard::restart);
    connect(&bench_.run, &RunShown::metrics_restarted, this, &CurveBoard::restart);
    connect(&bench_.run, &RunShown::metrics_read, this, &CurveBoard::grew);
    connect(&bench_.run, &RunShown::event_read, this, &CurveBoard::grew);
    connect(&bench_.run, &RunShown::info_changed, this, [this] {
        update_controls();
        grew();
    });
    connect(&bench_.run.data(), &RunData::changed, this, &CurveBoard::grew);
    connect(&bench_.run.overlays(), &Overlays::changed, this, &CurveBoard::grew);
    connect(&bench_.run.overlays(), &Overlays::grew, this, &CurveBoard::grew);
    pending_.setSingleShot(true);
    connect(&pending_, &QTimer::timeout, this, &CurveBoard::refresh);
    restart();
}

void CurveBoard::make_tools(QBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(6);
    auto* label = new QLabel(tr("Smoothing"));
    smoothing_ = new QSlider(Qt::Horizontal);
    smoothing_->setRange(0, 100);
    smoothing_->setFixedWidth(96);
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(
        tr("Exponential average as TensorBoard draws it; the pale line stays what was measured"));
    smoothing_text_ = new QLabel;
    smoothing_text_->setFont(Theme::current().figures());
    smoothing_text_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0.000")));
    along_ = new QComboBox;
    along_->addItems({tr("epoch"), tr("step"), tr("time")});
    along_->setToolTip(tr("What the horizontal axis counts"));
    along_->setAccessibleName(along_->toolTip());
    log_x_ = toggle(tr("log x"), tr("Logarithmic horizontal axis"));
    log_y_ = toggle(tr("log y"), tr("Logarithmic values"));
    rate_ = toggle(tr("rate"), tr("Shows the learning rate, too"));
    reset_ = new QToolButton;
    reset_->setText(tr("Fit"));
    reset_->setAutoRaise(true);
    reset_->setToolTip(tr("Shows everything and follows the run again (double click in a plot). "
                          "Wheel zooms, drag moves, Ctrl+wheel zooms the values"));
    save_ = new QToolButton;
    save_->setText(tr("Save…"));
    save_->setAutoRaise(true);
    save_->setToolTip(tr("Saves the curves as PNG, SVG or PDF, or their values as CSV"));
    tiny_ = new QWidget;
    auto* tiny = new QHBoxLayout(tiny_);
    tiny->setContentsMargins(0, 0, 0, 0);
    tiny->setSpacing(6);
    one_batch_ = new QToolButton;
    one_batch_->setText(tr("One batch"));
    one_batch_->setToolTip(tr("Learns from one batch, then pauses again"));
    speed_ = new QSlider(Qt::Horizontal);
    speed_->setRange(0, 100);
    speed_->setValue(100);
    speed_->setFixedWidth(80);
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("How many steps a second, to watch it learn"));
    speed_text_ = new QLabel(tr("full speed"));
    tiny->addWidget(one_batch_);
    tiny->addWidget(speed_);
    tiny->addWidget(speed_text_);
    for (QWidget* w : {static_cast<QWidget*>(label), static_cast<QWidget*>(smoothing_),
                       static_cast<QWidget*>(smoothing_text_), static_cast<QWidget*>(along_),
                       static_cast<QWidget*>(log_x_), static_cast<QWidget*>(log_y_),
                       static_cast<QWidget*>(rate_), static_cast<QWidget*>(reset_),
                       static_cast<QWidget*>(save_), tiny_})
        row->addWidget(w);
    row->addStretch();
    column->addLayout(row);

    QSettings settings;
    connect(smoothing_, &QSlider::valueChanged, this, [this](int position) {
        QSettings().setValue(QStringLiteral("curves/smoothing"), position);
        const double weight = weight_of(position);
        smoothing_text_->setText(QLocale().toString(weight, 'f', weight > 0.99 ? 3 : 2));
        bench_.run.curves().set_smoothing(weight);
        for (const auto& overlay : bench_.run.overlays().all())
            overlay->curves->set_smoothing(weight);
        grew();
    });
    smoothing_->setValue(
        settings.value(QStringLiteral("curves/smoothing"), position_of(0.9)).toInt());
    smoothing_text_->setText(QLocale().toString(weight_of(smoothing_->value()), 'f', 2));
    connect(along_, &QComboBox::currentIndexChanged, this, [this](int index) {
        bench_.run.curves().set_along(static_cast<Along>(index));
        for (const auto& overlay : bench_.run.overlays().all())
            overlay->curves->set_along(static_cast<Along>(index));
        for (MetricPlot* plot : plots_)
            plot->follow();
        grew();
    });
    const auto scales = [this] {
        for (MetricPlot* plot : plots_)
            plot->set_log(log_x_->isChecked(), log_y_->isChecked() && plot->metric_name() != "lr");
    };
    connect(log_x_, &QToolButton::toggled, this, scales);
    connect(log_y_, &QToolButton::toggled, this, scales);
    connect(rate_, &QToolButton::toggled, this, [this] { grew(); });
    connect(reset_, &QToolButton::clicked, this, [this] {
        for (MetricPlot* plot : plots_)
            plot->follow();
    });
    connect(save_, &QToolButton::clicked, this, &CurveBoard::export_all);
    connect(one_batch_, &QToolButton::clicked, this, [this] {
        bench_.run.command({{QStringLiteral("do"), QStringLiteral("one_batch")}});
    });
    connect(speed_, &QSlider::valueChanged, this, [this](int position) {
        const double speed = speed_of(position);
        speed_text_->setText(speed > 0 ? tr("%1 steps/s").arg(QLocale().toString(speed, 'g', 2))
                                       : tr("full speed"));
        bench_.run.command({{QStringLiteral("do"), QStringLiteral("speed")},
                            {QStringLiteral("steps_per_second"), speed}});
    });
}

void CurveBoard::set_smoothing(double weight) { smoothing_->setValue(position_of(weight)); }

void CurveBoard::restart()
{
    // Plots of another run may measure other things.
    for (MetricPlot* plot : plots_)
        delete plot;
    plots_.clear();
    bench_.run.curves().set_along(static_cast<Along>(along_->currentIndex()));
    bench_.run.curves().set_smoothing(weight_of(smoothing_->value()));
    const QSignalBlocker quiet(speed_);
    speed_->setValue(100);
    speed_text_->setText(tr("full speed"));
    update_controls();
    refresh();
}

void CurveBoard::update_controls()
{
    // Slowing down is for data so small that a training would be over before it was seen.
    const RunInfo& info = bench_.run.info();
    const bool live = bench_.run.is_live();
    tiny_->setVisible(live && info.steps_per_epoch > 0 && info.steps_per_epoch <= 200);
    one_batch_->setEnabled(info.state == RunState::paused);
}

void CurveBoard::lay_out()
{
    const std::vector<std::string>& names = bench_.run.curves().metrics();
    std::vector<std::string> wanted;
    for (const std::string& name : names)
        if (name != "lr" || rate_->isChecked())
            wanted.push_back(name);
    // What people look at first stands first: the measure of success, then the loss.
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const std::string& n) {
            return n == "accuracy" ? 0 : n == "loss" ? 1 : n == "lr" ? 3 : 2;
        };
        return rank(a) < rank(b);
    });
    const bool same = plots_.size() == wanted.size()
        && std::equal(plots_.begin(), plots_.end(), wanted.begin(),
                      [](const MetricPlot* p, const std::string& n) {
                          return p->metric_name() == n;
                      });
    if (same)
        return;
    std::vector<MetricPlot*> plots;
    for (const std::string& name : wanted) {
        const auto known = std::find_if(plots_.begin(), plots_.end(), [&](const MetricPlot* p) {
            return p && p->metric_name() == name;
        });
        if (known != plots_.end()) {
            plots.push_back(*known);
            *known = nullptr;
            continue;
        }
        auto* plot = new MetricPlot(name);
        plot->set_log(log_x_->isChecked(), log_y_->isChecked() && name != "lr");
        connect(plot, &MetricPlot::x_range_changed, this,
                [this, plot](double from, double to, bool following) {
                    for (MetricPlot* other : plots_)
                        if (other != plot)
                            following ? other->follow() : other->set_x_range(from, to);
                });
        connect(plot, &MetricPlot::pointed, this, [this, plot](double x) {
            for (MetricPlot* other : plots_)
                if (other != plot)
                    other->show_cross_hair(x);
        });
        plots.push_back(plot);
    }
    for (MetricPlot* gone : plots_)
        delete gone;
    plots_ = std::move(plots);
    while (QLayoutItem* item = stack_->takeAt(0))
        delete item;
    // Two beneath each other; more of them in pairs.
    QHBoxLayout* row = nullptr;
    for (std::size_t i = 0; i < plots_.size(); ++i) {
        if (plots_.size() <= 2 || i % 2 == 0) {
            row = new QHBoxLayout;
            row->setSpacing(8);
            stack_->addLayout(row, 1);
        }
        row->addWidget(plots_[i], 1);
        plots_[i]->show();
    }
}

void CurveBoard::dress()
{
    const Colors& colors = Theme::current().colors();
    std::vector<PlottedRun> runs;
    runs.push_back(
        {bench_.run.title(), borrowed(bench_.run.curves()), colors.train, colors.validation});
    for (const auto& overlay : bench_.run.overlays().all()) {
        if (bench_.run.run() && overlay->run.path == bench_.run.run()->path)
            continue;
        overlay->curves->set_along(static_cast<Along>(along_->currentIndex()));
        if (overlay->curves->smoothing() != weight_of(smoothing_->value()))
            overlay->curves->set_smoothing(weight_of(smoothing_->value()));
        const QColor color = colors.run(color_index(overlay->run));
        runs.push_back({QString::fromStdString(overlay->run.path.filename().string()),
                        overlay->curves, color, color});
    }
    std::vector<PlotEvent> events;
    for (const QJsonObject& event : bench_.run.events()) {
        const QString what = event.value(QLatin1String("event")).toString();
        const QString text = event_text(what);
        if (text.isEmpty())
            continue;
        const QJsonValue value = event.value(QLatin1String("value"));
        events.push_back(
            {event.value(QLatin1String("step")).toDouble(),
             value.isDouble() ? text + u' ' + metric_text(value.toDouble(), false) : text});
        if (events.size() > 40)
            events.erase(events.begin());
    }
    const RunFacts* facts = bench_.run.data().facts();
    const RunInfo& info = bench_.run.info();
    double horizon = 0;
    const double last = bench_.run.curves().last_x();
    if (along_->currentIndex() == 0 && bench_.run.is_live() && info.epochs > 0) {
        // All epochs, unless so many are left that the beginning could not be seen.
        horizon = static_cast<double>(info.epochs);
        if (last < horizon / 6)
            horizon = std::min(horizon, std::max(1.0, std::ceil(last * 2)));
    }
    for (MetricPlot* plot : plots_) {
        bool percent = plot->metric_name().find("accuracy") != std::string::npos;
        std::optional<double> guess;
        if (facts)
            if (const auto known = facts->metrics.find(plot->metric_name());
                known != facts->metrics.end()) {
                percent = known->second.percent;
                guess = known->second.guess;
            }
        if (const auto measured = guess_of(info, plot->metric_name()))
            guess = measured;
        plot->set_percent(percent);
        plot->set_guess(guess);
        plot->set_events(events);
        plot->set_horizon(horizon);
        plot->set_runs(runs);
    }
}

void CurveBoard::grew()
{
    if (pending_.isActive())
        return;
    // Never more than a third of the window's time for drawing.
    const qint64 since = last_.isValid() ? last_.elapsed() : 1000;
    pending_.start(static_cast<int>(
        std::clamp<qint64>(std::max<qint64>(frame_ms, 2 * cost_ms_) - since, 0, 500)));
}

void CurveBoard::refresh()
{
    const RunShown& run = bench_.run;
    if (!run.run()) {
        empty_->say(tr("Curves of the training appear here: loss and metrics, on what it learns "
                       "from and on what it has never seen."),
                    tr("Train"), [this] { trigger(bench_, "run.train"); });
        return;
    }
    if (run.curves().metrics().empty()) {
        if (run.is_live() || !run.is_caught_up())
            empty_->say(tr("%1 is about to begin.").arg(run.title()));
        else
            empty_->say(tr("%1 ended before its first step; its log says why.").arg(run.title()),
                        tr("Train again"), [this] { trigger(bench_, "run.train"); });
        return;
    }
    QElapsedTimer timer;
    timer.start();
    empty_->show_content();
    lay_out();
    bool more = bench_.run.curves().catch_up(100'000);
    for (const auto& overlay : bench_.run.overlays().all())
        more = overlay->curves->catch_up(50'000) || more;
    dress();
    cost_ms_ = timer.elapsed();
    last_.restart();
    if (more)
        grew();
}

} // namespace lepton

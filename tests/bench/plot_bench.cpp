// Room tests/bench: what a replot of six curves costs, from ten thousand to ten million points. CPU
// time of the window's thread.
#include "gui/plots/curves_plottable.h"
#include "gui/plots/series.h"
#include "gui/theme.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

using namespace lepton;

namespace {

double cpu_ms()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) * 1e-6;
}

/// A loss as trainings have it: falling, with noise that falls too.
double loss(double done, double noise, int curve)
{
    const double fall = std::exp(-6 * done);
    return 0.2 + 0.1 * curve + 2 * fall + (0.02 + 0.2 * fall) * noise;
}

constexpr int curves = 6;

/// Six trainings of this many steps, smoothed as the window does it.
std::vector<std::shared_ptr<Series>> trainings(std::size_t points)
{
    const auto x = std::make_shared<std::vector<double>>();
    std::vector<std::shared_ptr<Series>> series;
    for (int c = 0; c < curves; ++c) {
        series.push_back(std::make_shared<Series>(x));
        series.back()->set_weight(0.9);
    }
    std::mt19937 random(17);
    std::normal_distribution<double> noise;
    for (std::size_t i = 0; i < points; ++i) {
        x->push_back(double(i + 1));
        for (int c = 0; c < curves; ++c) {
            const double y = loss(double(i) / double(points), noise(random), c);
            series[std::size_t(c)]->append(y, y, y);
        }
    }
    for (const auto& one : series)
        one->catch_up(points);
    return series;
}

/// Median milliseconds of a replot of six curves, raw and smoothed, 1200 × 700.
double measure(const std::vector<std::shared_ptr<Series>>& series, bool log_x)
{
    QCustomPlot plot;
    plot.resize(1200, 700);
    plot.setBackground(Theme::current().colors().panel);
    auto* drawn = new CurvesPlottable(plot.xAxis, plot.yAxis);
    std::vector<DrawnCurve> what;
    for (const bool smooth : {false, true})
        for (int c = 0; c < curves; ++c) {
            const auto& s = series[std::size_t(c)];
            QColor color = Theme::current().colors().run(c);
            if (!smooth)
                color.setAlphaF(0.33F);
            what.push_back({std::shared_ptr<const Pyramid>(s, smooth ? &s->smooth() : &s->raw()),
                            color, smooth ? 1.6 : 1.0, false, false});
        }
    drawn->set_curves(std::move(what));
    if (log_x)
        plot.xAxis->setScaleType(QCPAxis::stLogarithmic);
    plot.xAxis->setRange(1, double(series.front()->raw().size()));
    plot.yAxis->setRange(0, 3);
    plot.show();
    QApplication::processEvents();
    std::vector<double> times;
    for (int i = 0; i < 60; ++i) {
        const double before = cpu_ms();
        plot.replot(QCustomPlot::rpQueuedRefresh);
        times.push_back(cpu_ms() - before);
        QApplication::processEvents();
    }
    std::nth_element(times.begin(), times.begin() + 30, times.end());
    return times[30];
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
    std::printf(
        "replot of 6 curves, raw and smoothed, 1200x700, ms CPU (median of 60)\n%12s %8s %8s\n",
        "points", "linear", "log x");
    double least = 1e9, greatest = 0;
    for (const std::size_t points : {10'000UL, 100'000UL, 1'000'000UL, 10'000'000UL}) {
        if (quick && points > 1'000'000)
            break;
        const auto series = trainings(points);
        const double linear = measure(series, false), logarithmic = measure(series, true);
        std::printf("%12zu %8.2f %8.2f\n", points, linear, logarithmic);
        std::fflush(stdout);
        least = std::min(least, linear);
        greatest = std::max(greatest, linear);
    }
    const bool met = greatest <= 6 && greatest / least <= 1.3;
    std::printf("greatest %.2f ms (<= 6), greatest to least %.2f (<= 1.3): %s\n", greatest,
                greatest / least, met ? "met" : "NOT met");
    return met ? 0 : 1;
}

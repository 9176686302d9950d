// Room tests/gui: curves: what is drawn is what was measured, whatever the number of points.
#include "gui/plots/line_image.h"
#include "gui/plots/pyramid.h"
#include "gui/plots/series.h"
#include "gui/runs/run_curves.h"
#include "tests/room.h"

#include <QtTest>

#include <random>

using namespace lepton;

class TestPlots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columns_keep_every_extreme_data();
    void columns_keep_every_extreme();
    void bands_survive();
    void few_samples_are_drawn_one_by_one();
    void truncating_is_like_never_having_appended();
    void smoothing_is_tensorboards();
    void constant_series_stay();
    void non_finite_values_are_counted();
    void a_line_has_its_width();
    void a_resumed_run_replaces_its_end();
    void a_metric_may_come_late();
    void the_axis_can_change();
};

void TestPlots::columns_keep_every_extreme_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::newRow("all of 100 000") << 100'000 << 0.0 << 100'000.0;
    QTest::newRow("a ragged part") << 100'000 << 12'345.0 << 87'653.0;
    QTest::newRow("barely more than two a pixel") << 1'000 << 0.0 << 1'000.0;
    QTest::newRow("one spike in a million") << 1'000'000 << 0.0 << 1'000'000.0;
}

void TestPlots::columns_keep_every_extreme()
{
    QFETCH(int, count);
    QFETCH(double, from);
    QFETCH(double, to);
    const auto x = std::make_shared<std::vector<double>>();
    Pyramid pyramid(x);
    std::mt19937 random(7);
    std::normal_distribution<double> noise;
    std::vector<double> y;
    for (int i = 0; i < count; ++i) {
        x->push_back(i);
        y.push_back(i == count / 3 ? 40 : i == count / 2 ? -40 : noise(random));
        pyramid.append(y.back());
    }
    constexpr int pixels = 300;
    double least = 1e9, greatest = -1e9;
    int columns = 0;
    double last_x = -1;
    pyramid.columns(
        from, to, pixels, [&](double v) { return (v - from) / (to - from) * pixels; },
        [&](const PlotColumn& c) {
            least = std::min(least, c.least);
            greatest = std::max(greatest, c.greatest);
            QVERIFY(c.x > last_x);
            last_x = c.x;
            ++columns;
        });
    double true_least = 1e9, true_greatest = -1e9;
    for (int i = std::max(0, int(from) - 1); i < std::min(count, int(to) + 2); ++i)
        true_least = std::min(true_least, y[std::size_t(i)]),
        true_greatest = std::max(true_greatest, y[std::size_t(i)]);
    QCOMPARE(least, true_least);
    QCOMPARE(greatest, true_greatest);
    QVERIFY2(columns <= 2 * pixels + 4, qPrintable(QString::number(columns)));
}

void TestPlots::bands_survive()
{
    const auto x = std::make_shared<std::vector<double>>();
    Pyramid pyramid(x);
    for (int i = 0; i < 5'000; ++i) {
        x->push_back(i);
        i == 1'234 ? pyramid.append(1, -5, 9) : pyramid.append(1);
    }
    double least = 1e9, greatest = -1e9;
    pyramid.columns(
        0, 5'000, 100, [](double v) { return v / 50; },
        [&](const PlotColumn& c) {
            least = std::min(least, c.least), greatest = std::max(greatest, c.greatest);
        });
    QCOMPARE(least, -5.0);
    QCOMPARE(greatest, 9.0);
}

void TestPlots::few_samples_are_drawn_one_by_one()
{
    const auto x = std::make_shared<std::vector<double>>(std::vector<double>{0, 1, 4});
    Pyramid pyramid(x);
    for (const double y : {3.0, 1.0, 2.0})
        pyramid.append(y);
    std::vector<double> seen;
    pyramid.columns(
        0, 4, 500, [](double v) { return v * 125; },
        [&](const PlotColumn& c) { seen.push_back(c.last); });
    QCOMPARE(seen, (std::vector<double>{3, 1, 2}));
    QCOMPARE(pyramid.nearest(2.4), std::size_t(1));
    QCOMPARE(pyramid.nearest(2.6), std::size_t(2));
    QCOMPARE(pyramid.nearest(99), std::size_t(2));
}

void TestPlots::truncating_is_like_never_having_appended()
{
    const auto x = std::make_shared<std::vector<double>>();
    Pyramid cut(x), fresh(x);
    for (int i = 0; i < 3'000; ++i) {
        x->push_back(i);
        cut.append(std::sin(i));
        if (i < 1'000)
            fresh.append(std::sin(i));
    }
    cut.truncate(1'000);
    const auto columns = [](const Pyramid& p) {
        std::vector<double> out;
        p.columns(
            0, 999, 50, [](double v) { return v / 20; },
            [&](const PlotColumn& c) {
                out.insert(out.end(), {c.x, c.first, c.least, c.greatest, c.last});
            });
        return out;
    };
    QCOMPARE(columns(cut), columns(fresh));
}

void TestPlots::smoothing_is_tensorboards()
{
    const auto x = std::make_shared<std::vector<double>>();
    Series series(x);
    series.set_weight(0.6);
    for (const double y : {1.0, 2.0, 4.0}) {
        x->push_back(double(x->size()));
        series.append(y, y, y);
    }
    QVERIFY(!series.catch_up(100));
    // last = last·0.6 + 0.4·y, shown / (1 − 0.6ⁿ): 0.4/0.4 · 1.04/0.64 · 2.224/0.784
    QCOMPARE(series.smooth().value(0), 1.0);
    QCOMPARE(series.smooth().value(1), 1.625);
    QVERIFY(std::abs(series.smooth().value(2) - 2.224 / 0.784) < 1e-12);
    QCOMPARE(series.raw().value(2), 4.0);
}

void TestPlots::constant_series_stay()
{
    const auto x = std::make_shared<std::vector<double>>();
    Series series(x);
    series.set_weight(0.9);
    for (int i = 0; i < 100; ++i) {
        x->push_back(i);
        series.append(0.1, 0.1, 0.1);
    }
    series.catch_up(1'000);
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE(series.smooth().value(i), 0.1);
}

void TestPlots::non_finite_values_are_counted()
{
    const auto x = std::make_shared<std::vector<double>>();
    Series series(x);
    series.set_weight(0.5);
    for (const double y : {1.0, std::nan(""), 3.0, HUGE_VAL}) {
        x->push_back(double(x->size()));
        series.append(y, y, y);
    }
    x->push_back(4);
    series.append_absent(); // nothing was measured: no fault
    series.catch_up(100);
    QCOMPARE(series.non_finite(), std::size_t(2));
    QVERIFY(std::isnan(series.smooth().value(1)));
    QVERIFY(std::abs(series.smooth().value(2) - (0.5 * 0.5 + 0.5 * 3) / 0.75) < 1e-12);
    QCOMPARE(series.least(), 1.0);
    QCOMPARE(series.greatest(), 3.0);
}

void TestPlots::a_line_has_its_width()
{
    LineImage image;
    image.start({100, 40});
    image.begin_curve(Qt::white, 2);
    image.point(0, 20);
    image.point(100, 20);
    image.end_curve();
    int covered = 0;
    for (int y = 0; y < 40; ++y)
        covered += qAlpha(image.image().pixel(50, y));
    QVERIFY2(std::abs(covered - 2 * 255) <= 8, qPrintable(QString::number(covered)));
    // A dashed line leaves about 40 % free.
    image.start({1'000, 40});
    image.begin_curve(Qt::white, 1, 5);
    image.point(0, 20.5);
    image.point(1'000, 20.5);
    image.end_curve();
    int on = 0;
    for (int x = 0; x < 1'000; ++x)
        on += qAlpha(image.image().pixel(x, 20)) > 128;
    QVERIFY2(on > 520 && on < 660, qPrintable(QString::number(on)));
}

namespace {
MetricsRecord record(std::int64_t step, double loss)
{
    MetricsRecord r;
    r.step = step, r.epoch = double(step) / 100, r.time = double(step) / 10;
    r.train["loss"] = {loss, loss, loss};
    return r;
}
} // namespace

void TestPlots::a_resumed_run_replaces_its_end()
{
    RunCurves curves;
    std::vector<MetricsRecord> records;
    for (int s = 1; s <= 100; ++s)
        records.push_back(record(s, 1));
    curves.append(records);
    curves.append({record(51, 2), record(52, 2)});
    const auto loss = curves.train("loss");
    QCOMPARE(curves.train_records(), std::size_t(52));
    QCOMPARE(loss->raw().size(), std::size_t(52));
    QCOMPARE(loss->raw().value(49), 1.0);
    QCOMPARE(loss->raw().value(50), 2.0);
}

void TestPlots::a_metric_may_come_late()
{
    RunCurves curves;
    curves.append({record(1, 1), record(2, 1)});
    MetricsRecord late = record(3, 1);
    late.train["accuracy"] = {0.5, 0.5, 0.5};
    curves.append({late, record(4, 1)});
    const auto accuracy = curves.train("accuracy");
    QCOMPARE(accuracy->raw().size(), std::size_t(4));
    QCOMPARE(accuracy->raw().value(2), 0.5);
    QVERIFY(std::isnan(accuracy->raw().value(3)));
    QCOMPARE(accuracy->non_finite(), std::size_t(0));
    QCOMPARE(accuracy->last(), 0.5);
    QCOMPARE(curves.metrics(), (std::vector<std::string>{"loss", "accuracy"}));
}

void TestPlots::the_axis_can_change()
{
    RunCurves curves;
    curves.append({record(100, 1), record(200, 2)});
    QCOMPARE(curves.train("loss")->raw().x(1), 2.0);
    curves.set_along(Along::step);
    QCOMPARE(curves.train("loss")->raw().x(1), 200.0);
    curves.append({record(300, 3)});
    QCOMPARE(curves.last_x(), 300.0);
    curves.set_along(Along::time);
    QCOMPARE(curves.last_x(), 30.0);
}

LEPTON_TEST(TestPlots)
#include "test_plots.moc"

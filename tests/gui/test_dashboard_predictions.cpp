// Room tests/gui: what a network answers, as its user sees it: gallery, draw pad, confusion,
// boundary, test.
#include "run_bench.h"
#include "tests/room.h"

using namespace lepton;

class TestDashboardPredictions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void ink_is_centered_like_the_digits();
    void a_scan_becomes_ink();
    void facts_of_digits();
    void predictions_follow_and_sort();
    void the_pad_is_answered();
    void the_pad_follows_the_training();
    void a_cell_opens_its_samples();
    void two_inputs_have_a_boundary();
    void numbers_are_scattered();
    void other_tasks_get_a_table();
    void a_test_is_shown();
};

void TestDashboardPredictions::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("lepton-test"));
    qunsetenv("LEPTON_ENGINE");
}

void TestDashboardPredictions::ink_is_centered_like_the_digits()
{
    QImage ink(280, 280, QImage::Format_Grayscale8);
    ink.fill(0);
    for (int y = 10; y < 110; ++y) // 50 × 100 in a corner
        for (int x = 200; x < 250; ++x)
            ink.scanLine(y)[x] = 255;
    const QImage out = centered_ink(ink, {28, 28});
    int left = 28, right = -1, top = 28, bottom = -1;
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 28; ++x)
            if (out.constScanLine(y)[x] > 100)
                left = std::min(left, x), right = std::max(right, x), top = std::min(top, y),
                bottom = std::max(bottom, y);
    QCOMPARE(bottom - top + 1, 20);
    QCOMPARE(right - left + 1, 10);
    QCOMPARE(left + right, 27); // the middle of 28
    QCOMPARE(top + bottom, 27);
    const QImage nothing =
        centered_ink(QImage(280, 280, QImage::Format_Grayscale8).scaled(1, 1), {28, 28});
    QCOMPARE(nothing.size(), QSize(28, 28));
}

void TestDashboardPredictions::a_scan_becomes_ink()
{
    QImage paper(40, 40, QImage::Format_RGB32);
    paper.fill(Qt::white);
    paper.setPixelColor(20, 20, Qt::black);
    const QImage ink = ink_of_picture(paper);
    QCOMPARE(int(ink.constScanLine(0)[0]), 0);
    QCOMPARE(int(ink.constScanLine(20)[20]), 255);
    QImage board(40, 40, QImage::Format_RGB32);
    board.fill(Qt::black);
    board.setPixelColor(20, 20, Qt::white);
    QCOMPARE(int(ink_of_picture(board).constScanLine(20)[20]), 255);
}

void TestDashboardPredictions::facts_of_digits()
{
    Bench b;
    QVERIFY(b.ready());
    const RunFacts* facts = b.run.data().facts();
    QVERIFY(facts->image && facts->classes && !facts->yes_no);
    QCOMPARE(facts->labels.size(), std::size_t(10));
    QVERIFY(std::abs(facts->metrics.at("loss").guess.value() - std::log(10.0)) < 1e-9);
    const QImage picture = b.run.data().picture(b.samples[0]);
    QCOMPARE(picture.size(), QSize(28, 28));
    // A picture goes back to the numbers it came from.
    const std::vector<double> numbers =
        sample_numbers(*facts->dataset->column("features"), b.samples[0]);
    QCOMPARE(picture_numbers(*facts, picture), numbers);
}

void TestDashboardPredictions::predictions_follow_and_sort()
{
    Bench b;
    QVERIFY(b.ready());
    b.fake->predictions(digits_snapshot(860, b.samples, b.truths));
    TaskView view(b.bench);
    view.resize(500, 500);
    view.show();
    QTRY_COMPARE(view.snapshot().step, qint64(860));
    view.set_worst_first(false);
    QCOMPARE(view.gallery().items()[3].index, qint64(b.samples[3]));
    view.set_worst_first(true);
    const auto& items = view.gallery().items();
    QVERIFY(items[0].wrong && items[1].wrong && items[2].wrong && !items[3].wrong);
    b.fake->predictions(digits_snapshot(1720, b.samples, b.truths));
    QTRY_COMPARE_WITH_TIMEOUT(view.snapshot().step, qint64(1720), 2000);
}

namespace {
/// Answers predictions over a socket as a live run does: the class is the number of lit pixels
/// modulo ten.
struct LiveAnswers {
    QLocalServer server;
    int asked = 0;
    std::int64_t step = 100;
    explicit LiveAnswers(const QString& name)
    {
        if (!server.listen(name))
            qFatal("no socket");
        QObject::connect(&server, &QLocalServer::newConnection, &server, [this] {
            QLocalSocket* line = server.nextPendingConnection();
            QObject::connect(line, &QLocalSocket::readyRead, line, [this, line] {
                if (!line->canReadLine())
                    return;
                const QJsonObject question = QJsonDocument::fromJson(line->readLine()).object();
                const QJsonArray numbers = question.value(QLatin1String("input"))
                                               .toObject()
                                               .value(QLatin1String("numbers"))
                                               .toArray();
                ++asked;
                QJsonArray p;
                for (int i = 0; i < 10; ++i)
                    p.append(i == 4 ? 0.91 : 0.01);
                const QJsonObject answer{{QStringLiteral("ok"), numbers.size() == 784},
                                         {QStringLiteral("step"), qint64(step)},
                                         {QStringLiteral("checkpoint"), QStringLiteral("live")},
                                         {QStringLiteral("task"), QStringLiteral("classes")},
                                         {QStringLiteral("prediction"), 4},
                                         {QStringLiteral("probabilities"), p}};
                line->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
            });
        });
    }
};

void draw_four(DrawPad& pad)
{
    const auto at = [&](double x, double y) {
        return QPoint(int(pad.width() * x), int(pad.height() * y));
    };
    const auto line = [&](QPoint a, QPoint b) {
        QTest::mousePress(&pad, Qt::LeftButton, {}, a);
        for (int i = 1; i <= 10; ++i) {
            const QPointF here = QPointF(a) + QPointF(b - a) * i / 10.0;
            QMouseEvent move(QEvent::MouseMove, here, pad.mapToGlobal(here), Qt::LeftButton,
                             Qt::LeftButton, {});
            QCoreApplication::sendEvent(&pad, &move);
        }
        QTest::mouseRelease(&pad, Qt::LeftButton, {}, b);
    };
    line(at(0.35, 0.2), at(0.3, 0.55));
    line(at(0.3, 0.55), at(0.7, 0.55));
    line(at(0.62, 0.25), at(0.6, 0.85));
}
} // namespace

void TestDashboardPredictions::the_pad_is_answered()
{
    Bench b;
    LiveAnswers answers(b.folder.filePath(QStringLiteral("live.sock")));
    b.fake->info.socket = answers.server.fullServerName().toStdString();
    b.fake->write_info();
    QVERIFY(b.ready());
    fill_digits_run(*b.fake, 1, b.samples, b.truths);
    const auto panel_widget = panel(b, add_panel_predictions);
    Theme::current().choose(Theme::Choice::dark);
    dress(*panel_widget, {1200, 520});
    auto* ask = panel_widget->findChild<AskPad*>();
    QTRY_VERIFY(ask->isVisible());
    QSignalSpy answered(ask, &AskPad::answered);
    QElapsedTimer timer;
    timer.start();
    draw_four(ask->pad());
    QTRY_VERIFY(!answered.isEmpty());
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(ask->answer().value(QLatin1String("prediction")).toInt(), 4);
    QTest::qWait(100);
    picture(*panel_widget, QStringLiteral("predictions-dark"));
    // A picture file is asked, too; something that is none is said.
    const QString file = b.folder.filePath(QStringLiteral("scan.png"));
    QImage scan(60, 80, QImage::Format_RGB32);
    scan.fill(Qt::white);
    for (int y = 10; y < 70; ++y)
        scan.setPixelColor(30, y, Qt::black);
    scan.save(file);
    const qsizetype before = answered.size();
    QVERIFY(ask->open_picture(file));
    QTRY_VERIFY(answered.size() > before);
    QVERIFY(!ask->open_picture(b.folder.filePath(QStringLiteral("missing.png"))));
}

void TestDashboardPredictions::the_pad_follows_the_training()
{
    Bench b;
    LiveAnswers answers(b.folder.filePath(QStringLiteral("live.sock")));
    b.fake->info.socket = answers.server.fullServerName().toStdString();
    b.fake->write_info();
    QVERIFY(b.ready());
    AskPad ask(b.bench);
    ask.resize(400, 280);
    ask.show();
    QTRY_VERIFY(b.run.is_live());
    draw_four(ask.pad());
    QTRY_COMPARE(ask.answer().value(QLatin1String("step")).toInt(), 100);
    answers.step = 200;
    QTRY_COMPARE_WITH_TIMEOUT(ask.answer().value(QLatin1String("step")).toInt(), 200, 3000);
}

void TestDashboardPredictions::a_cell_opens_its_samples()
{
    Bench b;
    QVERIFY(b.ready());
    fill_digits_run(*b.fake, 1, b.samples, b.truths);
    const auto confusion = panel(b, add_panel_confusion);
    Theme::current().choose(Theme::Choice::light);
    dress(*confusion, {1100, 480});
    auto* cells = confusion->findChild<CellSamples*>();
    QTRY_COMPARE(cells->matrix().classes(), 10);
    QCOMPARE(cells->matrix().count(4, 9), 7.0);
    QTest::mouseClick(&cells->matrix(), Qt::LeftButton, {}, cells->matrix().center_of(4, 9));
    QCOMPARE(cells->gallery().items().size(), std::size_t(3));
    QCOMPARE(cells->gallery().items()[0].index, qint64(b.samples[0]));
    QVERIFY(!cells->gallery().items()[0].picture.isNull());
    picture(*confusion, QStringLiteral("confusion-light"));
}

void TestDashboardPredictions::two_inputs_have_a_boundary()
{
    Bench b;
    b.run.show(b.fake->directory());
    Json values = Json::array();
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            values.push_back(1 / (1 + std::exp(-(std::sin(x * 0.1) * 12 + 32 - y) * 0.3)));
    b.fake->predictions({{"step", 50},
                         {"checkpoint", "live"},
                         {"task", "yes_no"},
                         {"labels", {"no", "yes"}},
                         {"samples", Json::array()},
                         {"boundary",
                          {{"x", {-1, 2}},
                           {"y", {-1, 1.5}},
                           {"n", 64},
                           {"values", values},
                           {"names", {"x1", "x2"}}}}});
    TaskView view(b.bench);
    Theme::current().choose(Theme::Choice::dark);
    dress(view, {420, 440});
    QTRY_COMPARE(view.snapshot().boundary.n, 64);
    BoundaryView* boundary = nullptr;
    for (QObject* child : view.findChildren<QObject*>())
        if (auto* found = dynamic_cast<BoundaryView*>(child))
            boundary = found;
    QVERIFY(boundary);
    QTRY_VERIFY(boundary->isVisible());
    picture(view, QStringLiteral("boundary-dark"));
    // Below the line one class, above it the other.
    const QImage seen = boundary->grab().toImage();
    QVERIFY(seen.pixel(seen.width() / 2, 20) != seen.pixel(seen.width() / 2, seen.height() - 60));
}

void TestDashboardPredictions::numbers_are_scattered()
{
    Bench b;
    b.run.show(b.fake->directory());
    Json points = Json::array();
    for (int i = 0; i < 200; ++i)
        points.push_back({i * 0.1, i * 0.1 + std::sin(i)});
    b.fake->predictions({{"step", 50},
                         {"checkpoint", "live"},
                         {"task", "numbers"},
                         {"samples", {{{"index", 1}, {"truth", 2.0}, {"prediction", 2.5}}}},
                         {"points", points}});
    TaskView view(b.bench);
    dress(view, {420, 400});
    QTRY_COMPARE(view.snapshot().points.size(), std::size_t(200));
    QCOMPARE(view.snapshot().samples[0].error, 0.5);
    picture(view, QStringLiteral("scatter"));
}

void TestDashboardPredictions::other_tasks_get_a_table()
{
    Bench b;
    b.run.show(b.fake->directory());
    b.fake->predictions({{"step", 5},
                         {"checkpoint", "live"},
                         {"task", "other"},
                         {"samples", {{{"index", 3}, {"truth", {1, 2}}, {"prediction", {1, 4}}}}}});
    TaskView view(b.bench);
    dress(view, {420, 300});
    auto* table = view.findChild<QTableWidget*>();
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("1, 4"));
}

void TestDashboardPredictions::a_test_is_shown()
{
    Bench b;
    QVERIFY(b.ready());
    fill_digits_run(*b.fake, 1, b.samples, b.truths);
    const auto test = panel(b, add_panel_test);
    Theme::current().choose(Theme::Choice::dark);
    dress(*test, {1200, 500});
    Json report = digits_snapshot(860, b.samples, b.truths);
    report["split"] = "test", report["samples"] = 10000,
    report["worst"] = report["samples"].is_array() ? report["samples"] : Json::array();
    report["worst"] = digits_snapshot(860, b.samples, b.truths)["samples"];
    report["metrics"] = {{{"name", "accuracy"},
                          {"value", 0.9912},
                          {"low", 0.9892},
                          {"high", 0.9929},
                          {"guess", 0.1135},
                          {"percent", true},
                          {"higher_is_better", true}},
                         {{"name", "loss"},
                          {"value", 0.0301},
                          {"low", 0.0262},
                          {"high", 0.0343},
                          {"guess", 2.3026}}};
    report["classes"] = {
        {{"label", "0"}, {"count", 980}, {"precision", 0.99}, {"recall", 0.995}, {"f1", 0.9925}}};
    b.fake->test(report);
    auto* tabs = test->findChild<QTabWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(tabs->count(), 3, 3000);
    picture(*test, QStringLiteral("test-dark"));
    tabs->setCurrentIndex(1);
    QTest::qWait(100);
    picture(*test, QStringLiteral("test-worst-dark"));
    bool told = false;
    for (const QLabel* label : test->findChildren<QLabel*>())
        told = told || label->text().contains(QStringLiteral("98.9 % … 99.3 %"));
    QVERIFY(told);
}

LEPTON_TEST(TestDashboardPredictions)
#include "test_dashboard_predictions.moc"

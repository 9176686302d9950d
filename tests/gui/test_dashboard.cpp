// Room tests/gui: the dashboard and the list of runs: what a user sees of a training, live and
// afterwards.
#include "run_bench.h"
#include "tests/room.h"

#include <thread>

using namespace lepton;

class TestDashboard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void an_empty_panel_says_how_to_begin();
    void the_dashboard_shows_the_run();
    void runs_are_listed_and_laid_over();
    void the_line_says_when_the_drawing_left();
    void curves_become_files();
    void the_window_is_never_blocked();
};

void TestDashboard::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("lepton-test"));
    qunsetenv("LEPTON_ENGINE");
}

void TestDashboard::an_empty_panel_says_how_to_begin()
{
    QTemporaryDir folder;
    QMainWindow window;
    Actions actions(&window);
    int trained = 0;
    actions.add("run.train", "Train", "", {}, [&] { ++trained; });
    OpenDocument document;
    RunShown run;
    Engine engine;
    const Workbench bench{document, run, engine, actions};
    for (const auto add : {add_panel_dashboard, add_panel_predictions, add_panel_confusion,
                           add_panel_log, add_panel_test}) {
        Panels panels;
        add(panels);
        const std::unique_ptr<QWidget> widget(panels.all().front().make(bench));
        widget->show();
        EmptyState* empty = nullptr;
        for (QObject* child : widget->findChildren<QObject*>())
            if (auto* e = dynamic_cast<EmptyState*>(child); e && e->isVisible())
                empty = e;
        QVERIFY(empty && empty->is_empty() && !empty->sentence().isEmpty());
        const int before = trained;
        for (QPushButton* button : empty->findChildren<QPushButton*>())
            if (button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(trained, before + 1);
    }
}

void TestDashboard::the_dashboard_shows_the_run()
{
    Bench b;
    QVERIFY(b.ready());
    fill_digits_run(*b.fake, 3, b.samples, b.truths);
    const auto dashboard = panel(b, add_panel_dashboard);
    for (const auto choice : {Theme::Choice::dark, Theme::Choice::light}) {
        Theme::current().choose(choice);
        dress(*dashboard, {1400, 620});
        auto* board = dashboard->findChild<CurveBoard*>();
        QTRY_COMPARE(b.run.curves().train_records(), std::size_t(2580));
        QTRY_COMPARE(board->plots().size(), std::size_t(2));
        QCOMPARE(board->plots()[0]->metric_name(), std::string("accuracy"));
        QCOMPARE(board->plots()[1]->metric_name(), std::string("loss"));
        auto* tasks = dashboard->findChild<TaskView*>();
        QCOMPARE(tasks->gallery().items().size(), std::size_t(25));
        QVERIFY(tasks->gallery().items()[0].wrong);
        QVERIFY(!tasks->gallery().items()[0].picture.isNull());
        QTest::qWait(200);
        picture(*dashboard,
                choice == Theme::Choice::dark ? QStringLiteral("dashboard-dark")
                                              : QStringLiteral("dashboard-light"));
    }
    // The mouse over a plot reads the values there.
    MetricPlot* loss = dashboard->findChild<CurveBoard*>()->plots()[1];
    loss->show_cross_hair(1.0);
    QVERIFY2(loss->read_out().contains(QStringLiteral("validation")), qPrintable(loss->read_out()));
    picture(*dashboard, QStringLiteral("dashboard-hair"));
    // Zooming stops following, Fit follows again.
    loss->plot().xAxis->setRange(1, 2);
    QVERIFY(!loss->is_following());
    QTRY_VERIFY(!dashboard->findChild<CurveBoard*>()->plots()[0]->is_following());
    loss->follow();
    QVERIFY(loss->is_following());
    b.fake->finish();
    auto* summary = dashboard->findChild<RunSummary*>();
    QTRY_VERIFY2(summary->sentence().contains(QStringLiteral("mixes 4 with 9")),
                 qPrintable(summary->sentence()));
    QTest::qWait(200);
    picture(*dashboard, QStringLiteral("dashboard-finished"));
    dashboard->resize(700, 300);
    QTest::qWait(200);
    picture(*dashboard, QStringLiteral("dashboard-small"));
}

void TestDashboard::runs_are_listed_and_laid_over()
{
    Bench b;
    QVERIFY(b.ready());
    fill_digits_run(*b.fake, 2, b.samples, b.truths);
    Document other = digits();
    QVERIFY(apply(other, Edit(SetField{5, "lr", 0.003})).ok());
    FakeRun second(b.path(), other);
    second.info.name = "2 · lr 0.003";
    second.info.parent = "1";
    second.info.changes = Json::array({Json::array({"adam1.lr", 0.001, 0.003})});
    for (int s = 1; s <= 860; ++s)
        second.step(s, s / 860.0, s * 0.02, 2.3 * std::exp(-s / 300.0) + 0.2,
                    0.9 - 0.8 * std::exp(-s / 200.0));
    second.validation(860, 1, 17, 0.3, 0.91);
    second.finish();
    const auto runs = panel(b, add_panel_runs);
    Theme::current().choose(Theme::Choice::light);
    dress(*runs, {1100, 260});
    auto* table = runs->findChild<RunTable*>();
    QTRY_COMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, RunTable::name)->text(), QStringLiteral("2 · lr 0.003"));
    picture(*runs, QStringLiteral("runs-light"));
    // Ticking lays its curves over those on show.
    CurveBoard board(b.bench);
    dress(board, {600, 460});
    table->item(0, RunTable::tick)->setCheckState(Qt::Checked);
    QTRY_COMPARE(b.run.overlays().all().size(), std::size_t(1));
    QTRY_COMPARE(b.run.overlays().all()[0]->curves->train_records(), std::size_t(860));
    QTest::qWait(200);
    picture(board, QStringLiteral("overlay-light"));
    // A hidden plot keeps what it shows until it is told, which is when it is seen again.
    const std::weak_ptr<RunCurves> laid_over = b.run.overlays().all()[0]->curves;
    board.hide();
    table->item(0, RunTable::tick)->setCheckState(Qt::Unchecked);
    QTRY_VERIFY(b.run.overlays().all().empty());
    QVERIFY(!laid_over.expired());
    board.show();
    QTRY_VERIFY(laid_over.expired());
    // Pressing a row shows that run.
    Q_EMIT table->cellClicked(0, RunTable::name);
    QCOMPARE(b.run.run()->path, second.directory().path);
}

void TestDashboard::the_line_says_when_the_drawing_left()
{
    Bench b;
    b.run.show(b.fake->directory());
    DifferenceLine line(b.bench);
    QVERIFY(line.sentence().isEmpty());
    QVERIFY(b.document.push(say("Set lr"), {SetField{5, "lr", 0.003}}));
    QVERIFY(b.document.push(say("Bypass"), {SetBypass{2, true}}));
    QTRY_VERIFY(line.sentence().startsWith(QStringLiteral("Run 1 had another graph: 2")));
    line.resize(700, 30);
    line.show();
    picture(line, QStringLiteral("difference"));
    line.go_back();
    QVERIFY(line.sentence().isEmpty());
    QCOMPARE(b.document.graph().find(NodeId(5))->fields.at("lr").get<double>(), 0.001);
    b.document.undo();
    QTRY_VERIFY(!line.sentence().isEmpty());
}

void TestDashboard::curves_become_files()
{
    Bench b;
    b.run.show(b.fake->directory());
    for (int s = 1; s <= 500; ++s)
        b.fake->step(s, s / 100.0, s, 1.0 / s, 0.5);
    b.fake->validation(500, 5, 500, 0.25, 0.5);
    CurveBoard board(b.bench);
    dress(board, {600, 460});
    QTRY_COMPARE(b.run.curves().train_records(), std::size_t(500));
    QTRY_COMPARE(b.run.curves().validation_records(), std::size_t(1));
    QTRY_COMPARE(board.plots().size(), std::size_t(2));
    for (const char* kind : {"png", "svg", "pdf"}) {
        QCOMPARE(board.save_pictures(
                     b.folder.filePath(QStringLiteral("run.%1").arg(QLatin1String(kind)))),
                 QString());
        const QFileInfo file(
            b.folder.filePath(QStringLiteral("run-loss.%1").arg(QLatin1String(kind))));
        QVERIFY2(file.size() > 2000, kind);
    }
    const QImage png(b.folder.filePath(QStringLiteral("run-loss.png")));
    QVERIFY(png.width() >= 640);
    const QString csv = b.folder.filePath(QStringLiteral("run.csv"));
    QVERIFY(board.save_csv(csv));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 502);
    QVERIFY(lines[0].startsWith("part,step,epoch,seconds,loss"));
    QVERIFY(lines[4].startsWith("train,4,0.04,4,0.25"));
    QVERIFY(lines.back().startsWith("validation,500,5,500,0.25"));
    QVERIFY(!board.save_csv(QStringLiteral("/nowhere/run.csv")));
}

void TestDashboard::the_window_is_never_blocked()
{
    // Six curves at 1 000 points a second each. What counts is the time of the window's own thread:
    // other programs on the machine must not decide.
    Bench b;
    b.run.show(b.fake->directory());
    const auto dashboard = panel(b, add_panel_dashboard);
    dress(*dashboard, {1200, 700});
    std::atomic<bool> stop = false;
    std::thread engine([&] {
        const auto began = std::chrono::steady_clock::now();
        for (int s = 1; !stop; ++s) {
            MetricsRecord r;
            r.step = s, r.epoch = s / 1000.0, r.time = s / 1000.0;
            for (const char* name : {"loss", "accuracy", "f1", "precision", "recall", "auc"})
                r.train[name] = {std::exp(-s / 2000.0) + 0.1 * std::sin(s), 0, 1};
            b.fake->append(r);
            std::this_thread::sleep_until(began + std::chrono::milliseconds(s));
        }
    });
    // Every turn of the event loop is timed by the CPU clock of this thread.
    const auto cpu_ms = [] {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return double(t.tv_sec) * 1e3 + double(t.tv_nsec) * 1e-6;
    };
    double longest = 0, total = 0;
    int turns = 0;
    QElapsedTimer timer;
    timer.start();
    // A busy machine gives the writer and the window less than they ask for: go on until enough
    // came.
    while (timer.elapsed() < 4000
           || (b.run.curves().train_records() < 2'000 && timer.elapsed() < 60'000)) {
        const double before = cpu_ms();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        const double took = cpu_ms() - before;
        if (timer.elapsed() > 500) // the first layout is no part of watching
            longest = std::max(longest, took);
        total += took;
        ++turns;
        QThread::msleep(1);
    }
    stop = true;
    engine.join();
    picture(*dashboard, QStringLiteral("six-curves"));
    qInfo("longest turn of the window's thread %.1f ms, %.0f %% of its time, %zu records, %d turns",
          longest, total / 40, b.run.curves().train_records(), turns);
    QVERIFY(b.run.curves().train_records() > 1'000);
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    const double at_most = 500; // sanitizers look at every access to memory
#else
    const double at_most = 50;
#endif
    QVERIFY2(longest < at_most, qPrintable(QString::number(longest)));
}

LEPTON_TEST(TestDashboard)
#include "test_dashboard.moc"

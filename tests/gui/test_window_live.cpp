// The live sample in the real window, answered by the real engine: values appear on the nodes, a
// changed field changes what depends on it and nothing else, and an engine that dies comes back.
#include "gui/live_bar.h"
#include "nodes/graph/edit.h"
#include "tests/gui/live_fixture.h"
#include "tests/room.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLabel>
#include <QScopeGuard>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <csignal>

namespace lepton {

namespace {
constexpr int patient = 60'000; ///< the engine's first answer loads LibTorch and the data
}

class TestWindowLive : public QObject, private LiveFixture {
    Q_OBJECT

    void set(const char* name, const char* field, const Json& value)
    {
        document().draw(say("Change"), {SetField{node(name), field, value}});
    }
    void start(const char* example) { LiveFixture::start(example, patient); }
    template <class W> W* part(const char* name)
    {
        return window_->findChild<W*>(QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!begin_live("live"))
            QSKIP("The engine was not built, so nothing can be asked.");
    }
    void init() { QVERIFY(make({1600, 1000})); }
    void cleanup() { end(); }

    void every_node_shows_what_it_carries()
    {
        QVERIFY(window_->open_example(QStringLiteral("leptonnet")));
        QCOMPARE(window_->engine().session_pid(), qint64(0)); // nothing is asked of nobody
        QVERIFY(!window_->findChild<LiveBar*>()->isVisible());
        QTest::qWait(50);
        turn_on();
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);
        QVERIFY(window_->findChild<LiveBar*>()->isVisible());

        QCOMPARE(strip("mnist1")->pictures.size(), std::size_t(1));
        QCOMPARE(strip("mnist1")->pictures[0].size(), QSize(28, 28));
        const QString truth = strip("mnist1")->word;
        QVERIFY2(truth.size() == 1 && truth[0].isDigit(), qPrintable(truth));
        QCOMPARE(strip("conv1")->pictures.size(), std::size_t(6));
        QCOMPARE(strip("pool2")->pictures[0].size(), QSize(7, 7));
        QCOMPARE(strip("linear2")->bars.size(), std::size_t(10));
        bool number = false;
        const double loss = strip("cross_entropy1")->word.toDouble(&number);
        QVERIFY(number && std::abs(loss - 2.3) < 0.4); // ten classes and nothing learnt
        QCOMPARE(strip("output1")->bars.size(), std::size_t(10));
        QVERIFY(strip("output1")->word.contains(QStringLiteral("%")));
        QVERIFY(strip("output1")->marked >= 0);
        QVERIFY(strip("adam1")); // it shows the loss it gets
        QCOMPARE(strip("adam1")->word, strip("cross_entropy1")->word);
        QVERIFY(!strip("cosine1"));
        if (const QByteArray folder = qgetenv("LEPTON_SCREENSHOTS"); !folder.isEmpty()) {
            canvas().set_view({1, {20, 20}});
            window_->grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/live.png"));
        }

        // Switched off, nothing of it stays.
        QTest::keyClick(&canvas(), Qt::Key_P, Qt::AltModifier);
        QVERIFY(!window_->findChild<LiveBar*>()->isVisible());
        QVERIFY(!canvas().strips_shown());
    }

    void a_changed_field_changes_what_depends_on_it()
    {
        start("leptonnet");
        const auto conv = strip("conv1"), relu = strip("relu3"), loss = strip("cross_entropy1");
        const auto bars = strip("linear2");
        set("linear2", "bias", false);
        QTRY_VERIFY_WITH_TIMEOUT(strip("linear2") != bars, patient);
        QVERIFY(strip("cross_entropy1")->word != loss->word);
        // The very same strips, not equal ones: nothing was computed, sent or drawn again.
        QCOMPARE(strip("conv1"), conv);
        QCOMPARE(strip("relu3"), relu);
        QVERIFY2(
            live().kept() > live().computed(),
            qPrintable(
                QStringLiteral("%1 kept, %2 computed").arg(live().kept()).arg(live().computed())));
        set("adam1", "lr", 0.01);
        QTRY_COMPARE_WITH_TIMEOUT(live().computed(), 0, patient);
        set("conv1", "filters", 4);
        QTRY_COMPARE_WITH_TIMEOUT(strip("conv1")->pictures.size(), std::size_t(4), patient);
        QVERIFY(live().computed() > live().kept());

        // How long it takes from the edit to the painted answer; told, not tested.
        std::vector<qint64> times;
        for (int filters = 5; filters < 15; ++filters) {
            const auto before = strip("conv1");
            QEventLoop loop;
            connect(&live(), &LiveSample::changed, &loop, [&] {
                if (strip("conv1") != before)
                    loop.quit();
            });
            QTimer::singleShot(patient, &loop, &QEventLoop::quit);
            QElapsedTimer timer;
            timer.start();
            set("conv1", "filters", filters);
            loop.exec();
            canvas().repaint();
            times.push_back(timer.elapsed());
            QVERIFY(strip("conv1") != before);
            QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);
        }
        std::ranges::sort(times);
        qInfo("a changed field shows after %lld ms (median of %zu; %lld to %lld)",
              static_cast<long long>(times[times.size() / 2]), times.size(),
              static_cast<long long>(times.front()), static_cast<long long>(times.back()));
    }

    void the_bar_and_its_keys_choose_the_sample()
    {
        start("leptonnet");
        auto* number = part<QSpinBox>("live_number");
        QVERIFY(number->suffix().contains(QStringLiteral("55")));
        const QImage first = strip("mnist1")->pictures[0];
        const auto another = [&](const QImage& than) {
            return QTest::qWaitFor([&] { return ready() && strip("mnist1")->pictures[0] != than; },
                                   patient);
        };
        QTest::keyClick(&canvas(), Qt::Key_Period, Qt::AltModifier);
        QCOMPARE(live().sample(), qint64(1));
        QVERIFY(another(first));
        QCOMPARE(number->value(), 1);
        QTest::keyClick(&canvas(), Qt::Key_Comma, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(strip("mnist1")->pictures[0], first, patient);
        QTest::keyClick(&canvas(), Qt::Key_Comma, Qt::AltModifier); // round the end
        QCOMPARE(live().sample(), live().samples() - 1);
        QVERIFY(another(first));
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, QStringLiteral("0"));
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(strip("mnist1")->pictures[0], first, patient);

        auto* parts = part<QComboBox>("live_part");
        parts->setFocus();
        QTest::keyClick(parts, Qt::Key_Down);
        QVERIFY(another(first));
        QCOMPARE(live().part(), Part::validation);
        QTRY_COMPARE(live().samples(), qint64(5000));
        QTest::mouseClick(part<QToolButton>("view.live_random"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);

        // What nothing was trained for cannot be chosen, and all of the bar can be named.
        QCOMPARE(live().source(), LiveSample::Source::untrained);
        live().choose(LiveSample::Source::best);
        QCOMPARE(live().source(), LiveSample::Source::untrained);
        const auto widgets = window_->findChild<LiveBar*>()->findChildren<QWidget*>();
        for (const QWidget* widget : widgets)
            if (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy()
                && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty()
                             || qobject_cast<const QAbstractButton*>(widget)
                             || widget->parentWidget() != window_->findChild<LiveBar*>(),
                         qPrintable(widget->objectName()));
        QTest::keyClick(&canvas(), Qt::Key_P, Qt::AltModifier);
        QTest::keyClick(&canvas(), Qt::Key_P, Qt::AltModifier);
        QCOMPARE(live().part(), Part::validation); // remembered in this window
    }

    void behind_a_problem_it_stays_as_it_was()
    {
        start("leptonnet");
        const auto bars = strip("linear2")->bars;
        set("linear1", "in_features", 1000);
        QTRY_COMPARE_WITH_TIMEOUT(live().state(), LiveSample::State::problem, patient);
        QVERIFY(!part<QLabel>("live_state")->text().isEmpty());
        QVERIFY(!strip("flatten1")->stale);
        QVERIFY(strip("linear2")->stale);
        QCOMPARE(strip("linear2")->bars, bars);
        document().undo();
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);
        QVERIFY(!strip("linear2")->stale);
        QVERIFY(part<QLabel>("live_state")->text().isEmpty());
    }

    void without_data_it_says_so()
    {
        const QString run = train_iris(patient);
        QVERIFY(!run.isEmpty());
        turn_on();
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);
        const auto untrained = strip("linear2")->bars;
        window_->run().show(RunDirectory{run.toStdString()});
        QTRY_VERIFY(live().has(LiveSample::Source::best));
        auto* source = part<QComboBox>("live_source");
        source->setFocus();
        QTest::keyClick(source, Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(ready() && strip("linear2")->bars != untrained, patient);
        QCOMPARE(live().source(), LiveSample::Source::best);
    }

    void the_inside_of_a_subgraph_shows_it_too()
    {
        start("leptonnet");
        canvas().setFocus();
        document().select({node("conv1"), node("relu1")});
        QTest::keyClick(&canvas(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(ready(), patient);
        QCOMPARE(document().selection().size(), std::size_t(1));
        const NodeId instance = *document().selection().begin();
        const std::string name = document().graph().find(instance)->name;
        QTRY_VERIFY_WITH_TIMEOUT(strip(name.c_str()) && !strip(name.c_str())->pictures.empty(),
                                 patient);
        QVERIFY(document().enter(instance));
        QTRY_VERIFY_WITH_TIMEOUT(strip("conv1") && strip("relu1"), patient);
        QCOMPARE(strip("conv1")->pictures.size(), std::size_t(6));
        document().leave();
        QTRY_VERIFY(strip("conv2"));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestWindowLive)
#include "test_window_live.moc"

// Histograms of weights in the real window, answered by the real engine: nodes that learn show
// them, all others what they carry, at every level; the bar and the command choose alike.
#include "gui/actions.h"
#include "gui/live_strip.h"
#include "nodes/graph/edit.h"
#include "tests/gui/live_fixture.h"
#include "tests/room.h"

#include <QAccessible>
#include <QComboBox>
#include <QHelpEvent>
#include <QJsonArray>
#include <QToolTip>

#include <numeric>
#include <optional>

namespace lepton {

namespace {
constexpr int enough = 60'000; ///< milliseconds; the first answer loads LibTorch and the data

double sum_of(const std::vector<double>& bars)
{
    return std::accumulate(bars.begin(), bars.end(), 0.0);
}

std::shared_ptr<const LiveValue> weight_told(const QJsonObject& json)
{
    return std::make_shared<const LiveValue>(live_value(json));
}
} // namespace

class TestWindowWeights : public QObject, private LiveFixture {
    Q_OBJECT

    bool is_histogram(const char* name) { return strip(name) && strip(name)->histogram; }
    QComboBox* box() { return window_->findChild<QComboBox*>(QStringLiteral("live_show")); }
    QAction* command()
    {
        return window_->findChild<Actions*>()->find(QStringLiteral("view.live_weights"));
    }
    void choose(Qt::Key key)
    {
        box()->setFocus();
        QTest::keyClick(box(), key);
    }
    QString tip_of_output(const char* name)
    {
        canvas().zoom_to_100();
        const auto& shape = canvas().scene().node(canvas().scene().item_of(node(name)));
        canvas().show_area(shape.box);
        const QPoint at =
            canvas().view().to_pixels(shape.port_at(*shape.find("features", false))).toPoint();
        QToolTip::hideText();
        QHelpEvent event(QEvent::ToolTip, at, canvas().mapToGlobal(at));
        QApplication::sendEvent(&canvas(), &event);
        return QToolTip::text();
    }
    void start(const char* example) { LiveFixture::start(example, enough); }
    void open_window()
    {
        window_ = std::make_unique<MainWindow>();
        window_->resize(1600, 1000);
        window_->start({});
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!begin_live("weights"))
            QSKIP("The engine was not built, so nothing can be asked.");
    }
    void init() { QVERIFY(make({1600, 1000})); }
    void cleanup() { end(); }

    void nodes_that_learn_show_their_weights()
    {
        QVERIFY(!command()->isEnabled());
        start("leptonnet");
        QVERIFY(command()->isEnabled() && !command()->isChecked());
        QCOMPARE(box()->currentIndex(), 0);
        QVERIFY(!box()->accessibleName().isEmpty() && (box()->focusPolicy() & Qt::TabFocus));
        const auto conv = strip("conv1"), relu = strip("relu1"), linear = strip("linear2");
        QVERIFY(!linear->histogram && live().weights(QStringLiteral("linear2")).empty());

        choose(Qt::Key_Down);
        QVERIFY(live().wants_weights() && command()->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("linear2"), enough);
        QCOMPARE(sum_of(strip("linear2")->bars), 128.0 * 10);
        QCOMPARE(sum_of(strip("conv1")->bars), 32.0 * 9);
        QCOMPARE(sum_of(strip("conv2")->bars), 64.0 * 32 * 9);
        QVERIFY(strip("conv1")->pictures.empty());
        // Drawn evenly on both sides of 0 from as many inputs: deviation 1 / √(3 · 128).
        QVERIFY(std::abs(strip("linear2")->zero - 0.5) < 0.05);
        QCOMPARE(strip("linear2")->word, QStringLiteral("σ 0.051"));
        QVERIFY(strip("linear2")->tale.startsWith(QStringLiteral("weight 10×128: −0.088")));
        QVERIFY(strip("linear2")->tale.contains(QStringLiteral("; bias 10: ")));
        // Others carry what they carried; the very same strips.
        QCOMPARE(strip("relu1"), relu);
        QVERIFY(!is_histogram("mnist1") && !is_histogram("cross_entropy1"));
        QVERIFY(!strip("mnist1")->pictures.empty());
        if (const QByteArray folder = qgetenv("LEPTON_SCREENSHOTS"); !folder.isEmpty()) {
            canvas().set_view({1, {20, 20}});
            window_->grab().save(QString::fromLocal8Bit(folder) + QStringLiteral("/weights.png"));
        }

        choose(Qt::Key_Up);
        QVERIFY(!command()->isChecked());
        QVERIFY(!is_histogram("linear2"));
        QCOMPARE(strip("conv1")->pictures.size(), std::size_t(6));
        QCOMPARE(strip("linear2")->bars, linear->bars);
        QVERIFY(conv->pictures == strip("conv1")->pictures);
        // At once again: the engine need not say anew what is known.
        command()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("linear2") && ready(), enough);
        QCOMPARE(box()->currentIndex(), 1);
    }

    void bars_are_what_the_engine_says()
    {
        start("iris");
        choose(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("linear1"), enough);
        const QJsonObject question{
            {QStringLiteral("do"), QStringLiteral("probe")},
            {QStringLiteral("sample"), 0},
            {QStringLiteral("document"), QString::fromStdString(to_text(document().document()))},
            {QStringLiteral("folder"),
             QString::fromStdString(document().surroundings().folder.string())},
            {QStringLiteral("weights"), static_cast<int>(strip("linear1")->bars.size())}};
        std::optional<QJsonObject> said;
        window_->engine().ask(question, [&](const QJsonObject& reply) { said = reply; });
        QTRY_VERIFY_WITH_TIMEOUT(said.has_value(), enough);
        int compared = 0;
        const QJsonArray weights = said->value(QLatin1String("weights")).toArray();
        for (const QJsonValue one : weights) {
            const auto told = weight_told(one.toObject());
            if (told->parameter != QLatin1String("weight"))
                continue;
            const QByteArray name = one.toObject().value(QLatin1String("name")).toString().toUtf8();
            QCOMPARE(strip(name.constData())->bars, told->bins);
            QCOMPARE(sum_of(told->bins), double(told->count));
            ++compared;
        }
        QCOMPARE(compared, 2);
        // A changed field shows at once, and undoing it too.
        const auto before = strip("linear1")->bars;
        document().draw(say("Change"), {SetField{node("linear1"), "out_features", 50}});
        QTRY_COMPARE_WITH_TIMEOUT(sum_of(strip("linear1")->bars), 50.0 * 4, enough);
        document().undo();
        QTRY_COMPARE_WITH_TIMEOUT(strip("linear1")->bars, before, enough);
    }

    void the_inside_of_a_subgraph_shows_them_too()
    {
        start("leptonnet");
        choose(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("conv1"), enough);
        const auto outside = strip("conv1")->bars;
        canvas().setFocus();
        document().select({node("relu1"), node("conv1")});
        QTest::keyClick(&canvas(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(document().selection().size(), std::size_t(1));
        const NodeId instance = *document().selection().begin();
        const std::string name = document().graph().find(instance)->name;
        QTRY_VERIFY_WITH_TIMEOUT(strip(name.c_str()) && !strip(name.c_str())->pictures.empty(),
                                 enough);
        QVERIFY(!is_histogram(name.c_str())); // what leaves it, as before
        QVERIFY(document().enter(instance));
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("conv1"), enough);
        QCOMPARE(strip("conv1")->bars, outside);
        QVERIFY(strip("relu1") && !is_histogram("relu1"));
        // An instance in an instance.
        document().select({node("conv1")});
        QTest::keyClick(&canvas(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(document().selection().size(), std::size_t(1));
        const NodeId deeper = *document().selection().begin();
        const std::string inner = document().graph().find(deeper)->name;
        QTRY_VERIFY_WITH_TIMEOUT(strip(inner.c_str()), enough);
        QVERIFY(!is_histogram(inner.c_str()));
        QVERIFY(document().enter(deeper));
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("conv1"), enough);
        QCOMPARE(strip("conv1")->bars, outside);
    }

    void instances_that_share_weights_show_the_same()
    {
        start("siamese");
        choose(Qt::Key_Down);
        std::vector<std::vector<double>> seen;
        const auto slots = document().graph().slots();
        for (const auto& [id, slot] : slots) {
            if (definition_of(slot.node.kind) == 0)
                continue;
            QVERIFY(document().enter(id));
            const std::string* linear = nullptr;
            for (const auto& [inner_id, inner] : document().graph().slots())
                if (inner.node.kind == "linear" && !linear)
                    linear = &inner.node.name;
            QVERIFY(linear);
            QTRY_VERIFY_WITH_TIMEOUT(is_histogram(linear->c_str()), enough);
            seen.push_back(strip(linear->c_str())->bars);
            document().leave();
        }
        QCOMPARE(seen.size(), std::size_t(2));
        QCOMPARE(seen[0], seen[1]);
    }

    void a_trained_network_shows_what_became_of_them()
    {
        const QString run = train_iris(enough);
        QVERIFY(!run.isEmpty());
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_P, Qt::AltModifier);
        choose(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(ready() && is_histogram("linear2"), enough);
        const auto untrained = strip("linear2");
        window_->run().show(RunDirectory{run.toStdString()});
        QTRY_VERIFY(live().has(LiveSample::Source::last));
        live().choose(LiveSample::Source::last);
        QTRY_VERIFY_WITH_TIMEOUT(ready() && strip("linear2")->bars != untrained->bars, enough);
        QVERIFY(is_histogram("linear2"));
        QCOMPARE(sum_of(strip("linear2")->bars), sum_of(untrained->bars));
        QVERIFY(strip("linear2")->word != untrained->word); // they spread
    }

    void what_is_chosen_is_remembered_and_told()
    {
        start("iris");
        choose(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("linear1"), enough);
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&canvas());
        QStringList told;
        for (int i = 0; access && i < access->childCount(); ++i)
            told << access->child(i)->text(QAccessible::Description);
        QVERIFY(told.join('\n').contains(strip("linear1")->tale));
        QVERIFY(!told.join('\n').contains(QStringLiteral("carries weight")));
        QVERIFY(tip_of_output("linear1").contains(strip("linear1")->tale.toHtmlEscaped()));
        QVERIFY(!tip_of_output("relu1").contains(QStringLiteral("weight")));
        window_->files().autosave().forget();
        window_.reset();
        open_window();
        QVERIFY(command()->isChecked());
        QCOMPARE(box()->currentIndex(), 1);
        start("iris");
        QTRY_VERIFY_WITH_TIMEOUT(is_histogram("linear1"), enough);
        command()->trigger();
        QVERIFY(!is_histogram("linear1"));
        window_->files().autosave().forget();
        window_.reset();
        open_window();
        QVERIFY(!command()->isChecked());
    }

    void numbers_that_are_none_are_said()
    {
        QJsonObject told{{QStringLiteral("parameter"), QStringLiteral("weight")},
                         {QStringLiteral("shape"), QJsonArray{2, 3}},
                         {QStringLiteral("count"), 6},
                         {QStringLiteral("not_finite"), 6}};
        const canvas::Strip none = strip_of_weights({weight_told(told)});
        QVERIFY(none.bars.empty());
        QCOMPARE(none.word, QStringLiteral("6 not finite"));
        QCOMPARE(none.tale, QStringLiteral("weight 2×3, 6 numbers are not finite"));

        told[QStringLiteral("not_finite")] = 2;
        told[QStringLiteral("least")] = -1;
        told[QStringLiteral("greatest")] = 3;
        told[QStringLiteral("mean")] = 0.25;
        told[QStringLiteral("deviation")] = 1.64;
        told[QStringLiteral("bins")] = QJsonArray{2, 1, 0, 1};
        const canvas::Strip some = strip_of_weights({weight_told(told)});
        QCOMPARE(some.bars, (std::vector<double>{2, 1, 0, 1}));
        QCOMPARE(some.zero, 0.25);
        QCOMPARE(some.word, QStringLiteral("2 not finite"));
        QCOMPARE(some.tale,
                 QStringLiteral("weight 2×3: −1 to 3, mean 0.25, standard deviation 1.64, 2 "
                                "numbers are not finite"));
        told[QStringLiteral("not_finite")] = 0;
        QCOMPARE(strip_of_weights({weight_told(told)}).word, QStringLiteral("σ 1.6"));
        // All equal: the bins go half a number to either side.
        told[QStringLiteral("least")] = 0;
        told[QStringLiteral("greatest")] = 0;
        QCOMPARE(strip_of_weights({weight_told(told)}).zero, 0.5);
        told[QStringLiteral("least")] = 1;
        told[QStringLiteral("greatest")] = 1;
        QVERIFY(strip_of_weights({weight_told(told)}).zero < 0);
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestWindowWeights)
#include "test_window_weights.moc"

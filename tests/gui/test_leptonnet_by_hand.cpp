// Tests how much work a network is: LeptonNet from an empty canvas by mouse, and by keyboard alone,
// counted. A failure means that the editor has become a burden.
#include "backend/data/source.h"
#include "gui/canvas/canvas.h"
#include "gui/dock_area.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/panels/field_editor.h"
#include "gui/panels/number_box.h"
#include "gui/panels/palette_list.h"
#include "gui/preferences.h"
#include "tests/gui/hands.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QSettings>
#include <QStyleOptionSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestLeptonNetByHand : public QObject {
    Q_OBJECT

    static constexpr int most_gestures = 40, most_keys = 130;

    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<Hands> hands_;

    GraphCanvas& canvas() { return window_->canvas(); }
    const Graph& graph() { return window_->document().graph(); }

    /// The example's network as names: nodes with what they are, and wires. Its schedule and its
    /// confusion matrix are no part of LeptonNet.
    static QStringList structure(const Graph& graph)
    {
        const auto left_out = [](const Node* node) {
            return node->kind == "cosine" || node->kind == "confusion_matrix";
        };
        QStringList lines;
        for (const auto& [id, slot] : graph.slots()) {
            if (left_out(&slot.node))
                continue;
            lines << QString::fromStdString(slot.node.name + ": " + slot.node.kind + " "
                                            + slot.node.fields.dump());
            for (const Wire& wire : slot.in)
                if (const Node* from = graph.find(wire.from.node); !left_out(from))
                    lines << QString::fromStdString(from->name + "." + wire.from.port + " → "
                                                    + slot.node.name + "." + wire.to.port);
        }
        lines.sort();
        return lines;
    }

    void compare_with_the_example()
    {
        const auto example = load(resources_folder() / "examples" / "leptonnet.lepton");
        QVERIFY(example);
        QStringList drawn = structure(graph()), wanted = structure(example->graph());
        for (const QString& line : QStringList(drawn))
            if (wanted.removeOne(line))
                drawn.removeOne(line);
        QVERIFY2(drawn.isEmpty() && wanted.isEmpty(),
                 qPrintable(QStringLiteral("\ndrawn:\n  %1\nin the example:\n  %2")
                                .arg(drawn.join(QStringLiteral("\n  ")),
                                     wanted.join(QStringLiteral("\n  ")))));
        QCOMPARE(window_->document().inference().total_cost().parameters, std::int64_t(421'642));
        QTRY_VERIFY_WITH_TIMEOUT(window_->document().inference().can_train(), 20'000);
        QVERIFY(window_->document().inference().problems().empty());
    }

    // --- by mouse ---

    /// A double-click on a kind in the list, which is turned to it first if need be.
    void take(const char* kind)
    {
        QDockWidget* dock = window_->docks().dock(QStringLiteral("palette"));
        const std::size_t before = graph().slots().size();
        // What was used before has a button of its own.
        if (auto* again =
                dock->findChild<QAbstractButton*>(QStringLiteral("again_") + QLatin1String(kind))) {
            hands_->click(*again, again->rect().center());
            QVERIFY2(graph().slots().size() == before + 1, kind);
            QTest::qWait(1);
            return;
        }
        auto* list = dock->findChild<PaletteList*>();
        QTreeWidgetItem* item = nullptr;
        for (QTreeWidgetItemIterator at(list); *at; ++at)
            if (PaletteList::kind_of(*at) == QLatin1String(kind))
                item = *at;
        QVERIFY2(item != nullptr, kind);
        QWidget& page = *list->viewport();
        const QPoint middle = page.rect().center();
        const auto row = [&] { return list->visualItemRect(item); };
        if (!page.rect().contains(row()))
            hands_->turn(page, middle, row().center().y() > middle.y() ? -120 : 120,
                         [&] { return page.rect().contains(row()); });
        QVERIFY2(page.rect().contains(row()), kind);
        hands_->double_click(page, row().center());
        QVERIFY2(graph().slots().size() == before + 1, kind);
        QTest::qWait(1);
    }

    NumberBox* box(const char* field)
    {
        auto* editor =
            window_->docks()
                .dock(QStringLiteral("inspector"))
                ->findChild<FieldEditor*>(QStringLiteral("field_") + QLatin1String(field));
        return editor != nullptr ? editor->findChild<NumberBox*>() : nullptr;
    }

    /// A click into a field of the selected node, and a value written there: two gestures.
    void write(const char* field, const char* value)
    {
        NumberBox* number = box(field);
        QVERIFY2(number != nullptr && number->isVisible(), field);
        auto* line = number->findChild<QLineEdit*>();
        hands_->double_click(*line, line->rect().center());
        written_ += 1;
        hands_->type(QLatin1String(value));
        hands_->key(Qt::Key_Return);
    }

    /// A click on the upper arrow of a field.
    void step_up(const char* field)
    {
        NumberBox* number = box(field);
        QVERIFY2(number != nullptr && number->isVisible(), field);
        QStyleOptionSpinBox option;
        option.initFrom(number);
        option.subControls = QStyle::SC_All;
        const QRect arrow = number->style()->subControlRect(QStyle::CC_SpinBox, &option,
                                                            QStyle::SC_SpinBoxUp, number);
        hands_->click(*number, arrow.center());
    }

    /// A click on a choice and one on what it offers.
    void choose(const char* field, const char* value)
    {
        auto* choice =
            window_->docks()
                .dock(QStringLiteral("inspector"))
                ->findChild<FieldEditor*>(QStringLiteral("field_") + QLatin1String(field))
                ->findChild<QComboBox*>();
        QVERIFY2(choice != nullptr && choice->isVisible(), field);
        hands_->click(*choice, choice->rect().center());
        QAbstractItemView* offered = choice->view();
        QTRY_VERIFY(offered->isVisible());
        const QModelIndex index = choice->model()->index(choice->findData(QLatin1String(value)), 0);
        hands_->click(*offered->viewport(), offered->visualRect(index).center());
        QTRY_VERIFY(!offered->isVisible());
    }

    QPoint at(const char* name)
    {
        const canvas::Scene& scene = std::as_const(canvas()).scene();
        const QRectF shape =
            scene.node(scene.item_of(graph().find(std::string_view(name))->id)).box;
        return canvas().view().to_pixels(shape.topLeft() + QPointF(30, 14)).toPoint();
    }
    QPoint port(const char* name, const char* port, bool input)
    {
        const canvas::Scene& scene = std::as_const(canvas()).scene();
        const canvas::NodeShape& shape =
            scene.node(scene.item_of(graph().find(std::string_view(name))->id));
        return canvas().view().to_pixels(shape.port_at(*shape.find(port, input))).toPoint();
    }

    int written_ = 0;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", home_.path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_.path().toUtf8() + "/data");
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QStringLiteral("by-hand"));
    }

    void init()
    {
        QSettings().clear();
        preferences::set_reduced_motion(true); // views change at once
        window_ = window_on_an_empty_canvas();
        QVERIFY(window_ != nullptr);
        hands_ = std::make_unique<Hands>(*window_);
        written_ = 0;
    }

    void cleanup()
    {
        window_->document().mark_saved();
        window_->files().autosave().forget();
        window_.reset();
    }

    void by_mouse()
    {
        take("mnist");
        take("scale");
        take("conv2d");
        write("filters", "32");
        step_up("padding");
        take("relu");
        take("max_pool2d");
        take("conv2d");
        write("filters", "64");
        step_up("padding");
        take("relu");
        take("max_pool2d");
        take("flatten");
        take("linear");
        write("out_features", "128");
        take("relu");
        take("linear");
        write("out_features", "10");
        take("cross_entropy");
        take("adam");
        hands_->click(canvas(), at("linear2"));
        take("output");
        choose("activation", "softmax");
        hands_->click(canvas(), at("linear2"));
        take("accuracy");
        const auto seen = [&](QPoint p) {
            return canvas().rect().adjusted(9, 9, -9, -9).contains(p);
        };
        hands_->turn(canvas(), canvas().rect().center() + QPoint(canvas().width() / 3, 0), -120,
                     [&] {
                         return seen(port("mnist1", "target", false))
                             && seen(port("accuracy1", "target", true));
                     });
        hands_->drag(canvas(), port("mnist1", "target", false),
                     port("cross_entropy1", "target", true));
        hands_->drag(canvas(), port("mnist1", "target", false), port("accuracy1", "target", true));
        compare_with_the_example();
        const int gestures = hands_->gestures() + written_;
        qInfo("%d gestures by mouse", gestures);
        QVERIFY2(gestures <= most_gestures, qPrintable(QString::number(gestures)));
    }

    void by_keyboard()
    {
        const auto keys = [this](std::initializer_list<Qt::Key> all) {
            for (const Qt::Key key : all) {
                hands_->key(key);
                QCoreApplication::processEvents(); // a form that opened is there now
            }
        };
        const auto next = [this](const char* letters) {
            hands_->type(QLatin1String(letters));
            hands_->key(Qt::Key_Return, Qt::ShiftModifier);
        };
        const auto ends = [this](const char* letters) {
            hands_->type(QLatin1String(letters));
            hands_->key(Qt::Key_Return);
        };
        const auto from_port = [this] { hands_->key(Qt::Key_L, Qt::ControlModifier); };
        // The data, then a wire out of it that goes on from layer to layer.
        keys({Qt::Key_Space});
        ends("mn");
        QTRY_VERIFY_WITH_TIMEOUT( // its shape is written at the output
            window_->document().type(1, "features").shape.ranked(), 20'000);
        from_port();
        keys({Qt::Key_Space});
        for (const char* letters :
             {"sc", "co", "re", "max", "co", "re", "max", "fl", "li", "re", "li", "cr"})
            next(letters);
        ends("ad");
        // Fields: Enter goes to the first, Esc comes back.
        const auto convolution = [&](const char* filters) {
            keys({Qt::Key_Return});
            hands_->type(QLatin1String(filters));
            keys({Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Tab, Qt::Key_Tab, Qt::Key_1, Qt::Key_Return,
                  Qt::Key_Escape});
        };
        const auto linear = [&](const char* features) {
            keys({Qt::Key_Return});
            hands_->type(QLatin1String(features));
            keys({Qt::Key_Return, Qt::Key_Escape});
        };
        // Back along the wires to the last layer, for the answer and its measure.
        keys({Qt::Key_Left, Qt::Key_Left});
        linear("10");
        from_port();
        keys({Qt::Key_Space});
        ends("ou");
        keys({Qt::Key_Return});
        hands_->type(QStringLiteral("so"));
        keys({Qt::Key_Escape});
        keys({Qt::Key_Left});
        from_port();
        keys({Qt::Key_Space});
        ends("ac");
        // The labels, to what is still without them.
        hands_->key(Qt::Key_Tab);
        while (window_->document().current() != 1 && hands_->keys() < most_keys)
            hands_->key(Qt::Key_Tab);
        for (int i = 0; i < 2; ++i) {
            from_port();
            from_port();
            keys({Qt::Key_Tab, Qt::Key_Return});
        }
        keys({Qt::Key_Right, Qt::Key_Right});
        convolution("32");
        hands_->key(Qt::Key_BracketRight, Qt::ShiftModifier);
        convolution("64");
        keys({Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right});
        linear("128");
        compare_with_the_example();
        QCOMPARE(hands_->gestures(), 0);
        qInfo("%d key presses", hands_->keys());
        QVERIFY2(hands_->keys() <= most_keys, qPrintable(QString::number(hands_->keys())));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestLeptonNetByHand)
#include "test_leptonnet_by_hand.moc"

// Tests the pages of node kinds: a failure means that F1 tells nothing, or of something else.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/dialogs/node_pages.h"
#include "gui/texts.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QDialog>
#include <QPushButton>
#include <QTextBrowser>

namespace lepton {

class TestNodePages : public QObject, WindowFixture {
    Q_OBJECT

    QTextBrowser* pages() { return window_->findChild<QTextBrowser*>(QStringLiteral("node_page")); }
    QString text() { return pages() ? pages()->toPlainText() : QString(); }

private Q_SLOTS:
    void initTestCase() { begin("node_pages"); }

    void init()
    {
        QVERIFY(make());
        QVERIFY(window_->open_example(QStringLiteral("leptonnet")));
        QTRY_COMPARE(window_->document().inference().total_cost().parameters, std::int64_t(421642));
    }

    void cleanup() { end(); }

    void f1_tells_of_the_current_node()
    {
        const Node* conv = window_->document().graph().find("conv2");
        window_->document().select({conv->id});
        QCOMPARE(window_->actions().find(QStringLiteral("help.node"))->shortcut(),
                 QKeySequence(QStringLiteral("F1")));
        window_->actions().find(QStringLiteral("help.node"))->trigger();
        QVERIFY(pages() != nullptr && pages()->isVisible());
        QVERIFY(text().contains(QStringLiteral("torch.nn.Conv2d")));
        QVERIFY(text().contains(QStringLiteral("Σ W[k, c, i, j]")));
        QVERIFY(text().contains(QStringLiteral("conv2: N×64×14×14")));
        QVERIFY(text().contains(QStringLiteral("Zeros added around the image.")));
        // The next time it is the same window.
        window_->document().select({window_->document().graph().find("linear1")->id});
        window_->actions().find(QStringLiteral("help.node"))->trigger();
        QCOMPARE(window_->findChildren<QTextBrowser*>(QStringLiteral("node_page")).size(), 1);
        QVERIFY(text().contains(QStringLiteral("torch.nn.Linear")));
        // And one can go back.
        auto* dialog = window_->findChild<QDialog*>(QStringLiteral("node_pages"));
        dialog->findChild<QPushButton*>()->click();
        QVERIFY(text().contains(QStringLiteral("torch.nn.Conv2d")));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(pages() == nullptr);
    }

    void without_a_node_all_are_listed()
    {
        window_->document().select({});
        window_->actions().find(QStringLiteral("help.node"))->trigger();
        for (const Kind& kind : window_->document().catalog().kinds())
            QVERIFY2(text().contains(from_view(kind.card.title)), kind.card.id.data());
    }

    void every_kind_has_a_page()
    {
        for (const Kind& kind : window_->document().catalog().kinds()) {
            show_node_page(window_->document(), from_view(kind.card.id), window_.get());
            QVERIFY2(text().contains(text_of(kind.card.doc)), kind.card.id.data());
            for (const FieldInfo& field : kind.fields)
                QVERIFY2(text().contains(text_of(field.tip)), field.name.data());
        }
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestNodePages)
#include "test_node_pages.moc"

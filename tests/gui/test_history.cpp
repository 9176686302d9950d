// Tests the History panel: a failure means that a step is missing in it, or that going to one goes
// elsewhere.
#include "gui/actions.h"
#include "gui/open_document.h"
#include "gui/panels/history_list.h"
#include "gui/panels/place_node.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"
#include "tests/room.h"

#include <QTest>

using namespace lepton;

class TestHistory : public QObject {
    Q_OBJECT

    QWidget window_;
    Actions actions_{&window_};
    RunShown run_;
    Engine engine_;

    static QStringList said(const HistoryList& list)
    {
        QStringList out;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            out << list.model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        return out;
    }

private Q_SLOTS:
    void initTestCase() { (void)Theme::current(); } // before a list asks for its colours

    void every_step_stands_there_and_can_be_gone_to()
    {
        OpenDocument document;
        HistoryList list({document, run_, engine_, actions_});
        list.resize(240, 300);
        list.show();
        QCOMPARE(said(list), QStringList{QStringLiteral("As opened, now")});
        const std::string empty = to_text(document.document());
        (void)place_node(document, QStringLiteral("linear"));
        (void)place_node(document, QStringLiteral("relu"));
        (void)place_node(document, QStringLiteral("tanh"));
        const std::string all = to_text(document.document());
        QCOMPARE(list.model()->rowCount(), 4);
        QCOMPARE(list.currentIndex().row(), 3);
        QVERIFY(said(list).last().endsWith(QStringLiteral(", now")));

        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                          list.visualRect(list.model()->index(1, 0)).center());
        QCOMPARE(document.journal().position(), std::size_t(1));
        QCOMPARE(document.graph().slots().size(), std::size_t(1));
        QVERIFY(said(list)[3].endsWith(QStringLiteral(", undone")));
        QCOMPARE(list.model()->rowCount(), 4); // to come back to

        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Home);
        QCOMPARE(document.journal().position(), std::size_t(1)); // looking is no going
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(to_text(document.document()), empty);
        QTest::keyClick(&list, Qt::Key_End);
        QTest::keyClick(&list, Qt::Key_Space);
        QCOMPARE(to_text(document.document()), all);

        document.undo();
        QCOMPARE(list.currentIndex().row(), 2);
        (void)place_node(document, QStringLiteral("gelu")); // what was undone is gone
        QCOMPARE(list.model()->rowCount(), 4);
        document.adopt({}, {});
        QCOMPARE(said(list), QStringList{QStringLiteral("As opened, now")});
    }
};

LEPTON_TEST(TestHistory)
#include "test_history.moc"

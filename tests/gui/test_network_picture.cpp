// Pictures of a drawing that carry the network: a failure means that a network sent as a picture is
// lost, or that a hostile picture can harm.
#include "canvas_fixture.h"
#include "gui/network_picture.h"
#include "gui/notices.h"
#include "tests/room.h"
#include "window_fixture.h"

#include <QDropEvent>
#include <QMimeData>
#include <QtEndian>

namespace lepton {

class TestNetworkPicture : public QObject, WindowFixture {
    Q_OBJECT

    /// A picture with this as its text.
    QString picture_with(const char* name, const QString& text) const
    {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::white);
        if (!text.isNull())
            image.setText(QStringLiteral("lepton"), text);
        image.save(path(name));
        return path(name);
    }

    static void fill(CanvasFixture& f)
    {
        const NodeId data = f.add("moons", 0, 0);
        const NodeId layer = f.add("linear", 240, 0, {{"out_features", 7}});
        f.wire(data, "features", layer, "features");
        Node titled = *f.graph().find(layer);
        titled.title = "Zwölf  Spalten\n二"; // blanks and letters survive
        f.document.draw(say("Title"), {SetTitle{layer, titled.title}});
    }

private Q_SLOTS:
    void initTestCase() { begin("network_picture"); }
    void cleanup() { end(); }

    void a_picture_of_the_drawing_carries_it()
    {
        CanvasFixture f;
        fill(f);
        Problems problems;
        QVERIFY(f.canvas.export_picture(path("drawing.png"), problems));
        auto inside = network_in(path("drawing.png"));
        QVERIFY(inside.has_value() && inside->ok());
        QCOMPARE(to_text(**inside), to_text(f.document.document()));
    }

    void other_pictures_of_it_are_pictures()
    {
        CanvasFixture f;
        fill(f);
        Problems problems;
        QVERIFY(f.canvas.export_picture(path("drawing.pdf"), problems));
        QFile pdf(path("drawing.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
        QVERIFY(!network_in(path("drawing.pdf")));
        QVERIFY(f.canvas.export_picture(path("drawing.svg"), problems));
        QVERIFY(!network_in(path("drawing.svg")));
    }

    void a_hostile_picture_is_refused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("carries");
        const auto packed = [](const QByteArray& bytes) {
            return QString::fromLatin1(qCompress(bytes).toBase64());
        };
        QByteArray bomb = qCompress(QByteArray(1000, '0'));
        qToBigEndian<quint32>(0xfffffff0, bomb.data());
        QTest::newRow("no text") << QString() << false;
        QTest::newRow("no base64") << QStringLiteral("{}%%") << true;
        QTest::newRow("short") << QStringLiteral("AAA=") << true;
        QTest::newRow("not packed")
            << QString::fromLatin1(QByteArray("{\"nodes\": []}").toBase64()) << true;
        QTest::newRow("claims gigabytes") << QString::fromLatin1(bomb.toBase64()) << true;
        QTest::newRow("no document") << packed("[1, 2") << true;
        QTest::newRow("another document") << packed("{\"format\": 999}") << true;
    }
    void a_hostile_picture_is_refused()
    {
        QFETCH(QString, text);
        QFETCH(bool, carries);
        const auto inside = network_in(picture_with("hostile.png", text));
        QCOMPARE(inside.has_value(), carries);
        if (carries) {
            QVERIFY(!inside->ok());
            QCOMPARE(inside->problems().front().where.file, std::string("hostile.png"));
        }
    }

    void a_truncated_picture_does_no_harm()
    {
        CanvasFixture f;
        fill(f);
        Problems problems;
        QVERIFY(f.canvas.export_picture(path("whole.png"), problems));
        QFile whole(path("whole.png"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (const qsizetype size : {qsizetype(0), qsizetype(7), qsizetype(40), qsizetype(200)}) {
            QFile cut(path("cut.png"));
            QVERIFY(cut.open(QIODevice::WriteOnly));
            cut.write(bytes.left(size));
            cut.close();
            const auto inside = network_in(path("cut.png"));
            QVERIFY(!inside || !inside->ok());
        }
    }

    void dropped_it_is_the_network_again()
    {
        CanvasFixture f;
        fill(f);
        Problems problems;
        QVERIFY(f.canvas.export_picture(path("sent.png"), problems));
        QVERIFY(make());
        MainWindow& window = *window_;
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(path("sent.png"))});
        const QPoint at(300, 300);
        QDragEnterEvent enter(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QDropEvent drop(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
        QTRY_COMPARE(window.document().graph().slots().size(), std::size_t(2));
        QVERIFY(window.document().path().isEmpty()); // saving it asks where
        QVERIFY(window.files().open_file(path("sent.png")));
        QVERIFY(!window.files().open_file(picture_with("plain.png", {})));
        QVERIFY(window.notices().has(QStringLiteral("open")));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestNetworkPicture)
#include "test_network_picture.moc"

// Tests the window with somebody who does anything: a failure means that people can lose work,
// by a crash, a history that does not lead back, or a file that is another drawing.
#include "gui/document_files.h"
#include "gui/preferences.h"
#include "tests/gui/random_user.h"
#include "tests/hand_onnx.h"
#include "tests/picture_files.h"
#include "tests/room.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace lepton {

class TestRandomUser : public QObject {
    Q_OBJECT

    static constexpr int rows = 10;
    QTemporaryDir home_;

    static void write(const QString& folder, const char* name, const QByteArray& content)
    {
        QFile file(folder + QLatin1Char('/') + QLatin1String(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    /// A folder with files to drop, for one row.
    QString folder(int seed) const
    {
        QString made = home_.filePath(QString::number(seed));
        QDir().mkpath(made);
        write(made, "broken.lepton", "{\"format\": 2, \"graphs\": {\"0\": {\"nodes\": [");
        write(made, "table.csv", "a,b,y\n1,2,0\n2,3,1\n3,1,0\n4,4,1\n");
        write(made, "empty.csv", "");
        write(made, "array.npy", "\x93NUMPY\x01");
        write(made, "notes.txt", "nothing of use");
        write(made, "broken.gz", "\x1f\x8b\x08");
        const std::string onnx =
            HandOnnx()
                .input("x", {0, 3, 8, 8})
                .weight("conv.weight", {4, 3, 3, 3})
                .weight("head.weight", {10, 144})
                .node("Conv", {"x", "conv.weight"}, "maps")
                .node("Relu", {"maps"}, "bent")
                .node("Flatten", {"bent"}, "flat")
                .node("Gemm", {"flat", "head.weight"}, "scores", {{"transB", std::int64_t(1)}})
                .node("Unheard", {"scores"}, "odd")
                .node("Add", {"scores", "odd"}, "y")
                .output("y")
                .bytes();
        write(made, "net.onnx", QByteArray::fromStdString(onnx));
        write(made, "broken.onnx", QByteArray::fromStdString(onnx.substr(0, onnx.size() / 2)));
        if (!put_dark_and_light(std::filesystem::path(made.toStdString()) / "pictures", 9))
            qFatal("no pictures could be written");
        return made;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", home_.path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_.path().toUtf8() + "/data");
        qputenv("LEPTON_ENGINE", home_.path().toUtf8() + "/no_engine"); // nothing is started
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QStringLiteral("random"));
        preferences::apply();
    }

    /// LEPTON_RANDOM_ACTIONS asks for more, LEPTON_RANDOM_SEED for others.
    void does_anything_and_nothing_breaks_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<int>("seed");
        const int first = std::max(1, qEnvironmentVariableIntValue("LEPTON_RANDOM_SEED"));
        const char* const examples[rows]{"",      "leptonnet", "residual", "",    "siamese",
                                         "moons", "",          "residual", "mlp", "diagnosis"};
        for (int row = 0; row < rows; ++row)
            QTest::addRow("%d-%s", first + row, *examples[row] ? examples[row] : "empty")
                << QString::fromLatin1(examples[row]) << first + row;
    }

    void does_anything_and_nothing_breaks()
    {
        QFETCH(QString, example);
        QFETCH(int, seed);
        const int given = qEnvironmentVariableIntValue("LEPTON_RANDOM_ACTIONS");
        QSettings().clear();
        preferences::set_reduced_motion(true);
        preferences::set_language(QStringLiteral("en"));
        MainWindow window;
        window.resize(1024, 700);
        window.start({});
        if (!example.isEmpty())
            QVERIFY(window.open_example(example));
        window.enter(QStringLiteral("design"));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        RandomUser user(window, static_cast<std::uint64_t>(seed), folder(seed));
        const QString wrong = user.run((given > 0 ? given : 20'000) / rows);
        window.document().mark_saved();
        window.files().autosave().forget();
        if (!wrong.isEmpty()) // Qt Test cuts long reasons off
            std::fprintf(stderr, "%s\n", qPrintable(wrong));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.section(QLatin1Char('\n'), 0, 0)));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestRandomUser)
#include "test_random_user.moc"

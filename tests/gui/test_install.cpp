// Tests an installation in a folder of its own: a failure means that what people install cannot
// start, find its examples, or be opened by a double-click.
#include "tests/room.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace lepton {

class TestInstall : public QObject {
    Q_OBJECT

    QTemporaryDir home_;
    QString prefix_;

    QString at(const char* file) const { return prefix_ + QLatin1Char('/') + QLatin1String(file); }

    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Runs a program of the installation, or another one; its output, with all it complained.
    QString run(const QString& program, const QStringList& arguments, int* code)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(home_.path());
        QProcessEnvironment around = QProcessEnvironment::systemEnvironment();
        for (const char* ours : {"LEPTON_RESOURCES", "LEPTON_ENGINE", "LD_LIBRARY_PATH", "DESTDIR"})
            around.remove(QLatin1String(ours));
        around.insert(QStringLiteral("XDG_CONFIG_HOME"), home_.filePath(QStringLiteral("config")));
        around.insert(QStringLiteral("XDG_DATA_HOME"), home_.filePath(QStringLiteral("data")));
        process.setProcessEnvironment(around);
        process.start(program, arguments);
        const bool over = process.waitForFinished(120'000);
        *code = over && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        return QString::fromUtf8(process.readAll());
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef LEPTON_EXE
        QSKIP("The engine was not built, so there is nothing whole to install.");
#else
        const QDir programs = QFileInfo(QStringLiteral(LEPTON_EXE)).dir();
        QDir build = programs;
        build.cdUp();
        if (!programs.exists(QStringLiteral("lepton-studio")))
            QSKIP("The window was not built.");
        const QString cmake = QStandardPaths::findExecutable(QStringLiteral("cmake"));
        if (cmake.isEmpty())
            QSKIP("There is no cmake to install with.");
        prefix_ = home_.filePath(QStringLiteral("in stalled"));
        int code = 0;
        const QString said = run(
            cmake, {QStringLiteral("--install"), build.path(), QStringLiteral("--prefix"), prefix_},
            &code);
        QVERIFY2(code == 0, qPrintable(said));
#endif
    }

    void the_engine_starts_and_finds_what_it_needs()
    {
        int code = 0;
        const QString listed = run(at("bin/lepton"), {QStringLiteral("list")}, &code);
        QVERIFY2(code == 0 && listed.contains(QLatin1String("conv2d")), qPrintable(listed));
        const QString checked =
            run(at("bin/lepton"),
                {QStringLiteral("check"), at("share/lepton/examples/leptonnet.lepton")}, &code);
        QVERIFY2(code == 0, qPrintable(checked));
        // The installed examples are complete, and the data lie beside them.
        const QDir examples(QStringLiteral(LEPTON_SOURCE_DIR "/resources/examples"));
        QCOMPARE(QDir(at("share/lepton/examples")).entryList(QDir::Files),
                 examples.entryList(QDir::Files));
        QVERIFY(QFileInfo(at("share/lepton/datasets/mnist")).isDir());
    }

    void the_resources_are_those_of_the_installation()
    {
        // Without them it does not fall back on those of the checkout in silence: a data set that
        // is missing there is missing.
        const QString iris = at("share/lepton/datasets/iris.csv");
        const QString example = at("share/lepton/examples/iris.lepton");
        int code = 0;
        QString said = run(at("bin/lepton"), {QStringLiteral("data"), example}, &code);
        QVERIFY2(code == 0, qPrintable(said));
        QVERIFY(QFile::rename(iris, iris + QStringLiteral(".away")));
        said = run(at("bin/lepton"), {QStringLiteral("data"), example}, &code);
        QVERIFY(QFile::rename(iris + QStringLiteral(".away"), iris));
        QVERIFY2(code != 0, qPrintable(said));
    }

    void the_window_opens_a_drawing()
    {
        int code = 0;
        const QString said =
            run(at("bin/lepton-studio"),
                {QStringLiteral("--measure-start"), at("share/lepton/examples/xor.lepton")}, &code);
        QVERIFY2(code == 0 && said.contains(QLatin1String("usable after")), qPrintable(said));
    }

    void a_double_click_opens_the_window()
    {
        const QByteArray entry = content(at("share/applications/lepton-studio.desktop"));
        QVERIFY2(entry.contains("MimeType=application/x-lepton;"), entry.constData());
        // The folder has a space in its name: the program is quoted.
        QVERIFY2(entry.contains("Exec=\"" + at("bin/lepton-studio").toUtf8() + "\" %f"),
                 entry.constData());
        QXmlStreamReader type(content(at("share/mime/packages/lepton-studio.xml")));
        QStringList globs;
        while (!type.atEnd())
            if (type.readNext() == QXmlStreamReader::StartElement
                && type.name() == QLatin1String("glob"))
                globs << type.attributes().value(QLatin1String("pattern")).toString();
        QVERIFY2(!type.hasError(), qPrintable(type.errorString()));
        QCOMPARE(globs, QStringList{QStringLiteral("*.lepton")});
        for (const char* icon : {"apps/lepton-studio.svg", "mimetypes/application-x-lepton.svg"})
            QVERIFY2(QFileInfo::exists(at("share/icons/hicolor/scalable/") + QLatin1String(icon)),
                     icon);
        const QString validate =
            QStandardPaths::findExecutable(QStringLiteral("desktop-file-validate"));
        if (validate.isEmpty())
            QSKIP("There is no desktop-file-validate, so the menu entry was only read.");
        int code = 0;
        const QString said = run(validate, {at("share/applications/lepton-studio.desktop")}, &code);
        QVERIFY2(code == 0, qPrintable(said));
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestInstall)
#include "test_install.moc"

// Room tests/pictures: screenshots FOLDER: drives the real window and engine through everything a
// person can open, in every language and theme, and keeps a picture of each; a second process does
// the same at twice the pixels. Says which texts are cut off.
#include "gui/language.h"
#include "tests/pictures/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    // Nothing of the person who runs this is read or changed.
    QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8() + "/config");
    qputenv("XDG_DATA_HOME", home.path().toUtf8() + "/data");
    QApplication::setOrganizationName(QStringLiteral("lepton-test"));
    QApplication::setApplicationName(QStringLiteral("screenshots"));

    QCommandLineParser line;
    line.addHelpOption();
    line.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Where the pictures go."));
    const QCommandLineOption work(QStringLiteral("work"),
                                  QStringLiteral("Drawings and runs made by an earlier call."),
                                  QStringLiteral("folder"), home.filePath(QStringLiteral("work")));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("One variant, such as zh_CN-dark."),
                                  QStringLiteral("variant"));
    const QCommandLineOption once(QStringLiteral("once"), QStringLiteral("At this scale alone."));
    line.addOptions({work, only, once});
    line.process(application);
    const QString folder =
        QDir(line.positionalArguments().value(0, QStringLiteral("screenshots"))).absolutePath();
    const int scale = static_cast<int>(application.devicePixelRatio());

    lepton::Tour tour(folder, line.value(work));
    if (!tour.prepare()) {
        std::fprintf(stderr, "The engine did not train what the pictures show.\n");
        return 1;
    }
    for (const QString& language : lepton::languages())
        for (const char* theme : {"light", "dark"}) {
            const QString variant = language + QLatin1Char('-') + QLatin1String(theme);
            if (!line.isSet(only) || line.value(only) == variant)
                tour.take(language, QLatin1String(theme), scale);
        }
    std::printf("%d pictures at %d× in %s\n", tour.taken(), scale, qPrintable(folder));
    for (const QString& one : tour.complaints())
        std::printf("cut off: %s\n", qPrintable(one));
    std::fflush(stdout);
    int rc = tour.complaints().isEmpty() ? 0 : 1;
    if (!line.isSet(once) && scale == 1) {
        QProcess again;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::ForwardedChannels);
        QStringList arguments{folder, QStringLiteral("--work"), line.value(work)};
        if (line.isSet(only))
            arguments << QStringLiteral("--only") << line.value(only);
        again.start(QApplication::applicationFilePath(), arguments);
        again.waitForFinished(-1);
        rc = std::max(rc, again.exitStatus() == QProcess::NormalExit ? again.exitCode() : 3);
    }
    return rc;
}

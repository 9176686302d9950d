// lepton-studio: the window.
#include "gui/main_window.h"
#include "gui/preferences.h"
#include "lepton_paths.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>

#include <cstdio>
#include <fstream>

namespace {

/// Milliseconds since this process began, by the kernel's account (ticks of 10 ms).
double since_process_start()
{
    std::ifstream stat("/proc/self/stat");
    std::string line;
    std::getline(stat, line);
    std::ifstream uptime("/proc/uptime");
    double now = 0;
    if (line.empty() || !(uptime >> now))
        return -1;
    const auto fields =
        QString::fromStdString(line.substr(line.rfind(')') + 2)).split(QLatin1Char(' '));
    return now * 1000 - fields.value(19).toDouble() * 10;
}

/// Reports when the first paint is done and the event loop is free again.
class FirstPaint : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && !done_) {
            done_ = true;
            QTimer::singleShot(0, this, [] {
                std::printf("usable after %.0f ms\n", since_process_start());
                QCoreApplication::quit();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool done_ = false;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("lepton"));
    QApplication::setApplicationName(QStringLiteral("lepton-studio"));
    QApplication::setApplicationVersion(QLatin1String(lepton::program_version));
    QApplication::setApplicationDisplayName(QStringLiteral("Lepton Studio"));
    QApplication::setDesktopFileName(QStringLiteral("lepton-studio"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/desktop/lepton-studio.svg")));

    QCommandLineParser line;
    line.addHelpOption();
    line.addVersionOption();
    line.addPositionalArgument(QStringLiteral("file"),
                               QStringLiteral("A .lepton document, or a network in ONNX, to open."),
                               QStringLiteral("[FILE]"));
    QCommandLineOption example(QStringLiteral("example"),
                               QStringLiteral("Opens an example as an untitled copy."),
                               QStringLiteral("name"));
    QCommandLineOption measure(QStringLiteral("measure-start"));
    measure.setFlags(QCommandLineOption::HiddenFromHelp);
    line.addOptions({example, measure});
    line.process(application);

    lepton::preferences::apply();
    lepton::MainWindow window;
    window.start(line.positionalArguments().value(0));
    if (line.isSet(example))
        window.open_example(line.value(example));
    FirstPaint first;
    if (line.isSet(measure))
        QApplication::instance()->installEventFilter(&first);
    window.show();
    return QApplication::exec();
}

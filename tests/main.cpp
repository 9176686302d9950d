// tests: starts one test of an area: tests_<area> test_<subject> [what Qt Test takes: functions,
// -functions, …]
#include "tests/room.h"

#include <QTest>

#include <iostream>
#include <vector>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

int main(int argc, char** argv)
{
    const auto& tests = lepton::tests_of_this_room();
    const auto found = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (found == tests.end()) {
        std::cerr << "Which test? " << argv[0]
                  << " NAME [what Qt Test takes], where NAME is one of\n";
        for (const auto& [name, make] : tests)
            std::cerr << "  " << name << '\n';
        return 2;
    }
    std::vector<char*> rest(argv, argv + argc);
    rest.erase(rest.begin() + 1);
    Application::setAttribute(Qt::AA_Use96Dpi);
    int count = static_cast<int>(rest.size());
    Application app(count, rest.data());
    const std::unique_ptr<QObject> test = found->second();
    return QTest::qExec(test.get(), count, rest.data());
}

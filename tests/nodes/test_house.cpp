// House test: who may know whom, and what a file may look like. Reads the sources; a breach fails
// here, not in review.
#include "tests/room.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

namespace {

/// A room and the only project folders its files may include from; what comes from outside is in
/// `never`.
struct Room {
    const char* folder;
    QStringList knows;
    const char* never; ///< a pattern of outside headers that must not appear; empty: anything
};

const char* const qt = "^(Q[A-Z]|Qt[A-Z]|qcustomplot)";
const char* const torch = "^(ATen|c10|torch|caffe2)/";
const char* const qt_or_torch = "^(Q[A-Z]|qcustomplot|(ATen|c10|torch|caffe2)/)";

/// The longest folder that a file lies in decides.
const QVector<Room>& rooms()
{
    static const QVector<Room> all{
        {"nodes/", {"nodes/"}, "^(?!nlohmann/|sys/|(fcntl|unistd)\\.h$)(.*[/.].*|Q[A-Z].*)$"},
        {"backend/record/", {"backend/record/", "nodes/"}, qt_or_torch},
        {"backend/data/", {"backend/data/", "backend/record/", "nodes/"}, qt_or_torch},
        {"backend/", {"backend/", "nodes/"}, qt},
        {"gui/", {"gui/", "backend/data/", "backend/record/", "nodes/"}, torch},
        {"plugins/", {"plugins/lepton_plugin.h"}, qt_or_torch},
    };
    return all;
}

struct Source {
    QString path; ///< from the top of the checkout
    QStringList lines;
};

QVector<Source> sources()
{
    QVector<Source> found;
    const QDir top(LEPTON_SOURCE_DIR);
    for (const char* folder : {"nodes", "backend", "gui", "plugins", "tests"}) {
        QDirIterator files(top.filePath(folder), {"*.h", "*.cpp", "*.cu", "*.cuh", "*.c"},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) {
                found.push_back({top.relativeFilePath(file.fileName()),
                                 QString::fromUtf8(file.readAll()).split('\n')});
            }
        }
    }
    return found;
}

/// What is wrong with one include of a file; empty if nothing.
QString breach(const QString& path, const QString& include, bool quoted)
{
    if (include == "lepton_paths.h" || (quoted && include.endsWith(".moc")))
        return {};
    const Room* room = nullptr;
    for (const Room& candidate : rooms()) {
        if (path.startsWith(candidate.folder)
            && (!room || qstrlen(candidate.folder) > qstrlen(room->folder)))
            room = &candidate;
    }
    if (!room)
        return {};
    if (quoted) {
        for (const QString& known : room->knows) {
            if (include.startsWith(known))
                return {};
        }
        return QString("%1 may not include \"%2\"; it knows only %3")
            .arg(path, include, room->knows.join(", "));
    }
    if (QRegularExpression(room->never).match(include).hasMatch())
        return QString("%1 may not include <%2>").arg(path, include);
    return {};
}

/// Libraries whose sources a release compiles several as one (.cmake/house.cmake), as patterns of
/// their files.
QVector<const char*> libraries()
{
    return {"^nodes/(?!ops/|lints/)",
            "^backend/record/",
            "^backend/data/",
            "^backend/(run|train|export|import)/(?!fuse/|direct\\.cpp|finite\\.cpp|formats/)",
            "^backend/cli/(?!main\\.cpp)",
            "^gui/(?!main\\.cpp)",
            "^tests/nodes/",
            "^tests/data/",
            "^tests/engine/",
            "^tests/gui/"};
}

/// Code without comments, texts, and what stands in braces, parentheses and template brackets.
QString bare(const QStringList& lines)
{
    static const QRegularExpression no_code("//.*|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])'|^#.*");
    QString code;
    for (QString line : lines)
        code += line.remove(no_code) + '\n';
    return code;
}

/// Names that a file gives in anonymous namespaces.
QStringList own_names(const QString& code)
{
    static const QRegularExpression opens(R"(\bnamespace\s*\{)"), template_head(R"(\btemplate\b)"),
        type(R"(^(?:(?:struct|class|enum class|enum) |using (?=\w+ =))(\w+))"),
        called(R"((\w+)\s*\()"), declared(R"((\w+)\s*(?:\[|=|$))"), brackets("<[^<>]*>");
    QStringList names;
    for (auto it = opens.globalMatch(code); it.hasNext();) {
        qsizetype at = it.next().capturedEnd();
        QString flat; // one statement after another
        for (int depth = 1; at < code.size() && depth > 0; ++at) {
            const QChar c = code[at];
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '}' && depth == 1)
                flat += ';';
            else if (depth == 1 && c != '{')
                flat += c;
        }
        for (QString statement : flat.split(';')) {
            for (qsizetype before = -1; before != statement.size();) {
                before = statement.size();
                statement.remove(brackets);
            }
            statement = statement.remove(template_head).simplified();
            if (statement.isEmpty() || (statement.startsWith("using ") && !statement.contains('='))
                || statement.startsWith("namespace"))
                continue;
            if (const auto match = type.match(statement); match.hasMatch())
                names += match.captured(1);
            else if (const auto call = called.match(statement.section('=', 0, 0)); call.hasMatch())
                names += call.captured(1);
            else
                for (const QString& part : statement.split(','))
                    names += declared.match(part.trimmed()).captured(1);
        }
    }
    names.removeDuplicates();
    names.removeAll(QString());
    return names;
}

} // namespace

class TestHouse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The rules themselves: a breach must be seen, and what is allowed must pass.
    void rules_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("include");
        QTest::addColumn<bool>("quoted");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("nodes: own room") << "nodes/infer.cpp"
                                         << "nodes/ir/op.h" << true << true;
        QTest::newRow("nodes: std") << "nodes/infer.cpp"
                                    << "vector" << false << true;
        QTest::newRow("nodes: JSON") << "nodes/json.h"
                                     << "nlohmann/json.hpp" << false << true;
        QTest::newRow("nodes: system") << "nodes/files.cpp"
                                       << "fcntl.h" << false << true;
        QTest::newRow("nodes: zlib") << "nodes/files.cpp"
                                     << "zlib.h" << false << false;
        QTest::newRow("nodes: Qt") << "nodes/infer.cpp"
                                   << "QString" << false << false;
        QTest::newRow("nodes: LibTorch") << "nodes/infer.cpp"
                                         << "ATen/ATen.h" << false << false;
        QTest::newRow("nodes: backend") << "nodes/infer.cpp"
                                        << "backend/data/source.h" << true << false;
        QTest::newRow("data: Arrow") << "backend/data/table.cpp"
                                     << "arrow/api.h" << false << true;
        QTest::newRow("data: LibTorch") << "backend/data/table.cpp"
                                        << "torch/torch.h" << false << false;
        QTest::newRow("data: engine") << "backend/data/table.cpp"
                                      << "backend/run/model.h" << true << false;
        QTest::newRow("record: data") << "backend/record/files.cpp"
                                      << "backend/data/source.h" << true << false;
        QTest::newRow("engine: LibTorch") << "backend/run/model.cpp"
                                          << "ATen/ATen.h" << false << true;
        QTest::newRow("engine: Qt") << "backend/run/model.cpp"
                                    << "QObject" << false << false;
        QTest::newRow("engine: window") << "backend/cli/main.cpp"
                                        << "gui/main.h" << true << false;
        QTest::newRow("window: Qt") << "gui/main.cpp"
                                    << "QApplication" << false << true;
        QTest::newRow("window: LibTorch") << "gui/main.cpp"
                                          << "c10/util/Half.h" << false << false;
        QTest::newRow("window: engine") << "gui/main.cpp"
                                        << "backend/train/loop.h" << true << false;
        QTest::newRow("window: data") << "gui/main.cpp"
                                      << "backend/data/source.h" << true << true;
        QTest::newRow("plug-in: its interface") << "plugins/a/a.c"
                                                << "plugins/lepton_plugin.h" << true << true;
        QTest::newRow("plug-in: nodes") << "plugins/a/a.c"
                                        << "nodes/card.h" << true << false;
    }
    void rules()
    {
        QFETCH(QString, path);
        QFETCH(QString, include);
        QFETCH(bool, quoted);
        QFETCH(bool, allowed);
        QCOMPARE(breach(path, include, quoted).isEmpty(), allowed);
    }

    void includes_follow_the_plan()
    {
        static const QRegularExpression directive("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
        const QVector<Source> all = sources();
        QVERIFY(all.size() > 50);
        QStringList wrong;
        for (const Source& source : all) {
            for (const QString& line : source.lines) {
                const auto match = directive.match(line);
                if (!match.hasMatch())
                    continue;
                const QString problem =
                    breach(source.path, match.captured(2), match.captured(1) == "\"");
                if (!problem.isEmpty())
                    wrong.append(problem);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
    }

    void first_line_says_what_room_it_is()
    {
        QStringList wrong;
        for (const Source& source : sources()) {
            const QString& first = source.lines.first();
            if (!(first.startsWith("// ") || first.startsWith("/* ")) || first.size() < 20)
                wrong.append(source.path + ": " + first);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
    }

    void files_stay_small()
    {
        QStringList wrong;
        for (const Source& source : sources()) {
            const auto lines = source.lines.size() - 1;
            if (lines > 500)
                wrong.append(QString("%1 has %2 lines, 500 at most").arg(source.path).arg(lines));
            else if (lines > 400)
                qInfo("%s has %d lines: time to divide it", qPrintable(source.path), int(lines));
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
    }

    void names_of_a_file_are_found()
    {
        const QString code =
            bare({"namespace {", "constexpr int wide = 3, edge[] = {1, 2}; // no",
                  "template <class T> T twice(T x) { return inner(x, \"}\"); }", "struct Pair {",
                  "    int first = 0;", "};", "const std::map<int, std::string>& names()", "{", "}",
                  "} // namespace", "int outside() { return 1; }"});
        QCOMPARE(own_names(code), QStringList({"wide", "edge", "twice", "Pair", "names"}));
    }

    void names_of_helpers_are_unique_in_their_library()
    {
        QStringList twice; // a release may compile both files as one
        for (const char* files : libraries()) {
            const QRegularExpression in_library(files);
            QMap<QString, QString> owner;
            for (const Source& source : sources())
                if (source.path.endsWith(".cpp") && in_library.match(source.path).hasMatch())
                    for (const QString& name : own_names(bare(source.lines)))
                        if (const QString& first =
                                *owner.insert(name, owner.value(name, source.path));
                            first != source.path)
                            twice += name + ": " + first + " and " + source.path;
            QVERIFY2(owner.size() > 10, files);
        }
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join('\n')));
    }

    /// Qt Test runs no test that is called …_data, and says nothing: it takes it for rows.
    void rows_belong_to_a_test()
    {
        static const QRegularExpression named("^\\s*void (\\w+)\\(\\)");
        QStringList wrong;
        int found = 0;
        for (const Source& source : sources()) {
            if (!source.path.startsWith("tests/"))
                continue;
            QStringList functions;
            for (const QString& line : source.lines)
                if (const auto match = named.match(line); match.hasMatch())
                    functions += match.captured(1);
            for (const QString& name : functions) {
                if (!name.endsWith("_data"))
                    continue;
                ++found;
                if (!functions.contains(name.chopped(5)))
                    wrong += source.path + ": " + name;
            }
        }
        QVERIFY(found > 20);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void nothing_is_left_for_later()
    {
        // Spelled in halves, or this file would find itself.
        static const QRegularExpression later("\\b(TO"
                                              "DO|FIX"
                                              "ME|X"
                                              "XX|HA"
                                              "CK)\\b");
        QStringList wrong;
        for (const Source& source : sources()) {
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                if (later.match(source.lines[i]).hasMatch())
                    wrong.append(
                        QString("%1:%2 %3").arg(source.path).arg(i + 1).arg(source.lines[i]));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
    }

    /// "A layer in five minutes" shows a real file; it must be that file as it is today.
    void contributing_shows_the_real_layer()
    {
        QFile guide(LEPTON_SOURCE_DIR "/CONTRIBUTING.md");
        QFile layer(LEPTON_SOURCE_DIR "/nodes/layers/leaky_relu.cpp");
        QVERIFY(guide.open(QIODevice::ReadOnly) && layer.open(QIODevice::ReadOnly));
        QVERIFY2(guide.readAll().contains(layer.readAll().trimmed()),
                 "CONTRIBUTING.md shows another nodes/layers/leaky_relu.cpp than there is");
    }

    void top_level_holds_only_the_rooms()
    {
        const QStringList rooms{"gui",       "nodes",        "backend", "plugins",
                                "resources", "translations", "tests"};
        QStringList wrong;
        // Unversioned folders are the developer's own affair.
        const QDir top(LEPTON_SOURCE_DIR);
        QProcess git;
        git.setWorkingDirectory(top.path());
        git.start("git", {"ls-files"});
        if (!git.waitForFinished() || git.exitCode() != 0)
            QSKIP("this is not a git checkout, so nobody knows which files belong to it");
        for (const QByteArray& line : git.readAllStandardOutput().split('\n')) {
            const auto slash = line.indexOf('/');
            if (slash <= 0 || line.startsWith('.'))
                continue;
            const QString folder = QString::fromUtf8(line.left(slash));
            if (!rooms.contains(folder) && !wrong.contains(folder))
                wrong.append(folder);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("not a room of the house: " + wrong.join(", ")));
    }
};

LEPTON_TEST(TestHouse)
#include "test_house.moc"

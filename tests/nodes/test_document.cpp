// Room tests: a .lepton file: what it holds comes back; what is damaged or hostile is refused with
// words.
#include "nodes/files.h"
#include "nodes/graph/edit.h"
#include "tests/room.h"

#include <QtTest>

#include <csignal>
#include <random>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lepton;

namespace {
Document example()
{
    Document document;
    Node a;
    a.id = 3;
    a.kind = "conv2d";
    a.name = "conv1";
    a.title = "Erste „Faltung“";
    a.fields = {{"filters", 32}, {"kernel", {3, 3}}, {"bias", true}, {"note", "a\nb"}};
    a.position = {10.5, -20};
    Node b = a;
    b.id = 10;
    b.name = "later";
    b.kind = "from_the_future";
    b.mute = b.bypass = true;
    (void)apply_all(
        document,
        {AddNode{a}, AddNode{b}, AddWire{{{3, "maps"}, {10, "image"}}}, SetSetting{"epochs", 4}});
    document.unknown["plans"] = {1, 2};
    document.facts = {{"3", {{"counts", {1, 2, 3}}}}};
    return document;
}

std::string changed(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    Q_ASSERT(at != std::string::npos);
    return text.replace(at, from.size(), to);
}
} // namespace

class TestDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_is_saved_comes_back()
    {
        const Document document = example();
        const auto back = from_text(to_text(document));
        QVERIFY(back.ok());
        QVERIFY(*back == document);
        QCOMPARE(to_text(*back), to_text(document));
    }

    void one_element_stands_on_one_line()
    {
        const std::string text = to_text(example());
        const auto line = text.find("\"conv1\"");
        const auto end = text.find('\n', line);
        QVERIFY(text.substr(line, end - line).find("\"kernel\":[3,3]") != std::string::npos
                || text.rfind("\"kernel\":[3,3]", line) > text.rfind('\n', line));
    }

    void damaged_files_are_refused_with_words_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("says");
        QTest::newRow("newer") << "\"format\": 2"
                               << "\"format\": 99"
                               << "newer Lepton Studio";
        QTest::newRow("no format") << "\"format\": 2"
                                   << "\"formal\": 1"
                                   << "no format number";
        QTest::newRow("same id") << "\"id\":10"
                                 << "\"id\":3"
                                 << "Two nodes have the id 3";
        QTest::newRow("same name") << "\"name\":\"later\""
                                   << "\"name\":\"conv1\""
                                   << "Two nodes are called";
        QTest::newRow("bad name") << "\"name\":\"later\""
                                  << "\"name\":\"../../etc\""
                                  << "cannot be a name";
        QTest::newRow("wire to nowhere") << "\"to\":10"
                                         << "\"to\":11"
                                         << "one of them is missing";
        QTest::newRow("circle") << "\"to\":10"
                                << "\"to\":3"
                                << "circle";
        QTest::newRow("no id") << "\"id\":10"
                               << "\"ix\":10"
                               << "needs an id";
        QTest::newRow("id too large") << "\"id\":10"
                                      << "\"id\":99999999999999999"
                                      << "cannot be";
        QTest::newRow("text for a number") << "\"id\":10"
                                           << "\"id\":\"ten\""
                                           << "needs an id";
        QTest::newRow("far away") << "\"x\":10.5"
                                  << "\"x\":1e300"
                                  << "cannot be";
        QTest::newRow("bad setting") << "\"epochs\":4"
                                     << "\"epochs\":-4"
                                     << "epochs";
        QTest::newRow("no nodes") << "\"nodes\": ["
                                  << "\"nodez\": ["
                                  << "list of nodes";
        QTest::newRow("no graph") << " \"0\": {"
                                  << " \"zero\": {"
                                  << "no graph";
    }
    void damaged_files_are_refused_with_words()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, says);
        const auto result = from_text(
            changed(to_text(example()), from.toStdString(), to.toStdString()), "net.lepton");
        QVERIFY(!result.ok());
        const QString said = QString::fromStdString(result.problems().front().str());
        QVERIFY2(said.contains(says), qPrintable(said));
        QVERIFY(said.startsWith("net.lepton"));
    }

    void every_truncation_is_refused()
    {
        const std::string text = to_text(example());
        for (std::size_t length = 0; length + 2 < text.size(); ++length)
            QVERIFY(!from_text(text.substr(0, length), "x").ok());
    }

    void flipped_bytes_never_crash()
    {
        const std::string text = to_text(example());
        std::mt19937 random(7);
        for (int i = 0; i < 20000; ++i) {
            std::string bad = text;
            for (unsigned n = random() % 4 + 1; n-- > 0;)
                bad[random() % bad.size()] = char(random());
            if (const auto result = from_text(bad, "x"); result.ok())
                QVERIFY(from_text(to_text(*result)).ok());
        }
    }

    void deep_nesting_is_refused()
    {
        QVERIFY(!from_text(std::string(5000000, '['), "x").ok());
        QVERIFY(!from_text("{\"format\":1,\"graphs\":" + std::string(100000, '{') + "}", "x").ok());
    }

    void a_full_disk_leaves_the_old_file()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("net.lepton").toStdString();
        QVERIFY(save(example(), path).ok());
        const auto before = *read_file(path);
        // A process that may not write more than 100 bytes a file sees what a full disk shows.
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{100, 100};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            Document other = example();
            (void)apply(other, SetTitle{3, "changed"});
            const auto result = save(other, path);
            ::_exit(!result.ok()
                            && result.problems().front().str().find("full") != std::string::npos
                        ? 0
                        : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(*read_file(path), before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void a_killed_save_leaves_a_whole_file()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("net.lepton").toStdString();
        QVERIFY(save(example(), path).ok());
        for (int i = 0; i < 40; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                Document other = example();
                for (int n = 0;; ++n) {
                    (void)apply(other, SetTitle{3, std::string(std::size_t(n % 5000), 'x')});
                    (void)save(other, path);
                }
            }
            ::usleep(useconds_t(500 + 211 * i));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QVERIFY(load(path).ok());
        }
    }

    void places_that_are_no_files_are_refused()
    {
        QTemporaryDir folder;
        QVERIFY(!load(folder.path().toStdString()).ok());
        QVERIFY(!load("/dev/zero").ok());
        QVERIFY(!load(folder.filePath("missing.lepton").toStdString()).ok());
        QVERIFY(!save(example(), folder.filePath("no/such/folder.lepton").toStdString()).ok());
        const QByteArray fifo = folder.filePath("fifo").toUtf8();
        QCOMPARE(::mkfifo(fifo.constData(), 0600), 0);
        QVERIFY(!load(fifo.toStdString()).ok());
    }
};

LEPTON_TEST(TestDocument)
#include "test_document.moc"

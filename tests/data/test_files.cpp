// Room tests/data: writing and reading files: if these fail, people lose what they saved.
#include "backend/record/files.h"
#include "tests/room.h"
#include "trouble.h"

#include <QTemporaryDir>

#include <filesystem>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lepton;
namespace fs = std::filesystem;

class TestFiles : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    fs::path path(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
    std::size_t files_in_folder() const
    {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry :
             fs::directory_iterator(folder_.path().toStdString()))
            ++count;
        return count;
    }

private Q_SLOTS:
    void cleanup()
    {
        for (const auto& entry : fs::directory_iterator(folder_.path().toStdString()))
            fs::remove_all(entry.path());
    }

    void what_is_written_is_read()
    {
        std::string bytes("a\0b\n", 4);
        bytes += std::string(100'000, 'x');
        QVERIFY(write_file(path("a"), bytes).ok());
        QVERIFY(write_file(path("a"), bytes, Durable::process_end).ok());
        QCOMPARE(read_file(path("a")).value(), bytes);
        QCOMPARE(files_in_folder(), std::size_t(1));
    }

    void a_link_stays_a_link_and_the_mode_stays()
    {
        QVERIFY(write_file(path("a"), "old").ok());
        fs::permissions(path("a"), fs::perms::owner_read | fs::perms::owner_write);
        fs::create_symlink("a", path("link"));
        QVERIFY(write_file(path("link"), "new").ok());
        QVERIFY(fs::is_symlink(path("link")));
        QCOMPARE(read_file(path("a")).value(), std::string("new"));
        struct stat status { };
        QCOMPARE(stat(path("a").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    void a_full_disk_keeps_the_old_file()
    {
        QVERIFY(write_file(path("a"), "old").ok());
        int refused = 0;
        for (std::size_t size = 0; size < 40'000; size += 997) {
            const SmallDisk disk(20'000);
            const auto written = write_file(path("a"), std::string(size, 'x'));
            QCOMPARE(written.ok(), size <= 20'000);
            if (!written) {
                ++refused;
                QVERIFY(written.problems()[0].str().find("disk is full") != std::string::npos);
                QVERIFY(written.problems()[0].where.file == path("a").string());
            }
            QCOMPARE(files_in_folder(), std::size_t(1));
            const auto left = read_file(path("a")).value().size();
            QVERIFY(left == (size <= 20'000 ? size : left));
            QVERIFY(left <= 20'000);
        }
        QVERIFY(refused > 10);
        QCOMPARE(read_file(path("a")).value().size(), std::size_t(19'940));
    }

    void a_read_only_folder_is_said()
    {
        fs::create_directory(path("d"));
        fs::permissions(path("d"), fs::perms::owner_read | fs::perms::owner_exec);
        // Root may write everywhere, so for this we are nobody.
        fs::permissions(folder_.path().toStdString(), fs::perms::all);
        const bool root = geteuid() == 0;
        if (root) {
            QCOMPARE(chown(path("d").c_str(), 65534, 65534), 0);
            QCOMPARE(seteuid(65534), 0);
        }
        const auto written = write_file(path("d") / "a", "x");
        if (root)
            QCOMPARE(seteuid(0), 0);
        QVERIFY(!written.ok());
        QVERIFY(written.problems()[0].str().find("permissions") != std::string::npos);
        const auto proc = write_file("/proc/lepton", "x");
        QVERIFY(!proc.ok());
        QVERIFY(!proc.problems()[0].what.empty());
    }

    void places_that_hold_no_file_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("make_pipe");
        QTest::newRow("missing") << "missing" << false;
        QTest::newRow("folder") << "." << false;
        QTest::newRow("device") << "/dev/zero" << false;
        QTest::newRow("terminal") << "/dev/tty" << false;
        QTest::newRow("pipe, which would wait for ever") << "pipe" << true;
        QTest::newRow("a part is a file") << "/etc/hostname/x" << false;
        QTest::newRow("too long") << QString(5000, 'x') << false;
    }
    void places_that_hold_no_file()
    {
        QFETCH(QString, file);
        QFETCH(bool, make_pipe);
        const fs::path at =
            file.startsWith('/') ? fs::path(file.toStdString()) : path(file.toUtf8().constData());
        if (make_pipe)
            QCOMPARE(mkfifo(at.c_str(), 0600), 0);
        const auto read = read_file(at);
        QVERIFY(!read.ok());
        QVERIFY(!read.problems()[0].what.empty());
        QVERIFY(!read.problems()[0].where.file.empty());
        if (file != "missing") {
            QVERIFY(!write_file(at, "x").ok());
            QVERIFY(!Appender::open(at).ok());
        }
    }

    void a_zero_byte_in_a_path_is_refused()
    {
        const fs::path at(std::string("/tmp/a\0b", 8));
        QVERIFY(!read_file(at).ok());
        QVERIFY(!write_file(at, "x").ok());
    }

    void a_file_above_the_limit_is_refused()
    {
        QVERIFY(write_file(path("a"), std::string(1000, 'x')).ok());
        QVERIFY(read_file(path("a"), 1000).ok());
        QVERIFY(!read_file(path("a"), 999).ok());
    }

    void a_kill_while_saving_leaves_old_or_new()
    {
        const std::string before(300'000, 'o'), after(400'000, 'n');
        QVERIFY(write_file(path("a"), before).ok());
        Sequence sequence(7);
        int killed_early = 0;
        // At least 60 kills, and until one hit a write however fast the disk is.
        for (int i = 0; i < 60 || (killed_early == 0 && i < 3000); ++i) {
            const pid_t child = fork();
            if (child == 0) {
                for (;;) {
                    (void)write_file(path("a"), after, Durable::process_end);
                    (void)write_file(path("a"), before, Durable::process_end);
                }
            }
            usleep(static_cast<useconds_t>(500 + sequence.below(3000)));
            kill(child, SIGKILL);
            waitpid(child, nullptr, 0);
            const auto read = read_file(path("a"));
            QVERIFY(read.ok());
            QVERIFY(*read == before || *read == after);
            killed_early += files_in_folder() > 1 ? 1 : 0;
            remove_leftovers(folder_.path().toStdString());
            QCOMPARE(files_in_folder(), std::size_t(1));
        }
        QVERIFY2(killed_early > 0, "no kill hit a write: the test proves nothing");
    }

    void leftovers_of_the_living_stay()
    {
        const fs::path own = path((".a." + std::to_string(getpid()) + ".1.part").c_str());
        QVERIFY(write_file(own, "half").ok());
        QVERIFY(write_file(path(".hidden.part"), "not ours").ok());
        QVERIFY(write_file(path(".a.999999999999999999999.1.part"), "not ours").ok());
        remove_leftovers(folder_.path().toStdString());
        QCOMPARE(files_in_folder(), std::size_t(3));
    }

    void appended_records_are_whole_or_absent()
    {
        auto log = Appender::open(path("log"));
        QVERIFY(log.ok());
        std::string record(999, 'r');
        record += '\n';
        for (int i = 0; i < 5; ++i)
            QVERIFY(log->append(record).ok());
        {
            const SmallDisk disk(5'300);
            const auto appended = log->append(record);
            QVERIFY(!appended.ok());
            QVERIFY(appended.problems()[0].str().find("disk is full") != std::string::npos);
        }
        QCOMPARE(fs::file_size(path("log")), std::uintmax_t(5'000));
        QVERIFY(log->append(record).ok());
        QCOMPARE(fs::file_size(path("log")), std::uintmax_t(6'000));
    }

    void an_unfinished_line_is_cut_off_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("whole") << QByteArray("a\nb\n") << QByteArray("a\nb\nc\n");
        QTest::newRow("half") << QByteArray("a\nb\nhal") << QByteArray("a\nb\nc\n");
        QTest::newRow("only half") << QByteArray("hal") << QByteArray("c\n");
        QTest::newRow("empty") << QByteArray() << QByteArray("c\n");
        QTest::newRow("long") << QByteArray("a\n") + QByteArray(10'000, 'x')
                              << QByteArray("a\nc\n");
    }
    void an_unfinished_line_is_cut_off()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QVERIFY(write_file(path("log"), before.toStdString()).ok());
        auto log = Appender::open_lines(path("log"));
        QVERIFY(log.ok());
        QVERIFY(log->append("c\n").ok());
        QCOMPARE(QByteArray::fromStdString(read_file(path("log")).value()), after);
    }
};

LEPTON_TEST(TestFiles)
#include "test_files.moc"

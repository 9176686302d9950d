// Room tests/data: what the tests of readers share: damaged copies, a small disk, and real Python.
#pragma once

#include <QProcess>
#include <QString>
#include <QTest>

#include <csignal>
#include <cstdint>
#include <string>
#include <sys/resource.h>

namespace lepton {

/// A fixed sequence of numbers: the same damage in every run (splitmix64).
class Sequence {
public:
    explicit Sequence(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t n) { return next() % n; }

private:
    std::uint64_t state_;
};

/// Calls `read` with copies of `bytes`: cut at up to `cuts` places, and `flips` times with 1 to 4
/// bytes changed, more often at the begin, where sizes stand. `read(copy, cut)` must come back,
/// whatever it finds.
template <class Read>
void damage(const std::string& bytes, int cuts, int flips, std::uint64_t seed, Read read)
{
    Sequence sequence(seed);
    const std::size_t step =
        std::max<std::size_t>(1, bytes.size() / static_cast<std::size_t>(cuts));
    for (std::size_t n = 0; n < bytes.size(); n += n < 64 ? 1 : step)
        read(bytes.substr(0, n), true);
    for (int i = 0; i < flips; ++i) {
        std::string copy = bytes;
        for (std::uint64_t changes = 1 + sequence.below(4); changes > 0; --changes) {
            const std::size_t range =
                i % 2 == 0 ? std::min<std::size_t>(copy.size(), 256) : copy.size();
            const auto kind = sequence.below(3);
            char& byte = copy[sequence.below(range)];
            byte = kind == 0 ? '\xff'
                : kind == 1  ? static_cast<char>(byte ^ (1 << sequence.below(8)))
                             : static_cast<char>(sequence.next());
        }
        read(copy, false);
    }
}

/// While it lives no file can grow beyond `bytes`: what a full disk does, on any machine.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

/// The Python with numpy, safetensors and tensorboard that the tests may use; empty if there is
/// none.
inline QString python() { return qEnvironmentVariable("LEPTON_PYTHON"); }

/// Runs a script; what it prints, or its error.
inline QString run_python(const QString& script, const QStringList& arguments)
{
    QProcess process;
    process.start(python(), QStringList{"-c", script} + arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return "failed: " + QString::fromUtf8(process.readAllStandardError()).right(2000)
            + process.errorString();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace lepton

#define NEEDS_PYTHON                                                                               \
    if (lepton::python().isEmpty())                                                                \
    QSKIP("LEPTON_PYTHON is not set: give it a Python with numpy, safetensors and tensorboard")

// Tests of the engine: a folder with a drawing in it, and the program `lepton` run on it.
#pragma once

#include "backend/record/run_directory.h"
#include "backend/train/checkpoint.h"
#include "nodes/graph/document.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace lepton {

/// What a finished `lepton` said.
struct Said {
    int code = -1; ///< exit code; 1000 + signal when it was killed
    QString out, err;
    Json json() const; ///< all of stdout as one JSON value, null if it is none
    Json last() const; ///< the last line of stdout as JSON
};

/// A temporary folder with an example in it. Everything is gone when it ends.
class Playground {
public:
    /// Copies an example of resources/examples.
    explicit Playground(const std::string& example);

    std::filesystem::path folder() const { return dir_.path().toStdString(); }
    std::filesystem::path file() const { return folder() / "net.lepton"; }
    RunDirectory run(const std::string& name = "run") const { return {folder() / name}; }
    /// Changes the drawing before it is used.
    Document document() const;
    void save(const Document& document) const;

    /// Runs `lepton ARGUMENTS` to its end; "FILE" and "RUN" stand for the drawing and its run.
    Said lepton(const QStringList& arguments, const QByteArray& input = {},
                int seconds = 120) const;
    /// The same where no file may grow beyond so many KiB: the write errors of a full disk.
    Said limited(int kibibytes, const QStringList& arguments) const;
    /// Starts it and comes back at once.
    std::unique_ptr<QProcess> start(QStringList arguments) const;

private:
    QStringList filled(QStringList arguments) const;
    Said finished(QProcess& process, const QStringList& arguments, int seconds) const;

    QTemporaryDir dir_;
};

/// The weights of a run's last checkpoint, byte for byte, and where it stood.
Checkpoint last_checkpoint(const RunDirectory& run);
/// Whether two checkpoints hold the same tensors, byte for byte, of the same step.
bool same_state(const Checkpoint& a, const Checkpoint& b);
/// Waits until `done` or the time is over.
bool wait_until(const std::function<bool()>& done, int milliseconds = 60'000);

} // namespace lepton

// Room gui/runs: where a run's files come from: a folder here, or another machine's `lepton
// follow`. [any]
#pragma once

#include "backend/record/run_directory.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>

namespace lepton {

/// What tells whether a file is another one than before.
struct FileStamp {
    qint64 inode = 0, changed_ns = 0, size = -1; ///< size -1: there is no such file
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Lists files, reads bytes after an offset, sends commands. Nothing else in the window knows which
/// kind it is. Used from the watcher's thread only.
class RunSource {
public:
    virtual ~RunSource() = default;
    virtual RunDirectory directory() const = 0;
    /// Bytes of a file of the run after `offset`, at most `limit`; empty when there are none.
    virtual QByteArray read(const QString& file, qint64 offset, qint64 limit) = 0;
    /// Sends one command to the live run; `answer` is called once, with {"ok": false, "problem": …}
    /// if nobody listens.
    virtual void send(const QJsonObject& command,
                      std::function<void(const QJsonObject&)> answer) = 0;
    virtual FileStamp stamp(const QString& file) = 0;
    /// run.json; what should live without its lock is interrupted.
    virtual Result<RunInfo> info() = 0;
};

/// A run directory on this machine, its socket for commands.
std::unique_ptr<RunSource> folder_source(const RunDirectory& run);

} // namespace lepton

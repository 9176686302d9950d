// Room gui/runs: where a run's files come from: a folder here, or another
// machine's `lepton follow`. [gui]
#pragma once

#include "backend/record/run_directory.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace lepton {

/// Lists files, reads bytes after an offset, sends commands. Nothing else in
/// the window knows which kind it is.
class RunSource {
public:
    virtual ~RunSource() = default;
    virtual RunDirectory directory() const = 0;
    /// Bytes of a file of the run after `offset`, at most `limit`; empty when
    /// there are none.
    virtual QByteArray read(const QString& file, qint64 offset, qint64 limit) = 0;
    /// Sends one command to the live run; `answer` is called once, with {"ok":
    /// false, "problem": …} if nobody listens.
    virtual void send(const QJsonObject& command,
                      std::function<void(const QJsonObject&)> answer) = 0;
};

} // namespace lepton

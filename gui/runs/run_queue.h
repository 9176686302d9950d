// Room gui/runs: the trainings that wait for their turn, kept beside the runs so that closing or
// killing the window loses none. [gui]
#pragma once

#include "nodes/graph/document.h"

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <map>
#include <memory>
#include <vector>

namespace lepton {

/// A training that waits for the live one to end.
struct QueuedRun {
    quint64 ticket = 0;
    QString name; ///< what changed since the run before it
    Document document;
    QString path;
    QStringList overrides;
};

/// All that wait, in their order, of every document this window has had open. Each folder of runs
/// keeps its own in queue.json; one window at a time owns it.
class RunQueue {
public:
    const std::vector<QueuedRun>& all() const { return waiting_; }
    bool empty() const { return waiting_.empty(); }
    quint64 add(QueuedRun run);
    void drop(quint64 ticket);
    /// Takes up what a closed or killed window left waiting for this document. True if there was
    /// something; nothing is taken from a window that lives.
    bool take_up(const QString& path);

private:
    bool own(const std::filesystem::path& folder);
    void write(const QString& path);

    std::vector<QueuedRun> waiting_;
    quint64 next_ = 1;
    std::map<std::filesystem::path, std::unique_ptr<QLockFile>> owned_;
};

} // namespace lepton

// Room gui/runs: all runs of a document: their states, notes and stars, and the trash. [gui]
#pragma once

#include "backend/record/run_directory.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <vector>

namespace lepton {

/// One run of the list.
struct RunEntry {
    RunDirectory run;
    RunInfo info;
    QString note;
    bool star = false;
    QString unreadable; ///< why run.json could not be read; empty normally

    int number() const;
    /// "7 · lr 0.003", or the number alone.
    QString name() const;
    friend bool operator==(const RunEntry& a, const RunEntry& b);
};

/// Follows a folder of runs: looks once a second, on a thread of the pool, while somebody shows the
/// list.
class RunList : public QObject {
    Q_OBJECT
public:
    explicit RunList(QObject* parent = nullptr);

    /// The runs of this document (its path; empty while untitled).
    void open(const QString& document);
    const std::vector<RunEntry>& entries() const { return entries_; }
    const RunEntry* find(const std::filesystem::path& run) const;
    /// Looks now and every second while on.
    void set_active(bool on);
    void look();

    Result<Done> set_note(const RunDirectory& run, const QString& note);
    Result<Done> set_star(const RunDirectory& run, bool star);

    /// Moves a run to the trash folder beside it. A live run stays.
    Result<Done> trash(const RunDirectory& run);
    bool can_undo_trash() const { return !trashed_.empty(); }
    /// Brings the run back that went last.
    Result<Done> undo_trash();

Q_SIGNALS:
    void changed();

private:
    Result<Done> write_note(const RunDirectory& run, const QString& note, bool star);

    struct Trashed {
        std::filesystem::path from, to;
    };
    std::filesystem::path folder_;
    std::vector<RunEntry> entries_;
    std::vector<Trashed> trashed_;
    QTimer timer_;
    bool looking_ = false;
    quint64 asked_ = 0;
};

/// Reads the whole list. [any]
std::vector<RunEntry> read_run_list(const std::filesystem::path& folder);

} // namespace lepton

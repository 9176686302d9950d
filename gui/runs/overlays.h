// Room gui/runs: the curves of other runs, laid over those of the run on show. [gui]
#pragma once

#include "gui/runs/run_curves.h"
#include "gui/runs/run_watcher.h"

#include <QObject>

#include <memory>
#include <vector>

namespace lepton {

/// A run ticked in the Runs panel.
struct Overlay {
    RunDirectory run;
    RunInfo info;
    std::shared_ptr<RunCurves> curves = std::make_shared<RunCurves>(); ///< plots share it
    std::unique_ptr<RunWatcher> watcher;
};

/// All ticked runs. Each is watched like the one on show, so a live run grows here too.
class Overlays : public QObject {
    Q_OBJECT
public:
    explicit Overlays(QObject* parent = nullptr)
        : QObject(parent)
    {
    }

    void set(const RunDirectory& run, bool shown);
    bool contains(const RunDirectory& run) const;
    void clear();
    const std::vector<std::unique_ptr<Overlay>>& all() const { return all_; }

Q_SIGNALS:
    void changed(); ///< another set of runs
    void grew(); ///< curves of one of them got longer

private:
    std::vector<std::unique_ptr<Overlay>> all_;
};

/// The colour index of a run, the same wherever and whenever it is shown: its number.
int color_index(const RunDirectory& run);

} // namespace lepton

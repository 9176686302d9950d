// Room gui/runs: the curves of other runs, laid over those of the run on show. [gui]
#include "gui/runs/overlays.h"

#include <algorithm>
#include <charconv>

namespace lepton {

int color_index(const RunDirectory& run)
{
    const std::string name = run.path.filename().string();
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    // The first two of the cycle are train and validation of the run on show.
    constexpr int free_colors = 8;
    return 2 + (number > 0 ? number - 1 : 0) % free_colors;
}

bool Overlays::contains(const RunDirectory& run) const
{
    return std::any_of(all_.begin(), all_.end(),
                       [&](const auto& o) { return o->run.path == run.path; });
}

void Overlays::set(const RunDirectory& run, bool shown)
{
    if (contains(run) == shown)
        return;
    if (!shown) {
        const auto place = std::find_if(all_.begin(), all_.end(),
                                        [&](const auto& o) { return o->run.path == run.path; });
        std::unique_ptr<Overlay> gone = std::move(*place);
        all_.erase(place);
        Q_EMIT changed(); // plots forget its curves before they go
        return;
    }
    auto overlay = std::make_unique<Overlay>();
    Overlay* o = overlay.get();
    o->run = run;
    o->watcher = std::make_unique<RunWatcher>(folder_source(run));
    o->watcher->set_curves_only(true);
    connect(o->watcher.get(), &RunWatcher::info_read, this, [this, o](const RunInfo& info) {
        o->info = info;
        Q_EMIT grew();
    });
    connect(o->watcher.get(), &RunWatcher::metrics_read, this,
            [this, o](const std::vector<MetricsRecord>& records) {
                o->curves->append(records);
                Q_EMIT grew();
            });
    connect(o->watcher.get(), &RunWatcher::metrics_restarted, this, [this, o] {
        Q_EMIT changed();
        o->curves->clear();
    });
    all_.push_back(std::move(overlay));
    Q_EMIT changed();
}

void Overlays::clear()
{
    const auto gone = std::exchange(all_, {});
    if (!gone.empty())
        Q_EMIT changed();
}

} // namespace lepton

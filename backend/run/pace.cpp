// Room backend/run: keeps the host from running far ahead of a GPU.
#include "backend/run/pace.h"

#include <c10/core/impl/VirtualGuardImpl.h>

namespace lepton {

void Pace::wait()
{
    if (events_[next_])
        events_[next_]->synchronize();
}

void Pace::mark()
{
    if (device_.is_cpu())
        return;
    const c10::impl::VirtualGuardImpl guard(device_.type());
    if (!events_[next_])
        events_[next_].emplace(device_.type());
    events_[next_]->record(guard.getStream(device_));
    next_ = (next_ + 1) % ahead;
}

} // namespace lepton

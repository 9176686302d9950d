// Room backend/run: work that is the same each time: done some times, then recorded, then replayed.
#include "backend/run/repeated.h"

#include "backend/run/engine.h"

namespace lepton {

void Repeated::run(const std::function<void()>& work)
{
    if (!recording_ && record_ && given_up_.empty() && done_ >= warm_up) {
        try {
            recording_ = record_(work);
        } catch (...) {
            given_up_ = caught_problems().front().str();
        }
    }
    if (recording_) {
        recording_->replay();
        return;
    }
    work();
    ++done_;
}

} // namespace lepton

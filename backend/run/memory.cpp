// Room backend/run: memory that the process keeps, so that no step pays for
// page faults.
#include "backend/run/memory.h"

#include <c10/core/CPUAllocator.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <mutex>
#include <new>
#include <vector>

namespace lepton {
namespace {

constexpr std::size_t alignment = 64;

/// Blocks in classes of a quarter power of two; a freed block waits in its
/// class for the next tensor of that size.
class KeepingAllocator final : public c10::Allocator {
public:
    c10::DataPtr allocate(std::size_t bytes) override
    {
        if (bytes == 0)
            return {nullptr, nullptr, &release, c10::Device(c10::kCPU)};
        const std::size_t kind = class_of(bytes);
        void* block = take(kind);
        if (!block) {
            const std::size_t lines =
                (class_bytes(kind) + alignment - 1) / alignment; // it asks for whole ones
            block = std::aligned_alloc(alignment, (lines + 1) * alignment);
            if (!block)
                throw std::bad_alloc();
            *static_cast<std::size_t*>(block) = kind;
        }
        void* data = static_cast<std::byte*>(block) + alignment;
        return {data, data, &release, c10::Device(c10::kCPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const override
    {
        default_copy_data(to, from, bytes);
    }

    void give_back()
    {
        const std::lock_guard lock(mutex_);
        for (auto& waiting : waiting_) {
            for (void* block : waiting)
                std::free(block);
            waiting.clear();
        }
        kept_ = 0;
    }
    std::size_t kept()
    {
        const std::lock_guard lock(mutex_);
        return kept_;
    }

    static KeepingAllocator& instance()
    {
        static auto* allocator = new KeepingAllocator; // outlives every tensor
        return *allocator;
    }

private:
    static std::size_t class_of(std::size_t bytes)
    {
        bytes = std::max(bytes, alignment);
        const auto power = static_cast<std::size_t>(std::bit_width(bytes) - 1);
        const std::size_t quarter = std::size_t(1) << (power - 2);
        const std::size_t above = bytes - (std::size_t(1) << power);
        return power * 4 + (above + quarter - 1) / quarter;
    }
    static std::size_t class_bytes(std::size_t kind)
    {
        const std::size_t power = kind / 4;
        return (std::size_t(1) << power) + (kind % 4) * (std::size_t(1) << (power - 2));
    }
    void* take(std::size_t kind)
    {
        const std::lock_guard lock(mutex_);
        if (waiting_[kind].empty())
            return nullptr;
        void* block = waiting_[kind].back();
        waiting_[kind].pop_back();
        kept_ -= class_bytes(kind);
        return block;
    }
    static void release(void* data)
    {
        if (!data)
            return;
        void* block = static_cast<std::byte*>(data) - alignment;
        KeepingAllocator& allocator = instance();
        const std::size_t kind = *static_cast<std::size_t*>(block);
        const std::lock_guard lock(allocator.mutex_);
        allocator.waiting_[kind].push_back(block);
        allocator.kept_ += class_bytes(kind);
    }

    std::mutex mutex_;
    std::array<std::vector<void*>, 64 * 4 + 4> waiting_;
    std::size_t kept_ = 0;
};

} // namespace

void keep_memory()
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 16 << 20);
    c10::SetCPUAllocator(&KeepingAllocator::instance(), 255);
}

void release_memory()
{
    KeepingAllocator::instance().give_back();
    malloc_trim(0);
}

std::size_t kept_bytes() { return KeepingAllocator::instance().kept(); }

} // namespace lepton

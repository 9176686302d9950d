// Tests of the engine: records LibTorch's operators on the CPU and runs them again, as a CUDA graph
// does on a GPU.
#include "tape.h"

#include <ATen/ATen.h>
#include <torch/library.h>

#include <cstring>
#include <map>
#include <set>

namespace lepton {
namespace {

constexpr auto key = c10::DispatchKey::TESTING_ONLY_GenericMode;

/// All tensors in an argument or result.
std::vector<at::Tensor> tensors_in(const c10::IValue& value)
{
    std::vector<at::Tensor> out;
    const auto add = [&](const c10::IValue& one) {
        if (one.isTensor() && one.toTensor().defined())
            out.push_back(one.toTensor());
    };
    add(value);
    if (value.isList())
        for (const c10::IValue& one : value.toListRef())
            add(one);
    return out;
}

class Tape final : public Recording {
public:
    void replay() override
    {
        for (const Call& call : calls_) {
            torch::jit::Stack stack = call.arguments;
            call.op.callBoxed(stack);
            std::size_t next = 0;
            for (const c10::IValue& result : stack)
                for (const at::Tensor& now : tensors_in(result)) {
                    at::Tensor there = call.results[next++];
                    if (now.const_data_ptr() != there.const_data_ptr())
                        there.copy_(now);
                }
        }
    }

    void call(const c10::OperatorHandle& op, torch::jit::Stack* stack)
    {
        static const std::set<std::string> readers{"aten::item", "aten::_local_scalar_dense",
                                                   "aten::is_nonzero", "aten::equal",
                                                   "aten::nonzero"};
        if (readers.contains(op.schema().name()))
            throw std::runtime_error("a number was read while recording");
        const std::size_t count = op.schema().arguments().size();
        const auto first = stack->end() - static_cast<std::ptrdiff_t>(count);
        Call call{op, std::vector<c10::IValue>(first, stack->end()), {}};
        for (const c10::IValue& argument : call.arguments)
            for (const at::Tensor& tensor : tensors_in(argument))
                remember(tensor.storage());
        {
            const c10::impl::ExcludeDispatchKeyGuard once(key);
            op.callBoxed(stack);
        }
        for (auto it = stack->end() - static_cast<std::ptrdiff_t>(op.schema().returns().size());
             it != stack->end(); ++it)
            for (const at::Tensor& tensor : tensors_in(*it)) {
                call.results.push_back(tensor);
                if (!before_.contains(tensor.storage().unsafeGetStorageImpl()))
                    made_.insert(tensor.storage().unsafeGetStorageImpl());
            }
        calls_.push_back(std::move(call));
    }

    /// Puts all memory back to what it was before the recording.
    void undo()
    {
        for (auto& [storage, kept] : before_)
            std::memcpy(kept.storage.mutable_data(), kept.bytes.data(), kept.bytes.size());
        before_.clear();
        made_.clear();
    }

private:
    struct Call {
        c10::OperatorHandle op;
        std::vector<c10::IValue> arguments;
        std::vector<at::Tensor> results;
    };
    struct Kept {
        c10::Storage storage;
        std::string bytes;
    };

    void remember(const c10::Storage& storage)
    {
        c10::StorageImpl* const which = storage.unsafeGetStorageImpl();
        if (made_.contains(which) || before_.contains(which))
            return;
        before_.emplace(
            which, Kept{storage, {static_cast<const char*>(storage.data()), storage.nbytes()}});
    }

    std::vector<Call> calls_;
    std::map<c10::StorageImpl*, Kept> before_;
    std::set<c10::StorageImpl*> made_; ///< results: they keep no meaning between replays
};

Tape* running = nullptr;

void on_call(const c10::OperatorHandle& op, torch::jit::Stack* stack) { running->call(op, stack); }

} // namespace

std::unique_ptr<Recording> record_on_tape(const std::function<void()>& work)
{
    static torch::Library library(torch::Library::IMPL, "_", key, __FILE__, __LINE__);
    static const bool once = [] {
        library.fallback(torch::CppFunction::makeFromBoxedFunction<&on_call>());
        return true;
    }();
    (void)once;
    auto tape = std::make_unique<Tape>();
    at::Generator draws = at::globalContext().defaultGenerator(c10::kCPU);
    const at::Tensor drawn = draws.get_state();
    const auto end = [&] {
        running = nullptr;
        tape->undo();
        draws.set_state(drawn);
    };
    running = tape.get();
    try {
        const c10::impl::IncludeDispatchKeyGuard seen(key);
        work();
    } catch (...) {
        end();
        throw;
    }
    end();
    return tape;
}

} // namespace lepton

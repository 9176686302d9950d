// Room backend/run: measuring a model: forward without gradients, losses and
// metrics summed over batches.
#include "backend/run/evaluation.h"

#include "backend/run/bound.h"
#include "backend/run/engine.h"
#include "backend/run/ledger.h"

#include <c10/core/InferenceMode.h>

namespace lepton {

/// The sums, and the calls that lead to what is measured in each bound program.
struct Evaluation::State {
    explicit State(std::shared_ptr<Model> of)
        : model(std::move(of))
        , sums(model->program())
    {
    }

    std::shared_ptr<Model> model;
    Sums sums;
    std::shared_ptr<Bound> last;
    bool with_outputs = false;
    Path path;

    void choose_path(const std::shared_ptr<Bound>& bound, bool outputs)
    {
        if (last == bound && with_outputs == outputs)
            return;
        std::vector<Value> wanted = sums.wanted();
        if (outputs)
            for (const Output& output : bound->program.outputs)
                wanted.push_back(output.shown);
        path = bound->executor->path(wanted, false);
        last = bound;
        with_outputs = outputs;
    }
};

Evaluation::Evaluation(std::shared_ptr<Model> model)
    : state_(std::make_unique<State>(std::move(model)))
{
}
Evaluation::~Evaluation() = default;

Result<Done> Evaluation::run(const Batch& batch, std::vector<at::Tensor>* outputs)
{
    return guarded([&] {
        const c10::InferenceMode inference;
        State& s = *state_;
        const std::shared_ptr<Bound> bound = s.model->bound(batch.tensors);
        s.choose_path(bound, outputs != nullptr);
        Values values = s.model->filled(*bound, batch.tensors);
        bound->executor->run(s.path, values, Mode{});
        std::vector<at::Tensor> measured;
        for (const Value v : s.sums.wanted())
            measured.push_back(values[static_cast<std::size_t>(v.index)]);
        s.sums.add(measured, batch.size);
        if (outputs) {
            outputs->clear();
            for (const Output& output : bound->program.outputs)
                outputs->push_back(values[static_cast<std::size_t>(output.shown.index)]);
        }
        return Done{};
    });
}

Result<Scores> Evaluation::scores()
{
    return guarded([&]() -> Result<Scores> {
        const c10::InferenceMode inference;
        if (!state_->last)
            return Scores{};
        return state_->sums.scores(*state_->last->executor);
    });
}

void Evaluation::restart()
{
    const c10::InferenceMode inference;
    state_->sums.restart();
}

} // namespace lepton

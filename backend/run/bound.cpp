// Room backend/run: a program with its named dimensions bound to numbers, ready
// to run.
#include "backend/run/bound.h"

#include "backend/run/engine.h"

#include <algorithm>
#include <sstream>

namespace lepton {
namespace {

constexpr std::size_t most_bindings = 16; ///< serving may see many batch sizes

Problem misfit(const Program& program, const Feed& feed, const at::Tensor& tensor)
{
    std::ostringstream sizes;
    sizes << tensor.sizes();
    Problem problem;
    problem.where.node = program.datasets[feed.dataset].node;
    problem.where.port = feed.role;
    problem.what = say("takes {0}, gets {1}", program.type(feed.value).shape.text(), sizes.str());
    return problem;
}

bool same_sizes(const std::vector<std::vector<std::int64_t>>& sizes,
                const std::vector<at::Tensor>& inputs)
{
    return std::equal(sizes.begin(), sizes.end(), inputs.begin(), inputs.end(),
                      [](const std::vector<std::int64_t>& a, const at::Tensor& b) {
                          return b.defined() ? b.sizes() == at::IntArrayRef(a)
                                             : a.size() == 1 && a[0] == -1;
                      });
}

} // namespace

Result<Binding> numbers_of(const Program& program, const std::vector<Feed>& feeds,
                           const std::vector<at::Tensor>& inputs)
{
    Binding numbers;
    for (std::size_t i = 0; i < feeds.size() && i < inputs.size(); ++i) {
        const Shape& shape = program.type(feeds[i].value).shape;
        const at::Tensor& tensor = inputs[i];
        if (!tensor.defined() || !shape.ranked())
            continue;
        if (static_cast<std::size_t>(tensor.dim()) != shape.rank())
            return misfit(program, feeds[i], tensor);
        for (std::size_t d = 0; d < shape.rank(); ++d) {
            const std::int64_t size = tensor.size(static_cast<std::int64_t>(d));
            bool fits = !shape[d].known() || shape[d].value() == size;
            if (shape[d].is_named())
                fits = numbers.emplace(shape[d].name(), size).first->second == size;
            if (!fits)
                return misfit(program, feeds[i], tensor);
        }
    }
    return numbers;
}

Bindings::Bindings(const Program& program, const RunSettings& settings)
    : program_(program)
    , settings_(settings)
    , feeds_(lepton::feeds(program))
{
}

std::shared_ptr<Bound> Bindings::at(const std::vector<at::Tensor>& inputs)
{
    if (!bound_.empty() && same_sizes(last_sizes_, inputs))
        return bound_.back();
    Result<Binding> numbers = numbers_of(program_, feeds_, inputs);
    if (!numbers)
        throw Fault(numbers.problems());
    const auto known =
        std::find_if(bound_.begin(), bound_.end(),
                     [&](const std::shared_ptr<Bound>& b) { return b->numbers == *numbers; });
    if (known != bound_.end()) {
        std::rotate(known, known + 1, bound_.end());
    } else {
        Result<Program> program = lepton::bind(program_, *numbers);
        if (!program)
            throw Fault(program.problems());
        auto made = std::make_shared<Bound>();
        made->numbers = *numbers;
        made->program = std::move(*program);
        auto executor = Executor::make(made->program, settings_);
        if (!executor)
            throw Fault(executor.problems());
        made->executor = std::move(*executor);
        std::vector<Value> outputs;
        for (const Output& output : made->program.outputs)
            outputs.push_back(output.value);
        made->outputs = made->executor->path(outputs, false);
        if (bound_.size() == most_bindings)
            bound_.erase(bound_.begin());
        bound_.push_back(std::move(made));
    }
    last_sizes_.clear();
    for (const at::Tensor& tensor : inputs)
        last_sizes_.push_back(tensor.defined() ? tensor.sizes().vec()
                                               : std::vector<std::int64_t>{-1});
    return bound_.back();
}

} // namespace lepton

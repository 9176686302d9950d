// Room backend/run: a program with its named dimensions bound to numbers, ready
// to run; made once per set of numbers.
#pragma once

#include "backend/run/executor.h"
#include "backend/run/feeds.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lepton {

/// Named dimension → number, as in {"N": 64}.
using Binding = std::map<std::string, std::int64_t>;

/// The numbers that the named dimensions have in these inputs. A feed whose
/// tensor does not fit its type is a problem.
Result<Binding> numbers_of(const Program& program, const std::vector<Feed>& feeds,
                           const std::vector<at::Tensor>& inputs);

/// One bound program with its executor.
struct Bound {
    Binding numbers;
    Program program;
    std::unique_ptr<Executor> executor;
    Path outputs; ///< calls that lead to the outputs, freeing early
};

/// The bound programs of a model, the last few used.
class Bindings {
public:
    Bindings(const Program& program, const RunSettings& settings);

    /// The program bound for these inputs. Throws Fault where they do not fit.
    std::shared_ptr<Bound> at(const std::vector<at::Tensor>& inputs);
    const std::vector<Feed>& feeds() const { return feeds_; }

private:
    const Program& program_;
    const RunSettings& settings_;
    std::vector<Feed> feeds_;
    std::vector<std::shared_ptr<Bound>> bound_; ///< most recently used last
    std::vector<std::vector<std::int64_t>> last_sizes_;
};

} // namespace lepton

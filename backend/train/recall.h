// Room backend/train: what was computed for the last question, so that the next one computes only
// what a change can be seen in.
#pragma once

#include "backend/run/model.h"

#include <ATen/core/Tensor.h>

namespace lepton {

/// Numbers for values by how they come about: equal numbers mean equal values. Knows those of the
/// last two rounds.
class Recipes {
public:
    /// Everything that was not asked for since the last round is forgotten after this one.
    void next_round();
    /// What has a name: "scale1 features 7".
    std::int64_t named(const std::string& name);
    /// The outputs of a call whose inputs have these numbers (-1 for absent ones).
    std::vector<std::int64_t> made(const Call& call, const std::vector<std::int64_t>& inputs);
    /// A number that nothing else has.
    std::int64_t unique() { return next_++; }

private:
    struct Made {
        Attributes attributes;
        bool training_only = false;
        std::vector<std::int64_t> outputs;
    };
    struct Round {
        std::map<std::string, std::int64_t> named;
        std::map<std::pair<const Op*, std::vector<std::int64_t>>, std::vector<Made>> made;
    };
    Round before_, now_;
    std::int64_t next_ = 0;
};

/// The values of one sample of a network that is changed from question to question.
class Recall {
public:
    /// What came out, in the order it was wanted.
    struct Answer {
        std::vector<at::Tensor> values;
        std::vector<std::int64_t> numbers; ///< the same number as in the answer before: equal
        std::vector<std::int64_t> weights; ///< the same of the program's weights, in their order
        std::size_t computed = 0, kept = 0; ///< calls
    };

    /// Values of the model in evaluation mode. `feeds` name what the inputs are: equal names, equal
    /// inputs. Weights are compared number by number with those that had the same name before, so
    /// the model's may not change between two questions; another model may come.
    Answer values(Model& model, const std::vector<at::Tensor>& inputs,
                  const std::vector<std::string>& feeds, std::span<const Value> wanted);

private:
    struct Known {
        at::Tensor tensor;
        std::int64_t number = -1;
    };
    Recipes recipes_;
    std::map<std::string, Known> weights_;
    std::map<std::int64_t, at::Tensor> values_; ///< by number
};

} // namespace lepton

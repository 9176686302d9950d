// Room backend/train: a model with its weights and its data's meaning, ready to train or to answer.
#pragma once

#include "backend/run/evaluation.h"
#include "backend/run/model.h"
#include "backend/train/answers.h"
#include "backend/train/checkpoint.h"
#include "backend/train/prepare.h"

namespace lepton {

/// A network that can be asked.
struct Network {
    Prepared prepared;
    Task task;
    std::shared_ptr<Model> model;
    std::filesystem::path checkpoint; ///< the file its weights came from
    Position position; ///< where the training stood then
    Json about; ///< of the checkpoint

    const Program& program() const { return model->program(); }
};

/// The network of a checkpoint's file. Without `data` the facts kept in it are taken, and the data
/// may be gone.
Result<Network> load_network(const std::filesystem::path& checkpoint, const RunSettings& settings,
                             bool data);

/// A tensor's bytes and back. Floating types of a run without a name of their own are not stored.
RawTensor to_raw(const std::string& name, const at::Tensor& tensor);
at::Tensor to_tensor(const RawTensor& raw);
/// Parameters and buffers under their names.
std::vector<RawTensor> weights_of(const Model& model);
/// Sets all weights from tensors of a checkpoint; missing ones and ones that do not fit are
/// problems.
Result<Done> set_weights(Model& model, const std::vector<RawTensor>& tensors,
                         const std::string& file);
/// False if a floating tensor holds an infinite number or no number.
bool all_finite(const std::vector<RawTensor>& tensors);

/// Fills the *given* buffers, and measures the *fitted* ones on the training part: mean, deviation,
/// least and greatest value.
Result<Done> fit_buffers(Model& model, const Batches& batches,
                         const std::vector<std::int64_t>& samples, std::int64_t batch);

/// The answers for some inputs, which follow feeds(program) and have the samples first.
Result<std::vector<Answer>> answers(Network& network, const std::vector<at::Tensor>& inputs);
/// Answers out of Output::shown, one per sample.
std::vector<Answer> answers_from(const Task& task, const at::Tensor& shown);

} // namespace lepton

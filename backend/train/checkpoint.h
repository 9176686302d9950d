// Room backend/train: checkpoints: one safetensors file each, and which of them is last and best.
// Torch-free.
#pragma once

#include "backend/record/run_directory.h"
#include "backend/record/safetensors.h"
#include "nodes/json.h"

#include <optional>

namespace lepton {

/// Where a training stands; all that is needed to go on as if nothing had happened.
struct Position {
    std::int64_t epoch = 0; ///< epochs done
    std::int64_t batch = 0; ///< batches done of the present one
    std::int64_t step = 0; ///< steps done
    double seconds = 0; ///< spent training
    std::vector<double> base_rates; ///< learning rate of each optimizer before its schedule
    std::vector<double> watched; ///< what *best by* was after each epoch
    std::optional<CheckpointNote> best;
    std::int64_t epochs_without_gain = 0;
};
Json to_json(const Position& position);
Result<Position> position_from_json(const Json& json, const std::string& file);

/// A checkpoint: tensors by their names in the model; the optimizers' state under "optimizer/…".
struct Checkpoint {
    std::vector<RawTensor> tensors;
    Position position;
    std::string project; ///< text of the .lepton file
    Json about =
        Json::object(); ///< run id, seed, threads, device, batch, data fingerprints, versions
};

/// The file's bytes; the same checkpoint gives the same bytes.
std::string to_bytes(const Checkpoint& checkpoint);
/// Reads and checks a file; anything damaged is a problem that names the file.
Result<Checkpoint> load_checkpoint(const std::filesystem::path& file);

/// "step-00001719.safetensors".
std::string checkpoint_name(std::int64_t step);
/// Files in checkpoints/, by step.
std::vector<std::filesystem::path> list_checkpoints(const RunDirectory& run);

/// Which checkpoint last.json or best.json names; nothing where there is none.
std::optional<std::filesystem::path> named_checkpoint(const RunDirectory& run,
                                                      const std::string& which);
/// Makes `which` ("last", "best") name a checkpoint.
Result<Done> name_checkpoint(const RunDirectory& run, const std::string& which,
                             const CheckpointNote& note);

/// The newest checkpoint that can be read, or nothing. Files that cannot are named in `damaged`.
std::optional<Checkpoint> newest_checkpoint(const RunDirectory& run, Problems& damaged);

/// Deletes what is not worth keeping: the first, the best, the last two and epoch ends up to
/// `limit` bytes stay.
void prune_checkpoints(const RunDirectory& run, std::int64_t steps_per_epoch,
                       std::uint64_t limit = 200 << 20);

/// The file a person means by RUN or CHECKPOINT: a safetensors file, or a run's best, else its
/// last.
Result<std::filesystem::path> checkpoint_of(const std::filesystem::path& run_or_file,
                                            const std::string& which = "best");
/// The run a checkpoint belongs to, if it lies in one.
std::optional<RunDirectory> run_of(const std::filesystem::path& checkpoint);

} // namespace lepton

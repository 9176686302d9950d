// Room backend/train: what the window shows of a live model.
#include "backend/train/snapshot.h"

#include "backend/run/engine.h"
#include "backend/train/network.h"
#include "backend/train/shuffle.h"

#include <ATen/ATen.h>

#include <chrono>

namespace lepton {
namespace {

constexpr std::size_t shown_samples = 25, watched_samples = 10000, cell_samples = 25,
                      most_points = 2000;
constexpr std::int64_t boundary_side = 64;

bool is_plane(const Task& task)
{
    const Shape& shape = task.input_type.shape;
    return shape.ranked() && shape.rank() == 2 && shape[1].known() && shape[1].value() == 2
        && is_floating(task.input_type.dtype);
}

} // namespace

Snapshot::Snapshot(Task task, std::shared_ptr<const Dataset> dataset)
    : task_(std::move(task))
    , dataset_(std::move(dataset))
{
    const bool validated = !dataset_->part(Part::validation).empty();
    const std::vector<std::int64_t>& samples =
        dataset_->part(validated ? Part::validation : Part::train);
    shown_ = spread(samples, shown_samples);
    watched_.assign(samples.begin(),
                    samples.begin()
                        + static_cast<std::ptrdiff_t>(std::min(samples.size(), watched_samples)));
    last_.resize(watched_.size());
    const Column* const column = dataset_->column(task_.input);
    if (!is_plane(task_) || !column || column->dtype != DType::float32)
        return;
    corners_ = {1e30, -1e30, 1e30, -1e30};
    for (std::int64_t i = 0; i < dataset_->count; ++i) {
        const auto* const xy = reinterpret_cast<const float*>(column->sample(i).data());
        for (std::size_t d = 0; d < 2; ++d) {
            corners_[2 * d] = std::min(corners_[2 * d], double(xy[d]));
            corners_[2 * d + 1] = std::max(corners_[2 * d + 1], double(xy[d]));
        }
    }
    for (std::size_t d = 0; d < 2; ++d) {
        const double margin = std::max(0.1 * (corners_[2 * d + 1] - corners_[2 * d]), 1e-3);
        corners_[2 * d] -= margin;
        corners_[2 * d + 1] += margin;
    }
}

void Snapshot::saw(std::size_t i, const Answer& answer)
{
    if (i >= last_.size())
        return;
    last_[i] = answer;
    known_ = std::max(known_, i + 1);
}

Result<std::vector<Answer>> Snapshot::ask(Model& model, const Batches& batches,
                                          std::span<const std::int64_t> samples) const
{
    return guarded([&]() -> Result<std::vector<Answer>> {
        const at::NoGradGuard no_gradient;
        const at::Tensor indices =
            at::tensor(at::ArrayRef<std::int64_t>(samples.data(), samples.size()), c10::kLong);
        Batch batch;
        batch.tensors.resize(feeds(model.program()).size());
        if (const auto gathered = batches.gather(task_.dataset, indices, batch); !gathered)
            return gathered.problems();
        const Value shown = model.program().outputs.at(task_.output).shown;
        return answers_from(task_, model.values(batch.tensors, std::span(&shown, 1)).at(0));
    });
}

Result<Json> Snapshot::boundary(Model& model) const
{
    return guarded([&]() -> Result<Json> {
        const at::NoGradGuard no_gradient;
        const std::int64_t n = boundary_side;
        const auto options = at::TensorOptions().dtype(c10::kDouble);
        const at::Tensor x = at::linspace(corners_[0], corners_[1], n, options),
                         y = at::linspace(corners_[2], corners_[3], n, options);
        const at::Tensor grid = at::stack({x.repeat({n}), y.repeat_interleave(n)}, 1);
        const std::vector<Feed> all = feeds(model.program());
        std::vector<at::Tensor> inputs(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].dataset == task_.dataset && all[i].role == task_.input)
                inputs[i] = grid.to(model.settings().device, model.settings().precision);
        const Value shown = model.program().outputs.at(task_.output).shown;
        const std::vector<Answer> found =
            answers_from(task_, model.values(inputs, std::span(&shown, 1)).at(0));
        std::vector<double> values;
        for (const Answer& answer : found) {
            double value = static_cast<double>(answer.choice);
            if (task_.kind == Task::Kind::yes_no)
                value = answer.probabilities.at(1);
            else if (task_.kind == Task::Kind::numbers)
                value = answer.numbers.at(0);
            values.push_back(value);
        }
        Json json{{"x", {corners_[0], corners_[1]}},
                  {"y", {corners_[2], corners_[3]}},
                  {"n", n},
                  {"values", values}};
        if (task_.columns.size() == 2)
            json["names"] = task_.columns;
        return json;
    });
}

void Snapshot::draw_confusion(Json& json) const
{
    if (task_.truth.empty())
        return;
    if (task_.kind == Task::Kind::numbers) {
        Json points = Json::array();
        const std::size_t stride = std::max<std::size_t>(1, known_ / most_points);
        for (std::size_t i = 0; i < known_; i += stride)
            if (const std::vector<double> truth = truth_of(task_, *dataset_, watched_[i]);
                truth.size() == 1 && last_[i].numbers.size() == 1)
                points.push_back({truth[0], last_[i].numbers[0]});
        json["points"] = std::move(points);
        return;
    }
    Confusion confusion(task_.labels.size(), cell_samples);
    for (std::size_t i = 0; i < known_; ++i)
        if (const std::vector<double> truth = truth_of(task_, *dataset_, watched_[i]);
            !truth.empty())
            confusion.add(static_cast<std::int64_t>(truth[0]), last_[i].choice, watched_[i]);
    json["confusion"] = confusion.counts();
    json["cells"] = confusion.cells();
}

Result<Json> Snapshot::take(Model& model, const Batches& batches, std::int64_t step, double epoch,
                            double seconds)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto spent = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const bool training = model.is_training();
    model.eval();
    struct Back {
        Model& model;
        bool training;
        ~Back() { model.train(training); }
    } const back{model, training};

    const auto found = ask(model, batches, shown_);
    if (!found)
        return found.problems();
    Json json{{"step", step},
              {"epoch", epoch},
              {"checkpoint", "live"},
              {"task", task_name(task_.kind)},
              {"labels", task_.labels}};
    Json samples = Json::array();
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        Json sample = to_json(task_, (*found)[i]);
        sample["index"] = shown_[i];
        sample["truth"] = truth_json(task_, truth_of(task_, *dataset_, shown_[i]));
        samples.push_back(std::move(sample));
    }
    json["samples"] = std::move(samples);
    // At least one chunk, so that the confusion moves on; never more than one round.
    for (std::size_t asked = 0; asked < watched_.size() && (asked == 0 || spent() < seconds);) {
        const std::size_t n =
            std::min<std::size_t>({64, watched_.size() - next_, watched_.size() - asked});
        const auto more = ask(model, batches, std::span(watched_).subspan(next_, n));
        if (!more)
            return more.problems();
        for (std::size_t i = 0; i < n; ++i)
            saw(next_ + i, (*more)[i]);
        asked += n;
        next_ = (next_ + n) % watched_.size();
    }
    draw_confusion(json);
    if (corners_[0] < corners_[1]) {
        auto plane = boundary(model);
        if (!plane)
            return plane.problems();
        json["boundary"] = std::move(*plane);
    }
    return json;
}

} // namespace lepton

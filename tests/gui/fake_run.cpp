// Room tests/gui: a run as the engine would leave it behind, written by the test through
// backend/record.
#include "fake_run.h"

#include "backend/record/files.h"
#include "nodes/graph/edit.h"

#include <QtGlobal>

#include <cmath>
#include <random>

namespace lepton {

namespace {
template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.problems().front().str().c_str());
    return std::move(*result);
}
} // namespace

FakeRun::FakeRun(const std::filesystem::path& document_path, const Document& document)
    : run_(must(new_run(runs_folder(document_path))))
{
    must(save(document, run_.project()));
    lock_ = std::make_unique<RunLock>(must(RunLock::take(run_)));
    metrics_ = std::make_unique<Appender>(must(Appender::open(run_.metrics())));
    events_ = std::make_unique<Appender>(must(Appender::open(run_.events())));
    log_ = std::make_unique<Appender>(must(Appender::open(run_.log())));
    info.id = info.name = run_.path.filename().string();
    info.state = RunState::running;
    info.epochs = 4;
    info.batch = 64;
    info.steps_per_epoch = 860;
    write_info();
}

void FakeRun::write_info() { must(write_run(run_, info)); }
void FakeRun::append(const MetricsRecord& record) { must(metrics_->append(to_line(record))); }

void FakeRun::step(std::int64_t step, double epoch, double time, double loss, double accuracy,
                   double lr)
{
    MetricsRecord record;
    record.step = step, record.epoch = epoch, record.time = time, record.lr = lr;
    record.train["loss"] = {loss, loss, loss};
    record.train["accuracy"] = {accuracy, accuracy, accuracy};
    append(record);
}

void FakeRun::validation(std::int64_t step, double epoch, double time, double loss, double accuracy)
{
    MetricsRecord record;
    record.step = step, record.epoch = epoch, record.time = time;
    record.validation["loss"] = {loss, loss, loss};
    record.validation["accuracy"] = {accuracy, accuracy, accuracy};
    append(record);
}

void FakeRun::event(const Json& event) { must(events_->append(event.dump() + "\n")); }
void FakeRun::log(const std::string& line) { must(log_->append(line + "\n")); }

void FakeRun::predictions(const Json& snapshot)
{
    std::filesystem::create_directories(run_.snapshots());
    must(write_file(run_.snapshots() / "predictions.json", snapshot.dump()));
}

void FakeRun::test(const Json& report) { must(write_file(run_.test(), report.dump())); }

void FakeRun::finish()
{
    info.state = RunState::finished;
    info.ended = info.started + info.seconds;
    info.seconds_left = 0;
    write_info();
    die();
}

Json digits_snapshot(std::int64_t step, const std::vector<std::int64_t>& samples,
                     const std::vector<int>& truths)
{
    Json labels = Json::array(), rows = Json::array(), shown = Json::array();
    for (int i = 0; i < 10; ++i) {
        labels.push_back(std::to_string(i));
        Json row = Json::array();
        for (int p = 0; p < 10; ++p)
            row.push_back(i == p ? 485 + i : (i * 7 + p * 3) % 11 == 0 ? 2 : 0);
        if (i == 4)
            row[9] = 7;
        rows.push_back(row);
    }
    for (std::size_t k = 0; k < samples.size(); ++k) {
        const int truth = truths[k], answer = k < 3 ? (truth + 2) % 10 : truth;
        const double sure = k < 3 ? 0.48 + 0.06 * double(k) : 0.88 + 0.005 * double(k);
        Json p = Json::array();
        for (int c = 0; c < 10; ++c)
            p.push_back(c == answer ? sure : (1 - sure) / 9);
        shown.push_back({{"index", samples[k]},
                         {"truth", truth},
                         {"prediction", answer},
                         {"probabilities", p}});
    }
    Json cells = Json::object();
    if (samples.size() >= 3)
        cells["4,9"] = {samples[0], samples[1], samples[2]};
    return {{"step", step},     {"checkpoint", "live"}, {"task", "classes"}, {"labels", labels},
            {"samples", shown}, {"confusion", rows},    {"cells", cells}};
}

Json digits_test(const std::vector<std::int64_t>& samples, const std::vector<int>& truths)
{
    Json report = digits_snapshot(1720, samples, truths);
    report["worst"] = report["samples"];
    report["split"] = "test", report["checkpoint"] = "step-00001720.safetensors";
    report["time"] = 1'700'000'000.0, report["epoch"] = 2.0, report["samples"] = 10'000;
    report["metrics"] = {{{"name", "accuracy"},
                          {"value", 0.988},
                          {"low", 0.9857},
                          {"high", 0.99},
                          {"guess", 0.1135},
                          {"percent", true},
                          {"higher_is_better", true}},
                         {{"name", "loss"},
                          {"value", 0.041},
                          {"low", 0.037},
                          {"high", 0.046},
                          {"guess", 2.301},
                          {"percent", false},
                          {"higher_is_better", false}}};
    report["classes"] = Json::array();
    for (int c = 0; c < 10; ++c)
        report["classes"].push_back({{"label", std::to_string(c)},
                                     {"count", 980},
                                     {"precision", 0.99},
                                     {"recall", 0.988},
                                     {"f1", 0.989}});
    return report;
}

void fill_digits_run(FakeRun& run, int epochs, const std::vector<std::int64_t>& samples,
                     const std::vector<int>& truths)
{
    std::mt19937 random(3);
    std::normal_distribution<double> noise;
    const int every = 860;
    const auto steps = std::int64_t(epochs) * every;
    for (int s = 1; s <= steps; ++s) {
        const double e = s / double(every);
        run.step(s, e, s * 0.02,
                 std::max(0.004, 0.04 + 2.26 * std::exp(-e * 7) + 0.05 * noise(random)),
                 std::clamp(0.988 - 0.88 * std::exp(-e * 8) + 0.02 * noise(random), 0.0, 1.0),
                 s > 2200 ? 0.0003 : 0.001);
        if (s % every == 0)
            run.validation(s, e, s * 0.02, 0.045 + 0.35 * std::exp(-e * 2.2),
                           0.988 - 0.09 * std::exp(-e * 2.2));
    }
    run.event({{"step", 2200}, {"time", 44.0}, {"event", "learning rate"}, {"value", 0.0003}});
    run.log("epoch 1: loss 0.082, accuracy 97.9 %");
    run.info.epoch = epochs, run.info.step = steps, run.info.seconds = double(steps) * 0.02;
    run.info.samples_per_second = 3270, run.info.seconds_left = 26, run.info.parameters = 421642;
    run.info.best =
        CheckpointNote{"validation loss", 0.0456, double(epochs), steps, "step.safetensors"};
    run.info.last = run.info.best;
    run.write_info();
    run.predictions(digits_snapshot(steps, samples, truths));
}

Document adam_drawing(double lr)
{
    Document document;
    Node adam;
    adam.id = 1, adam.kind = "adam", adam.name = "adam1";
    adam.fields = {{"lr", lr}};
    (void)apply(document, Edit(AddNode{adam}));
    return document;
}

} // namespace lepton

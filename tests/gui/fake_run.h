// Room tests/gui: a run as the engine would leave it behind, written by the test through
// backend/record.
#pragma once

#include "backend/record/metrics_log.h"
#include "backend/record/run_directory.h"
#include "nodes/graph/document.h"

#include <memory>
#include <string>

namespace lepton {

/// Writes a real run directory: holds its lock, appends records, replaces snapshots.
class FakeRun {
public:
    /// Makes the next run of the document at this path, with the document frozen in it. The lock is
    /// taken.
    FakeRun(const std::filesystem::path& document_path, const Document& document);

    const RunDirectory& directory() const { return run_; }
    RunInfo info;
    void write_info();
    void append(const MetricsRecord& record);
    /// One logged training step.
    void step(std::int64_t step, double epoch, double time, double loss, double accuracy,
              double lr = 0.001);
    void validation(std::int64_t step, double epoch, double time, double loss, double accuracy);
    void event(const Json& event);
    void log(const std::string& line);
    void predictions(const Json& snapshot);
    void test(const Json& report);
    /// Lets the lock go without a word, as a killed engine does.
    void die() { lock_.reset(); }
    /// Writes `finished` and lets the lock go.
    void finish();

private:
    RunDirectory run_;
    std::unique_ptr<RunLock> lock_;
    std::unique_ptr<Appender> metrics_, events_, log_;
};

/// LeptonNet's run as it might be after `epochs` epochs of 860 steps: falling loss, rising
/// accuracy, a confusion matrix, 25 predictions of real MNIST samples.
void fill_digits_run(FakeRun& run, int epochs, const std::vector<std::int64_t>& samples,
                     const std::vector<int>& truths);
/// 25 predicted samples and a confusion matrix of ten classes; the first three wrong.
Json digits_snapshot(std::int64_t step, const std::vector<std::int64_t>& samples,
                     const std::vector<int>& truths);

/// What Test found of such a run: two metrics with intervals, confusion matrix, classes, the worst.
Json digits_test(const std::vector<std::int64_t>& samples, const std::vector<int>& truths);

/// Nothing but an Adam with this learning rate.
Document adam_drawing(double lr = 0.001);

} // namespace lepton

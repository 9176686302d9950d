// Room gui/runs: all curves of one run, filled from its metrics log. [gui]
#pragma once

#include "backend/record/metrics_log.h"
#include "gui/plots/series.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace lepton {

/// What the horizontal axis counts.
enum class Along { epoch, step, time };

/// The curves of a run by metric name. Grows at the end; a record of an earlier step (after a
/// resume) replaces what lay there.
class RunCurves {
public:
    RunCurves();
    RunCurves(const RunCurves&) = delete;
    RunCurves& operator=(const RunCurves&) = delete;

    void append(const std::vector<MetricsRecord>& records);
    void clear();

    /// Metric names: the losses first, then the others as they came. "lr" is the learning rate.
    const std::vector<std::string>& metrics() const { return names_; }
    /// The curve, or null if it was never measured there. It outlives what happens to the run.
    std::shared_ptr<const Series> train(const std::string& metric) const
    {
        return find(train_, metric);
    }
    std::shared_ptr<const Series> validation(const std::string& metric) const
    {
        return find(validation_, metric);
    }

    Along along() const { return along_; }
    void set_along(Along along);
    /// x of an event that happened at this step, on the present axis.
    double x_of_step(double step) const;
    double last_x() const;

    void set_smoothing(double weight);
    double smoothing() const { return smoothing_; }
    /// Smooths a portion of what was appended; true while work is left.
    bool catch_up(std::size_t most = 200'000);

    std::size_t train_records() const { return train_.steps.size(); }
    std::size_t validation_records() const { return validation_.steps.size(); }
    const std::vector<double>& train_steps() const { return train_.steps; }
    const std::vector<double>& train_epochs() const { return train_.epochs; }
    const std::vector<double>& train_times() const { return train_.times; }
    const std::vector<double>& validation_steps() const { return validation_.steps; }
    const std::vector<double>& validation_epochs() const { return validation_.epochs; }
    const std::vector<double>& validation_times() const { return validation_.times; }

private:
    struct Part {
        std::vector<double> steps, epochs, times;
        /// A copy of the axis in use; the series read it.
        std::shared_ptr<std::vector<double>> x = std::make_shared<std::vector<double>>();
        std::vector<std::pair<std::string, std::shared_ptr<Series>>> series;
    };
    static std::shared_ptr<const Series> find(const Part& part, const std::string& metric);
    Series& at(Part& part, const std::string& metric);
    void cut(Part& part, double step);
    void add(Part& part, const MetricsRecord& record, const std::map<std::string, Logged>& values,
             const std::optional<double>& lr);
    const std::vector<double>& axis(const Part& part) const;

    Part train_, validation_;
    std::vector<std::string> names_;
    Along along_ = Along::epoch;
    double smoothing_ = 0;
};

} // namespace lepton

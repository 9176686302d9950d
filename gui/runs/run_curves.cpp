// Room gui/runs: all curves of one run, filled from its metrics log. [gui]
#include "gui/runs/run_curves.h"

#include <algorithm>

namespace lepton {

RunCurves::RunCurves() = default;

std::shared_ptr<const Series> RunCurves::find(const Part& part, const std::string& metric)
{
    for (const auto& [name, series] : part.series)
        if (name == metric)
            return series;
    return nullptr;
}

Series& RunCurves::at(Part& part, const std::string& metric)
{
    for (const auto& [name, series] : part.series)
        if (name == metric)
            return *series;
    part.series.emplace_back(metric, std::make_shared<Series>(part.x));
    Series& fresh = *part.series.back().second;
    if (&part == &train_)
        fresh.set_weight(smoothing_);
    for (std::size_t i = 1; i < part.x->size(); ++i) // measured for the first time now
        fresh.append_absent();
    if (std::find(names_.begin(), names_.end(), metric) == names_.end()) {
        const auto rank = [](const std::string& name) {
            return name == "loss" ? 0 : name.find("loss") != name.npos ? 1 : name == "lr" ? 3 : 2;
        };
        const auto place =
            std::upper_bound(names_.begin(), names_.end(), metric,
                             [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        names_.insert(place, metric);
    }
    return fresh;
}

const std::vector<double>& RunCurves::axis(const Part& part) const
{
    return along_ == Along::epoch ? part.epochs : along_ == Along::step ? part.steps : part.times;
}

void RunCurves::cut(Part& part, double step)
{
    const auto keep = static_cast<std::size_t>(
        std::lower_bound(part.steps.begin(), part.steps.end(), step) - part.steps.begin());
    for (auto* column : {&part.steps, &part.epochs, &part.times, part.x.get()})
        column->resize(std::min(keep, column->size()));
    for (auto& [name, series] : part.series)
        series->truncate(keep);
}

void RunCurves::add(Part& part, const MetricsRecord& record,
                    const std::map<std::string, Logged>& values, const std::optional<double>& lr)
{
    const auto step = static_cast<double>(record.step);
    if (!part.steps.empty() && step <= part.steps.back())
        cut(part, step);
    const auto ascend = [](std::vector<double>& column, double v) {
        column.push_back(column.empty() ? v : std::max(v, column.back()));
    };
    part.steps.push_back(step);
    ascend(part.epochs, record.epoch);
    ascend(part.times, record.time);
    part.x->push_back(axis(part).back());
    for (const auto& [name, value] : values)
        at(part, name).append(value.mean, value.least, value.greatest);
    if (lr)
        at(part, "lr").append(*lr, *lr, *lr);
    for (auto& [name, series] : part.series)
        if (series->raw().size() < part.x->size())
            series->append_absent();
}

void RunCurves::append(const std::vector<MetricsRecord>& records)
{
    for (const MetricsRecord& record : records) {
        if (!record.train.empty() || record.lr)
            add(train_, record, record.train, record.lr);
        if (!record.validation.empty())
            add(validation_, record, record.validation, {});
    }
}

void RunCurves::clear()
{
    for (Part* part : {&train_, &validation_}) {
        part->series.clear();
        for (auto* column : {&part->steps, &part->epochs, &part->times})
            column->clear();
        part->x = std::make_shared<std::vector<double>>(); // those who still draw keep the old one
    }
    names_.clear();
}

void RunCurves::set_along(Along along)
{
    if (along == along_)
        return;
    along_ = along;
    for (Part* part : {&train_, &validation_}) {
        *part->x = axis(*part);
        for (auto& [name, series] : part->series)
            series->rebuild();
    }
}

double RunCurves::x_of_step(double step) const
{
    if (along_ == Along::step || train_.steps.empty())
        return step;
    const auto place =
        std::lower_bound(train_.steps.begin(), train_.steps.end(), step) - train_.steps.begin();
    return train_.x->at(std::min(static_cast<std::size_t>(place), train_.x->size() - 1));
}

double RunCurves::last_x() const
{
    const double a = train_.x->empty() ? 0 : train_.x->back(),
                 b = validation_.x->empty() ? 0 : validation_.x->back();
    return std::max(a, b);
}

void RunCurves::set_smoothing(double weight)
{
    smoothing_ = weight;
    for (auto& [name, series] : train_.series)
        series->set_weight(name == "lr" ? 0 : weight);
}

bool RunCurves::catch_up(std::size_t most)
{
    bool left = false;
    for (auto& [name, series] : train_.series)
        left = series->catch_up(most) || left;
    return left;
}

} // namespace lepton

// Room backend/train: what a network is asked.
#include "backend/train/task.h"

#include <algorithm>
#include <cmath>

namespace lepton {

std::string_view task_name(Task::Kind kind)
{
    switch (kind) {
    case Task::Kind::classes:
        return "classes";
    case Task::Kind::yes_no:
        return "yes_no";
    case Task::Kind::numbers:
        break;
    }
    return "numbers";
}

Result<Task> task_of(const Program& program, const Facts& facts)
{
    Task task;
    if (program.outputs.empty())
        return Problem{{},
                       say("nothing says what the network predicts."),
                       say("Add an Output node to the last layer.")};
    if (program.datasets.empty())
        return Problem{
            {}, say("the network has no data."), say("Add a data node, such as MNIST or Table.")};
    // The dataset the loss takes its truth from is the one that is asked; of several the first.
    const Loss* const loss = program.losses.empty() ? nullptr : &program.losses.front();
    for (std::size_t i = program.datasets.size(); i-- > 0;)
        if (program.datasets[i].roles.contains("target"))
            task.dataset = i;
    const DatasetUse& data = program.datasets[task.dataset];
    const auto input = data.roles.find("features");
    if (input == data.roles.end())
        return Problem{{data.node},
                       say("nothing takes the features of this data."),
                       say("Wire its features to the first layer.")};
    task.input_type = program.type(input->second);
    if (data.roles.contains("target"))
        task.truth = "target";

    const Type truth = task.truth.empty() ? Type{} : program.type(data.roles.at("target"));
    const Type& answer = program.type(program.outputs.front().value);
    const Dim last =
        answer.shape.ranked() && answer.shape.rank() >= 2 ? answer.shape.back() : Dim(1);
    const bool one_number = last.known() && last.value() == 1;
    std::int64_t classes = truth.classes;
    if (classes == 0 && loss && !one_number)
        classes = program.type(loss->target).classes;
    if (const auto found = facts.data.find(data.node); found != facts.data.end()) {
        task.labels = found->second.labels;
        task.columns = found->second.columns;
    }
    // One number is a yes or no if the data have two classes, or if it is shown as a probability.
    const bool two =
        classes == 2 || task.labels.size() == 2 || program.outputs.front().activation == "sigmoid";
    if (one_number && two)
        task.kind = Task::Kind::yes_no;
    else if (classes > 0 && !one_number)
        task.kind = Task::Kind::classes;
    else if (truth.dtype == DType::int64 && truth.shape.ranked() && truth.shape.rank() == 1
             && last.known() && !one_number)
        task.kind = Task::Kind::classes, classes = last.value();

    if (task.kind == Task::Kind::classes) {
        const auto count = static_cast<std::size_t>(last.known() ? last.value() : classes);
        for (std::size_t i = task.labels.size(); i < count; ++i)
            task.labels.push_back(std::to_string(i));
    } else if (task.kind == Task::Kind::yes_no) {
        if (task.labels.size() != 2)
            task.labels = {"no", "yes"};
    } else {
        task.labels.clear();
    }
    return task;
}

std::vector<std::string> loss_names(const Program& program)
{
    std::vector<std::string> names{"loss"};
    if (program.losses.size() > 1)
        for (const Loss& loss : program.losses)
            names.push_back(loss.name);
    return names;
}

std::vector<double> loss_values(const Program& program, const std::vector<double>& losses)
{
    double total = 0;
    for (std::size_t i = 0; i < losses.size() && i < program.losses.size(); ++i)
        total += program.losses[i].weight * losses[i];
    std::vector<double> values{total};
    if (program.losses.size() > 1)
        values.insert(values.end(), losses.begin(), losses.end());
    return values;
}

std::vector<std::string> scalar_names(const Program& program)
{
    std::vector<std::string> names = loss_names(program);
    for (const Metric& metric : program.metrics)
        if (!metric.matrix)
            names.push_back(metric.name);
    return names;
}

bool BestBy::better(double value, double best) const
{
    if (std::isnan(value))
        return false;
    return std::isnan(best) || (higher_is_better ? value > best : value < best);
}

BestBy best_by(const Program& program, const std::string& setting, bool has_validation)
{
    BestBy by{"loss", has_validation, false};
    std::string name = setting;
    for (const char* part : {"validation ", "training "})
        if (name.starts_with(part))
            name.erase(0, std::string(part).size());
    for (const Metric& metric : program.metrics)
        if (const auto node = program.names.find(metric.node); !metric.matrix
            && (metric.name == name || (node != program.names.end() && node->second == name)))
            by = {metric.name, has_validation, metric.higher_is_better};
    const std::vector<std::string> losses = loss_names(program);
    if (std::find(losses.begin(), losses.end(), name) != losses.end())
        by.name = name;
    return by;
}

std::map<std::string, double> named_scores(const Program& program, const Scores& scores)
{
    std::map<std::string, double> values;
    const std::vector<std::string> names = loss_names(program);
    const std::vector<double> losses = loss_values(program, scores.losses);
    for (std::size_t i = 0; i < names.size() && i < losses.size(); ++i)
        values[names[i]] = losses[i];
    for (const Score& score : scores.metrics)
        if (score.rows == 0)
            values[score.name] = score.value;
    return values;
}

} // namespace lepton

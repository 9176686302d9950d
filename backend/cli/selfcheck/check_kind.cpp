// Room backend/cli: one node kind held against LibTorch.
#include "backend/cli/selfcheck/check_kind.h"

#include "backend/cli/selfcheck/check_step.h"
#include "backend/export/format.h"
#include "backend/run/engine.h"
#include "backend/run/model.h"
#include "nodes/graph/edit.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/serialization/import.h>

#include <sstream>

namespace lepton {

namespace {
constexpr int deep = 6; ///< settings that also get finite differences and exports
constexpr int own = 25; ///< settings whose gradient by our rules is held against autograd

/// Runs one setting through all checks.
class OneSetting {
public:
    OneSetting(const Kind& kind, const RandomSetting& setting, LoneNode lone, KindReport& report)
        : kind_(kind)
        , setting_(setting)
        , lone_(std::move(lone))
        , report_(report)
    {
    }

    bool run(bool everything)
    {
        round_trip();
        auto model = make(at::kDouble);
        if (!model)
            return false;
        draw_inputs();
        const bool ran = shapes(**model, false) && shapes(**model, true);
        if (!ran)
            return false;
        for (const std::vector<Call>* calls : {&lone_.program.calls, &lone_.program.metric_calls})
            for (const Call& call : *calls)
                report_.ops.insert(std::string(call.op->name));
        if (everything && kind_.card.role != Role::metric) {
            gradients(**model);
            exports();
        }
        return true;
    }

private:
    void fault(const std::string& what)
    {
        report_.faults.push_back(what + " · " + setting_.fields.dump() + " · " + inputs_text());
    }

    std::string inputs_text() const
    {
        std::string out;
        for (const auto& [port, type] : setting_.inputs)
            out += (out.empty() ? "" : ", ") + port + " " + type.shape.text() + " "
                + std::string(dtype_name(type.dtype));
        return out;
    }

    void round_trip()
    {
        Document document;
        Node node;
        node.id = 1;
        node.kind = kind_.card.id;
        node.name = "node1";
        node.fields = setting_.fields;
        (void)apply(document, AddNode{node});
        if (const auto back = from_text(to_text(document)); !back || !(*back == document))
            fault("the document's round trip changes it");
    }

    Result<std::shared_ptr<Model>> make(at::ScalarType precision)
    {
        RunSettings settings;
        settings.precision = precision;
        Program program = lone_.program;
        for (const auto& [port, value] : lone_.outs)
            program.outputs.push_back({1, port, value, value, "none"});
        auto model = guarded([&] { return Model::make(std::move(program), settings); });
        if (!model) {
            fault("cannot be compiled: " + words(model.problems()));
            return model;
        }
        at::manual_seed(1);
        (*model)->initialise(1);
        return model;
    }

    void draw_inputs()
    {
        at::manual_seed(2);
        for (const Feed& feed : feeds(lone_.program)) {
            const Type& type = lone_.program.type(feed.value);
            std::vector<std::int64_t> sizes;
            for (const Dim& dim : type.shape.dims())
                sizes.push_back(dim.known() ? dim.value() : setting_.batch);
            if (type.dtype == DType::int64)
                inputs_.push_back(
                    at::randint(std::max<std::int64_t>(type.classes, 1), sizes, at::kLong));
            else
                inputs_.push_back(at::rand(sizes, at::kDouble).mul_(0.9).add_(0.05));
        }
    }

    std::vector<Value> wanted() const
    {
        std::vector<Value> out;
        for (const auto& [port, value] : lone_.outs)
            out.push_back(value);
        return out;
    }

    /// Inferred shapes and element types against what LibTorch gives.
    bool shapes(Model& model, bool training)
    {
        model.train(training);
        const std::vector<Value> values = wanted();
        const auto bound = bind(lone_.program, {{"N", setting_.batch}});
        if (!bound)
            return false; // refused for this batch size: a rule may wait for the number
        auto results = guarded([&] {
            at::NoGradGuard guard;
            return model.values(inputs_, values, 1);
        });
        if (!results) {
            fault(std::string("LibTorch refuses what the rules accept")
                  + (training ? " in training: " : ": ") + words(results.problems()));
            return false;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Type& type = bound->type(values[i]);
            const at::Tensor& real = (*results)[i];
            bool same =
                type.shape.ranked() && type.shape.rank() == static_cast<std::size_t>(real.dim());
            for (std::size_t d = 0; same && d < type.shape.rank(); ++d)
                same = !type.shape[d].known()
                    || type.shape[d].value() == real.size(static_cast<std::int64_t>(d));
            std::ostringstream came;
            came << real.sizes() << " " << real.scalar_type();
            if (!same || is_floating(type.dtype) != real.is_floating_point()) {
                fault("the rule says " + type.shape.text() + " "
                      + std::string(dtype_name(type.dtype)) + ", LibTorch gives " + came.str());
                return false;
            }
        }
        return true;
    }

    /// LibTorch's gradient of a random weighting of the outputs against finite differences, in
    /// float64.
    void gradients(Model& model)
    {
        model.train(false);
        const std::vector<Value> values = wanted();
        std::vector<at::Tensor> inputs;
        std::vector<at::Tensor> leaves;
        for (const at::Tensor& input : inputs_) {
            inputs.push_back(input.clone());
            if (input.is_floating_point())
                leaves.push_back(inputs.back().set_requires_grad(true));
        }
        if (leaves.empty())
            return;
        std::vector<at::Tensor> weights;
        const auto total = [&] {
            at::Tensor sum = at::zeros({}, at::kDouble);
            const std::vector<at::Tensor> outs = model.values(inputs, values, 1);
            for (std::size_t i = 0; i < outs.size(); ++i) {
                if (!outs[i].is_floating_point())
                    continue;
                while (weights.size() <= i)
                    weights.push_back(at::rand(outs[weights.size()].sizes(), at::kDouble));
                sum = sum + (outs[i] * weights[i]).sum();
            }
            return sum;
        };
        const at::Tensor sum = total();
        if (!sum.requires_grad())
            return;
        sum.backward();
        at::NoGradGuard guard;
        for (const at::Tensor& leaf : leaves) {
            const at::Tensor gradient = leaf.grad();
            const at::Tensor flat = leaf.detach().view({-1});
            if (!gradient.defined() || flat.numel() == 0)
                continue;
            for (std::int64_t k = 0; k < std::min<std::int64_t>(flat.numel(), 5); ++k) {
                const std::int64_t at = (k * 7919) % flat.numel();
                const double before = flat[at].item<double>(), step = 1e-6;
                flat[at].fill_(before + step);
                const double up = total().item<double>();
                flat[at].fill_(before - step);
                const double down = total().item<double>();
                flat[at].fill_(before);
                const double measured = (up - down) / (2 * step),
                             said = gradient.view({-1})[at].item<double>();
                if (std::abs(measured - said)
                    > 1e-4 * std::max({1.0, std::abs(measured), std::abs(said)})) {
                    fault("its gradient is " + std::to_string(said) + ", finite differences give "
                          + std::to_string(measured));
                    return;
                }
            }
        }
        ++report_.gradients;
    }

    void exports()
    {
        auto model = make(at::kFloat);
        if (!model)
            return;
        (*model)->eval();
        auto cut_model = cut(**model, Document(), Facts());
        if (!cut_model) {
            fault("cannot be cut out: " + words(cut_model.problems()));
            return;
        }
        std::vector<at::Tensor> inputs;
        for (const at::Tensor& input : inputs_)
            inputs.push_back(input.is_floating_point() ? input.to(at::kFloat) : input);
        torch_script(**model, *cut_model, inputs);
        auto onnx =
            guarded([&] { return formats().find("onnx")->write(*cut_model, "selfcheck.onnx"); });
        if (onnx)
            ++report_.onnx;
        else if (onnx.problems().front().what.pattern.find("cannot be written as ONNX")
                 != std::string::npos)
            report_.no_onnx = onnx.problems().front().what.str();
        else
            fault("ONNX: " + words(onnx.problems()));
    }

    void torch_script(Model& model, const Exported& exported, const std::vector<at::Tensor>& inputs)
    {
        auto files =
            guarded([&] { return formats().find("torchscript")->write(exported, "selfcheck.pt"); });
        if (!files) {
            fault("TorchScript: " + words(files.problems()));
            return;
        }
        auto same = guarded([&]() -> Result<bool> {
            at::NoGradGuard guard;
            std::istringstream in(files->front().bytes);
            torch::jit::Module script = torch::jit::load(in);
            // The cut's inputs may lie behind preprocessing that stays outside.
            std::vector<Value> entries;
            for (const ExportedPort& input : exported.inputs)
                entries.push_back(input.value);
            std::vector<c10::IValue> arguments;
            for (const at::Tensor& tensor : model.values(inputs, entries, 1))
                arguments.emplace_back(tensor);
            const c10::IValue answer = script.forward(arguments);
            const std::vector<at::Tensor> expected = model.forward(inputs);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const at::Tensor got = answer.isTensor()
                    ? answer.toTensor()
                    : answer.toTuple()->elements()[i].toTensor();
                if (!at::allclose(got.to(at::kDouble), expected[i].to(at::kDouble), 1e-5, 1e-6,
                                  true))
                    return false;
            }
            return true;
        });
        if (!same)
            fault("TorchScript: " + words(same.problems()));
        else if (!*same)
            fault("TorchScript gives other answers");
        else
            ++report_.scripts;
    }

    const Kind& kind_;
    const RandomSetting& setting_;
    LoneNode lone_;
    KindReport& report_;
    std::vector<at::Tensor> inputs_;
};
} // namespace

std::string words(const Problems& problems)
{
    std::string out;
    for (const Problem& problem : problems)
        out += (out.empty() ? "" : "; ") + problem.str();
    return out;
}

KindReport check_kind(const Kind& kind, int settings)
{
    KindReport report;
    report.kind = kind.card.id;
    std::mt19937_64 random(std::hash<std::string_view>()(kind.card.id));
    // Rules reject many random settings; more are drawn until enough were accepted.
    for (int drawn = 0;
         drawn < 20 * settings && report.accepted < settings && report.faults.size() < 3; ++drawn) {
        const RandomSetting setting = draw_setting(kind, random);
        LoneNode lone = build_alone(kind, setting);
        ++report.settings;
        if (lone.outs.empty())
            continue;
        if (OneSetting(kind, setting, std::move(lone), report).run(report.accepted < deep)) {
            if (report.accepted < own)
                check_own_gradients(kind, setting, c10::kCPU, report);
            ++report.accepted;
        }
    }
    return report;
}

KindReport check_on_device(const Kind& kind, int settings, c10::Device device)
{
    KindReport report;
    report.kind = kind.card.id;
    std::mt19937_64 random(std::hash<std::string_view>()(kind.card.id));
    for (int drawn = 0;
         drawn < 20 * settings && report.accepted < settings && report.faults.size() < 3; ++drawn) {
        const RandomSetting setting = draw_setting(kind, random);
        ++report.settings;
        if (build_alone(kind, setting).outs.empty())
            continue;
        check_own_gradients(kind, setting, device, report);
        ++report.accepted;
    }
    return report;
}

} // namespace lepton

// Room backend/cli: lepton selfcheck: every node kind held against LibTorch on this machine.
#include "backend/cli/arguments.h"
#include "backend/cli/print.h"
#include "backend/cli/selfcheck/check_step.h"
#include "backend/data/source.h"
#include "backend/run/engine.h"
#include "nodes/ir/op.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct AskedSelfcheck {
    std::vector<std::string> kinds;
    int settings = 200;
    std::string device = "cpu";
    bool json = false;
};

/// Nodes that turn tensors into tensors, losses and metrics among them, are run alone.
bool runs_alone(const Kind& kind)
{
    return kind.build && kind.card.role != Role::data && kind.card.role != Role::optimizer
        && !kind.inputs().empty() && (!kind.outputs().empty() || kind.card.role == Role::metric);
}

/// Ops that no node and no training step has run, apart from those nobody writes.
std::vector<std::string> untouched(const std::set<std::string>& run)
{
    std::vector<std::string> names;
    for (const Op* const op : op_set().ops())
        if (!run.contains(std::string(op->name)))
            names.emplace_back(op->name);
    return names;
}

Json report_json(const KindReport& report)
{
    Json out{{"kind", report.kind},
             {"good", report.good()},
             {"settings", report.settings},
             {"accepted", report.accepted},
             {"gradients", report.gradients},
             {"torchscript", report.scripts},
             {"onnx", report.onnx},
             {"faults", report.faults},
             {"own_gradients", report.own_gradients},
             {"replayed", report.replayed}};
    if (!report.not_replayed.empty())
        out["not_replayed"] = report.not_replayed;
    if (!report.no_onnx.empty())
        out["no_onnx"] = report.no_onnx;
    return out;
}

Exit selfcheck(const AskedSelfcheck& asked)
{
    start_engine(1);
    const auto device = open_device(asked.device);
    if (!device)
        return fail(device.problems(), asked.json, Exit::bad_use);
    for (const std::string& id : asked.kinds)
        if (!catalog().find(id))
            return fail({Problem{{},
                                 say("there is no node kind “{0}”.", id),
                                 say("lepton list shows them.")}},
                        asked.json, Exit::bad_use);
    Json all = Json::array();
    int bad = 0, checked = 0;
    std::set<std::string> ops;
    for (const Kind& kind : catalog().kinds()) {
        const bool optimizer = kind.card.role == Role::optimizer;
        if (!(optimizer || runs_alone(kind))
            || (!asked.kinds.empty()
                && std::find(asked.kinds.begin(), asked.kinds.end(), kind.card.id)
                    == asked.kinds.end()))
            continue;
        const KindReport report = optimizer
            ? check_optimizer(kind, std::min(asked.settings, 25), *device)
            : device->is_cpu() ? check_kind(kind, asked.settings)
                               : check_on_device(kind, std::min(asked.settings, 12), *device);
        ops.insert(report.ops.begin(), report.ops.end());
        const bool compared = device->is_cpu() || report.own_gradients > 0 || !report.good();
        checked += compared ? 1 : 0;
        bad += report.good() ? 0 : 1;
        all.push_back(report_json(report));
        if (asked.json)
            continue;
        std::cout << (!compared           ? "-     "
                          : report.good() ? "good  "
                                          : "BAD   ")
                  << report.kind << ": " << report.accepted << " settings run, ";
        if (optimizer)
            std::cout << report.own_gradients << " updates compared with LibTorch's kernel";
        else if (!device->is_cpu())
            std::cout << report.own_gradients << " gradients compared with the CPU's, "
                      << report.replayed << " steps replayed";
        else
            std::cout << report.gradients << " + " << report.own_gradients << " gradients, "
                      << report.scripts << " TorchScript, " << report.onnx << " ONNX"
                      << (report.no_onnx.empty() ? "" : " (" + report.no_onnx + ")");
        std::cout << std::endl;
        for (const std::string& fault : report.faults)
            std::cout << "      " << fault << "\n";
        if (report.accepted == 0)
            std::cout << "      no random setting was accepted\n";
    }
    // With kinds of one's own choice most ops stay out of it.
    const std::vector<std::string> left =
        asked.kinds.empty() && device->is_cpu() ? untouched(ops) : std::vector<std::string>{};
    if (asked.json) {
        print({{"kinds", all}, {"ops", ops}, {"untouched", left}, {"good", bad == 0}});
    } else {
        std::cout << checked - bad << " of " << checked << " node kinds agree with LibTorch, over "
                  << ops.size() << " ops." << std::endl;
        if (!left.empty())
            std::cout << "No node of these settings led to ";
        for (std::size_t i = 0; i < left.size(); ++i)
            std::cout << (i > 0 ? ", " : "") << left[i] << (i + 1 == left.size() ? ".\n" : "");
    }
    return bad == 0 ? Exit::good : Exit::problems;
}

} // namespace

void add_command_selfcheck(Commands& commands)
{
    commands.add("selfcheck", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedSelfcheck>();
        CLI::App* const command = app.add_subcommand(
            "selfcheck", "Hold every node against LibTorch: shapes, gradients, exports, documents");
        command->add_option("KIND", asked->kinds, "Only these node kinds; all unless stated");
        command->add_option("--settings", asked->settings, "Random settings for each")
            ->type_name("N")
            ->check(whole_number(1, 100000))
            ->capture_default_str();
        command
            ->add_option("--device", asked->device,
                         "Hold the training steps of this GPU against the CPU's: cuda or cuda:1")
            ->type_name("DEVICE")
            ->capture_default_str();
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return selfcheck(*asked); };
    });
}

} // namespace lepton

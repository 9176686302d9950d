// Room backend/cli: lepton selfcheck: every node kind held against LibTorch on this machine.
#include "backend/cli/print.h"
#include "backend/cli/selfcheck/check_kind.h"
#include "backend/data/source.h"
#include "backend/run/engine.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace lepton {
namespace {

struct Asked {
    std::vector<std::string> kinds;
    int settings = 200;
    bool json = false;
};

/// Only nodes that turn tensors into tensors can be run alone.
bool runs_alone(const Kind& kind)
{
    if (!kind.build || kind.card.role == Role::data || kind.inputs().empty()
        || kind.outputs().empty())
        return false;
    for (const Port& port : kind.inputs())
        if (port.kind == PortKind::loss)
            return false;
    return true;
}

Json to_json(const KindReport& report)
{
    Json out{{"kind", report.kind},           {"good", report.good()},
             {"settings", report.settings},   {"accepted", report.accepted},
             {"gradients", report.gradients}, {"torchscript", report.scripts},
             {"onnx", report.onnx},           {"faults", report.faults}};
    if (!report.no_onnx.empty())
        out["no_onnx"] = report.no_onnx;
    return out;
}

Exit selfcheck(const Asked& asked)
{
    start_engine(1);
    for (const std::string& id : asked.kinds)
        if (!catalog().find(id))
            return fail({Problem{{},
                                 say("there is no node kind “{0}”.", id),
                                 say("lepton list shows them.")}},
                        asked.json, Exit::bad_use);
    Json all = Json::array();
    int bad = 0, checked = 0;
    for (const Kind& kind : catalog().kinds()) {
        if (!runs_alone(kind)
            || (!asked.kinds.empty()
                && std::find(asked.kinds.begin(), asked.kinds.end(), kind.card.id)
                    == asked.kinds.end()))
            continue;
        const KindReport report = check_kind(kind, asked.settings);
        ++checked;
        bad += report.good() ? 0 : 1;
        all.push_back(to_json(report));
        if (asked.json)
            continue;
        std::cout << (report.good() ? "good  " : "BAD   ") << report.kind << ": " << report.accepted
                  << " settings run, " << report.gradients << " gradients, " << report.scripts
                  << " TorchScript, " << report.onnx << " ONNX"
                  << (report.no_onnx.empty() ? "" : " (" + report.no_onnx + ")") << std::endl;
        for (const std::string& fault : report.faults)
            std::cout << "      " << fault << "\n";
        if (report.accepted == 0)
            std::cout << "      no random setting was accepted\n";
    }
    if (asked.json)
        print({{"kinds", all}, {"good", bad == 0}});
    else
        std::cout << checked - bad << " of " << checked << " node kinds agree with LibTorch."
                  << std::endl;
    return bad == 0 ? Exit::good : Exit::problems;
}

} // namespace

void add_command_selfcheck(Commands& commands)
{
    commands.add("selfcheck", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<Asked>();
        CLI::App* const command = app.add_subcommand(
            "selfcheck", "Hold every node against LibTorch: shapes, gradients, exports, documents");
        command->add_option("KIND", asked->kinds, "Only these node kinds");
        command->add_option("--settings", asked->settings, "Random settings for each")
            ->check(CLI::Range(1, 100000))
            ->capture_default_str();
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return selfcheck(*asked); };
    });
}

} // namespace lepton

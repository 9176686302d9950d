// Room backend/cli: lepton check: what is wrong with a drawing, and what would mend it.
#include "backend/cli/arguments.h"
#include "backend/cli/print.h"
#include "backend/train/prepare.h"
#include "nodes/lint.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace lepton {
namespace {

struct AskedCheck {
    std::string file;
    std::size_t fix = 0;
    bool json = false;
};

constexpr const char* level_words[] = {"problem", "warning", "unfinished"};

Json findings_json(const std::vector<Finding>& findings)
{
    Json list = Json::array();
    std::size_t number = 0;
    for (const Finding& finding : findings) {
        Json one = to_json(finding.problem);
        one["fixes"] = Json::array();
        for (const Fix& fix : finding.fixes)
            one["fixes"].push_back({{"number", ++number}, {"label", fix.label.str()}});
        list.push_back(std::move(one));
    }
    return list;
}

void print_findings(const std::vector<Finding>& findings)
{
    std::size_t number = 0;
    for (const Finding& finding : findings) {
        std::cout << level_words[static_cast<int>(finding.problem.level)] << "  "
                  << finding.problem.str() << "\n";
        for (const Fix& fix : finding.fixes)
            std::cout << "    fix " << ++number << ": " << fix.label.str() << "\n";
    }
}

Exit check(const AskedCheck& asked)
{
    auto document = load(asked.file);
    if (!document)
        return fail(document.problems(), asked.json, Exit::bad_use);
    const Surroundings surroundings = surroundings_of(std::filesystem::path(asked.file));
    const auto look = [&](const Document& seen) {
        Gathered gathered = gather_facts(seen, surroundings);
        Facts facts = facts_from_json(seen.facts);
        for (auto& [node, fact] : gathered.facts.data)
            facts.data[node] = std::move(fact);
        Inference inference(catalog());
        inference.reset(seen, facts);
        std::vector<Finding> findings = inference.findings(seen);
        for (Finding& lint : lint_findings(catalog(), seen, facts))
            findings.push_back(std::move(lint));
        std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
            return a.problem.level < b.problem.level;
        });
        // What the data say of themselves comes first: much else follows from it.
        for (auto problem = gathered.problems.rbegin(); problem != gathered.problems.rend();
             ++problem)
            findings.insert(findings.begin(), Finding{*problem, {}});
        return findings;
    };
    std::vector<Finding> findings = look(*document);
    Json fixed;
    if (asked.fix > 0) {
        std::vector<Fix> fixes;
        for (const Finding& finding : findings)
            fixes.insert(fixes.end(), finding.fixes.begin(), finding.fixes.end());
        if (asked.fix > fixes.size())
            return fail(
                {Problem{{},
                         say("there is no fix {0}; there are {1}.", asked.fix, fixes.size()),
                         say("lepton check {0} lists them.", asked.file)}},
                asked.json, Exit::bad_use);
        const Fix& fix = fixes[asked.fix - 1];
        if (const auto done = apply_all(*document, fix.edits); !done)
            return fail(done.problems(), asked.json, Exit::problems);
        if (const auto saved = save(*document, asked.file); !saved)
            return fail(saved.problems(), asked.json, Exit::bad_use);
        fixed = fix.label.str();
        findings = look(*document);
    }
    const auto problems = std::count_if(findings.begin(), findings.end(), [](const Finding& f) {
        return f.problem.level != Level::warning;
    });
    if (asked.json) {
        Json json{{"file", asked.file},
                  {"problems", findings_json(findings)},
                  {"can_train", problems == 0}};
        if (!fixed.is_null())
            json["fixed"] = fixed;
        print(json);
    } else {
        if (!fixed.is_null())
            std::cout << "Done: " << fixed.get<std::string>() << "\n";
        print_findings(findings);
        if (problems == 0)
            std::cout << (findings.empty() ? "No problems." : "No problems that forbid training.")
                      << std::endl;
    }
    return problems == 0 ? Exit::good : Exit::problems;
}

} // namespace

void add_command_check(Commands& commands)
{
    commands.add("check", [](CLI::App& app) -> std::function<Exit()> {
        auto asked = std::make_shared<AskedCheck>();
        CLI::App* const command = app.add_subcommand(
            "check", "Say what is wrong with a .lepton file, and what would mend it");
        command->add_option("FILE", asked->file, "The .lepton file")->required();
        command->add_option("--fix", asked->fix, "Apply this fix and save the file")
            ->type_name("N")
            ->check(whole_number(1));
        command->add_flag("--json", asked->json, "For programs");
        return [asked] { return check(*asked); };
    });
}

} // namespace lepton

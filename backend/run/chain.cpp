// Room backend/run: a program of nodes one after another.
#include "backend/run/chain.h"

namespace lepton {

Result<Program> chain(const Catalog& catalog, const Type& features, const Type& target,
                      const std::vector<Link>& links)
{
    Program program;
    Problems problems;
    Builder b(program, problems);
    NodeId node = 1;
    program.names[node] = "data1";
    program.datasets.push_back({node, "batch", Json::object(), {}});
    b.begin(node, "data1", nullptr);
    Value now = b.data("features", features);
    const Value truth = b.data("target", target);
    for (const Link& link : links) {
        const Kind* kind = catalog.find(link.kind);
        if (!kind) {
            Problem problem;
            problem.what = say("there is no node kind {0}", link.kind);
            return problem;
        }
        program.names[++node] = link.name;
        b.begin(node, link.name, nullptr);
        Inputs inputs(b);
        for (const Port& port : kind->card.inputs)
            if (port.name == "target")
                inputs.set(port.name, truth);
            else if (!port.name.empty() && !port.optional && port.kind != PortKind::loss)
                inputs.set(port.name, now);
        Json fields = kind->defaults();
        fields.update(link.fields);
        kind->build(fields, b, inputs);
        if (kind->card.role == Role::optimizer)
            for (std::size_t i = 0; i < program.losses.size(); ++i)
                program.optimizers.back().losses.push_back(i);
        if (kind->card.role == Role::loss || kind->card.role == Role::optimizer
            || kind->card.role == Role::metric || kind->card.role == Role::output)
            continue;
        for (const Port& port : kind->outputs())
            if (const auto it = b.outs().find(port.name); it != b.outs().end())
                now = it->second;
            else if (const auto first = b.outs().find(""); first != b.outs().end())
                now = first->second;
        program.ports[{node, "out"}] = now;
    }
    if (!problems.empty())
        return problems;
    return program;
}

} // namespace lepton

// tests/bench: how long inference takes with 10 000 nodes and 15 000 wires, against the numbers it
// must hold.
//
//     infer_bench [NODES]      one line per measurement: median, 99th percentile, limit (ms of CPU
//                              time); exit code 1 if a limit is missed
#include "backend/data/source.h"
#include "nodes/infer.h"
#include "nodes/lint.h"
#include "nodes/subgraphs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace lepton;

namespace {
double cpu_ms()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// A drawing under measurement, and the fields whose change moves at most 100 types.
struct Case {
    const char* name;
    Document document;
    Facts facts;
    NodeId knob = 0;
    std::string field;
    Json first, second; ///< two values of the knob to go back and forth between
    std::int64_t graph = 0; ///< where the knob is
    double limit = 1, kept = 10, cold = 50; ///< of an edit, of all anew, of all at first: ms
};

class Drawing {
public:
    explicit Drawing(Case& drawing)
        : graph_(drawing.document.graph())
    {
    }

    NodeId add(const char* kind, const Json& fields = Json::object())
    {
        const Kind* known = catalog().find(kind);
        Node node;
        node.id = ++last_;
        node.kind = kind;
        node.revision = known->card.revision;
        node.name = "n" + std::to_string(last_);
        node.fields = known->defaults();
        node.fields.update(fields);
        graph_.insert(std::move(node));
        return last_;
    }
    void wire(NodeId from, NodeId to, int place = 0)
    {
        const Port& out = catalog().find(graph_.find(from)->kind)->outputs().front();
        const Port& in = catalog().find(graph_.find(to)->kind)->inputs().front();
        graph_.insert(Wire{
            {from, std::string(out.name)},
            {to, std::string(in.name) + (in.list ? "." + std::to_string(place) : std::string())}});
    }
    NodeId then(NodeId from, const char* kind, const Json& fields = Json::object())
    {
        const NodeId node = add(kind, fields);
        wire(from, node);
        return node;
    }
    NodeId last() const { return last_; }

private:
    Graph& graph_;
    NodeId last_ = 0;
};

/// A layered grid, as the canvas is measured with: every node feeds the one to its right, every
/// second one also its neighbour below, one in fifty skips ten columns.
Case grid(int count)
{
    Case out{.name = "grid"};
    Drawing draw(out);
    const int rows = 75;
    std::vector<std::vector<int>> into(static_cast<std::size_t>(count));
    const auto join = [&](int a, int b) {
        if (b < count)
            into[static_cast<std::size_t>(b)].push_back(a);
    };
    for (int i = 0; i < count; ++i) {
        join(i, i + rows);
        if (i % 50 == 0)
            join(i, i + 10 * rows);
        else if (i % 2 == 0)
            join(i, i + rows + 1);
    }
    const char* const unary[] = {"relu", "tanh", "sigmoid", "gelu", "silu", "softplus"};
    for (int i = 0; i < count; ++i) {
        const auto& from = into[static_cast<std::size_t>(i)];
        const NodeId node = draw.add(i < rows              ? "input"
                                         : from.size() > 1 ? "add"
                                                           : unary[(i * 7 + i / 5) % 6]);
        for (std::size_t k = 0; i >= rows && k < from.size(); ++k)
            draw.wire(from[k] + 1, node, static_cast<int>(k));
    }
    // A linear layer over the first row's last column changes the one type behind it.
    out.knob = draw.then(1, "linear");
    out.field = "out_features";
    NodeId end = out.knob;
    for (int i = 0; i < 98; ++i)
        end = draw.then(end, unary[i % 6]);
    out.first = 10, out.second = 20;
    return out;
}

/// Rows of residual networks, each of its own width: a hundred nodes from the picture to the loss.
Case residual(int count)
{
    Case out{.name = "residual"};
    Drawing draw(out);
    for (int row = 0; draw.last() + 100 <= count; ++row) {
        const int width = 16 + row % 50 * 4;
        const Json same = {{"filters", width}, {"padding", {1, 1}}};
        NodeId at = draw.then(draw.add("input", {{"shape", {3, 64, 64}}}), "conv2d",
                              {{"filters", width}, {"padding", {1, 1}}});
        if (row == 1) {
            out.knob = at;
            out.field = "stride";
            out.first = {1, 1}, out.second = {2, 2};
        }
        std::vector<NodeId> skips;
        for (int block = 0; block < 16; ++block) {
            const NodeId before = at;
            at = draw.then(at, "conv2d", same);
            at = draw.then(at, "batch_norm2d");
            at = draw.then(at, "relu");
            at = draw.then(at, "conv2d", same);
            const NodeId sum = draw.then(at, "add");
            draw.wire(before, sum, 1);
            // Dense skips, so that there are as many wires as in real drawings.
            for (std::size_t k = 0; k < skips.size() && k < 3; ++k)
                draw.wire(skips[skips.size() - 1 - k], sum, static_cast<int>(k) + 2);
            skips.push_back(before);
            at = draw.then(sum, "relu");
        }
        at = draw.then(draw.then(at, "global_avg_pool"), "linear", {{"out_features", 10}});
    }
    return out;
}

/// The residual networks with what is between picture and answer in a subgraph each. An edit in a
/// subgraph opens all of them anew, which is what takes the time: 5 µs for each node.
Case grouped(int count, bool inside)
{
    Case out = residual(count);
    out.name = inside ? "subgraphs, edited inside" : "subgraphs, edited outside";
    for (NodeId first = 1; first < count; first += 100) {
        std::vector<NodeId> nodes;
        for (NodeId node = first + 2; node < first + 98; ++node)
            if (out.document.graph().contains(node))
                nodes.push_back(node);
        const auto edits = group(catalog(), out.document, 0, nodes, "Body");
        if (!edits || !apply_all(out.document, *edits))
            std::abort();
    }
    out.kept = out.cold = 100;
    out.limit = 5; // what all subgraphs cost and say is gathered again
    if (inside) {
        out.graph = 2;
        out.knob = out.document.graphs.at(2).slots().begin()->first;
        out.limit = 150;
    }
    return out;
}

class Report {
public:
    void row(const std::string& name, double limit, std::vector<double> times)
    {
        std::sort(times.begin(), times.end());
        const double median = times[times.size() / 2],
                     high = times[std::min(times.size() - 1, times.size() * 99 / 100)];
        missed_ = missed_ || median > limit;
        std::printf("%-62s %9.3f %9.3f   <= %6.1f  %s\n", name.c_str(), median, high, limit,
                    median <= limit ? "ok" : "MISSED");
    }
    bool missed() const { return missed_; }

private:
    bool missed_ = false;
};

template <class Act> double timed(const Act& act)
{
    const double start = cpu_ms();
    act();
    return cpu_ms() - start;
}

void measure(Report& report, Case& drawing)
{
    Document& document = drawing.document;
    const auto infer = [&](Inference& inference) { inference.reset(document, drawing.facts); };
    const std::string name(drawing.name);
    std::vector<double> cold, kept, edited, fresh;
    for (int i = 0; i < 15; ++i) {
        Inference inference(catalog());
        cold.push_back(timed([&] { infer(inference); }));
        kept.push_back(timed([&] { infer(inference); }));
    }
    Inference inference(catalog());
    infer(inference);
    std::size_t changed = 0;
    const auto set = [&](const Json& value) {
        const Edit edit(SetField{drawing.knob, drawing.field, value}, drawing.graph);
        if (!apply(document, edit))
            std::abort();
        const Edits applied{edit};
        return timed([&] { changed = inference.update(document, drawing.facts, applied).size(); });
    };
    for (int i = 0; i < 200; ++i)
        edited.push_back(set(i % 2 ? drawing.first : drawing.second));
    for (int i = 0; i < 50; ++i) // values never seen: everything behind is built anew
        fresh.push_back(set(drawing.field == "stride" ? Json{i % 5 + 1, i / 5 + 1} : Json(30 + i)));
    std::vector<double> lints;
    lints.reserve(5);
    for (int i = 0; i < 5; ++i)
        lints.push_back(timed([&] { (void)lint(catalog(), document, inference); }));
    report.row(name + ": all types, cold", drawing.cold, cold);
    report.row(name + ": all types, build results kept", drawing.kept, kept);
    report.row(name + ": edit of " + std::to_string(changed) + " types, results kept",
               drawing.limit, edited);
    report.row(name + ": edit of " + std::to_string(changed) + " types, never seen", drawing.limit,
               fresh);
    report.row(name + ": all lints, on another thread", 150, lints);
}
} // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::clamp(std::atoi(argv[1]), 1000, 1000000) : 10000;
    Report report;
    for (Case drawing :
         {grid(count), residual(count), grouped(count, false), grouped(count, true)}) {
        std::printf("%s: %zu nodes, %zu wires\n%-62s %9s %9s\n", drawing.name,
                    drawing.document.graph().slots().size(), drawing.document.graph().wire_count(),
                    "ms of CPU time", "median", "p99");
        measure(report, drawing);
    }
    return report.missed() ? 1 : 0;
}

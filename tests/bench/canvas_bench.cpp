// Room tests/bench: how long the canvas takes with 10 000 nodes and 15 000 wires, in CPU time of
// the window's thread, against the numbers it must hold and against nodeeditor 3 on the same
// drawing.
//
//     canvas_bench [NODES] [--keep]     --keep writes the results as the reference to compare with
#include "gui/canvas/canvas.h"
#include "gui/canvas/commands/arrange.h"
#include "gui/canvas/edits.h"
#include "gui/theme.h"
#include "tests/bench/bench_table.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cstring>
#include <functional>
#include <malloc.h>

using namespace lepton;

namespace {
struct Large {
    Document document;
    NodeId pick = 0, hub = 0;
};

/// A layered grid: every node feeds the one to its right, every second one also its neighbour
/// below, one in fifty skips ten columns, and one node in the middle feeds sixty.
Large large_graph(int count)
{
    constexpr double dx = 250, dy = 180;
    Large out;
    Graph& graph = out.document.graph();
    const int columns =
        std::max(1, static_cast<int>(std::lround(std::sqrt(count * 1.6 * dy / dx))));
    const int rows = (count + columns - 1) / columns;
    std::vector<std::vector<int>> into(static_cast<std::size_t>(count));
    const auto join = [&](int a, int b) {
        if (b < count && b > a)
            into[static_cast<std::size_t>(b)].push_back(a);
    };
    for (int i = 0; i < count; ++i) {
        join(i, i + rows);
        if (i % 50 == 0)
            join(i, i + 10 * rows);
        else if (i % 2 == 0)
            join(i, i + rows + 1);
    }
    const int pick = std::min(count - 1, (columns / 2) * rows + rows / 2),
              hub = std::max(0, pick - rows - 3);
    for (int c = 1; c <= 6; ++c)
        for (int r = -5; r <= 5; ++r)
            if (r != 0)
                join(hub, hub + c * rows + r);
    const char* const unary[] = {"relu", "tanh", "sigmoid", "gelu", "silu", "softplus"};
    for (int i = 0; i < count; ++i) {
        const std::size_t inputs = into[static_cast<std::size_t>(i)].size();
        const Kind* kind = catalog().find(i < rows         ? "mnist"
                                              : inputs > 1 ? "add"
                                                           : unary[(i * 7 + i / 5) % 6]);
        Node node;
        node.id = i + 1;
        node.kind = kind->card.id;
        node.name = "n" + std::to_string(i);
        node.fields = kind->defaults();
        const int column = i / rows, row = i % rows;
        node.position = {column * dx + (row % 3) * 12.0, row * dy + (column % 4) * 9.0};
        graph.insert(std::move(node));
    }
    for (int i = rows; i < count; ++i) {
        const auto& from = into[static_cast<std::size_t>(i)];
        for (std::size_t k = 0; k < from.size(); ++k) {
            const Kind* a = catalog().find(graph.find(from[k] + 1)->kind);
            const Kind* b = catalog().find(graph.find(i + 1)->kind);
            std::string port(b->inputs().front().name);
            if (b->inputs().front().list)
                port += '.' + std::to_string(k);
            graph.insert(
                Wire{{from[k] + 1, std::string(a->outputs().front().name)}, {i + 1, port}});
        }
    }
    out.pick = pick + 1;
    out.hub = hub + 1;
    return out;
}

struct Bench {
    GraphCanvas& canvas;
    BenchTable& table;

    void settle() const
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
    }
    /// One row: runs `act` so often, each time until it is painted.
    void row(const std::string& name, double limit, bool worst, int times,
             const std::function<void(int)>& act, const std::string& peer = {})
    {
        std::vector<double> all;
        for (int i = 0; i < times; ++i) {
            settle();
            const double start = cpu_ms();
            act(i);
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            all.push_back(cpu_ms() - start);
        }
        table.row(name, limit, worst, std::move(all), peer);
    }
    void mouse(QEvent::Type type, QPointF p, Qt::MouseButton button, Qt::MouseButtons held) const
    {
        QMouseEvent event(type, p, canvas.mapToGlobal(p), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }
    void drag(const char* name, double limit, NodeId node, const char* peer)
    {
        const QRectF box = canvas.scene().node(canvas.scene().item_of(node)).box;
        canvas.set_view({1.0, QPointF(800, 500) - box.center()});
        settle();
        QPointF p = canvas.view().to_pixels(box.topLeft() + QPointF(60, 12));
        mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::NoButton);
        mouse(QEvent::MouseButtonPress, p, Qt::LeftButton, Qt::LeftButton);
        for (int i = 0; i < 3; ++i) // begins the gesture and makes the picture of the rest
            mouse(QEvent::MouseMove, p += QPointF(3, 0), Qt::NoButton, Qt::LeftButton);
        row(
            name, limit, true, 200,
            [&](int i) {
                p += QPointF(3 * std::cos(i * 0.0628), 3 * std::sin(i * 0.0628));
                mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::LeftButton);
            },
            peer);
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &escape);
        mouse(QEvent::MouseButtonRelease, p, Qt::LeftButton, Qt::NoButton);
    }
    void wheel(int i) const
    {
        QWheelEvent event({800, 500}, canvas.mapToGlobal(QPointF(800, 500)), {},
                          {0, i / 2 % 2 ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &event);
    }
};

/// Memory that the program has asked for and not given back, in MB.
double memory_mb()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

std::string number(double v)
{
    char text[32];
    std::snprintf(text, sizeof text, "%g", v);
    return text;
}
} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    Theme::current().set_reduced_motion(true);
    int count = 10000;
    bool keep = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--keep") == 0)
            keep = true;
        else
            count = std::clamp(std::atoi(argv[i]), 100, 200000);
    }
    const Large large = large_graph(count);
    const std::string text = to_text(large.document);
    OpenDocument document;
    GraphCanvas canvas(document);
    canvas.resize(1600, 1000);
    canvas.show();
    std::printf("%d nodes, %zu wires, 1600x1000, CPU time of the window's thread; ", count,
                large.document.graph().wire_count());
    const std::string reference =
        count == 10000 ? LEPTON_SOURCE_DIR "/tests/bench/canvas_reference.json" : "";
    BenchTable table(reference, "ms", "nodeeditor 3");
    Bench bench{canvas, table};
    bench.settle();

    const double empty = memory_mb();
    bench.row("open a document to first paint", 400, false, 3, [&](int) {
        document.adopt(std::move(*from_text(text)), {});
        canvas.repaint();
    });
    bench.settle();
    table.size("memory of the graph, MB", 120, memory_mb() - empty);
    {
        std::vector<double> cold, kept, edited;
        for (int i = 0; i < 5; ++i) {
            Inference inference(catalog());
            double start = cpu_ms();
            inference.reset(document.document(), document.facts());
            cold.push_back(cpu_ms() - start);
            start = cpu_ms();
            inference.reset(document.document(), document.facts());
            kept.push_back(cpu_ms() - start);
            const NodeId last[] = {static_cast<NodeId>(count)};
            start = cpu_ms();
            inference.refresh(document.document(), document.facts(), last);
            edited.push_back(cpu_ms() - start);
        }
        table.row("infer all types, cold", 50, false, cold);
        table.row("infer all types, results kept", 10, false, kept);
        table.row("infer after an edit", 1, false, edited);
    }
    bench.drag("drag a node", 4, large.pick, "50 / 62");
    bench.drag("drag a hub of sixty wires", 10, large.hub, "");
    const QPointF middle = canvas.scene().bounds().center();
    const auto look_at = [&](double scale) {
        canvas.set_view({scale, QPointF(800, 500) - middle * scale});
        bench.settle();
    };
    for (const double scale : {2.0, 1.0, 0.7, 0.5, 0.3, 0.2, 0.12, 0.08, 0.05, 0.03}) {
        look_at(scale);
        bench.row(
            "full repaint at " + number(scale), 16, false, 15, [&](int) { canvas.update(); },
            scale == 1.0        ? "466"
                : scale == 0.03 ? "58 800"
                                : "");
    }
    look_at(1.0);
    QPointF p(300, 700);
    bench.mouse(QEvent::MouseButtonPress, p, Qt::MiddleButton, Qt::MiddleButton);
    bench.row(
        "pan", 2, true, 100,
        [&](int i) {
            p += QPointF(i % 40 < 20 ? 4 : -4, i % 20 < 10 ? 2 : -2);
            bench.mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::MiddleButton);
        },
        "64");
    bench.mouse(QEvent::MouseButtonRelease, p, Qt::MiddleButton, Qt::NoButton);
    for (const double scale : {1.0, 0.5, 0.2, 0.1}) {
        look_at(scale);
        bench.row(
            "wheel step at " + number(scale), 16, false, 40, [&](int i) { bench.wheel(i); },
            scale == 1.0 ? "493" : "");
    }
    canvas.fit_all(false);
    bench.row("wheel step, all in view", 16, false, 40, [&](int i) { bench.wheel(i); });
    for (const double scale : {1.0, 0.3}) {
        look_at(scale);
        bench.row(
            "hover at " + number(scale), 2, true, 200,
            [&](int i) {
                bench.mouse(QEvent::MouseMove, QPointF(300 + (i * 13) % 1000, 200 + (i * 7) % 600),
                            Qt::NoButton, Qt::NoButton);
            },
            scale == 1.0 ? "3 010" : "");
    }
    look_at(1.0);
    {
        // A wire from one node over the inputs of those round it: the first costs a copy to try on.
        const canvas::NodeShape& from = canvas.scene().node(canvas.scene().item_of(large.pick));
        const QPointF start = canvas.view().to_pixels(from.port_at(from.ports.back()));
        std::vector<QPointF> inputs;
        canvas.scene().nodes_in(
            canvas.view().to_canvas(QRectF(100, 100, 1400, 800)), [&](int item) {
                for (const canvas::PortShape& port : canvas.scene().node(item).ports)
                    if (port.input)
                        inputs.push_back(
                            canvas.view().to_pixels(canvas.scene().node(item).port_at(port)));
            });
        bench.mouse(QEvent::MouseMove, start, Qt::NoButton, Qt::NoButton);
        bench.mouse(QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
        bench.mouse(QEvent::MouseMove, start + QPointF(30, 8), Qt::NoButton, Qt::LeftButton);
        bench.row("draw a wire, first port", 0, true, 1, [&](int) {
            bench.mouse(QEvent::MouseMove, inputs.front(), Qt::NoButton, Qt::LeftButton);
        });
        bench.row("draw a wire from port to port", 0, true, 100, [&](int i) {
            bench.mouse(QEvent::MouseMove,
                        inputs[static_cast<std::size_t>(i * 7 + 1) % inputs.size()], Qt::NoButton,
                        Qt::LeftButton);
        });
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &escape);
        bench.mouse(QEvent::MouseButtonRelease, start, Qt::LeftButton, Qt::NoButton);
    }
    std::vector<NodeId> some;
    for (NodeId node = 2001; node <= std::min<NodeId>(3000, count); ++node)
        some.push_back(node);
    const Json copied = canvas::to_clipboard(document.graph(), some);
    auto copies = canvas::from_clipboard(document, copied, {40, 40}, false);
    std::vector<double> undo, redo;
    document.push(say("Paste"), std::move(copies->edits));
    for (int i = 0; i < 15; ++i) {
        const auto time = [&](std::vector<double>& all, void (OpenDocument::*step)()) {
            bench.settle();
            const double start = cpu_ms();
            (document.*step)();
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            all.push_back(cpu_ms() - start);
        };
        time(undo, &OpenDocument::undo);
        time(redo, &OpenDocument::redo);
    }
    table.row("undo a paste of 1 000 nodes", 20, false, undo);
    table.row("redo it", 20, false, redo);
    {
        OpenDocument small;
        GraphCanvas arranged(small);
        arranged.resize(1600, 1000);
        small.adopt(large_graph(1000).document, {});
        bench.row("arrange 1 000 nodes", 300, false, 3, [&](int i) {
            if (i > 0)
                small.undo();
            canvas::arrange_layers(arranged);
        });
    }
    return table.finish(keep);
}

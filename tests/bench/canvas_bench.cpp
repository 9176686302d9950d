// tests/bench: how long the canvas takes with 10 000 nodes and 15 000 wires, against the numbers it
// must hold.
//
//     canvas_bench [NODES]     one line per measurement: median, 99th percentile, limit (ms of CPU
//     time
//                              of the window's thread); exit code 1 if a limit is missed by more
//                              than a half
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

using namespace lepton;

namespace {
double cpu_ms()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Fixed work on numbers and memory: how fast this machine is just now.
double calibration()
{
    std::vector<std::uint32_t> v(1 << 20);
    const double start = cpu_ms();
    std::uint32_t x = 12345;
    for (int pass = 0; pass < 4; ++pass)
        for (std::size_t i = 0; i < v.size(); ++i) {
            x = x * 1664525U + 1013904223U;
            v[(x >> 8) & (v.size() - 1)] += x ^ static_cast<std::uint32_t>(i);
        }
    return cpu_ms() - start + (v[x & 1023] == 0xdeadbeef ? 1e-9 : 0);
}

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
        node.position = {(i / rows) * dx + (i % rows % 3) * 12.0,
                         (i % rows) * dy + (i / rows % 4) * 9.0};
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
    bool failed = false;

    void settle() const
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
    }
    /// One row: runs `act` so often, each time until it is painted.
    void row(const char* name, double limit, bool worst, int times,
             const std::function<void(int)>& act)
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
        print(name, limit, worst, std::move(all));
    }
    void print(const char* name, double limit, bool worst, std::vector<double> all)
    {
        std::sort(all.begin(), all.end());
        const double median = all[all.size() / 2],
                     high = all[std::min(all.size() - 1, all.size() * 99 / 100)];
        const double counts = worst ? high : median;
        failed = failed || counts > 1.5 * limit;
        std::printf("%-46s %9.2f %9.2f   <= %6.1f  %s\n", name, median, high, limit,
                    counts <= limit ? "ok" : "MISSED");
        std::fflush(stdout);
    }
    void mouse(QEvent::Type type, QPointF p, Qt::MouseButton button, Qt::MouseButtons held) const
    {
        QMouseEvent event(type, p, canvas.mapToGlobal(p), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }
    void drag(const char* name, double limit, NodeId node)
    {
        const QRectF box = canvas.scene().node(canvas.scene().item_of(node)).box;
        canvas.set_view({1.0, QPointF(800, 500) - box.center()});
        settle();
        QPointF p = canvas.view().to_pixels(box.topLeft() + QPointF(60, 12));
        mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::NoButton);
        mouse(QEvent::MouseButtonPress, p, Qt::LeftButton, Qt::LeftButton);
        for (int i = 0; i < 3; ++i) // begins the gesture and makes the picture of the rest
            mouse(QEvent::MouseMove, p += QPointF(3, 0), Qt::NoButton, Qt::LeftButton);
        row(name, limit, true, 200, [&](int i) {
            p += QPointF(3 * std::cos(i * 0.0628), 3 * std::sin(i * 0.0628));
            mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::LeftButton);
        });
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &escape);
        mouse(QEvent::MouseButtonRelease, p, Qt::LeftButton, Qt::NoButton);
    }
};
} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    Theme::current().set_reduced_motion(true);
    const int count = argc > 1 ? std::clamp(std::atoi(argv[1]), 100, 200000) : 10000;
    const Large large = large_graph(count);
    OpenDocument document;
    GraphCanvas canvas(document);
    canvas.resize(1600, 1000);
    canvas.show();
    Bench bench{canvas};
    bench.settle();
    std::printf("%d nodes, %zu wires, 1600x1000; calibration %.1f ms\n", count,
                large.document.graph().wire_count(), calibration());
    std::printf("%-46s %9s %9s\n", "ms of CPU time", "median", "p99");

    bench.row("open a document to first paint", 400, false, 3, [&](int) {
        document.adopt(large.document, {});
        canvas.repaint();
    });
    {
        std::vector<double> cold, kept, edited;
        for (int i = 0; i < 5; ++i) {
            Inference inference(catalog());
            double start = cpu_ms();
            inference.reset(document.graph(), document.document().settings, document.facts());
            cold.push_back(cpu_ms() - start);
            start = cpu_ms();
            inference.reset(document.graph(), document.document().settings, document.facts());
            kept.push_back(cpu_ms() - start);
            const NodeId last[] = {static_cast<NodeId>(count)};
            start = cpu_ms();
            inference.update(document.graph(), document.document().settings, document.facts(),
                             last);
            edited.push_back(cpu_ms() - start);
        }
        bench.print("infer all types, cold", 50, false, cold);
        bench.print("infer all types, results kept", 10, false, kept);
        bench.print("infer after an edit", 1, false, edited);
    }
    bench.drag("drag a node", 4, large.pick);
    bench.drag("drag a hub of sixty wires", 10, large.hub);
    const QPointF middle = canvas.scene().bounds().center();
    for (const double scale : {2.0, 1.0, 0.7, 0.5, 0.3, 0.2, 0.12, 0.08, 0.05, 0.03}) {
        canvas.set_view({scale, QPointF(800, 500) - middle * scale});
        char name[64];
        std::snprintf(name, sizeof name, "full repaint at %g", scale);
        bench.row(name, 16, false, 15, [&](int) { canvas.update(); });
    }
    canvas.set_view({1.0, QPointF(800, 500) - middle});
    bench.settle();
    QPointF p(300, 700);
    bench.mouse(QEvent::MouseButtonPress, p, Qt::MiddleButton, Qt::MiddleButton);
    bench.row("pan", 2, true, 100, [&](int i) {
        p += QPointF(i % 40 < 20 ? 4 : -4, i % 20 < 10 ? 2 : -2);
        bench.mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::MiddleButton);
    });
    bench.mouse(QEvent::MouseButtonRelease, p, Qt::MiddleButton, Qt::NoButton);
    bench.row("wheel step, near", 16, false, 40, [&](int i) {
        QWheelEvent wheel({800, 500}, canvas.mapToGlobal(QPointF(800, 500)), {},
                          {0, i / 2 % 2 ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &wheel);
    });
    canvas.fit_all(false);
    bench.row("wheel step, all in view", 16, false, 40, [&](int i) {
        QWheelEvent wheel({800, 500}, canvas.mapToGlobal(QPointF(800, 500)), {},
                          {0, i / 2 % 2 ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas, &wheel);
    });
    canvas.set_view({1.0, QPointF(800, 500) - middle});
    bench.row("hover", 2, true, 200, [&](int i) {
        bench.mouse(QEvent::MouseMove, QPointF(300 + (i * 13) % 1000, 200 + (i * 7) % 600),
                    Qt::NoButton, Qt::NoButton);
    });
    {
        std::vector<NodeId> some;
        for (NodeId node = 2001; node <= std::min<NodeId>(3000, count); ++node)
            some.push_back(node);
        auto copies = canvas::from_clipboard(document, canvas::to_clipboard(document.graph(), some),
                                             {40, 40}, false);
        if (copies)
            document.push(say("Paste"), copies->edits);
        bench.row("undo a paste of 1000 nodes, redo it", 40, false, 6, [&](int) {
            document.undo();
            document.redo();
        });
    }
    return bench.failed ? 1 : 0;
}

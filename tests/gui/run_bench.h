// Room tests/gui: what the tests of a run's panels share: a drawing of digits, a run of it, and all
// that a panel is given.
#pragma once

#include "backend/data/source.h"
#include "fake_run.h"
#include "gui/actions.h"
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/panels/live/ask_pad.h"
#include "gui/panels/live/cell_samples.h"
#include "gui/panels/live/class_bars.h"
#include "gui/panels/live/curve_board.h"
#include "gui/panels/live/difference_line.h"
#include "gui/panels/live/draw_pad.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/gallery.h"
#include "gui/panels/live/ink.h"
#include "gui/panels/live/run_summary.h"
#include "gui/panels/live/run_table.h"
#include "gui/panels/live/task_view.h"
#include "gui/plots/matrix_view.h"
#include "gui/plots/metric_plot.h"
#include "gui/runs/engine.h"
#include "gui/runs/overlays.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"

#include <QJsonArray>
#include <QLabel>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>

namespace lepton {
void add_panel_dashboard(Panels&);
void add_panel_predictions(Panels&);
void add_panel_confusion(Panels&);
void add_panel_runs(Panels&);
void add_panel_log(Panels&);
void add_panel_test(Panels&);
} // namespace lepton

namespace lepton {

/// The drawing of a small digits network: enough for data, labels and guesses.
inline Document digits()
{
    Document document;
    const auto node = [&](NodeId id, const char* kind, const char* name,
                          Json fields = Json::object()) {
        Node n;
        n.id = id, n.kind = kind, n.name = name, n.fields = std::move(fields);
        if (!apply(document, Edit(AddNode{n})).ok())
            qFatal("no node %s", kind);
    };
    const auto wire = [&](NodeId a, const char* out, NodeId b, const char* in) {
        if (!apply(document, Edit(AddWire{{{a, out}, {b, in}}})).ok())
            qFatal("no wire");
    };
    node(1, "mnist", "mnist1");
    node(2, "flatten", "flatten1");
    node(3, "linear", "linear1", {{"out_features", 10}});
    node(4, "cross_entropy", "cross_entropy1");
    node(5, "adam", "adam1", {{"lr", 0.001}});
    wire(1, "features", 2, "features");
    wire(2, "features", 3, "features");
    wire(3, "features", 4, "prediction");
    wire(1, "target", 4, "target");
    wire(4, "loss", 5, "loss.0");
    return document;
}

/// Everything a panel is given, around a run.
struct Bench {
    QTemporaryDir folder;
    QMainWindow window;
    Actions actions{&window};
    OpenDocument document;
    RunShown run;
    Engine engine;
    Workbench bench{document, run, engine, actions};
    std::unique_ptr<FakeRun> fake;
    std::vector<std::int64_t> samples;
    std::vector<int> truths;

    std::filesystem::path path() const
    {
        return folder.filePath(QStringLiteral("digits.lepton")).toStdString();
    }
    Bench()
    {
        document.adopt(digits(), QString::fromStdString(path().string()));
        fake = std::make_unique<FakeRun>(path(), digits());
    }
    /// Shows the run and waits for its data; picks 25 validation samples.
    bool ready()
    {
        run.show(fake->directory());
        run.data();
        if (!QTest::qWaitFor([&] { return run.data().facts() != nullptr; }, 60'000))
            return false;
        const RunFacts* facts = run.data().facts();
        if (!facts->dataset) {
            for (const Problem& p : facts->problems)
                qWarning("%s", p.str().c_str());
            return false;
        }
        const auto& part = facts->dataset->part(Part::validation);
        for (std::size_t i = 0; i < 25 && i < part.size(); ++i) {
            samples.push_back(part[i]);
            truths.push_back(static_cast<int>(
                sample_numbers(*facts->dataset->column("target"), part[i]).front()));
        }
        return samples.size() == 25;
    }
};

inline std::unique_ptr<QWidget> panel(const Bench& b, void (*add)(Panels&))
{
    Panels panels;
    add(panels);
    return std::unique_ptr<QWidget>(panels.all().front().make(b.bench));
}

/// Saves what the user would see where LEPTON_SCREENSHOTS names a folder.
inline void picture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("LEPTON_SCREENSHOTS");
    if (!folder.isEmpty())
        widget.grab().save(folder + u'/' + name + QStringLiteral(".png"));
}

inline void dress(QWidget& widget, QSize size)
{
    widget.setAutoFillBackground(true);
    QPalette palette = widget.palette();
    palette.setColor(QPalette::Window, Theme::current().colors().panel);
    widget.setPalette(palette);
    widget.resize(size);
    widget.show();
    QTest::qWait(300);
}

} // namespace lepton

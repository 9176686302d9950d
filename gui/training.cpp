// Room gui: Train, Pause, Stop. [gui]
#include "gui/training.h"

#include "gui/actions.h"
#include "gui/document_files.h"
#include "gui/notices.h"
#include "gui/open_document.h"
#include "gui/preferences.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"

#include <algorithm>

namespace lepton {

Training::Training(const Workbench& bench, DocumentFiles& files, Notices& notices, QObject* parent)
    : QObject(parent)
    , bench_(bench)
    , files_(files)
    , notices_(notices)
{
    add_actions();
    connect(&bench_.run, &RunShown::run_changed, this, &Training::update_actions);
    connect(&bench_.run, &RunShown::info_changed, this, &Training::update_actions);
    connect(&bench_.document, &OpenDocument::changed, this, &Training::update_actions);
    connect(&bench_.document, &OpenDocument::replaced, this, &Training::update_actions);
    connect(&bench_.document, &OpenDocument::replaced, this,
            [this] { bench_.engine.take_up_queue(bench_.document.path()); });
    connect(&bench_.engine, &Engine::problem, this, [this](const QString& sentence) {
        notices_.show_line(QStringLiteral("train"), Level::problem, sentence);
    });
    connect(&bench_.engine, &Engine::started, this, [this](const RunDirectory& run) {
        bench_.run.show(run);
        Q_EMIT began();
    });
    update_actions();
}

void Training::add_actions()
{
    Actions& a = bench_.actions;
    a.add("run.train", QT_TRANSLATE_NOOP("Actions", "Train"),
          QT_TRANSLATE_NOOP("Actions",
                            "Trains this network; while a run lives, it waits for its turn"),
          QKeySequence(QStringLiteral("Ctrl+R")), [this] { train(); });
    a.add("run.pause", QT_TRANSLATE_NOOP("Actions", "Pause"),
          QT_TRANSLATE_NOOP("Actions", "Pauses the training after this step"),
          QKeySequence(QStringLiteral("Ctrl+Shift+Space")), [this] { pause(); });
    a.add("run.resume", QT_TRANSLATE_NOOP("Actions", "Go on"),
          QT_TRANSLATE_NOOP("Actions", "Goes on with a paused training"), {}, [this] { go_on(); });
    a.add("run.stop", QT_TRANSLATE_NOOP("Actions", "Stop"),
          QT_TRANSLATE_NOOP("Actions", "Stops the training and keeps the last weights"),
          QKeySequence(QStringLiteral("Ctrl+.")), [this] { stop(); });
    a.add("run.stop_keep_best", QT_TRANSLATE_NOOP("Actions", "Stop and keep the best"),
          QT_TRANSLATE_NOOP("Actions", "Stops the training and goes back to the best weights"), {},
          [this] { stop_keep_best(); });
    a.add("run.resume_run", QT_TRANSLATE_NOOP("Actions", "Resume the run"),
          QT_TRANSLATE_NOOP("Actions", "Goes on with a run that was interrupted or stopped"), {},
          [this] { resume_run(); });
}

void Training::update_actions()
{
    const bool some = bench_.run.run().has_value();
    const bool live = some && bench_.run.is_live();
    const RunState state = bench_.run.info().state;
    const auto enable = [this](const char* id, bool on) {
        if (QAction* action = bench_.actions.find(QLatin1String(id)))
            action->setEnabled(on);
    };
    enable("run.train", !bench_.document.document().graph().slots().empty());
    enable("run.pause", live && state != RunState::paused);
    enable("run.resume", live && state == RunState::paused);
    enable("run.stop", live);
    enable("run.stop_keep_best", live);
    enable("run.resume_run",
           some
               && (state == RunState::interrupted || state == RunState::stopped
                   || state == RunState::failed));
}

void Training::train()
{
    notices_.remove(QStringLiteral("train"));
    if (!bench_.document.inference().can_train()) {
        show_gap();
        return;
    }
    const QString device = preferences::device();
    bench_.engine.train_or_queue(bench_.document.document(), bench_.document.path(),
                                 {QStringLiteral("--device"), device});
}

void Training::show_gap()
{
    const OpenDocument& document = bench_.document;
    const auto blocks = [](const Problem& p) { return p.level != Level::warning; };
    const Problems problems = document.inference().problems();
    // The first gap along the way the data goes; what concerns no node comes last.
    const std::vector<NodeId> order = document.document().graph().topological();
    const Problem* first = nullptr;
    std::ptrdiff_t place = 0;
    for (const Problem& problem : problems) {
        if (!blocks(problem))
            continue;
        const auto at = std::ranges::find(order, problem.where.node) - order.begin();
        if (first == nullptr || at < place) {
            first = &problem;
            place = at;
        }
    }
    if (first == nullptr)
        return;
    show_finding(document.inference().finding(document.document(), *first), *first);
}

void Training::show_finding(const Finding& finding, const Problem& problem)
{
    OpenDocument& document = bench_.document;
    document.show(problem.where);
    std::vector<NoticeChoice> choices;
    for (const Fix& fix : finding.fixes) {
        if (choices.size() == 3)
            break;
        choices.push_back(
            {text_of(fix.label), [&document, fix] { document.push(fix.label, fix.edits); }});
    }
    notices_.show_line(QStringLiteral("train"), problem.level,
                       tr("Not ready to train. %1").arg(text_of(problem)), std::move(choices));
}

void Training::send(const char* what)
{
    bench_.run.command(QJsonObject{{QStringLiteral("do"), QLatin1String(what)}},
                       [this](const QJsonObject& answer) {
                           if (!answer.value(QStringLiteral("ok")).toBool())
                               notices_.show_line(
                                   QStringLiteral("train"), Level::warning,
                                   tr("The engine did not take the command: %1")
                                       .arg(answer.value(QStringLiteral("problem")).toString()),
                                   {}, 10);
                       });
}

void Training::pause() { send("pause"); }

void Training::go_on() { send("resume"); }

void Training::stop() { send("stop"); }

void Training::stop_keep_best() { send("stop_keep_best"); }

void Training::resume_run()
{
    if (!bench_.run.run())
        return;
    if (const auto result = bench_.engine.resume(*bench_.run.run(), {}); !result)
        notices_.show_line(QStringLiteral("train"), Level::problem,
                           text_of(result.problems().front()));
}

} // namespace lepton

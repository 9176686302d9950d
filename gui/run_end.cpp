// Room gui: one line that says how the run on show ended. [gui]
#include "gui/run_end.h"

#include "gui/actions.h"
#include "gui/notices.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/run_texts.h"

#include <QApplication>

namespace lepton {

namespace {
constexpr QLatin1String line("ended");
}

RunEnd::RunEnd(const Workbench& bench, Notices& notices, QWidget* window)
    : QObject(window)
    , bench_(bench)
    , notices_(notices)
    , window_(window)
{
    soon_.setSingleShot(true);
    soon_.setInterval(300);
    connect(&soon_, &QTimer::timeout, this, &RunEnd::tell);
    connect(&bench_.run, &RunShown::run_changed, this, [this] {
        live_ = false;
        soon_.stop();
        notices_.remove(line);
    });
    connect(&bench_.run, &RunShown::info_changed, this, &RunEnd::follow);
}

void RunEnd::follow()
{
    const bool live = bench_.run.is_live();
    if (live)
        notices_.remove(line); // it was resumed
    else if (live_)
        soon_.start();
    live_ = live;
}

void RunEnd::tell()
{
    const RunInfo& info = bench_.run.info();
    QString title = bench_.run.title();
    if (title.isEmpty() || is_live(info.state))
        return;
    title[0] = title[0].toUpper();
    QString sentence = run_sentence(info, bench_.run.curves(), bench_.run.predictions(),
                                    bench_.run.data().facts());
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    const NoticeChoice test{tr("Test it"), [this] { Q_EMIT test_wanted(); }};
    const NoticeChoice go_on{tr("Resume"), [this] {
                                 if (QAction* resume =
                                         bench_.actions.find(QStringLiteral("run.resume_run")))
                                     resume->trigger();
                             }};
    switch (info.state) {
    case RunState::finished:
        notices_.show_line(line, Level::unfinished,
                           tr("%1 is finished. %2").arg(title, sentence).trimmed(), {test});
        break;
    case RunState::stopped:
        notices_.show_line(line, Level::unfinished,
                           tr("%1 was stopped. %2").arg(title, sentence).trimmed(), {test, go_on});
        break;
    case RunState::failed:
        notices_.show_line(
            line, Level::problem,
            tr("%1 could not go on: %2").arg(title, QString::fromStdString(info.problem)));
        break;
    case RunState::interrupted:
        notices_.show_line(line, Level::warning,
                           tr("The engine of %1 ended without saying so. It can go on from its "
                              "last checkpoint.")
                               .arg(bench_.run.title()),
                           {go_on});
        break;
    default:
        return;
    }
    QApplication::alert(window_);
}

} // namespace lepton

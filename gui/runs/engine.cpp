// Room gui/runs: starts the engine `lepton` and talks with it. [gui]
#include "gui/runs/engine.h"

#include "backend/data/source.h"
#include "gui/runs/changes.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/session.h"
#include "gui/texts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <csignal>

namespace lepton {

namespace {

std::filesystem::path path_of(const QString& text)
{
    return std::filesystem::path(text.toStdString());
}

bool process_lives(qint64 pid)
{
    return pid > 0 && (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

/// The newest run whose drawing can be read: what a new run is compared with.
struct Parent {
    std::string number;
    Document document;
};
std::optional<Parent> newest_run(const std::filesystem::path& folder)
{
    const std::vector<RunDirectory> runs = list_runs(folder);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)
        if (Result<Document> document = load(run->project()))
            return Parent{run->path.filename().string(), std::move(*document)};
    return std::nullopt;
}

Result<qint64> start_detached(const QStringList& arguments, const RunDirectory& run)
{
    const QString program = Engine::program();
    if (program.isEmpty())
        return Problem{{},
                       say("The engine `lepton` was not found."),
                       say("It belongs beside this program; LEPTON_ENGINE can name it.")};
    // Detached: a session of its own, so that neither closing nor killing the window ends the
    // training.
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QString::fromStdString(run.log().string()), QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return Problem{{},
                       say("The engine {0} could not be started.", program.toStdString()),
                       say("Look whether the file may be executed.")};
    return pid;
}

} // namespace

struct Engine::State {
    Session session;
    RunQueue queue;
    quint64 next = 1;
    std::map<quint64, QProcess*> commands;
    struct Started {
        RunDirectory run;
        qint64 pid = 0;
    };
    std::vector<Started> started;
    QTimer look;

    /// A run of this folder has an engine: one that we started, or one found by its lock.
    bool lives(const std::filesystem::path& folder) const
    {
        for (const Started& s : started)
            if (s.run.path.parent_path() == folder && process_lives(s.pid))
                return true;
        for (const RunDirectory& run : list_runs(folder))
            if (is_locked(run))
                return true;
        return false;
    }
};

Engine::Engine(QObject* parent)
    : QObject(parent)
    , state_(std::make_unique<State>())
{
    connect(&state_->look, &QTimer::timeout, this, &Engine::start_next);
    state_->look.setInterval(500);
}

Engine::~Engine()
{
    for (const auto& [handle, process] : state_->commands) {
        process->disconnect();
        process->kill();
        process->waitForFinished(1000);
        delete process;
    }
}

QString Engine::program()
{
    const QString named = qEnvironmentVariable("LEPTON_ENGINE");
    if (!named.isEmpty())
        return QFileInfo(named).isExecutable() ? named : QString();
    QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/lepton");
    if (QFileInfo(beside).isExecutable() && QFileInfo(beside).isFile())
        return beside;
    return QStandardPaths::findExecutable(QStringLiteral("lepton"));
}

Result<RunDirectory> Engine::train(const Document& document, const QString& path,
                                   const QStringList& overrides)
{
    const std::filesystem::path folder = runs_folder(path_of(path));
    const std::optional<Parent> parent = newest_run(folder);
    Result<RunDirectory> run = new_run(folder);
    if (!run)
        return run;
    if (Result<Done> saved = save(document, run->project()); !saved)
        return saved.problems();
    const std::string number = run->path.filename().string();
    const std::vector<Change> changed =
        parent ? changes(catalog(), parent->document, document) : std::vector<Change>{};
    RunInfo info;
    info.id = number;
    info.state = RunState::starting;
    info.name = run_name(number, changed);
    info.parent = parent ? parent->number : std::string();
    info.changes = to_json(changed);
    info.epochs = document.settings.epochs;
    info.batch = document.settings.batch;
    info.seed = document.settings.seed;
    if (Result<Done> written = write_run(*run, info); !written)
        return written.problems();
    QStringList arguments{QStringLiteral("train"), QString::fromStdString(run->project().string()),
                          QStringLiteral("--run"), QString::fromStdString(run->path.string())};
    Result<qint64> pid = start_detached(arguments + overrides, *run);
    if (!pid) {
        info.state = RunState::failed;
        info.problem = pid.problems().front().str();
        (void)write_run(*run, info);
        return pid.problems();
    }
    state_->started.push_back({*run, *pid});
    Q_EMIT started(*run);
    return run;
}

bool Engine::train_or_queue(const Document& document, const QString& path,
                            const QStringList& overrides)
{
    const std::filesystem::path folder = runs_folder(path_of(path));
    if (state_->queue.empty() && !state_->lives(folder)) {
        const Result<RunDirectory> run = train(document, path, overrides);
        if (!run)
            Q_EMIT problem(text_of(run.problems().front()));
        return run.ok();
    }
    QueuedRun waiting{0, {}, document, path, overrides};
    std::optional<Parent> parent;
    if (!state_->queue.empty())
        parent = Parent{{}, state_->queue.all().back().document};
    else
        parent = newest_run(folder);
    if (parent) {
        QStringList parts;
        for (const Change& change : changes(catalog(), parent->document, document))
            parts += QString::fromStdString(change.short_text());
        waiting.name =
            parts.isEmpty() ? tr("the same again") : parts.mid(0, 3).join(QStringLiteral(" · "));
    }
    state_->queue.add(std::move(waiting));
    state_->look.start();
    Q_EMIT queue_changed();
    return false;
}

const std::vector<QueuedRun>& Engine::queue() const { return state_->queue.all(); }

void Engine::drop_queued(quint64 ticket)
{
    state_->queue.drop(ticket);
    Q_EMIT queue_changed();
}

void Engine::take_up_queue(const QString& path)
{
    if (!state_->queue.take_up(path))
        return;
    state_->look.start();
    Q_EMIT queue_changed();
}

void Engine::start_next()
{
    if (state_->queue.empty()) {
        state_->look.stop();
        return;
    }
    if (state_->lives(runs_folder(path_of(state_->queue.all().front().path))))
        return;
    // It waits until it began: a window killed in between loses nothing.
    const QueuedRun next = state_->queue.all().front();
    const Result<RunDirectory> run = train(next.document, next.path, next.overrides);
    drop_queued(next.ticket);
    if (!run)
        Q_EMIT problem(text_of(run.problems().front()));
}

Result<Done> Engine::resume(const RunDirectory& run, const QStringList& overrides)
{
    if (is_locked(run))
        return Problem{{}, say("Run {0} is training already.", run.path.filename().string()), {}};
    Result<qint64> pid = start_detached(
        QStringList{QStringLiteral("resume"), QString::fromStdString(run.path.string())}
            + overrides,
        run);
    if (!pid)
        return pid.problems();
    state_->started.push_back({run, *pid});
    Q_EMIT started(run);
    return Done{};
}

void Engine::ask(const QJsonObject& question, std::function<void(const QJsonObject&)> answer)
{
    state_->session.ask(question, std::move(answer));
}

qint64 Engine::session_pid() const { return state_->session.pid(); }

quint64 Engine::run(const QStringList& arguments,
                    const std::function<void(const QString&)>& progress,
                    const std::function<void(int, const QString&)>& done)
{
    const quint64 handle = state_->next++;
    const QString engine = program();
    if (engine.isEmpty()) {
        QTimer::singleShot(0, this, [done] {
            if (done)
                done(2,
                     tr("The engine `lepton` was not found beside this program or on the PATH."));
        });
        return handle;
    }
    auto* process = new QProcess;
    state_->commands[handle] = process;
    process->setProgram(engine);
    process->setArguments(arguments);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardInputFile(QProcess::nullDevice());
    const auto all = std::make_shared<QString>();
    const auto unread = std::make_shared<QByteArray>();
    const auto read = [process, all, unread, progress] {
        *unread += process->readAll();
        for (qsizetype end; (end = std::max(unread->indexOf('\n'), unread->indexOf('\r'))) >= 0;) {
            const qsizetype newline = unread->indexOf('\n'), back = unread->indexOf('\r');
            end = newline < 0 ? back : back < 0 ? newline : std::min(newline, back);
            const QString line = QString::fromUtf8(unread->left(end));
            unread->remove(0, end + 1);
            *all += line + u'\n';
            if (progress && !line.isEmpty())
                progress(line);
        }
    };
    const auto finish = [this, handle, process, all, unread, done](int code) {
        if (!state_->commands.erase(handle))
            return;
        process->disconnect();
        process->deleteLater();
        if (done)
            done(code, *all + QString::fromUtf8(*unread));
    };
    connect(process, &QProcess::readyRead, this, read);
    connect(process, &QProcess::finished, this, [read, finish](int code, QProcess::ExitStatus how) {
        read();
        finish(how == QProcess::NormalExit ? code : 3);
    });
    connect(process, &QProcess::errorOccurred, this, [finish](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(2);
    });
    process->start();
    return handle;
}

void Engine::cancel(quint64 handle)
{
    const auto place = state_->commands.find(handle);
    if (place == state_->commands.end())
        return;
    QProcess* process = place->second;
    process->terminate();
    QTimer::singleShot(3000, process, [process] { process->kill(); }); // one that does not listen
}

} // namespace lepton

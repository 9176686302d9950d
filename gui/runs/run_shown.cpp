// Room gui/runs: the run that the window shows: its state, curves, predictions; live or old alike.
// [gui]
#include "gui/runs/run_shown.h"

#include "gui/open_document.h"
#include "gui/runs/overlays.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_watcher.h"

#include <algorithm>

namespace lepton {

namespace {
constexpr qsizetype longest_log = 2 << 20;
}

bool is_live(RunState state)
{
    return state == RunState::starting || state == RunState::running || state == RunState::paused;
}

RunShown::RunShown(QObject* parent)
    : QObject(parent)
    , overlays_(std::make_unique<Overlays>())
{
}
RunShown::~RunShown() = default;

bool RunShown::is_live() const { return run_ && known_ && lepton::is_live(info_.state); }

void RunShown::forget()
{
    watcher_.reset();
    info_ = {};
    const Along along = curves_.along();
    curves_.clear();
    curves_.set_along(along);
    predictions_ = {};
    test_ = {};
    events_.clear();
    log_.clear();
    document_.reset();
    known_ = caught_up_ = false;
}

void RunShown::show(const std::optional<RunDirectory>& run)
{
    if (run && run_ && run->path == run_->path)
        return;
    if (!run && !run_)
        return;
    forget();
    run_ = run;
    if (run_) {
        watcher_ = std::make_unique<RunWatcher>(folder_source(*run_));
        RunWatcher* w = watcher_.get();
        connect(w, &RunWatcher::info_read, this, [this](const RunInfo& info) {
            info_ = info;
            known_ = true;
            Q_EMIT info_changed();
        });
        connect(w, &RunWatcher::metrics_read, this,
                [this](const std::vector<MetricsRecord>& records) {
                    curves_.append(records);
                    Q_EMIT metrics_read(records);
                });
        connect(w, &RunWatcher::metrics_restarted, this, [this] {
            curves_.clear();
            Q_EMIT metrics_restarted();
        });
        connect(w, &RunWatcher::predictions_read, this, [this](const QJsonObject& snapshot) {
            predictions_ = snapshot;
            Q_EMIT predictions_changed(snapshot);
        });
        connect(w, &RunWatcher::test_read, this, [this](const QJsonObject& test) {
            test_ = test;
            Q_EMIT test_changed(test);
        });
        connect(w, &RunWatcher::event_read, this, [this](const QJsonObject& event) {
            events_.push_back(event);
            Q_EMIT event_read(event);
        });
        connect(w, &RunWatcher::log_read, this, [this](const QString& text) {
            log_ += text;
            if (log_.size() > longest_log)
                log_ = log_.right(longest_log);
            Q_EMIT log_read(text);
        });
        connect(w, &RunWatcher::caught_up, this, [this] {
            caught_up_ = true;
            Q_EMIT caught_up();
        });
    }
    want_data();
    Q_EMIT run_changed();
}

void RunShown::command(const QJsonObject& command, std::function<void(const QJsonObject&)> answer)
{
    if (watcher_)
        watcher_->send(command, std::move(answer));
    else if (answer)
        answer({{QStringLiteral("ok"), false},
                {QStringLiteral("problem"), QStringLiteral("No run is shown.")}});
}

const std::optional<Document>& RunShown::document() const
{
    if (!document_) {
        document_.emplace();
        if (run_)
            if (Result<Document> read = load(run_->project()))
                document_->emplace(std::move(*read));
    }
    return *document_;
}

RunData& RunShown::data()
{
    if (!data_) {
        data_ = std::make_unique<RunData>();
        want_data();
    }
    return *data_;
}

void RunShown::want_data()
{
    if (!data_)
        return;
    // NAME.runs/7 lies beside the document, where relative paths start.
    if (document())
        data_->want(*document(), run_->path.parent_path().parent_path());
    else
        data_->clear();
}

QString RunShown::title() const
{
    return run_ ? tr("run %1").arg(QString::fromStdString(run_->path.filename().string()))
                : QString();
}

void follow_document(OpenDocument& document, RunShown& shown)
{
    const auto find = [&document, &shown] {
        const std::vector<RunDirectory> runs =
            list_runs(runs_folder(document.path().toStdString()));
        if (shown.run() && std::any_of(runs.begin(), runs.end(), [&](const RunDirectory& r) {
                return r.path == shown.run()->path;
            }))
            return;
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            if (is_locked(*run)) {
                shown.show(*run);
                return;
            }
        shown.show(runs.empty() ? std::nullopt : std::optional(runs.back()));
    };
    QObject::connect(&document, &OpenDocument::replaced, &shown, find);
    QObject::connect(&document, &OpenDocument::path_changed, &shown, find);
    find();
}

} // namespace lepton

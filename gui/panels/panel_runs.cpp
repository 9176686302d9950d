// Room gui/panels: all runs of the document, what waits for its turn, and what can be done with a
// run. [gui]
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/run_table.h"
#include "gui/panels/live/task_view.h"
#include "gui/runs/changes.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_list.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace lepton {

namespace {

class RunsPanel : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(RunsPanel)
public:
    explicit RunsPanel(const Workbench& bench)
        : bench_(bench)
    {
        setObjectName(QStringLiteral("runs"));
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(12, 8, 12, 8);
        column->setSpacing(6);
        auto* row = new QHBoxLayout;
        row->setSpacing(6);
        graph_ = button(tr("Open its graph"),
                        tr("Makes the drawing that of the run, as one step that can be undone"),
                        [this] { open_graph(); });
        resume_ =
            button(tr("Resume"), tr("Goes on from the last checkpoint"), [this] { resume({}); });
        more_ = button(tr("Train more"), tr("Adds epochs to the run"), [this] {
            resume({QStringLiteral("--epochs"), QString::number(epochs_->value())});
        });
        epochs_ = new QSpinBox;
        epochs_->setRange(1, 100'000);
        epochs_->setValue(5);
        epochs_->setPrefix(QStringLiteral("+ "));
        epochs_->setSuffix(tr(" epochs"));
        epochs_->setAccessibleName(tr("Epochs more"));
        trash_ = button(tr("To the trash"), tr("Moves the run's folder to the trash beside it"),
                        [this] { trash(); });
        undo_ = button(tr("Bring back"), tr("Brings the run back that went to the trash last"),
                       [this] { report(list_.undo_trash()); });
        for (QWidget* w : {static_cast<QWidget*>(graph_), static_cast<QWidget*>(resume_),
                           static_cast<QWidget*>(more_), static_cast<QWidget*>(epochs_)})
            row->addWidget(w);
        row->addStretch();
        row->addWidget(undo_);
        row->addWidget(trash_);
        remark_ = new QLabel;
        remark_->setWordWrap(true);
        remark_->hide();
        queue_ = new QWidget;
        queue_rows_ = new QVBoxLayout(queue_);
        queue_rows_->setContentsMargins(0, 0, 0, 0);
        queue_rows_->setSpacing(2);
        table_ = new RunTable(bench, list_);
        column->addLayout(row);
        column->addWidget(remark_);
        column->addWidget(queue_);
        column->addWidget(table_, 1);
        empty_ = new EmptyState(content);
        auto* outer = new QVBoxLayout(this);
        outer->setContentsMargins(0, 0, 0, 0);
        outer->addWidget(empty_);

        connect(&bench.document, &OpenDocument::replaced, this,
                [this] { list_.open(bench_.document.path()); });
        connect(&bench.document, &OpenDocument::path_changed, this,
                [this] { list_.open(bench_.document.path()); });
        connect(&bench.engine, &Engine::started, this, [this] { list_.look(); });
        connect(&bench.engine, &Engine::queue_changed, this, [this] { show_queue(); });
        connect(&list_, &RunList::changed, this, [this] { update_buttons(); });
        connect(table_, &QTableWidget::currentCellChanged, this, [this] { update_buttons(); });
        connect(table_, &RunTable::trouble, this,
                [this](const QString& sentence) { tell(sentence); });
        list_.open(bench.document.path());
        show_queue();
        update_buttons();
    }

protected:
    void showEvent(QShowEvent*) override { list_.set_active(true); }
    void hideEvent(QHideEvent*) override { list_.set_active(false); }

private:
    QToolButton* button(const QString& text, const QString& tip, std::function<void()> press)
    {
        auto* b = new QToolButton;
        b->setText(text);
        b->setToolTip(tip);
        connect(b, &QToolButton::clicked, this, [press = std::move(press)] { press(); });
        return b;
    }

    void tell(const QString& sentence)
    {
        remark_->setText(sentence);
        remark_->setVisible(!sentence.isEmpty());
    }
    void report(const Result<Done>& done)
    {
        tell(done ? QString() : text_of(done.problems().front()));
    }

    void update_buttons()
    {
        const RunEntry* entry = table_->current();
        const bool live = entry && is_live(entry->info.state);
        graph_->setEnabled(entry != nullptr);
        resume_->setVisible(entry
                            && (entry->info.state == RunState::interrupted
                                || entry->info.state == RunState::stopped));
        more_->setEnabled(entry && !live && entry->info.state != RunState::interrupted);
        epochs_->setEnabled(more_->isEnabled());
        trash_->setEnabled(entry && !live);
        undo_->setVisible(list_.can_undo_trash());
        if (list_.entries().empty() && bench_.engine.queue().empty() && !list_.can_undo_trash())
            empty_->say(tr("Every training of this document is kept here, with its curves, its "
                           "graph and its weights."),
                        tr("Train"), [this] { trigger(bench_, "run.train"); });
        else
            empty_->show_content();
    }

    void open_graph()
    {
        const RunEntry* entry = table_->current();
        if (!entry)
            return;
        Result<Document> document = load(entry->run.project());
        if (!document) {
            tell(text_of(document.problems().front()));
            return;
        }
        Edits edits = edits_to(bench_.document.document(), *document);
        if (edits.empty()) {
            tell(tr("The drawing is that of the run already."));
            return;
        }
        tell({});
        bench_.document.push(say("Graph of run {0}", entry->run.path.filename().string()),
                             std::move(edits));
    }

    void resume(const QStringList& overrides)
    {
        const RunEntry* entry = table_->current();
        if (!entry)
            return;
        bench_.run.show(entry->run);
        report(bench_.engine.resume(entry->run, overrides));
    }

    void trash()
    {
        const RunEntry* entry = table_->current();
        if (!entry)
            return;
        const RunDirectory run = entry->run;
        if (bench_.run.run() && bench_.run.run()->path == run.path)
            bench_.run.show(std::nullopt); // its watcher lets go first
        const Result<Done> done = list_.trash(run);
        report(done);
        if (!done)
            bench_.run.show(run);
    }

    void show_queue()
    {
        while (QLayoutItem* item = queue_rows_->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (const QueuedRun& queued : bench_.engine.queue()) {
            auto* line = new QWidget;
            auto* row = new QHBoxLayout(line);
            row->setContentsMargins(0, 0, 0, 0);
            auto* label = new QLabel(
                tr("Next: %1").arg(queued.name.isEmpty() ? tr("this network") : queued.name));
            auto* drop = new QToolButton;
            drop->setText(tr("Not after all"));
            drop->setAutoRaise(true);
            connect(
                drop, &QToolButton::clicked, this,
                [this, ticket = queued.ticket] { bench_.engine.drop_queued(ticket); },
                Qt::QueuedConnection);
            row->addWidget(label);
            row->addWidget(drop);
            row->addStretch();
            queue_rows_->addWidget(line);
        }
        queue_->setVisible(!bench_.engine.queue().empty());
        update_buttons();
    }

    Workbench bench_;
    RunList list_;
    RunTable* table_;
    EmptyState* empty_;
    QToolButton *graph_, *resume_, *more_, *trash_, *undo_;
    QSpinBox* epochs_;
    QLabel* remark_;
    QWidget* queue_;
    QVBoxLayout* queue_rows_;
};

} // namespace

void add_panel_runs(Panels& panels)
{
    panels.add({"runs",
                QT_TRANSLATE_NOOP("Panel", "Runs"),
                PanelArea::bottom,
                40,
                {"train", "understand"},
                [](const Workbench& bench) -> QWidget* { return new RunsPanel(bench); }});
}

} // namespace lepton

// Room gui/panels: the confusion matrix of the run on show, on validation samples, live. [gui]
#include "gui/panel.h"
#include "gui/panels/live/cell_samples.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/task_view.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

namespace lepton {

namespace {

class ConfusionPanel : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(ConfusionPanel)
public:
    explicit ConfusionPanel(const Workbench& bench)
        : bench_(bench)
    {
        setObjectName(QStringLiteral("confusion"));
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(12, 8, 12, 8);
        head_ = new QLabel;
        cells_ = new CellSamples(bench);
        column->addWidget(head_);
        column->addWidget(cells_, 1);
        empty_ = new EmptyState(content);
        auto* outer = new QVBoxLayout(this);
        outer->setContentsMargins(0, 0, 0, 0);
        outer->addWidget(empty_);
        const auto read = [this] { refresh(); };
        connect(&bench.run, &RunShown::run_changed, this, read);
        connect(&bench.run, &RunShown::predictions_changed, this, read);
        connect(&bench.run, &RunShown::info_changed, this, [this] {
            if (empty_->is_empty())
                refresh();
        });
        connect(&bench.run.data(), &RunData::changed, this, read);
        connect(&Theme::current(), &Theme::changed, this, read);
        refresh();
    }

private:
    void refresh()
    {
        const RunShown& run = bench_.run;
        const Snapshot snapshot = read_snapshot(run.predictions(), bench_.run.data().facts());
        if (!snapshot.confusion.empty()) {
            head_->setText(head_html(tr("What is taken for what"),
                                     run.title() + QStringLiteral(", ") + snapshot.where()
                                         + QStringLiteral(", ") + tr("validation samples")));
            cells_->set(snapshot);
            empty_->show_content();
        } else if (!run.run())
            empty_->say(tr("Which classes the network mixes up appears here once it trains."),
                        tr("Train"), [this] { trigger(bench_, "run.train"); });
        else if (snapshot.task == Snapshot::Task::nothing && run.is_live())
            empty_->say(tr("The first counts of %1 come in a moment.").arg(run.title()));
        else if (snapshot.task == Snapshot::Task::nothing)
            empty_->say(tr("%1 ended before it counted any answers.").arg(run.title()),
                        tr("Train again"), [this] { trigger(bench_, "run.train"); });
        else
            empty_->say(tr("%1 predicts no classes, so nothing can be mixed up. Its answers are "
                           "under Predictions.")
                            .arg(run.title()));
    }

    Workbench bench_;
    QLabel* head_;
    CellSamples* cells_;
    EmptyState* empty_;
};

} // namespace

void add_panel_confusion(Panels& panels)
{
    panels.add({"confusion",
                QT_TRANSLATE_NOOP("Panel", "Confusion"),
                PanelArea::bottom,
                30,
                {"train"},
                [](const Workbench& bench) -> QWidget* { return new ConfusionPanel(bench); }});
}

} // namespace lepton

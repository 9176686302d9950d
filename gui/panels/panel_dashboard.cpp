// Room gui/panels: the dashboard: curves, predictions, draw pad and summary of the run on show, on
// one screen. [gui]
#include "gui/panel.h"
#include "gui/panels/live/ask_pad.h"
#include "gui/panels/live/curve_board.h"
#include "gui/panels/live/run_summary.h"
#include "gui/panels/live/task_view.h"
#include "gui/runs/run_shown.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lepton {

namespace {

/// Three columns where there is room: curves, predictions, pad and summary. What does not fit is in
/// its own panel anyway.
class Dashboard : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(Dashboard)
public:
    explicit Dashboard(const Workbench& bench)
        : bench_(bench)
    {
        setObjectName(QStringLiteral("dashboard"));
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(8, 8, 12, 8);
        row->setSpacing(row_spacing);
        curves_ = new CurveBoard(bench);
        tasks_ = new TaskView(bench);
        side_ = new QScrollArea;
        side_->setWidgetResizable(true);
        side_->setFrameShape(QFrame::NoFrame);
        side_->setAccessibleName(tr("Draw pad and summary"));
        side_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        side_->setMinimumWidth(side_width);
        auto* inside = new QWidget;
        auto* column = new QVBoxLayout(inside);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(12);
        pad_ = new AskPad(bench);
        pad_->setFixedHeight(270);
        column->addWidget(pad_);
        column->addWidget(new RunSummary(bench));
        column->addStretch();
        side_->setWidget(inside);
        inside->setAutoFillBackground(false);
        side_->viewport()->setAutoFillBackground(false);
        row->addWidget(curves_, 5);
        row->addWidget(tasks_, 4);
        row->addWidget(side_, 4);
        connect(pad_, &AskPad::fits_changed, this, [this] { arrange(); });
        connect(&bench_.run, &RunShown::run_changed, this, [this] { arrange(); });
        // The tools above the curves of a live run take more room.
        connect(&bench_.run, &RunShown::info_changed, this, [this] { arrange(); });
        arrange();
    }

    /// What beside the curves finds no room is hidden, so it never holds the panel open.
    QSize minimumSizeHint() const override
    {
        const QMargins around = layout()->contentsMargins();
        return {curves_->minimumSizeHint().width() + around.left() + around.right(), 160};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        arrange();
    }

private:
    static constexpr int row_spacing = 20, side_width = 300;

    void arrange()
    {
        const bool any = bench_.run.run().has_value();
        tasks_->setVisible(any && width() >= 1340);
        side_->setVisible(any && width() >= minimumSizeHint().width() + row_spacing + side_width);
        pad_->setVisible(pad_->fits() && tasks_->isVisibleTo(this) && height() >= 380);
    }

    Workbench bench_;
    CurveBoard* curves_;
    TaskView* tasks_;
    QScrollArea* side_;
    AskPad* pad_;
};

} // namespace

void add_panel_dashboard(Panels& panels)
{
    panels.add({"dashboard",
                QT_TRANSLATE_NOOP("Panel", "Dashboard"),
                PanelArea::bottom,
                10,
                {"train"},
                [](const Workbench& bench) -> QWidget* { return new Dashboard(bench); }});
}

} // namespace lepton

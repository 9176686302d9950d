// Room gui/panels/live: predictions as the task wants them: gallery, decision boundary, predicted
// against true, or a table. [gui]
#include "gui/panels/live/task_view.h"

#include "gui/actions.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/gallery.h"
#include "gui/plots/metric_plot.h"
#include "gui/plots/scatter_view.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

bool trigger(const Workbench& bench, const char* id)
{
    QAction* action = bench.actions.find(QString::fromLatin1(id));
    if (action)
        action->trigger();
    return action != nullptr;
}

QString head_html(const QString& title, const QString& remark)
{
    return QStringLiteral("<b>%1</b>&nbsp;&nbsp;<span style='color:%2'>%3</span>")
        .arg(title.toHtmlEscaped(), Theme::current().colors().secondary.name(),
             remark.toHtmlEscaped());
}

TaskView::TaskView(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    title_ = new QLabel;
    where_ = new QLabel;
    where_->setForegroundRole(QPalette::PlaceholderText);
    sort_ = new QToolButton;
    sort_->setAutoRaise(true);
    sort_->setCheckable(true);
    sort_->setText(tr("worst first"));
    sort_->setToolTip(tr("Sorts by how wrong the answers are; off, every sample keeps its place"));
    sort_->setChecked(QSettings().value(QStringLiteral("predictions/worst_first"), true).toBool());
    head->addWidget(title_);
    head->addStretch();
    head->addWidget(where_);
    head->addWidget(sort_);
    pages_ = new QStackedWidget;
    gallery_ = new Gallery;
    boundary_ = new BoundaryView;
    scatter_ = new ScatterView;
    table_ = new QTableWidget;
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->setFont(Theme::current().figures());
    table_->setFrameShape(QFrame::NoFrame);
    table_->setAccessibleName(tr("Predictions"));
    for (QWidget* page : {static_cast<QWidget*>(gallery_), static_cast<QWidget*>(boundary_),
                          static_cast<QWidget*>(scatter_), static_cast<QWidget*>(table_)})
        pages_->addWidget(page);
    column->addLayout(head);
    column->addWidget(pages_, 1);
    empty_ = new EmptyState(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(empty_);

    connect(sort_, &QToolButton::toggled, this, [this](bool on) {
        QSettings().setValue(QStringLiteral("predictions/worst_first"), on);
        show_snapshot();
    });
    connect(&bench_.run, &RunShown::run_changed, this, &TaskView::read);
    connect(&bench_.run, &RunShown::predictions_changed, this, &TaskView::read);
    const auto still_empty = [this] {
        if (empty_->is_empty())
            show_snapshot();
    };
    connect(&bench_.run, &RunShown::info_changed, this, still_empty);
    connect(&bench_.run, &RunShown::caught_up, this, still_empty);
    connect(&bench_.run.data(), &RunData::changed, this, &TaskView::read);
    connect(&Theme::current(), &Theme::changed, this, &TaskView::show_snapshot);
    read();
}

void TaskView::set_worst_first(bool on) { sort_->setChecked(on); }

void TaskView::read()
{
    snapshot_ = read_snapshot(bench_.run.predictions(), bench_.run.data().facts());
    show_snapshot();
}

void TaskView::show_snapshot()
{
    if (snapshot_.task == Snapshot::Task::nothing) {
        if (!bench_.run.run())
            empty_->say(tr("What the network answers to samples it has not learnt from appears "
                           "here, from the first seconds of training."),
                        tr("Train"), [this] { trigger(bench_, "run.train"); });
        else if (bench_.run.is_live() || !bench_.run.is_caught_up())
            empty_->say(tr("The first answers of %1 come in a moment.").arg(bench_.run.title()));
        else
            empty_->say(tr("%1 ended before it wrote any answers.").arg(bench_.run.title()),
                        tr("Train again"), [this] { trigger(bench_, "run.train"); });
        return;
    }
    empty_->show_content();
    const RunFacts* facts = bench_.run.data().facts();
    where_->setText(bench_.run.title() + QStringLiteral(", ") + snapshot_.where());
    const bool worst = sort_->isChecked();
    QString remark = tr("truth → answer");
    const bool pictures = snapshot_.has_classes() && facts && facts->image;
    sort_->setVisible(true);
    if (snapshot_.boundary.n) { // only networks of two inputs have one
        show_boundary();
        remark = tr("what it answers everywhere");
        sort_->hide();
    } else if (pictures) {
        std::vector<const PredictedSample*> order;
        for (const PredictedSample& s : snapshot_.samples)
            order.push_back(&s);
        if (worst)
            std::stable_sort(order.begin(), order.end(), [](auto a, auto b) {
                return a->wrong != b->wrong ? a->wrong : a->error > b->error;
            });
        std::vector<GalleryItem> items;
        items.reserve(order.size());
        for (const PredictedSample* s : order)
            items.push_back({s->index, bench_.run.data().picture(s->index), s->truth_text,
                             s->answer_text, s->probability, s->wrong,
                             sample_details(*s, snapshot_.labels)});
        gallery_->set_items(std::move(items));
        pages_->setCurrentWidget(gallery_);
    } else if (snapshot_.task == Snapshot::Task::numbers && snapshot_.points.size() > 1) {
        scatter_->set(snapshot_.points);
        pages_->setCurrentWidget(scatter_);
        remark = tr("predicted against true");
        sort_->hide();
    } else
        show_table();
    remark_ = remark;
    say_head();
}

void TaskView::show_boundary()
{
    boundary_->set_field(snapshot_.boundary);
    std::vector<BoundaryPoint> points;
    const RunFacts* facts = bench_.run.data().facts();
    if (facts && facts->dataset) {
        const Column* features = facts->dataset->column("features");
        const Column* target = facts->dataset->column("target");
        const auto& part = facts->dataset->part(Part::train);
        const std::size_t every = std::max<std::size_t>(1, part.size() / 600);
        if (features && target)
            for (std::size_t i = 0; i < part.size(); i += every) {
                const std::vector<double> at = sample_numbers(*features, part[i]),
                                          label = sample_numbers(*target, part[i]);
                if (at.size() == 2 && !label.empty())
                    points.push_back({at[0], at[1], static_cast<int>(label[0])});
            }
    }
    boundary_->set_points(std::move(points));
    pages_->setCurrentWidget(boundary_);
}

void TaskView::say_head()
{
    constexpr int roomy = 390;
    title_->setText(head_html(tr("Predictions"), width() < roomy ? QString() : remark_));
    title_->setToolTip(remark_);
}

void TaskView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!remark_.isEmpty())
        say_head();
}

void TaskView::show_table()
{
    std::vector<const PredictedSample*> order;
    for (const PredictedSample& s : snapshot_.samples)
        order.push_back(&s);
    if (sort_->isChecked())
        std::stable_sort(order.begin(), order.end(),
                         [](auto a, auto b) { return a->error > b->error; });
    const bool classes = snapshot_.has_classes();
    const RunFacts* facts = bench_.run.data().facts();
    const Column* features = facts && facts->dataset ? facts->dataset->column("features") : nullptr;
    const int shown = features && features->sample_shape.size() == 1
        ? static_cast<int>(std::min<std::int64_t>(4, features->sample_shape[0]))
        : 0;
    QStringList heads{tr("Sample"), tr("Truth"), tr("Answer"), classes ? tr("Sure") : tr("Off by")};
    for (int c = 0; c < shown; ++c)
        heads += features->names.size() > static_cast<std::size_t>(c)
            ? QString::fromStdString(features->names[static_cast<std::size_t>(c)])
            : tr("input %1").arg(c + 1);
    table_->setColumnCount(static_cast<int>(heads.size()));
    table_->setHorizontalHeaderLabels(heads);
    table_->setRowCount(static_cast<int>(order.size()));
    const Colors& colors = Theme::current().colors();
    for (int row = 0; row < table_->rowCount(); ++row) {
        const PredictedSample& s = *order[static_cast<std::size_t>(row)];
        QStringList cells{QString::number(s.index), s.truth_text,
                          (s.wrong ? QStringLiteral("✕ ") : QString()) + s.answer_text,
                          classes ? metric_text(s.probability, true) : metric_text(s.error, false)};
        if (shown) {
            const std::vector<double> values = sample_numbers(*features, s.index);
            for (int c = 0; c < shown && static_cast<std::size_t>(c) < values.size(); ++c)
                cells += metric_text(values[static_cast<std::size_t>(c)], false);
        }
        for (int c = 0; c < cells.size(); ++c) {
            QTableWidgetItem* item = table_->item(row, c);
            if (!item)
                table_->setItem(row, c, item = new QTableWidgetItem);
            item->setText(cells[c]);
            item->setTextAlignment(c == 0 || c >= 3 ? Qt::AlignRight | Qt::AlignVCenter
                                                    : Qt::AlignLeft | Qt::AlignVCenter);
            item->setForeground(s.wrong && (c == 1 || c == 2) ? colors.problem : colors.text);
        }
    }
    table_->resizeColumnsToContents();
    pages_->setCurrentWidget(table_);
}

} // namespace lepton

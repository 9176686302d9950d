// Room gui/panels/live: a confusion matrix beside the samples of the cell that was pressed. [gui]
#include "gui/panels/live/cell_samples.h"

#include "gui/panels/live/gallery.h"
#include "gui/panels/live/task_view.h"
#include "gui/plots/matrix_view.h"
#include "gui/plots/metric_plot.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lepton {

CellSamples::CellSamples(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    row_ = new QBoxLayout(QBoxLayout::LeftToRight, this);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(20);
    matrix_ = new MatrixView;
    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    head_ = new QLabel;
    head_->setWordWrap(true);
    pages_ = new QStackedWidget;
    gallery_ = new Gallery;
    gallery_->set_largest_cell(110);
    list_ = new QListWidget;
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFont(Theme::current().figures());
    list_->setAccessibleName(tr("Samples of this cell"));
    pages_->addWidget(gallery_);
    pages_->addWidget(list_);
    right->addWidget(head_);
    right->addWidget(pages_, 1);
    row_->addWidget(matrix_, 3);
    row_->addLayout(right, 3);
    connect(matrix_, &MatrixView::pressed, this, &CellSamples::open_cell);
    connect(&bench_.run.data(), &RunData::changed, this, &CellSamples::show_cell);
}

void CellSamples::set(const Snapshot& snapshot)
{
    snapshot_ = snapshot;
    matrix_->set(snapshot.labels, snapshot.confusion);
    if (truth_ >= snapshot.labels.size() || answer_ >= snapshot.labels.size())
        truth_ = answer_ = -1;
    show_cell();
}

void CellSamples::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Side by side in a narrow panel the matrix would be too small to read.
    row_->setDirection(width() < 1.2 * height() ? QBoxLayout::TopToBottom
                                                : QBoxLayout::LeftToRight);
}

void CellSamples::open_cell(int truth, int answer)
{
    truth_ = truth;
    answer_ = answer;
    matrix_->select(truth, answer);
    show_cell();
}

void CellSamples::show_cell()
{
    if (truth_ < 0 || snapshot_.confusion.empty()) {
        head_->setText(head_html(tr("Samples"), tr("press a cell to see what lies in it")));
        gallery_->set_items({});
        pages_->setCurrentWidget(gallery_);
        return;
    }
    const QList<qint64> samples =
        snapshot_.cells.value(QStringLiteral("%1,%2").arg(truth_).arg(answer_));
    const double count = matrix_->count(truth_, answer_);
    const QString truth = snapshot_.labels[truth_], answer = snapshot_.labels[answer_];
    QString remark = tr("%1 of them").arg(grouped(static_cast<qint64>(count)));
    if (static_cast<double>(samples.size()) < count)
        remark = samples.isEmpty()
            ? tr("%1, not listed").arg(grouped(static_cast<qint64>(count)))
            : tr("%1 of %2 shown").arg(samples.size()).arg(grouped(static_cast<qint64>(count)));
    if (count == 0)
        remark = tr("none");
    head_->setText(head_html(truth_ == answer_ ? tr("%1, rightly so").arg(truth)
                                               : tr("is %1, answered %2").arg(truth, answer),
                             remark));
    const RunFacts* facts = bench_.run.data().facts();
    const Column* features = facts && facts->dataset ? facts->dataset->column("features") : nullptr;
    std::vector<GalleryItem> items;
    list_->clear();
    for (const qint64 index : samples) {
        const QImage picture = bench_.run.data().picture(index);
        if (facts && facts->image)
            items.push_back({index, picture, truth, answer, -1, truth_ != answer_,
                             tr("sample %1").arg(grouped(index))});
        else {
            QStringList values;
            if (features)
                for (const double v : sample_numbers(*features, index)) {
                    if (values.size() == 8) {
                        values += QStringLiteral("…");
                        break;
                    }
                    values += metric_text(v, false);
                }
            list_->addItem(tr("sample %1").arg(grouped(index))
                           + (values.isEmpty()
                                  ? QString()
                                  : QStringLiteral(":  ") + values.join(QStringLiteral("  "))));
        }
    }
    gallery_->set_items(std::move(items));
    pages_->setCurrentWidget(facts && facts->image ? static_cast<QWidget*>(gallery_) : list_);
}

} // namespace lepton

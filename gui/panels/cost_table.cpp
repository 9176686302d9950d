// Room gui/panels: the Cost panel: a sortable table of what nodes cost. [gui]
#include "gui/panels/cost_table.h"

#include "gui/actions.h"
#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace lepton {

namespace {
constexpr CostPart parts[] = {CostPart::parameters, CostPart::multiply_adds, CostPart::memory};
}

CostTable::CostTable(const Workbench& bench)
    : document_(bench.document)
    , actions_(bench.actions)
    , model_(new CostModel(bench.document, this))
    , table_(new QTableView(this))
    , heat_(new QComboBox(this))
    , heat_label_(new QLabel(this))
    , total_(new QLabel(this))
    , copy_(new QPushButton(this))
{
    setObjectName(QStringLiteral("cost"));
    setProperty("panel", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 6);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    heat_->setView(new QListView(heat_));
    heat_->setObjectName(QStringLiteral("cost_heat"));
    heat_label_->setBuddy(heat_);
    copy_->setObjectName(QStringLiteral("cost_copy"));
    total_->setProperty("quiet", true);
    total_->setObjectName(QStringLiteral("cost_total"));
    total_->setFont(Theme::current().figures());
    row->addWidget(heat_label_);
    row->addWidget(heat_);
    row->addStretch();
    row->addWidget(copy_);
    column->addLayout(row);
    column->addWidget(table_, 1);
    column->addWidget(total_);

    table_->setModel(model_);
    table_->setObjectName(QStringLiteral("cost_rows"));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->setFont(Theme::current().figures());
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(24);
    QHeaderView* head = table_->horizontalHeader();
    head->setHighlightSections(false);
    head->setTextElideMode(Qt::ElideRight);
    head->setSectionResizeMode(QHeaderView::Stretch);
    head->setSortIndicator(CostModel::parameters, Qt::DescendingOrder);
    table_->setSortingEnabled(true);

    soon_.setSingleShot(true);
    soon_.setInterval(80);
    connect(&soon_, &QTimer::timeout, this, &CostTable::fill);
    connect(&document_, &OpenDocument::inferred, this, &CostTable::follow);
    connect(&document_, &OpenDocument::changed, this, &CostTable::follow);
    connect(&document_, &OpenDocument::replaced, this, &CostTable::follow);
    connect(&document_, &OpenDocument::level_changed, this, &CostTable::follow);
    connect(&document_, &OpenDocument::selection_changed, this, &CostTable::show_selection);
    connect(model_, &QAbstractItemModel::modelReset, this, &CostTable::show_selection);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                const NodeId node = now.isValid() ? model_->node_at(now.row()) : 0;
                if (showing_ || node == 0)
                    return;
                const QScopedValueRollback guard(showing_, true);
                document_.select({node});
                Q_EMIT document_.reveal(node);
            });
    connect(heat_, &QComboBox::activated, this, &CostTable::choose_heat);
    for (const CostPart part : parts)
        if (const QAction* action = actions_.find(CostHeat::command(part)))
            connect(action, &QAction::toggled, this, &CostTable::show_heat);
    connect(copy_, &QPushButton::clicked, this, &CostTable::copy);
    auto* shortcut = new QShortcut(QKeySequence::Copy, table_);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &CostTable::copy);
    retranslate();
    fill();
}

void CostTable::follow()
{
    if (isVisible())
        soon_.start();
}

void CostTable::showEvent(QShowEvent* event)
{
    fill();
    QWidget::showEvent(event);
}

void CostTable::fill()
{
    model_->fill();
    const NodeCost& all = model_->total();
    total_->setText(tr("In all: %1 parameters · %2 multiply–adds · %3 of activations, for one "
                       "sample")
                        .arg(grouped(all.parameters), short_number(all.multiply_adds),
                             bytes_text(all.activation_bytes)));
}

void CostTable::show_selection()
{
    if (showing_)
        return;
    const QScopedValueRollback guard(showing_, true);
    const int row = model_->row_of(document_.current());
    if (row < 0)
        table_->selectionModel()->clear();
    else if (table_->currentIndex().row() != row || !table_->selectionModel()->hasSelection())
        table_->setCurrentIndex(model_->index(row, CostModel::name));
}

void CostTable::choose_heat(int index)
{
    for (const CostPart part : parts)
        if (QAction* action = actions_.find(CostHeat::command(part)))
            action->setChecked(index == static_cast<int>(part) + 1);
}

void CostTable::show_heat()
{
    int index = 0;
    for (const CostPart part : parts)
        if (const QAction* action = actions_.find(CostHeat::command(part));
            action && action->isChecked())
            index = static_cast<int>(part) + 1;
    heat_->setCurrentIndex(index);
}

void CostTable::copy() const { QGuiApplication::clipboard()->setText(model_->csv()); }

void CostTable::retranslate()
{
    heat_label_->setText(tr("Tint the drawing by"));
    heat_->setAccessibleName(heat_label_->text());
    heat_->clear();
    heat_->addItems(
        {tr("nothing"), tr("parameters"), tr("multiply–adds"), tr("activation memory")});
    show_heat();
    copy_->setText(tr("Copy as CSV"));
    copy_->setToolTip(tr("Copies the table for a spread sheet; Ctrl+C in the table does so, too"));
    table_->setAccessibleName(tr("Cost of each node"));
    model_->retranslate();
    fill();
}

void CostTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lepton

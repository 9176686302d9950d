// Room gui/panels/live: the table of runs: ticks, stars, names by changes, states, best values,
// notes. [gui]
#include "gui/panels/live/run_table.h"

#include "gui/plots/metric_plot.h"
#include "gui/runs/overlays.h"
#include "gui/runs/run_shown.h"
#include "gui/runs/run_texts.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QHeaderView>
#include <QPainter>

namespace lepton {

namespace {

QIcon swatch(const QColor& color)
{
    QPixmap pixmap(20, 20);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(2, 7, 16, 6), 3, 3);
    return pixmap;
}

QString changes_text(const Json& changes)
{
    QStringList parts;
    for (const Json& change : changes) {
        if (!change.is_array() || change.empty() || !change[0].is_string())
            continue;
        QString part = QString::fromStdString(change[0].get<std::string>());
        if (change.size() == 3 && !(change[1].is_null() && change[2].is_null()))
            part += u' ' + QString::fromStdString(change[1].dump()) + QStringLiteral(" → ")
                + QString::fromStdString(change[2].dump());
        parts += part;
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RunTable::RunTable(const Workbench& bench, RunList& list, QWidget* parent)
    : QTableWidget(parent)
    , bench_(bench)
    , list_(list)
{
    setColumnCount(columns);
    setHorizontalHeaderLabels({tr("Curves"), QStringLiteral("★"), tr("Run"), tr("State"),
                               tr("Best"), tr("Time"), tr("Changed"), tr("Note")});
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeaderItem(tick)->setToolTip(tr("Lays the run's curves over those on show"));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(26);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | SelectedClicked);
    setFont(Theme::current().figures());
    setAccessibleName(tr("Runs"));
    connect(&list_, &RunList::changed, this, &RunTable::fill);
    connect(&bench_.run, &RunShown::run_changed, this, &RunTable::fill);
    connect(&bench_.run.overlays(), &Overlays::changed, this, &RunTable::fill);
    connect(&Theme::current(), &Theme::changed, this, &RunTable::fill);
    connect(this, &QTableWidget::itemChanged, this, &RunTable::edited);
    connect(this, &QTableWidget::cellClicked, this, [this](int row, int column) {
        const RunEntry* entry = entry_of(row);
        if (!entry)
            return;
        if (column == star) {
            if (const Result<Done> done = list_.set_star(entry->run, !entry->star); !done)
                Q_EMIT trouble(text_of(done.problems().front()));
        } else if (column != tick)
            bench_.run.show(entry->run);
    });
    fill();
}

const RunEntry* RunTable::entry_of(int row) const
{
    const QTableWidgetItem* item = row >= 0 ? this->item(row, name) : nullptr;
    return item ? list_.find(item->data(Qt::UserRole).toString().toStdString()) : nullptr;
}

const RunEntry* RunTable::current() const { return entry_of(currentRow()); }

void RunTable::edited(QTableWidgetItem* item)
{
    const RunEntry* entry = filling_ ? nullptr : entry_of(item->row());
    if (!entry)
        return;
    if (item->column() == tick)
        bench_.run.overlays().set(entry->run, item->checkState() == Qt::Checked);
    else if (item->column() == note && item->text() != entry->note)
        if (const Result<Done> done = list_.set_note(entry->run, item->text()); !done)
            Q_EMIT trouble(text_of(done.problems().front()));
}

void RunTable::fill()
{
    if (state_of_editing())
        return;
    filling_ = true;
    const Colors& colors = Theme::current().colors();
    const std::vector<RunEntry>& entries = list_.entries();
    setRowCount(static_cast<int>(entries.size()));
    int row = 0;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry, ++row) {
        const RunInfo& info = entry->info;
        const bool shown = bench_.run.run() && bench_.run.run()->path == entry->run.path;
        const auto cell = [&](int column, const QString& text) {
            QTableWidgetItem* item = this->item(row, column);
            if (!item)
                setItem(row, column, item = new QTableWidgetItem);
            item->setText(text);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable
                           | (column == note ? Qt::ItemIsEditable : Qt::NoItemFlags)
                           | (column == tick ? Qt::ItemIsUserCheckable : Qt::NoItemFlags));
            QFont font = this->font();
            font.setBold(shown && column == name);
            item->setFont(font);
            item->setForeground(colors.text);
            return item;
        };
        QTableWidgetItem* box = cell(tick, {});
        box->setCheckState(bench_.run.overlays().contains(entry->run) ? Qt::Checked
                                                                      : Qt::Unchecked);
        box->setIcon(swatch(shown ? colors.train : colors.run(color_index(entry->run))));
        cell(star, entry->star ? QStringLiteral("★") : QStringLiteral("☆"))
            ->setForeground(entry->star ? colors.warning : colors.secondary);
        QTableWidgetItem* title = cell(name, entry->name());
        title->setData(Qt::UserRole, QString::fromStdString(entry->run.path.string()));
        QString state_cell =
            entry->unreadable.isEmpty() ? state_text(info.state) : tr("unreadable");
        if (info.state == RunState::running && info.epochs > 0)
            state_cell += QStringLiteral("  ")
                + tr("epoch %1 of %2")
                      .arg(QLocale().toString(
                          std::floor(info.epoch)
                              + (info.epoch < static_cast<double>(info.epochs) ? 1 : 0),
                          'f', 0))
                      .arg(info.epochs);
        QTableWidgetItem* state_item = cell(state, state_cell);
        state_item->setToolTip(entry->unreadable.isEmpty() ? QString::fromStdString(info.problem)
                                                           : entry->unreadable);
        state_item->setForeground(info.state == RunState::failed || !entry->unreadable.isEmpty()
                                      ? colors.problem
                                      : info.state == RunState::interrupted ? colors.warning
                                      : is_live(info.state)                 ? colors.accent
                                                                            : colors.secondary);
        const bool percent = info.best && info.best->by.find("accuracy") != std::string::npos;
        cell(best, info.best ? metric_text(info.best->value, percent) : QStringLiteral("–"))
            ->setToolTip(info.best ? tr("by %1, epoch %2")
                                         .arg(QString::fromStdString(info.best->by))
                                         .arg(info.best->epoch)
                                   : QString());
        cell(time, info.seconds > 0 ? duration_text(info.seconds) : QStringLiteral("–"));
        const QString changed = changes_text(info.changes);
        cell(differences, changed)->setForeground(colors.secondary);
        item(row, differences)
            ->setToolTip(info.parent.empty()
                             ? QString()
                             : tr("since run %1").arg(QString::fromStdString(info.parent)));
        cell(note, entry->note);
        if (shown && currentRow() != row)
            setCurrentCell(row, name,
                           QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    for (const int column : {tick, star, state, best, time})
        resizeColumnToContents(column);
    if (!columns_fitted_ && rowCount() > 0) {
        resizeColumnToContents(name);
        setColumnWidth(name, std::clamp(columnWidth(name), 120, 320));
        resizeColumnToContents(differences);
        setColumnWidth(differences, std::clamp(columnWidth(differences), 80, 320));
        columns_fitted_ = true;
    }
    filling_ = false;
}

} // namespace lepton

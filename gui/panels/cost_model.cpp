// Room gui/panels: what each node costs, as rows that can be sorted. [gui]
#include "gui/panels/cost_model.h"

#include "gui/open_document.h"
#include "gui/texts.h"

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {
CostPart part_of_column(int column)
{
    return column == CostModel::multiply_adds ? CostPart::multiply_adds
        : column == CostModel::memory         ? CostPart::memory
                                              : CostPart::parameters;
}

QString quoted(QString text) { return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"'; }

QString whole(double number) { return QString::number(std::llround(number)); }
} // namespace

CostModel::CostModel(OpenDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , document_(document)
{
}

void CostModel::fill()
{
    beginResetModel();
    rows_.clear();
    total_ = {};
    for (const auto& [id, slot] : document_.graph().slots()) {
        const NodeCost cost = document_.cost(id);
        if (cost.parameters == 0 && cost.multiply_adds <= 0 && cost.activation_bytes <= 0)
            continue;
        rows_.push_back({id, QString::fromStdString(slot.node.name), title_of(slot.node), cost});
        total_.parameters += cost.parameters;
        total_.multiply_adds += cost.multiply_adds;
        total_.activation_bytes += cost.activation_bytes;
    }
    arrange();
    endResetModel();
}

void CostModel::arrange()
{
    const auto less = [this](const Row& a, const Row& b) {
        if (column_ == name)
            return a.name.localeAwareCompare(b.name) < 0;
        if (column_ == kind)
            return a.kind.localeAwareCompare(b.kind) < 0;
        const CostPart part = part_of_column(column_);
        return part_of(a.cost, part) < part_of(b.cost, part);
    };
    std::ranges::stable_sort(rows_, [&](const Row& a, const Row& b) {
        return order_ == Qt::AscendingOrder ? less(a, b) : less(b, a);
    });
}

void CostModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0)
        return;
    column_ = column;
    order_ = order;
    beginResetModel();
    arrange();
    endResetModel();
}

NodeId CostModel::node_at(int row) const
{
    return row >= 0 && row < rowCount() ? rows_[static_cast<std::size_t>(row)].node : 0;
}

int CostModel::row_of(NodeId node) const
{
    const auto at = std::ranges::find(rows_, node, &Row::node);
    return at == rows_.end() ? -1 : static_cast<int>(at - rows_.begin());
}

int CostModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CostModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

QVariant CostModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((column > kind ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        if (column == name)
            return row.name;
        if (column == kind)
            return row.kind;
        const double number = part_of(row.cost, part_of_column(column));
        if (number <= 0)
            return QStringLiteral("–");
        return column == parameters ? grouped(row.cost.parameters)
            : column == memory      ? bytes_text(number)
                                    : short_number(number);
    }
    if (role == Qt::ToolTipRole && column > kind) {
        const CostPart part = part_of_column(column);
        const double number = part_of(row.cost, part), all = part_of(total_, part);
        return all > 0
            ? tr("%1, %2 % of all")
                  .arg(grouped(std::llround(number)), QString::number(100 * number / all, 'f', 1))
            : QVariant();
    }
    return {};
}

QVariant CostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section > kind ? Qt::AlignRight : Qt::AlignLeft)
                                | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == memory)
        return tr("Kept in training until the gradient has passed, for one sample");
    if (role == Qt::ToolTipRole && section == multiply_adds)
        return tr("Forward, for one sample; training takes about three times as many");
    if (role != Qt::DisplayRole)
        return {};
    // Room for the sign of sorting.
    const QString sign = section == column_ ? QStringLiteral("\u2003") : QString();
    switch (section) {
    case name:
        return tr("Node");
    case kind:
        return tr("Kind");
    case parameters:
        return tr("Parameters") + sign;
    case multiply_adds:
        return tr("Multiply–adds") + sign;
    default:
        return tr("Activations") + sign;
    }
}

QString CostModel::csv() const
{
    QString out = QStringLiteral("node,kind,parameters,multiply_adds,activation_bytes\n");
    const auto line = [&](const QString& node, const QString& what, const NodeCost& cost) {
        out += QStringList{quoted(node), quoted(what), QString::number(cost.parameters),
                           whole(cost.multiply_adds), whole(cost.activation_bytes)}
                   .join(u',')
            + u'\n';
    };
    for (const Row& row : rows_)
        line(row.name, row.kind, row.cost);
    line(QStringLiteral("total"), {}, total_);
    return out;
}

void CostModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1); }

} // namespace lepton

// Room gui/panels: what each node costs, as rows that can be sorted. [gui]
#pragma once

#include "gui/cost_heat.h"

#include <QAbstractTableModel>

namespace lepton {

/// The nodes that cost something, and the sum of all.
class CostModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { name, kind, parameters, multiply_adds, memory, columns };

    explicit CostModel(OpenDocument& document, QObject* parent = nullptr);

    void fill();
    NodeId node_at(int row) const;
    int row_of(NodeId node) const; ///< −1 if it has none
    const NodeCost& total() const { return total_; }
    /// For spread sheets: a line of names, one for each row as sorted, and the sum.
    QString csv() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row {
        NodeId node = 0;
        QString name, kind;
        NodeCost cost;
    };
    void arrange();

    OpenDocument& document_;
    std::vector<Row> rows_;
    NodeCost total_;
    int column_ = parameters;
    Qt::SortOrder order_ = Qt::DescendingOrder;
};

} // namespace lepton

// Room gui: the cost of nodes as heat on the drawing. [gui]
#pragma once

#include "nodes/infer.h"

#include <QObject>
#include <QTimer>

#include <set>

class QActionGroup;

namespace lepton {

class Actions;
class OpenDocument;

/// What of a node's cost is meant.
enum class CostPart { parameters, multiply_adds, memory };
double part_of(const NodeCost& cost, CostPart part);

/// Adds the commands "view.heat_…" and, while one is on, tints each node by its share of the
/// largest.
class CostHeat : public QObject {
    Q_OBJECT
public:
    CostHeat(Actions& actions, OpenDocument& document, QObject* parent = nullptr);
    /// The id of the command for a part.
    static QString command(CostPart part);

private:
    void apply();

    OpenDocument& document_;
    QActionGroup* group_;
    QTimer soon_;
    std::set<NodeId> tinted_;
};

} // namespace lepton

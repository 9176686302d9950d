// Room gui: the cost of nodes as heat on the drawing. [gui]
#include "gui/cost_heat.h"

#include "gui/actions.h"
#include "gui/open_document.h"
#include "gui/theme.h"

#include <QActionGroup>

#include <algorithm>
#include <cmath>
#include <utility>

namespace lepton {

namespace {
constexpr int steps = 8; ///< of colour; each is painted once and kept

QColor heat(double share)
{
    const Colors& c = Theme::current().colors();
    const double part = std::ceil(steps * std::sqrt(share)) / steps;
    const auto mix = [part](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * part));
    };
    return {mix(c.node.red(), c.warning.red()), mix(c.node.green(), c.warning.green()),
            mix(c.node.blue(), c.warning.blue())};
}
} // namespace

double part_of(const NodeCost& cost, CostPart part)
{
    switch (part) {
    case CostPart::parameters:
        return static_cast<double>(cost.parameters);
    case CostPart::multiply_adds:
        return cost.multiply_adds;
    case CostPart::memory:
        return cost.activation_bytes;
    }
    return 0;
}

QString CostHeat::command(CostPart part)
{
    return part == CostPart::parameters   ? QStringLiteral("view.heat_parameters")
        : part == CostPart::multiply_adds ? QStringLiteral("view.heat_multiply_adds")
                                          : QStringLiteral("view.heat_memory");
}

CostHeat::CostHeat(Actions& actions, OpenDocument& document, QObject* parent)
    : QObject(parent)
    , document_(document)
    , group_(new QActionGroup(this))
{
    group_->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    const char* const tip =
        QT_TRANSLATE_NOOP("Actions", "Tints each node by its share of the cost");
    const auto add = [&](CostPart part, const char* text) {
        QAction* action =
            actions.add(command(part).toLatin1().constData(), text, tip, QKeySequence(), [] {});
        action->setCheckable(true);
        action->setData(static_cast<int>(part));
        group_->addAction(action);
        connect(action, &QAction::toggled, &soon_, qOverload<>(&QTimer::start));
    };
    add(CostPart::parameters, QT_TRANSLATE_NOOP("Actions", "Heat: parameters"));
    add(CostPart::multiply_adds, QT_TRANSLATE_NOOP("Actions", "Heat: multiply–adds"));
    add(CostPart::memory, QT_TRANSLATE_NOOP("Actions", "Heat: activation memory"));
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &CostHeat::apply);
    const auto follow = [this] {
        if (group_->checkedAction() != nullptr)
            soon_.start();
    };
    connect(&document_, &OpenDocument::changed, this, follow);
    connect(&document_, &OpenDocument::inferred, this, follow);
    connect(&document_, &OpenDocument::replaced, this, follow);
    connect(&document_, &OpenDocument::level_changed, this, follow);
    connect(&Theme::current(), &Theme::changed, this, follow);
}

void CostHeat::apply()
{
    std::map<NodeId, QColor> tints;
    for (const NodeId node : std::exchange(tinted_, {}))
        tints[node] = QColor();
    if (const QAction* on = group_->checkedAction()) {
        const auto part = static_cast<CostPart>(on->data().toInt());
        double most = 0;
        for (const auto& [id, slot] : document_.graph().slots())
            most = std::max(most, part_of(document_.cost(id), part));
        for (const auto& [id, slot] : document_.graph().slots())
            if (const double own = part_of(document_.cost(id), part); own > 0) {
                tints[id] = heat(own / most);
                tinted_.insert(id);
            }
    }
    Q_EMIT document_.tint(tints);
}

} // namespace lepton

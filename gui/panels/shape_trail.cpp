// Room gui/panels: the proof of the chosen wire's shape, in the inspector. [gui]
#include "gui/panels/shape_trail.h"

#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "nodes/trail.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace lepton {

namespace {
constexpr int node_role = Qt::UserRole;
constexpr int tallest = 420; ///< pixels; a longer proof scrolls
} // namespace

ShapeTrail::ShapeTrail(OpenDocument& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , heading_(new QLabel(this))
    , tree_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("shape_trail"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    heading_->setWordWrap(true);
    heading_->setTextFormat(Qt::PlainText);
    column->addWidget(heading_);
    column->addWidget(tree_);
    tree_->setObjectName(QStringLiteral("shape_trail_steps"));
    tree_->setColumnCount(2);
    tree_->setHeaderHidden(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setRootIsDecorated(true);
    tree_->setIndentation(14);
    tree_->setWordWrap(true);
    tree_->setFont(Theme::current().figures());
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const auto go = [this](QTreeWidgetItem* item) {
        const Place place = document_.place_of(item->data(0, node_role).toLongLong());
        if (const NodeId node = document_.node_at(place); node != 0)
            Q_EMIT document_.reveal(node); // the wire stays chosen
        else
            document_.show(place);
    };
    connect(tree_, &QTreeWidget::itemClicked, this, go);
    connect(tree_, &QTreeWidget::itemActivated, this, go);
    connect(tree_, &QTreeWidget::itemExpanded, this, &ShapeTrail::fit_height);
    connect(tree_, &QTreeWidget::itemCollapsed, this, &ShapeTrail::fit_height);
    connect(&document_, &OpenDocument::wire_chosen, this, &ShapeTrail::follow);
    connect(&document_, &OpenDocument::inferred, this, &ShapeTrail::follow);
    connect(&document_, &OpenDocument::replaced, this, [this] { document_.choose_wire({}); });
    connect(&Theme::current(), &Theme::changed, this, &ShapeTrail::follow);
    follow();
}

void ShapeTrail::follow()
{
    const Wire wire = document_.chosen_wire();
    const bool on = wire.from.node != 0 && document_.graph().contains(wire);
    setVisible(on);
    tree_->clear();
    if (!on) {
        if (std::exchange(ringed_, false))
            Q_EMIT document_.point_out({});
        return;
    }
    const End from = document_.output(wire.from.node, wire.from.port);
    const Trail trail = lepton::trail(document_.inference().program(), from.node, from.port);
    const Graph& graph = document_.graph();
    heading_->setText(trail.shape.ranked()
                          ? tr("The shape %1 from %2 to %3, step by step back to the data")
                                .arg(QString::fromStdString(trail.shape.text()),
                                     QString::fromStdString(graph.find(wire.from.node)->name),
                                     QString::fromStdString(graph.find(wire.to.node)->name))
                          : tr("The shape on this wire is not known yet."));
    tree_->setAccessibleName(heading_->text());
    const QColor quiet = Theme::current().colors().secondary;
    for (std::size_t i = 0; i < trail.dims.size(); ++i) {
        const DimTrail& dim = trail.dims[i];
        auto* top = new QTreeWidgetItem(tree_);
        top->setText(0,
                     tr("dimension %1: %2")
                         .arg(static_cast<int>(i))
                         .arg(QString::fromStdString(dim.dim.text())));
        QFont bold = tree_->font();
        bold.setWeight(QFont::DemiBold);
        top->setFont(0, bold);
        for (const TrailStep& step : dim.steps) {
            auto* item = new QTreeWidgetItem(top);
            item->setText(
                0, step.formula.empty() ? text_of(step.why) : QString::fromStdString(step.formula));
            item->setToolTip(0, item->text(0));
            item->setText(1, QString::fromStdString(step.name));
            item->setForeground(1, quiet);
            item->setData(0, node_role, QVariant::fromValue<qint64>(step.node));
        }
        top->setExpanded(true);
    }
    fit_height();
    std::set<NodeId> ringed;
    for (const NodeId node : trail.nodes)
        if (const NodeId drawn = document_.node_at(document_.place_of(node)); drawn != 0)
            ringed.insert(drawn);
    ringed_ = !ringed.empty();
    Q_EMIT document_.point_out(ringed);
}

void ShapeTrail::fit_height()
{
    int height = 2 * tree_->frameWidth() + 4;
    for (QTreeWidgetItemIterator it(tree_, QTreeWidgetItemIterator::All); *it; ++it)
        if ((*it)->parent() == nullptr || (*it)->parent()->isExpanded())
            height += std::max(tree_->visualItemRect(*it).height(), 18);
    tree_->setFixedHeight(std::min(height, tallest));
    tree_->setVisible(tree_->topLevelItemCount() > 0);
}

void ShapeTrail::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        follow();
    QWidget::changeEvent(event);
}

} // namespace lepton

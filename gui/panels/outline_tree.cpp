// Room gui/panels: the drawing as a tree of nodes and wires. [gui]
#include "gui/panels/outline_tree.h"

#include "gui/open_document.h"
#include "gui/panels/outline_marks.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <iterator>

namespace lepton {

namespace {

enum TreeData { node_data = Qt::UserRole, port_data, wire_data };

} // namespace

OutlineTree::OutlineTree(const Workbench& bench)
    : document_(bench.document)
{
    setObjectName(QStringLiteral("outline_tree"));
    setColumnCount(2);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setIndentation(16);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    soon_.setSingleShot(true);
    soon_.setInterval(50);
    connect(&soon_, &QTimer::timeout, this, [this] {
        if (isVisible())
            rebuild();
    });
    const auto later = [this] {
        stale_ = true;
        if (!soon_.isActive())
            soon_.start();
    };
    connect(&document_, &OpenDocument::changed, this, later);
    connect(&document_, &OpenDocument::inferred, this, later);
    connect(&document_, &OpenDocument::replaced, this, later);
    connect(&document_, &OpenDocument::level_changed, this, later);
    connect(&document_, &OpenDocument::views_changed, this, later);
    connect(&document_, &OpenDocument::selection_changed, this, &OutlineTree::follow_selection);
    connect(this, &QTreeWidget::itemSelectionChanged, this, &OutlineTree::take_selection);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (!filling_ && column == 0)
            rename(item);
    });
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const canvas::MarkId mark = outline::mark_of(item); mark.exists())
            Q_EMIT document_.reveal_mark(mark, false);
        else
            Q_EMIT document_.reveal(node_of(item));
    });
}

NodeId OutlineTree::node_of(const QTreeWidgetItem* item)
{
    return item ? item->data(0, node_data).toLongLong() : 0;
}

void OutlineTree::rebuild()
{
    stale_ = false;
    filling_ = true;
    std::set<NodeId> open;
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (topLevelItem(i)->isExpanded())
            open.insert(node_of(topLevelItem(i)));
    const NodeId current = node_of(currentItem());
    const canvas::MarkId mark = outline::mark_of(currentItem());
    clear();
    QList<QTreeWidgetItem*> items;
    const Graph& graph = document_.graph();
    for (const NodeId id : graph.topological())
        if (const Node* node = graph.find(id)) {
            auto* item = new QTreeWidgetItem;
            fill(item, *node);
            items << item;
        }
    addTopLevelItems(items);
    outline::add_marks(*this, document_);
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        item->setExpanded(open.contains(node_of(item)));
        if (node_of(item) == current && outline::mark_of(item) == mark)
            setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
    }
    filling_ = false;
    follow_selection();
}

void OutlineTree::fill(QTreeWidgetItem* item, const Node& node)
{
    const Colors& colors = Theme::current().colors();
    const Kind* kind = document_.catalog().find(node.kind);
    item->setText(0, QString::fromStdString(node.name));
    item->setData(0, node_data, QVariant::fromValue<qint64>(node.id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
    const auto problems = document_.problems(node.id);
    QString what = title_of(node);
    if (kind != nullptr)
        for (const Port& port : kind->outputs()) {
            const Type& type = document_.type(node.id, port.name);
            if (type.shape.ranked())
                what += QStringLiteral(" · ") + QString::fromStdString(type.shape.text());
            break;
        }
    if (node.bypass)
        what += QStringLiteral(" · ") + tr("bypassed");
    if (node.mute)
        what += QStringLiteral(" · ") + tr("muted");
    item->setText(1, what);
    item->setForeground(1, colors.secondary);
    QStringList sentences;
    bool wrong = false;
    for (const Problem& problem : problems) {
        wrong = wrong || problem.level == Level::problem;
        sentences << sentence_of(problem);
    }
    if (wrong)
        item->setForeground(0, colors.problem);
    item->setToolTip(1, sentences.join(QLatin1Char('\n')));
    item->setData(0, Qt::AccessibleTextRole,
                  QString::fromStdString(node.name) + QStringLiteral(", ") + what);
    item->setData(0, Qt::AccessibleDescriptionRole, sentences.join(QLatin1Char(' ')));
    if (kind == nullptr)
        return;
    const auto child = [&](const QString& port, const QString& to,
                           const std::optional<Wire>& wire) {
        auto* row = new QTreeWidgetItem(item, {port, to});
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        row->setData(0, node_data, QVariant::fromValue<qint64>(node.id));
        row->setData(0, port_data, port);
        row->setData(0, wire_data, wire.has_value());
        row->setForeground(1, colors.secondary);
        row->setData(0, Qt::AccessibleTextRole, tr("input %1 from %2").arg(port, to));
    };
    for (const Port& port : kind->inputs()) {
        bool any = false;
        for (const Wire& wire : document_.graph().wires_into(node.id)) {
            const Port* into = kind->input(wire.to.port);
            if (into == nullptr || into->name != port.name)
                continue;
            const Node* from = document_.graph().find(wire.from.node);
            child(QString::fromStdString(wire.to.port),
                  QStringLiteral("← %1 · %2")
                      .arg(QString::fromStdString(from->name),
                           QString::fromStdString(wire.from.port)),
                  wire);
            any = true;
        }
        if (!any)
            child(from_view(port.name) + (port.list ? QStringLiteral(".0") : QString()),
                  port.optional ? tr("not wired, optional") : tr("not wired"), std::nullopt);
    }
}

void OutlineTree::follow_selection()
{
    if (filling_ || stale_)
        return;
    filling_ = true;
    const std::set<NodeId>& chosen = document_.selection();
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        const NodeId node = node_of(item);
        item->setSelected(node ? chosen.contains(node) : item->isSelected() && chosen.empty());
        if (node && node == document_.current()) {
            if (node_of(currentItem()) != node)
                setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
            scrollToItem(item);
        }
    }
    filling_ = false;
}

void OutlineTree::take_selection()
{
    if (filling_)
        return;
    std::set<NodeId> nodes;
    for (const QTreeWidgetItem* item : selectedItems())
        if (const NodeId node = node_of(item))
            nodes.insert(node);
    filling_ = true;
    document_.select(nodes);
    if (const NodeId node = node_of(currentItem()); nodes.contains(node))
        document_.set_current(node);
    filling_ = false;
}

void OutlineTree::rename(QTreeWidgetItem* item)
{
    const Node* node = document_.graph().find(node_of(item));
    const std::string name = item->text(0).trimmed().toStdString();
    if (node == nullptr || name == node->name || item->parent() != nullptr)
        return;
    if (!document_.draw(say("Rename"), {SetName{node->id, name}})) {
        stale_ = true;
        soon_.start(); // the old name comes back; why is said above the canvas
    }
}

void OutlineTree::remove(const QList<QTreeWidgetItem*>& items)
{
    std::vector<NodeId> nodes;
    std::set<canvas::MarkId> marks;
    for (const QTreeWidgetItem* item : items)
        if (const canvas::MarkId mark = outline::mark_of(item); mark.exists())
            marks.insert(mark);
        else if (item->parent() == nullptr)
            nodes.push_back(node_of(item));
    Edits edits = outline::removal(document_, marks);
    std::ranges::move(remove_nodes(document_.graph(), nodes), std::back_inserter(edits));
    if (!edits.empty()) {
        document_.draw(say("Delete"), std::move(edits));
        return;
    }
    for (const QTreeWidgetItem* item : items)
        if (const Wire* wire = document_.graph().wire_into(
                {node_of(item), item->data(0, port_data).toString().toStdString()}))
            edits.push_back(RemoveWire{*wire});
    if (!edits.empty())
        document_.draw(say("Delete wire"), std::move(edits));
}

void OutlineTree::offer_wires(QMenu* menu, const QTreeWidgetItem* item)
{
    const End to{node_of(item), item->data(0, port_data).toString().toStdString()};
    QMenu* from = menu->addMenu(tr("Wire from"));
    Document trial = document_.document();
    Graph& drawn = trial.graphs.at(document_.graph_id());
    if (const Wire* old = drawn.wire_into(to))
        (void)apply_all(trial, document_.here({RemoveWire{*old}}));
    for (const NodeId id : document_.graph().topological()) {
        const Node* node = document_.graph().find(id);
        const Kind* kind = document_.catalog().find(node->kind);
        if (kind == nullptr)
            continue;
        for (const Port& port : kind->outputs()) {
            const Wire wire{{id, std::string(port.name)}, to};
            if (!may_connect(document_.catalog(), drawn, wire))
                continue;
            QAction* action = from->addAction(QStringLiteral("%1 · %2").arg(
                QString::fromStdString(node->name), from_view(port.name)));
            connect(action, &QAction::triggered, this, [this, wire] {
                Edits edits;
                if (const Wire* old = document_.graph().wire_into(wire.to))
                    edits.push_back(RemoveWire{*old});
                edits.push_back(AddWire{wire});
                document_.draw(say("Wire"), std::move(edits));
            });
        }
    }
    from->setEnabled(!from->isEmpty());
    const Wire* wire = document_.graph().wire_into(to);
    Edits straight = wire ? outline::straightened(document_, *wire) : Edits();
    if (!straight.empty())
        menu->addAction(tr("Take its dots away"), this, [this, straight = std::move(straight)] {
            document_.draw(say("Delete dots"), straight);
        });
}

void OutlineTree::contextMenuEvent(QContextMenuEvent* event)
{
    QTreeWidgetItem* item = currentItem();
    const canvas::MarkId mark = outline::mark_of(item);
    const Node* node = document_.graph().find(node_of(item));
    if (node == nullptr && !mark.exists())
        return;
    QMenu menu(this);
    if (mark.exists()) {
        menu.addAction(tr("Edit"), this,
                       [this, mark] { Q_EMIT document_.reveal_mark(mark, true); });
    } else if (item->parent() != nullptr) {
        offer_wires(&menu, item);
    } else {
        menu.addAction(tr("Rename"), this, [this, item] { editItem(item, 0); });
        const NodeId id = node->id;
        if (definition_of(node->kind) != 0)
            menu.addAction(tr("Look into the subgraph"), this, [this, id] { document_.enter(id); });
        QAction* bypass = menu.addAction(tr("Bypass"), this, [this, id, on = !node->bypass] {
            document_.draw(say("Bypass"), {SetBypass{id, on}});
        });
        bypass->setCheckable(true);
        bypass->setChecked(node->bypass);
        QAction* mute = menu.addAction(tr("Mute"), this, [this, id, on = !node->mute] {
            document_.draw(say("Mute"), {SetMute{id, on}});
        });
        mute->setCheckable(true);
        mute->setChecked(node->mute);
    }
    menu.addAction(tr("Delete"), this, [this] { remove(selectedItems()); });
    menu.exec(event->reason() == QContextMenuEvent::Keyboard
                  ? viewport()->mapToGlobal(visualItemRect(item).center())
                  : event->globalPos());
}

void OutlineTree::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete && state() != QAbstractItemView::EditingState) {
        remove(selectedItems());
        return;
    }
    if (event->key() == Qt::Key_F2)
        if (const canvas::MarkId mark = outline::mark_of(currentItem()); mark.exists()) {
            Q_EMIT document_.reveal_mark(mark, true);
            return;
        }
    QTreeWidget::keyPressEvent(event);
}

void OutlineTree::showEvent(QShowEvent* event)
{
    if (stale_)
        rebuild();
    QTreeWidget::showEvent(event);
}

void OutlineTree::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        stale_ = true;
        soon_.start();
    }
    QTreeWidget::changeEvent(event);
}

} // namespace lepton

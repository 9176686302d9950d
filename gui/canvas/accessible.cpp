// Room gui/canvas: the canvas for screen readers.
#include "gui/canvas/accessible.h"

#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/texts.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>
#include <memory>

namespace lepton::canvas {

namespace {
/// Something in the drawing that holds nothing itself. It is made when asked for and lives as long
/// as the canvas's interface.
class AccessiblePart : public QAccessibleInterface {
public:
    explicit AccessiblePart(GraphCanvas* canvas)
        : canvas_(canvas)
    {
    }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(canvas_.data());
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

protected:
    QPointer<GraphCanvas> canvas_;
};

/// One node.
class AccessibleNode : public AccessiblePart {
public:
    AccessibleNode(GraphCanvas* canvas, NodeId node)
        : AccessiblePart(canvas)
        , node_(node)
    {
    }

    bool isValid() const override { return canvas_ && item() >= 0; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override { }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        if (canvas_) {
            state.selected = canvas_->document().selection().contains(node_);
            state.focused = canvas_->hasFocus() && canvas_->document().current() == node_;
        }
        return state;
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect box = canvas_->view().to_pixels(shape().box).toAlignedRect();
        return {canvas_->mapToGlobal(box.topLeft()), box.size()};
    }
    QString text(QAccessible::Text which) const override
    {
        if (!isValid())
            return {};
        const NodeShape& s = shape();
        const Node* node = canvas_->document().graph().find(node_);
        if (which == QAccessible::Name)
            return title_of(*node) + QLatin1Char(' ') + QString::fromStdString(node->name);
        if (which == QAccessible::Value)
            return s.status.isEmpty() ? s.body : s.status;
        if (which != QAccessible::Description)
            return {};
        QStringList lines;
        for (const Problem& problem : canvas_->document().problems(node_))
            lines << sentence_of(problem);
        if (s.strip && canvas_->strips_shown())
            lines << (s.strip->histogram ? s.strip->tale
                                         : GraphCanvas::tr("carries %1").arg(s.strip->tale));
        for (const PortShape& port : s.ports) {
            const QString name = QString::fromStdString(port.port);
            if (!port.input)
                lines << GraphCanvas::tr("output %1: %2")
                             .arg(name, port.shape.isEmpty() ? QStringLiteral("–") : port.shape);
            else if (const Wire* wire = canvas_->document().graph().wire_into({node_, port.port}))
                lines << GraphCanvas::tr("input %1 from %2")
                             .arg(name,
                                  QString::fromStdString(
                                      canvas_->document().graph().find(wire->from.node)->name));
            else
                lines << GraphCanvas::tr("input %1 is not wired").arg(name);
        }
        return lines.join(QStringLiteral(". "));
    }

private:
    int item() const { return canvas_->scene().item_of(node_); }
    const NodeShape& shape() const { return canvas_->scene().node(item()); }
    NodeId node_;
};

/// A frame or a note.
class AccessibleMark : public AccessiblePart {
public:
    AccessibleMark(GraphCanvas* canvas, MarkId mark)
        : AccessiblePart(canvas)
        , mark_(std::move(mark))
    {
    }

    bool isValid() const override { return canvas_ && find(); }
    QAccessible::Role role() const override
    {
        return mark_.kind == MarkKind::frame ? QAccessible::Grouping : QAccessible::Note;
    }
    void setText(QAccessible::Text, const QString&) override { }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.selected = canvas_ && canvas_->chosen_marks().contains(mark_);
        return state;
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect box = canvas_->view().to_pixels(find()->box).toAlignedRect();
        return {canvas_->mapToGlobal(box.topLeft()), box.size()};
    }
    QString text(QAccessible::Text which) const override
    {
        if (!isValid())
            return {};
        const Mark& mark = *find();
        if (which == QAccessible::Name)
            return (mark.is_frame() ? GraphCanvas::tr("Frame: %1") : GraphCanvas::tr("Note: %1"))
                .arg(mark.text);
        if (which != QAccessible::Description || !mark.is_frame())
            return {};
        QStringList names;
        canvas_->scene().nodes_in(mark.box, [&](int item) {
            if (mark.box.contains(canvas_->scene().node(item).box))
                names << QString::fromStdString(
                    canvas_->document().graph().find(canvas_->scene().node(item).id)->name);
        });
        names.sort();
        return GraphCanvas::tr("holds %1")
            .arg(names.isEmpty() ? QStringLiteral("–") : names.join(QStringLiteral(", ")));
    }

private:
    const Mark* find() const { return std::as_const(canvas_->scene()).marks().find(mark_); }
    MarkId mark_;
};

class AccessibleCanvas : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(GraphCanvas* canvas)
        : QAccessibleWidget(canvas, QAccessible::List)
    {
    }
    ~AccessibleCanvas() override
    {
        for (const auto& [node, id] : made_)
            QAccessible::deleteAccessibleInterface(id);
        for (const auto& [mark, id] : made_marks_)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override
    {
        return parts() + (canvas()->breadcrumbs().isVisible() ? 1 : 0);
    }
    QAccessibleInterface* child(int index) const override
    {
        const auto& nodes = canvas()->document().graph().slots();
        const auto& marks = canvas()->scene().marks().all();
        if (index < 0 || index >= childCount())
            return nullptr;
        if (index == parts())
            return QAccessible::queryAccessibleInterface(&canvas()->breadcrumbs());
        const auto at = static_cast<std::size_t>(index);
        return at < nodes.size() ? of(std::next(nodes.begin(), index)->first)
                                 : of(marks[at - nodes.size()].id);
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        if (child && child->object() == &canvas()->breadcrumbs())
            return parts();
        int index = 0;
        for (const auto& [node, slot] : canvas()->document().graph().slots()) {
            if (const auto at = made_.find(node);
                at != made_.end() && QAccessible::accessibleInterface(at->second) == child)
                return index;
            ++index;
        }
        for (const Mark& mark : canvas()->scene().marks().all()) {
            if (const auto at = made_marks_.find(mark.id);
                at != made_marks_.end() && QAccessible::accessibleInterface(at->second) == child)
                return index;
            ++index;
        }
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPointF at = canvas()->view().to_canvas(canvas()->mapFromGlobal(QPoint(x, y)));
        if (const int item = canvas()->scene().node_at(at); item >= 0)
            return of(canvas()->scene().node(item).id);
        const MarkHit hit = canvas()->scene().marks().at(at, canvas()->view().scale);
        return hit.id.exists() ? of(hit.id) : nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        const NodeId current = canvas()->document().current();
        return canvas()->hasFocus() && current != 0 ? of(current) : nullptr;
    }

private:
    GraphCanvas* canvas() const { return static_cast<GraphCanvas*>(widget()); }
    /// How many nodes, frames and notes there are.
    int parts() const
    {
        return static_cast<int>(canvas()->document().graph().slots().size()
                                + canvas()->scene().marks().all().size());
    }
    QAccessibleInterface* of(NodeId node) const
    {
        if (const auto at = made_.find(node); at != made_.end())
            if (QAccessibleInterface* known = QAccessible::accessibleInterface(at->second))
                return known;
        auto* made = new AccessibleNode(canvas(), node); // Qt's cache owns it
        made_[node] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    QAccessibleInterface* of(const MarkId& mark) const
    {
        if (const auto at = made_marks_.find(mark); at != made_marks_.end())
            if (QAccessibleInterface* known = QAccessible::accessibleInterface(at->second))
                return known;
        auto* made = new AccessibleMark(canvas(), mark); // Qt's cache owns it
        made_marks_[mark] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    mutable std::map<NodeId, QAccessible::Id> made_;
    mutable std::map<MarkId, QAccessible::Id> made_marks_;
};

QAccessibleInterface* make(const QString& name, QObject* object)
{
    if (name == QLatin1String("lepton::GraphCanvas"))
        if (auto* canvas = qobject_cast<GraphCanvas*>(object))
            return new AccessibleCanvas(canvas);
    return nullptr;
}
} // namespace

void install_canvas_accessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    (void)once;
}

void tell_accessibility(const GraphCanvas& canvas)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleInterface* all =
        QAccessible::queryAccessibleInterface(const_cast<GraphCanvas*>(&canvas));
    if (!all)
        return;
    QAccessibleEvent changed(const_cast<GraphCanvas*>(&canvas), QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&changed);
    if (QAccessibleInterface* node = all->focusChild()) {
        QAccessibleEvent focus(node, QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }
}

} // namespace lepton::canvas

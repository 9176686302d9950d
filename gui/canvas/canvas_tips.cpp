// Room gui/canvas: what a tooltip says: what a port carries, what is wrong with a node, what it
// does.
#include "gui/canvas/canvas.h"
#include "gui/texts.h"
#include "gui/theme.h"

namespace lepton {

using namespace canvas;

namespace {
QString kind_word(PortKind kind)
{
    switch (kind) {
    case PortKind::features:
        return GraphCanvas::tr("features");
    case PortKind::sequence:
        return GraphCanvas::tr("a sequence");
    case PortKind::label:
        return GraphCanvas::tr("labels");
    case PortKind::loss:
        return GraphCanvas::tr("a loss");
    case PortKind::metric:
        return GraphCanvas::tr("a metric");
    case PortKind::schedule:
        return GraphCanvas::tr("a schedule");
    case PortKind::text:
        return GraphCanvas::tr("text");
    }
    return {};
}

QString bold(const QString& text)
{
    return QStringLiteral("<b>") + text.toHtmlEscaped() + QStringLiteral("</b>");
}

QString tinted(const QString& text, const QColor& color)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(color.name(), text.toHtmlEscaped());
}

QString paragraphs(const QStringList& lines)
{
    return QStringLiteral("<div style='max-width:360px'>") + lines.join(QStringLiteral("<br>"))
        + QStringLiteral("</div>");
}
} // namespace

QString GraphCanvas::tip_at(QPointF window) const
{
    const Colors& c = Theme::current().colors();
    const QPointF at = view_.to_canvas(window);
    QStringList lines;
    const auto type_text = [&](NodeId node, const std::string& port) {
        const Type& type = document_.type(node, port);
        QString text = type.shape.ranked() ? QString::fromStdString(type.shape.text())
                                           : tr("shape not known yet");
        if (type.dtype != DType::unknown && type.dtype != DType::real)
            text += QStringLiteral(" · ")
                + QString::fromUtf8(dtype_name(type.dtype).data(),
                                    static_cast<qsizetype>(dtype_name(type.dtype).size()));
        if (type.classes > 0)
            text +=
                QStringLiteral(" · ") + tr("%n classes", nullptr, static_cast<int>(type.classes));
        return text;
    };
    const auto add_carried = [&](NodeId node, const std::string& output) {
        if (const QString text = carried_ ? carried_(node, output) : QString(); !text.isEmpty())
            lines << text;
    };
    if (const PortHit hit = scene_.port_near(at, 11 / view_.scale); hit.exists()) {
        const NodeShape& node = scene_.node(hit.node);
        const PortShape& port = node.ports[static_cast<std::size_t>(hit.port)];
        lines << bold(QString::fromStdString(port.port)) + QStringLiteral(" · ")
                + kind_word(port.kind);
        if (!port.input) {
            lines << type_text(node.id, port.port);
            add_carried(node.id, port.port);
        } else if (const Wire* wire = document_.graph().wire_into({node.id, port.port})) {
            const Node* from = document_.graph().find(wire->from.node);
            lines << tr("gets %1 from %2")
                         .arg(type_text(wire->from.node, wire->from.port),
                              QString::fromStdString(from ? from->name : std::string()));
            add_carried(wire->from.node, wire->from.port);
        } else {
            lines << tinted(
                port.optional ? tr("Nothing is wired here; it may stay so.")
                              : tr("Nothing is wired here yet. Drag a wire from here or to here."),
                c.secondary);
        }
        for (const Problem& problem : document_.problems(node.id))
            if (problem.where.port == port.port && problem.level != Level::unfinished)
                lines << tinted(sentence_of(problem),
                                problem.level == Level::problem ? c.problem : c.warning);
        return paragraphs(lines);
    }
    if (const int item = scene_.node_at(at); item >= 0) {
        const NodeShape& node = scene_.node(item);
        const Node* in_graph = document_.graph().find(node.id);
        if (!in_graph)
            return {};
        QString head = bold(title_of(*in_graph)) + QLatin1Char(' ')
            + tinted(QString::fromStdString(in_graph->name), c.secondary);
        lines << head;
        for (const Problem& problem : document_.problems(node.id))
            if (problem.level != Level::unfinished)
                lines << tinted(sentence_of(problem),
                                problem.level == Level::problem ? c.problem : c.warning);
        if (!node.kind) {
            lines << tr("This program does not know “%1”. It is kept as it is.")
                         .arg(QString::fromStdString(in_graph->kind))
                         .toHtmlEscaped();
            return paragraphs(lines);
        }
        if (const std::int64_t definition = definition_of(in_graph->kind); definition != 0) {
            const auto uses = static_cast<int>(uses_of(document_.document(), definition));
            if (uses > 1)
                lines << tr("used %n times: a change inside changes all", nullptr, uses);
            lines << tinted(tr("Enter or a double-click shows what is in it."), c.secondary);
        }
        if (node.bypass)
            lines << tinted(tr("Bypassed: its input passes through. M ends that."), c.secondary);
        if (node.mute)
            lines << tinted(tr("Muted: left out with all that needs it. Ctrl+M ends that."),
                            c.secondary);
        if (node.unfinished > 0)
            lines << tinted(tr("%n inputs wait for a wire", nullptr, node.unfinished), c.secondary);
        lines << text_of(node.kind->card.doc).toHtmlEscaped();
        if (const NodeCost cost = document_.cost(node.id);
            cost.parameters > 0 || cost.multiply_adds >= 1) {
            QStringList parts;
            if (cost.parameters > 0)
                parts << tr("%1 parameters").arg(grouped(cost.parameters));
            if (cost.multiply_adds >= 1)
                parts << tr("%1 multiply–adds").arg(short_number(cost.multiply_adds));
            lines << tinted(parts.join(QStringLiteral(" · ")), c.secondary);
        }
        return paragraphs(lines);
    }
    if (const int item = scene_.wire_at(at, 6 / view_.scale); item >= 0) {
        const Wire& wire = scene_.wire(item).wire;
        const Node *from = document_.graph().find(wire.from.node),
                   *to = document_.graph().find(wire.to.node);
        if (!from || !to)
            return {};
        lines << bold(QString::fromStdString(from->name)) + QStringLiteral(" → ")
                + bold(QString::fromStdString(to->name));
        lines << type_text(wire.from.node, wire.from.port);
        add_carried(wire.from.node, wire.from.port);
        for (const Problem& problem : document_.problems(wire.to.node))
            if (problem.where.port == wire.to.port && problem.level != Level::unfinished)
                lines << tinted(sentence_of(problem),
                                problem.level == Level::problem ? c.problem : c.warning);
        lines << tinted(tr("Delete or Alt+click removes it; a double-click gives it a dot to run "
                           "through"),
                        c.secondary);
        return paragraphs(lines);
    }
    return {};
}

} // namespace lepton

// Room gui/canvas: the geometry and texts of one node.
#include "gui/canvas/layout.h"

#include "gui/open_document.h"
#include "gui/texts.h"

#include <algorithm>
#include <cmath>

namespace lepton::canvas {

namespace {
/// Rows a list input shows: those wired, and one free.
int rows_of_list(const Port& port, const std::vector<Wire>& wires)
{
    int rows = 1;
    for (const Wire& wire : wires) {
        const auto dot = wire.to.port.rfind('.');
        if (dot == std::string::npos || wire.to.port.compare(0, dot, port.name) != 0)
            continue;
        const int index = std::atoi(wire.to.port.c_str() + dot + 1);
        rows = std::max(rows, std::min(index, 998) + 2);
    }
    return rows;
}

void add_inputs(NodeShape& shape, const Kind& kind, const std::vector<Wire>& wires)
{
    double y = shape.first_row();
    const auto add = [&](const Port& port, std::string name, QString label, bool optional) {
        PortShape p;
        p.port = std::move(name);
        p.label = std::move(label);
        p.kind = port.kind;
        p.optional = optional;
        p.y = y;
        for (const Wire& wire : wires)
            p.wired = p.wired || wire.to.port == p.port;
        y += measure::row;
        shape.ports.push_back(std::move(p));
    };
    for (const Port& port : kind.inputs()) {
        if (!port.list) {
            add(port, std::string(port.name), text_of(port.name), port.optional);
            continue;
        }
        const int rows = rows_of_list(port, wires);
        for (int i = 0; i < rows; ++i)
            add(port, std::string(port.name) + '.' + std::to_string(i),
                i == 0 ? text_of(port.name) : QString(), port.optional || i > 0);
    }
    shape.inputs = static_cast<int>(shape.ports.size());
}

void add_outputs(NodeShape& shape, const Kind& kind, const std::vector<Wire>& wires)
{
    double y = shape.first_row();
    const std::vector<Port>& outputs = kind.outputs();
    for (const Port& port : outputs) {
        PortShape p;
        p.port = port.name;
        p.label = outputs.size() > 1 ? text_of(port.name) : QString();
        p.kind = port.kind;
        p.input = false;
        p.y = y;
        for (const Wire& wire : wires)
            p.wired = p.wired || wire.from.port == p.port;
        y += measure::row;
        shape.ports.push_back(std::move(p));
    }
}

/// A kind this program does not know shows the ports that its wires name.
void add_ports_of_wires(NodeShape& shape, const std::vector<Wire>& into,
                        const std::vector<Wire>& out)
{
    double y = shape.first_row();
    const auto add = [&](const std::string& port, bool input) {
        if (shape.find(port, input))
            return;
        PortShape p;
        p.port = port;
        p.label = QString::fromStdString(port);
        p.kind = PortKind::text;
        p.input = input;
        p.wired = true;
        p.y = y;
        y += measure::row;
        shape.ports.push_back(std::move(p));
    };
    for (const Wire& wire : into)
        add(wire.to.port, true);
    shape.inputs = static_cast<int>(shape.ports.size());
    y = shape.first_row();
    for (const Wire& wire : out)
        add(wire.from.port, false);
}

/// Marks the inputs a problem is about: the port it names, or the wire that a stated field
/// disagrees with.
void blame_ports(NodeShape& shape, const Place& where)
{
    const FieldInfo* field = shape.kind ? shape.kind->field(where.field) : nullptr;
    const bool from_wire = where.port.empty() && field && field->type == FieldType::from_wire;
    for (PortShape& port : shape.ports) {
        port.problem =
            port.problem || port.port == where.port || (from_wire && port.input && port.wired);
        if (from_wire && port.input)
            return;
    }
}

QString counts_text(const DataFacts& facts)
{
    if (facts.counts[0] < 0)
        return {};
    QStringList parts;
    for (const std::int64_t count : facts.counts)
        parts << (count < 0 ? QStringLiteral("?") : grouped(count));
    return parts.join(QStringLiteral(" · "));
}

QSizeF fitted(NodeShape& shape, Measure& m)
{
    double header = 2 * measure::padding + m.width(Lettering::title, shape.title);
    if (!shape.icon.isEmpty())
        header += 22;
    const double name = m.width(Lettering::name, shape.name);
    if (name > 0)
        header += 10 + std::min(name, 90.0);
    const auto inputs = static_cast<std::size_t>(shape.inputs);
    const std::size_t rows = std::max({inputs, shape.ports.size() - inputs, std::size_t(1)});
    double ports = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        double width = 2 * measure::padding + 16;
        if (r < inputs)
            width += m.width(Lettering::label, shape.ports[r].label);
        if (inputs + r < shape.ports.size())
            width += m.width(Lettering::label, shape.ports[inputs + r].label);
        ports = std::max(ports, width);
    }
    const double body = 2 * measure::padding + m.width(Lettering::label, shape.body);
    const double wanted =
        std::clamp(std::max({header, ports, body}), measure::narrowest, measure::widest);
    const double width = std::ceil(wanted / measure::grid) * measure::grid;
    const double height = shape.first_row() - measure::row / 2
        + static_cast<double>(rows) * measure::row + (shape.body.isEmpty() ? 0 : measure::body_row)
        + measure::bottom;
    const double room = width - 2 * measure::padding - (shape.icon.isEmpty() ? 0 : 22);
    shape.title = m.fitted(Lettering::title, shape.title, room);
    const double between_ports = width - 2 * measure::padding;
    shape.big_as =
        m.width(Lettering::big, shape.title) > between_ports ? Lettering::narrow : Lettering::big;
    shape.big = m.fitted(shape.big_as, shape.title, between_ports);
    const double left = room - m.width(Lettering::title, shape.title) - 10;
    shape.name = left < 24 ? QString() : m.fitted(Lettering::name, shape.name, left);
    shape.body = m.fitted(Lettering::label, shape.body, width - 2 * measure::padding);
    return {width, std::ceil(height / 4) * 4};
}
} // namespace

const PortShape* NodeShape::find(std::string_view port, bool input) const
{
    const int at = index_of(port, input);
    return at < 0 ? nullptr : &ports[static_cast<std::size_t>(at)];
}

int NodeShape::index_of(std::string_view port, bool input) const
{
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (ports[i].input == input && ports[i].port == port)
            return static_cast<int>(i);
    return -1;
}

QString shape_text(const Type& type, PortKind kind)
{
    if (kind == PortKind::loss || kind == PortKind::metric || kind == PortKind::schedule
        || !type.shape.ranked())
        return {};
    if (type.classes > 0 && type.shape.rank() <= 1)
        return QString::number(type.classes) + QChar(0x202f) + text_of("classes");
    QString out;
    for (std::size_t i = 0; i < type.shape.rank(); ++i) {
        const Dim& dim = type.shape[i];
        if (i == 0 && dim.is_named() && type.shape.rank() > 1)
            continue; // the batch
        if (!out.isEmpty())
            out += QChar(0x00d7);
        out += QString::fromStdString(dim.text());
    }
    return out == QLatin1String("N") ? QString() : out;
}

QString fields_text(const Kind& kind, const Json& fields)
{
    QStringList parts;
    for (const FieldInfo& info : kind.fields) {
        if (!info.shown)
            continue;
        const auto at = fields.find(std::string(info.name));
        const Json& value = at == fields.end() ? info.initial : *at;
        if (value.is_null() || value == "none"
            || (value.is_string() && value.get_ref<const std::string&>().empty()))
            continue;
        if (value.is_boolean()) {
            if (value.get<bool>())
                parts << label_of(info).toLower();
            continue;
        }
        QString text = info.type == FieldType::choice && value.is_string()
            ? text_of(std::string_view(value.get_ref<const std::string&>()))
            : QString::fromStdString(field_text(info, value));
        if (is_path(info.type))
            text = text.section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty);
        if (!info.unit.empty() && info.unit != "px" && info.type != FieldType::pair)
            text += QLatin1Char(' ') + unit_of(info.unit, text);
        else if (info.type == FieldType::number && info.unit.empty())
            text = (info.label.empty() ? from_view(info.name) : text_of(info.label))
                + QLatin1Char(' ') + text;
        parts << text;
    }
    return parts.join(QStringLiteral(" · "));
}

NodeShape shape_of(const OpenDocument& document, const Node& node, Measure& m,
                   const NodeShape* before, double strip_room)
{
    NodeShape shape;
    shape.strip_room = strip_room;
    shape.id = node.id;
    shape.kind = document.catalog().find(node.kind);
    shape.title = title_of(node);
    shape.name = QString::fromStdString(node.name);
    shape.bypass = node.bypass;
    shape.mute = node.mute;
    if (before) {
        shape.status = before->status;
        shape.health = before->health;
        shape.strip = before->strip;
    }
    const std::vector<Wire>& into = document.graph().wires_into(node.id);
    const std::vector<Wire>& out = document.graph().wires_out_of(node.id);
    if (shape.kind) {
        const Card& card = shape.kind->card;
        shape.role = card.role;
        shape.icon = from_view(card.icon.empty() ? card.id : card.icon);
        add_inputs(shape, *shape.kind, into);
        add_outputs(shape, *shape.kind, out);
        shape.body = fields_text(*shape.kind, node.fields);
        if (card.role == Role::data) {
            const auto facts = document.facts().data.find(node.id);
            const QString counts =
                facts == document.facts().data.end() ? QString() : counts_text(facts->second);
            if (!counts.isEmpty())
                shape.body = counts;
        }
        if (card.role == Role::metric && shape.body.isEmpty())
            shape.body = QStringLiteral("–"); // room for the live value
    } else {
        shape.role = Role::merge;
        shape.body = text_of("Unknown node, kept as it is");
        add_ports_of_wires(shape, into, out);
    }
    for (const Problem& problem : document.problems(node.id)) {
        (problem.level == Level::problem       ? shape.problems
             : problem.level == Level::warning ? shape.warnings
                                               : shape.unfinished) += 1;
        const bool own = problem.where.inside.size() == document.level().size(); // not in it
        if (own && problem.level == Level::problem)
            blame_ports(shape, problem.where);
    }
    for (PortShape& port : shape.ports)
        if (!port.input)
            port.shape = shape_text(document.type(node.id, port.port), port.kind);
    const QSizeF size = fitted(shape, m);
    shape.box = {
        QPointF(std::clamp(node.position.x, -1e7, 1e7), std::clamp(node.position.y, -1e7, 1e7)),
        size};
    return shape;
}

QSizeF size_of(const Kind& kind, Measure& m)
{
    NodeShape shape;
    shape.kind = &kind;
    shape.title = from_view(kind.card.title);
    shape.name = from_view(kind.card.stem) + QLatin1Char('1');
    shape.icon = from_view(kind.card.icon.empty() ? kind.card.id : kind.card.icon);
    add_inputs(shape, kind, {});
    add_outputs(shape, kind, {});
    shape.body = fields_text(kind, kind.defaults());
    if (kind.card.role == Role::metric && shape.body.isEmpty())
        shape.body = QStringLiteral("–");
    return fitted(shape, m);
}

} // namespace lepton::canvas

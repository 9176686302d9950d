// Room backend/cli: a drawing as an SVG picture.
#include "backend/cli/draw_svg.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace lepton {
namespace {

constexpr double node_width = 150, header = 26, row = 20, foot = 20, margin = 40;

struct Tint {
    const char *fill, *line;
};

Tint tint_of(Role role)
{
    switch (role) {
    case Role::data:
        return {"#cfe4f5", "#9fc3e0"};
    case Role::preprocess:
        return {"#d5e6ea", "#a9c6cd"};
    case Role::activation:
        return {"#ecdaf0", "#cfb2d6"};
    case Role::norm:
        return {"#dde7d3", "#b8caa6"};
    case Role::merge:
        return {"#e3e3ea", "#bdbdca"};
    case Role::loss:
        return {"#f8d5c8", "#e0a892"};
    case Role::optimizer:
    case Role::schedule:
        return {"#f3d9e6", "#d9abc3"};
    case Role::metric:
        return {"#cdebe0", "#9bcbb9"};
    case Role::output:
        return {"#d9edcf", "#aecf9c"};
    case Role::layer:
        break;
    }
    return {"#d7dcf7", "#aab3e3"};
}

const char* wire_color(PortKind kind)
{
    switch (kind) {
    case PortKind::sequence:
        return "#2B7FB0";
    case PortKind::label:
        return "#A66F00";
    case PortKind::loss:
        return "#D55E00";
    case PortKind::metric:
        return "#00805C";
    case PortKind::schedule:
        return "#A84F80";
    case PortKind::text:
        return "#707070";
    case PortKind::features:
        break;
    }
    return "#0072B2";
}

std::string escape(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 32)
            out += c;
    return out;
}

std::string format(const char* pattern, auto... values)
{
    char text[512];
    std::snprintf(text, sizeof text, pattern, values...);
    return text;
}

/// Where a node's ports lie: inputs on the left, outputs on the right, one row each.
struct Box {
    const Node* node = nullptr;
    const Kind* kind = nullptr;
    std::vector<std::string> inputs, outputs;
    std::string fields;
    double height() const
    {
        return header
            + row
            * static_cast<double>(std::max<std::size_t>(1, std::max(inputs.size(), outputs.size())))
            + (fields.empty() ? 4 : foot);
    }
    Point port(const std::vector<std::string>& ports, const std::string& name, double x) const
    {
        const auto found = std::find(ports.begin(), ports.end(), name) - ports.begin();
        return {node->position.x + x,
                node->position.y + header + row * (static_cast<double>(found) + 0.5)};
    }
};

Box box_of(const Graph& graph, const Catalog& catalog, const Node& node)
{
    Box box{&node, catalog.find(node.kind), {}, {}, {}};
    if (box.kind) {
        for (const Port& port : box.kind->inputs())
            if (!port.list)
                box.inputs.emplace_back(port.name);
        for (const Port& port : box.kind->outputs())
            box.outputs.emplace_back(port.name);
        for (const FieldInfo& field : box.kind->fields)
            if (field.shown) {
                const auto value = node.fields.find(std::string(field.name));
                box.fields += (box.fields.empty() ? "" : " · ")
                    + field_text(field, value == node.fields.end() ? field.initial : *value);
            }
    }
    // Ports of a list, and those of an unknown kind, exist where a wire ends.
    for (const Wire& wire : graph.wires_into(node.id))
        if (std::find(box.inputs.begin(), box.inputs.end(), wire.to.port) == box.inputs.end())
            box.inputs.push_back(wire.to.port);
    for (const Wire& wire : graph.wires_out_of(node.id))
        if (std::find(box.outputs.begin(), box.outputs.end(), wire.from.port) == box.outputs.end())
            box.outputs.push_back(wire.from.port);
    return box;
}

std::string draw(const Box& box)
{
    const Node& node = *box.node;
    const Tint tint = box.kind ? tint_of(box.kind->card.role) : Tint{"#eeeeee", "#bbbbbb"};
    const double x = node.position.x, y = node.position.y, h = box.height();
    const std::string title = escape(!node.title.empty() ? node.title
                                         : box.kind      ? std::string(box.kind->card.title)
                                                         : node.kind);
    std::string out = format("<g%s>\n", node.mute || node.bypass ? " opacity=\"0.45\"" : "");
    out += format("<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" rx=\"8\" fill=\"#ffffff\" "
                  "stroke=\"%s\"/>\n",
                  x, y, node_width, h, tint.line);
    out += format("<path d=\"M%g %gv-%gq0 -8 8 -8h%gq8 0 8 8v%gz\" fill=\"%s\"/>\n", x, y + header,
                  header - 8, node_width - 16, header - 8, tint.fill);
    out += format("<text x=\"%g\" y=\"%g\" font-weight=\"600\">", x + 10, y + 17) + title
        + "</text>\n";
    out += format("<text x=\"%g\" y=\"%g\" class=\"small\" text-anchor=\"end\">",
                  x + node_width - 10, y + 17)
        + escape(node.name) + "</text>\n";
    const auto ports = [&](const std::vector<std::string>& names, double at, const char* anchor,
                           double shift, auto kind_of) {
        for (const std::string& name : names) {
            const Point p = box.port(names, name, at);
            const Port* const port = kind_of(name);
            out += format("<circle cx=\"%g\" cy=\"%g\" r=\"4\" fill=\"%s\"/>", p.x, p.y,
                          wire_color(port ? port->kind : PortKind::features));
            out += format("<text x=\"%g\" y=\"%g\" class=\"small\" text-anchor=\"%s\">",
                          p.x + shift, p.y + 4, anchor)
                + escape(name) + "</text>\n";
        }
    };
    ports(box.inputs, 0, "start", 10,
          [&](const std::string& name) { return box.kind ? box.kind->input(name) : nullptr; });
    ports(box.outputs, node_width, "end", -10,
          [&](const std::string& name) { return box.kind ? box.kind->output(name) : nullptr; });
    if (!box.fields.empty())
        out += format("<text x=\"%g\" y=\"%g\" class=\"small\">", x + 10, y + h - 8)
            + escape(box.fields) + "</text>\n";
    return out + "</g>\n";
}

} // namespace

std::string draw_svg(const Graph& graph, const Catalog& catalog, const Inference& inference)
{
    std::map<NodeId, Box> boxes;
    double left = 0, top = 0, right = node_width, bottom = header + row;
    bool first = true;
    for (const auto& [id, slot] : graph.slots()) {
        const Box box = box_of(graph, catalog, slot.node);
        const Point p = slot.node.position;
        left = first ? p.x : std::min(left, p.x);
        top = first ? p.y : std::min(top, p.y);
        right = first ? p.x + node_width : std::max(right, p.x + node_width);
        bottom = first ? p.y + box.height() : std::max(bottom, p.y + box.height());
        first = false;
        boxes.emplace(id, box);
    }
    left -= margin, top -= margin, right += margin, bottom += margin;
    std::string out = format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%g %g %g %g\" "
                             "width=\"%g\" height=\"%g\" font-family=\"sans-serif\" "
                             "font-size=\"12\" fill=\"#1B1F24\">\n",
                             left, top, right - left, bottom - top, right - left, bottom - top);
    out += "<style>.small{font-size:10px;fill:#57606A}.shape{font-size:10px;font-family:monospace;"
           "fill:#1B1F24}</style>\n";
    out += format("<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#ECEEF2\"/>\n", left,
                  top, right - left, bottom - top);
    std::string shapes;
    for (const Wire& wire : graph.wires()) {
        const Box &from = boxes.at(wire.from.node), &to = boxes.at(wire.to.node);
        const Point a = from.port(from.outputs, wire.from.port, node_width),
                    b = to.port(to.inputs, wire.to.port, 0);
        const Port* const port = from.kind ? from.kind->output(wire.from.port) : nullptr;
        const double bend = std::max(30.0, std::abs(b.x - a.x) / 2);
        out += format("<path d=\"M%g %gC%g %g %g %g %g %g\" fill=\"none\" stroke=\"%s\" "
                      "stroke-width=\"1.6\"/>\n",
                      a.x, a.y, a.x + bend, a.y, b.x - bend, b.y, b.x, b.y,
                      wire_color(port ? port->kind : PortKind::features));
        if (wire.to.port == to.inputs.front() && port && port->kind == PortKind::features) {
            std::string text = inference.type(wire.from.node, wire.from.port).shape.text();
            if (text.starts_with("N×")) // the batch is not worth its place on a picture
                text.erase(0, std::string("N×").size());
            shapes += format("<text x=\"%g\" y=\"%g\" class=\"shape\">", a.x + 8, a.y - 6)
                + escape(text) + "</text>\n";
        }
    }
    for (const auto& [id, box] : boxes)
        out += draw(box);
    return out + shapes + "</svg>\n";
}

} // namespace lepton

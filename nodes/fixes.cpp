// Room nodes: one-click fixes: candidates from the problem and the drawing,
// each proven on a copy.
#include "nodes/fixes.h"

#include "nodes/subgraphs.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

namespace lepton {

namespace {
constexpr std::size_t most_fixes = 3;
constexpr std::size_t most_tried = 8; ///< wires proposed for one gap
constexpr std::size_t most_mended = 40; ///< problems for which fixes are looked for

/// What makes two problems the same one before and after an edit.
auto order(const Problem& p)
{
    return std::tie(p.where.node, p.where.inside, p.where.port, p.where.field, p.what.pattern,
                    p.level);
}
bool less(const Problem& a, const Problem& b) { return order(a) < order(b); }
} // namespace

EditTrial::EditTrial(const Catalog& catalog, const Document& document, const Facts& facts)
    : document_(document)
    , facts_(facts)
    , inference_(catalog)
{
    inference_.reset(document_, facts_);
    before_ = sorted();
}

Problems EditTrial::sorted() const
{
    Problems all = inference_.problems();
    std::sort(all.begin(), all.end(), less);
    return all;
}

bool EditTrial::apply(const Edits& edits)
{
    auto backward = apply_all(document_, edits);
    if (!backward)
        return false;
    follow(edits);
    applied_.push_back({std::move(*backward), std::nullopt});
    return true;
}

void EditTrial::take_back()
{
    Applied last = std::move(applied_.back());
    applied_.pop_back();
    (void)apply_all(document_, last.backward);
    follow(last.backward);
    if (last.before)
        before_ = std::move(*last.before);
}

void EditTrial::start_here()
{
    if (!applied_.empty() && !applied_.back().before)
        applied_.back().before = std::move(before_);
    before_ = sorted();
}

void EditTrial::follow(const Edits& edits) { inference_.update(document_, facts_, edits); }

Problems EditTrial::added() const
{
    const Problems after = sorted();
    Problems out;
    std::set_difference(after.begin(), after.end(), before_.begin(), before_.end(),
                        std::back_inserter(out), less);
    return out;
}

bool EditTrial::mends(const Edits& edits)
{
    if (edits.empty() || !apply(edits))
        return false;
    const bool good = inference_.problems().size() < before_.size() && added().empty();
    take_back();
    return good;
}

Edits insert_on_wire(const Kind& kind, const Graph& graph, const Wire& wire, const Json& fields)
{
    const auto& inputs = kind.inputs();
    const auto& outputs = kind.outputs();
    if (inputs.empty() || outputs.empty())
        return {};
    const Point a = graph.find(wire.from.node)->position, b = graph.find(wire.to.node)->position;
    Node node = new_node(kind, graph, {(a.x + b.x) / 2, (a.y + b.y) / 2});
    node.fields.update(fields);
    const NodeId id = node.id;
    const std::string port = std::string(inputs[0].name) + (inputs[0].list ? ".0" : "");
    Edits edits;
    if (graph.contains(wire))
        edits.push_back(RemoveWire{wire});
    edits.push_back(AddNode{std::move(node)});
    edits.push_back(AddWire{{wire.from, {id, port}}});
    edits.push_back(AddWire{{{id, std::string(outputs[0].name)}, wire.to}});
    return edits;
}

namespace {
/// Proposals for one problem, before they are proven.
class Proposals {
public:
    Proposals(const Catalog& catalog, const Document& document, const Problem& problem)
        : catalog_(catalog)
        , graph_id_(graph_of(document, problem.where))
        , graph_(document.graphs.at(graph_id_))
        , problem_(problem)
        , node_(graph_.find(problem.where.inside.empty() ? problem.where.node
                                                         : problem.where.inside.back()))
    {
    }

    std::vector<Fix> all() const
    {
        std::vector<Fix> out;
        if (node_) {
            field_values(out);
            sizes_before(out);
            gap_wires(out);
            swapped_wires(out);
            adapters(out);
            removed_wires(out);
        } else if (problem_.where.node == 0) {
            missing_nodes(out);
        }
        for (Fix& fix : out)
            for (Edit& edit : fix.edits)
                edit.graph = graph_id_;
        return out;
    }

private:
    /// The graph that a place lies in.
    static std::int64_t graph_of(const Document& document, const Place& where)
    {
        std::int64_t graph = 0;
        NodeId node = where.node;
        for (const NodeId next : where.inside) {
            const Node* instance = document.graphs.at(graph).find(node);
            const std::int64_t inner = instance ? definition_of(instance->kind) : 0;
            if (inner == 0 || !document.graphs.contains(inner))
                break;
            graph = inner;
            node = next;
        }
        return graph;
    }

    const Kind* kind() const { return catalog_.find(node_->kind); }

    /// Sets the named field to a number the problem speaks of, or back to its
    /// default.
    void field_values(std::vector<Fix>& out) const
    {
        const FieldInfo* field = kind() ? kind()->field(problem_.where.field) : nullptr;
        if (!field)
            return;
        const auto label = [&](const Json& value) -> Text {
            std::string text = field_text(*field, value);
            if (!field->fix.empty() && !value.is_null())
                return {std::string(field->fix), {std::move(text)}};
            if (value.is_null())
                return say("Take the size from the wire");
            return say("Set {0} to {1}", words(field->label.empty() ? field->name : field->label),
                       text);
        };
        const auto propose = [&](const Json& value) {
            if (check_field(*field, value)
                && node_->fields.value(std::string(field->name), Json()) != value)
                out.push_back(
                    {label(value), {SetField{node_->id, std::string(field->name), value}}});
        };
        if (field->type == FieldType::integer || field->type == FieldType::from_wire
            || field->type == FieldType::number) {
            for (auto at = problem_.what.arguments.rbegin(); at != problem_.what.arguments.rend();
                 ++at)
                if (const auto number = integer(*at))
                    propose(*number);
        }
        if (field->type == FieldType::choice)
            for (const std::string_view choice : field->choices)
                propose(std::string(choice));
        if (field->type == FieldType::boolean)
            propose(node_->fields.value(std::string(field->name), Json()) != Json(true));
        propose(field->initial);
    }

    /// The numbers that the problem speaks of, in the nearest nodes before that have a size to set:
    /// the last Linear of a network whose loss compares another number of classes.
    void sizes_before(std::vector<Fix>& out) const
    {
        std::vector<NodeId> open{node_->id};
        std::set<NodeId> seen;
        std::vector<Fix> sizes;
        for (std::size_t at = 0; at < open.size() && sizes.size() < most_tried; ++at)
            for (const Wire& wire : graph_.wires_into(open[at])) {
                const Node& before = *graph_.find(wire.from.node);
                const Kind* kind = catalog_.find(before.kind);
                if (!kind || kind->card.role == Role::data || !seen.insert(before.id).second)
                    continue;
                if (!sizes_of(before, *kind, sizes))
                    open.push_back(before.id); // it hands on what it gets
            }
        const auto tried = static_cast<std::ptrdiff_t>(std::min(sizes.size(), most_tried));
        std::move(sizes.begin(), sizes.begin() + tried, std::back_inserter(out));
    }
    /// False if the node has no size to set.
    bool sizes_of(const Node& node, const Kind& kind, std::vector<Fix>& out) const
    {
        bool found = false;
        for (const FieldInfo& field : kind.fields) {
            if (field.type != FieldType::integer)
                continue;
            found = true;
            const std::string name(field.name);
            for (const std::string& argument : problem_.what.arguments)
                if (const auto size = integer(argument); size && check_field(field, Json(*size))
                    && node.fields.value(name, Json()) != Json(*size))
                    out.push_back({say("Set {0} of {1} to {2}", words(name), node.name,
                                       field_text(field, Json(*size))),
                                   {SetField{node.id, name, *size}}});
        }
        return found;
    }

    /// out_features → out features
    static std::string words(std::string_view name)
    {
        std::string out(name);
        std::replace(out.begin(), out.end(), '_', ' ');
        return out;
    }

    /// A number out of an argument such as "3 136" (grouped by narrow spaces).
    static std::optional<std::int64_t> integer(const std::string& text)
    {
        std::string digits;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] >= '0' && text[i] <= '9')
                digits += text[i];
            else if (text.compare(i, 3, "\u202f") == 0)
                i += 2;
            else
                return std::nullopt;
        }
        if (digits.empty() || digits.size() > 15)
            return std::nullopt;
        return std::stoll(digits);
    }

    void swapped_wires(std::vector<Fix>& out) const
    {
        const auto& wires = graph_.wires_into(node_->id);
        for (std::size_t i = 0; i < wires.size() && i < 8; ++i)
            for (std::size_t j = i + 1; j < wires.size() && j < 8; ++j)
                out.push_back({say("Swap {0} and {1}", wires[i].to.port, wires[j].to.port),
                               {RemoveWire{wires[i]}, RemoveWire{wires[j]},
                                AddWire{{wires[i].from, wires[j].to}},
                                AddWire{{wires[j].from, wires[i].to}}}});
    }

    /// Puts an adapter such as Flatten on a wire into the node.
    void adapters(std::vector<Fix>& out) const
    {
        for (const Wire& wire : graph_.wires_into(node_->id)) {
            if (!problem_.where.port.empty() && wire.to.port != problem_.where.port)
                continue;
            for (const Kind& adapter : catalog_.kinds())
                if (adapter.card.adapter)
                    out.push_back({say("Insert {0}", adapter.card.title),
                                   insert_on_wire(adapter, graph_, wire)});
        }
    }

    void removed_wires(std::vector<Fix>& out) const
    {
        if (problem_.where.port.empty() || (kind() && kind()->input(problem_.where.port)))
            return;
        for (const Wire& wire : graph_.wires_into(node_->id))
            if (wire.to.port == problem_.where.port)
                out.push_back({say("Remove the wire"), {RemoveWire{wire}}});
    }

    /// Wires an input that has nothing yet: from what fits, else from a new node that gives it.
    void gap_wires(std::vector<Fix>& out) const
    {
        if (!kind() || problem_.level != Level::unfinished)
            return;
        const auto& inputs = kind()->inputs();
        const auto port = std::find_if(inputs.begin(), inputs.end(), [&](const Port& each) {
            return each.name == problem_.where.port;
        });
        if (port == inputs.end())
            return;
        const End to{node_->id, std::string(port->name) + (port->list ? ".0" : "")};
        for (const End& from : loose_ends(port->kind))
            if (out.size() < most_tried && !graph_.reaches(node_->id, from.node))
                out.push_back({say("Wire {0} of {1}", from.port, graph_.find(from.node)->name),
                               {AddWire{{from, to}}}});
        if (port->kind != PortKind::loss && port->kind != PortKind::schedule)
            return;
        for (const Kind& giver : catalog_.kinds())
            for (const Port& given : giver.outputs())
                if (Edits edits = given.kind == port->kind ? wired(giver) : Edits();
                    !edits.empty()) {
                    const NodeId id = std::get<AddNode>(edits.front().change).node.id;
                    edits.push_back(AddWire{{{id, std::string(given.name)}, to}});
                    out.push_back({say("Add {0}", giver.card.title), std::move(edits)});
                }
    }

    /// Outputs of this kind, those drawn last first; features only where nothing takes them yet.
    std::vector<End> loose_ends(PortKind wanted) const
    {
        std::vector<End> out;
        const auto order = graph_.topological();
        for (auto at = order.rbegin(); at != order.rend() && out.size() < most_tried; ++at) {
            const Kind* kind = catalog_.find(graph_.find(*at)->kind);
            if (!kind || *at == node_->id
                || (wanted == PortKind::features && !graph_.wires_out_of(*at).empty()))
                continue;
            for (const Port& port : kind->outputs())
                if (port.kind == wanted)
                    out.push_back({*at, std::string(port.name)});
        }
        return out;
    }

    /// Adds a node that mends the graph as a whole, wired to what fits.
    void missing_nodes(std::vector<Fix>& out) const
    {
        for (const Kind& kind : catalog_.kinds()) {
            const Role role = kind.card.role;
            if (role != Role::loss && role != Role::optimizer && role != Role::output)
                continue;
            if (Edits edits = wired(kind); !edits.empty()) {
                if (role == Role::loss)
                    minimise(edits);
                out.push_back({say("Add {0}", kind.card.title), std::move(edits)});
            }
        }
    }

    /// Wires a new loss to the first optimizer that has none.
    void minimise(Edits& edits) const
    {
        const NodeId loss = std::get<AddNode>(edits.front().change).node.id;
        for (const auto& [id, slot] : graph_.slots()) {
            const Kind* kind = catalog_.find(slot.node.kind);
            for (const Port& port : kind ? kind->inputs() : std::vector<Port>())
                if (port.kind == PortKind::loss && slot.in.empty()) {
                    edits.push_back(AddWire{
                        {{loss, "loss"}, {id, std::string(port.name) + (port.list ? ".0" : "")}}});
                    return;
                }
        }
    }

    /// The node with a wire to each required input: predictions from loose ends,
    /// targets from data.
    Edits wired(const Kind& kind) const
    {
        const auto order = graph_.topological();
        const Node* last = order.empty() ? nullptr : graph_.find(order.back());
        Node node = new_node(kind, graph_,
                             last ? Point{last->position.x + 210, last->position.y} : Point{});
        const NodeId id = node.id;
        Edits edits{AddNode{std::move(node)}};
        for (const Port& port : kind.inputs()) {
            if (port.optional)
                continue;
            const auto from = source(port.kind, order);
            if (!from)
                return {};
            edits.push_back(
                AddWire{{*from, {id, std::string(port.name) + (port.list ? ".0" : "")}}});
        }
        return edits;
    }

    /// The output that fits best: the last one of that kind; labels come from
    /// data.
    std::optional<End> source(PortKind wanted, const std::vector<NodeId>& order) const
    {
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            const Kind* kind = catalog_.find(graph_.find(*at)->kind);
            if (!kind
                || (wanted == PortKind::features && kind->card.role == Role::data
                    && order.size() > 2))
                continue;
            for (const Port& port : kind->outputs())
                if (port.kind == wanted)
                    return End{*at, std::string(port.name)};
        }
        return std::nullopt;
    }

    const Catalog& catalog_;
    std::int64_t graph_id_;
    const Graph& graph_;
    const Problem& problem_;
    const Node* node_;
};
} // namespace

std::vector<Fix> fixes_for(const Catalog& catalog, EditTrial& trial, const Problem& problem,
                           const std::stop_token& stop)
{
    std::vector<Fix> good;
    for (Fix& fix : Proposals(catalog, trial.document(), problem).all()) {
        if (good.size() == most_fixes || stop.stop_requested())
            break;
        if (trial.mends(fix.edits))
            good.push_back(std::move(fix));
    }
    return good;
}

std::vector<Finding> Inference::findings(const Document& document,
                                         const std::stop_token& stop) const
{
    const Catalog kinds = with_subgraphs(state_->catalog, document);
    EditTrial trial(state_->catalog, document, facts());
    Problems worst_first = trial.before();
    std::ranges::stable_sort(worst_first, {}, &Problem::level);
    std::vector<Finding> out;
    for (Problem& problem : worst_first) {
        std::vector<Fix> fixes;
        if (out.size() < most_mended)
            fixes = fixes_for(kinds, trial, problem, stop);
        out.push_back({std::move(problem), std::move(fixes)});
    }
    return out;
}

Finding Inference::finding(const Document& document, const Problem& problem) const
{
    EditTrial trial(state_->catalog, document, facts());
    return {problem, fixes_for(with_subgraphs(state_->catalog, document), trial, problem)};
}

} // namespace lepton

// Room gui: a document while it is open: every change passes here, and views
// are told. [gui]
#include "gui/open_document.h"

#include "gui/canvas/marks.h"
#include "gui/mailbox.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace lepton {

namespace {
/// Calls `see(node)` for every node an edit names.
struct NamedNodes {
    std::set<NodeId>& nodes;
    void operator()(const AddNode& e) const { nodes.insert(e.node.id); }
    void operator()(const AddWire& e) const { nodes.insert({e.wire.from.node, e.wire.to.node}); }
    void operator()(const RemoveWire& e) const { nodes.insert({e.wire.from.node, e.wire.to.node}); }
    void operator()(const Move& e) const
    {
        for (const auto& [node, place] : e.places)
            nodes.insert(node);
    }
    void operator()(const SetSetting&) const { }
    void operator()(const SetView&) const { }
    void operator()(const AddGraph&) const { }
    void operator()(const RemoveGraph&) const { }
    void operator()(const SetGraphTitle&) const { }
    void operator()(const auto& e) const { nodes.insert(e.node); }
};

/// True if the edit can change what a dataset holds.
bool concerns_data(const Edit& edit, const Graph& graph, const Catalog& catalog)
{
    const Node* node = nullptr;
    if (const auto* add = std::get_if<AddNode>(&edit.change))
        node = &add->node;
    else if (const auto* set = std::get_if<SetField>(&edit.change))
        node = graph.find(set->node);
    const Kind* kind = node ? catalog.find(node->kind) : nullptr;
    return kind && kind->card.role == Role::data;
}
} // namespace

OpenDocument::OpenDocument(QObject* parent)
    : QObject(parent)
    , inference_(lepton::catalog())
{
    inference_.reset(document_, facts_);
}

OpenDocument::~OpenDocument() = default;

bool OpenDocument::push(Step step, std::uint64_t gesture)
{
    if (step.edits.empty())
        return true;
    if (auto problem = misplaced(catalog(), document_, step.edits)) {
        Q_EMIT refused({std::move(*problem)});
        return false;
    }
    const Edits outside = follow_ports(document_, step.edits);
    step.edits.insert(step.edits.end(), outside.begin(), outside.end());
    canvas::drop_lost_marks(document_, step.edits);
    const Edits edits = step.edits;
    const auto result = journal_.push(document_, std::move(step), gesture);
    if (!result) {
        Q_EMIT refused(result.problems());
        return false;
    }
    after(edits);
    return true;
}

bool OpenDocument::push(const Text& name, Edits edits, std::uint64_t gesture)
{
    return push(Step{name, std::move(edits)}, gesture);
}

bool OpenDocument::draw(const Text& name, Edits edits, std::uint64_t gesture)
{
    return push(name, here(std::move(edits)), gesture);
}

void OpenDocument::cancel(std::uint64_t gesture)
{
    const Edits applied = journal_.cancel(document_, gesture);
    if (!applied.empty())
        after(applied);
}

void OpenDocument::undo()
{
    const Edits edits = journal_.undo(document_);
    stepping_ = true;
    if (!edits.empty())
        after(edits);
    stepping_ = false;
}

void OpenDocument::redo()
{
    const Edits edits = journal_.redo(document_);
    stepping_ = true;
    if (!edits.empty())
        after(edits);
    stepping_ = false;
}

void OpenDocument::keep_view(const std::string& group, const std::string& key, Json value)
{
    if (!apply(document_, SetView{group, key, std::move(value)}))
        return;
    views_unsaved_ = true;
    Q_EMIT history_changed();
}

void OpenDocument::after(const Edits& applied)
{
    const bool elsewhere = follow_level(applied);
    std::set<NodeId> named;
    bool drawn = false, settings = false, data = false, views = false;
    for (const Edit& edit : applied) {
        const bool setting = std::holds_alternative<SetSetting>(edit.change),
                   view = std::holds_alternative<SetView>(edit.change);
        settings = settings || setting;
        views = views || view;
        drawn = drawn || !(setting || view);
        if (edit.graph == graph_id_)
            std::visit(NamedNodes{named}, edit.change);
        if (edit.graph != 0 && !view) // an instance shows what its subgraph has become
            for (const auto& [id, slot] : graph().slots())
                if (definition_of(slot.node.kind) != 0)
                    named.insert(id);
        data = data || (edit.graph == 0 && concerns_data(edit, document_.graph(), catalog()));
    }
    learn_subgraphs();
    std::vector<NodeId> moved;
    if (elsewhere) { // what is shown there at once has its types already
        infer_after(applied, moved);
        tell_level();
    }
    prune_selection();
    if (drawn)
        Q_EMIT changed({named.begin(), named.end()});
    if (views)
        Q_EMIT views_changed();
    if (settings)
        Q_EMIT settings_changed();
    if (!elsewhere)
        infer_after(applied, moved);
    if (!moved.empty() || settings)
        Q_EMIT inferred(seen(moved));
    if (data)
        gather();
    Q_EMIT history_changed();
}

void OpenDocument::infer_after(const Edits& applied, std::vector<NodeId>& moved)
{
    const bool meaning = std::ranges::any_of(applied, [](const Edit& edit) {
        return !touched(edit).empty() || std::holds_alternative<SetSetting>(edit.change)
            || std::holds_alternative<AddGraph>(edit.change)
            || std::holds_alternative<RemoveGraph>(edit.change);
    });
    if (!meaning)
        return;
    moved = inference_.update(document_, facts_, applied);
    costs_.reset();
}

void OpenDocument::learn_subgraphs()
{
    std::map<std::int64_t, std::pair<std::string, SubgraphPorts>> now;
    for (const auto& [id, graph] : document_.graphs)
        if (id != 0)
            now.emplace(id, std::pair(graph.title(), ports_of(graph)));
    if (now == subgraphs_)
        return;
    subgraphs_ = std::move(now);
    // Views may still point to kinds of before until they have followed the change.
    catalogs_.push_back(
        std::make_unique<const Catalog>(with_subgraphs(lepton::catalog(), document_)));
}

void OpenDocument::adopt(Document document, const QString& path)
{
    document_ = std::move(document);
    level_.clear();
    graph_id_ = 0;
    looked_at_.clear();
    costs_.reset();
    journal_.clear();
    journal_.mark_saved();
    views_unsaved_ = false;
    facts_ = facts_from_json(document_.facts);
    data_problems_.clear();
    lints_.clear();
    inference_.reset(document_, facts_);
    learn_subgraphs();
    const bool had_selection = !selection_.empty() || current_ != 0;
    selection_.clear();
    current_ = 0;
    path_ = path;
    Q_EMIT path_changed();
    Q_EMIT replaced();
    Q_EMIT settings_changed();
    if (had_selection)
        Q_EMIT selection_changed();
    Q_EMIT history_changed();
    gather();
}

void OpenDocument::set_path(const QString& path)
{
    if (path == path_)
        return;
    path_ = path;
    Q_EMIT path_changed();
}

void OpenDocument::mark_saved()
{
    journal_.mark_saved();
    views_unsaved_ = false;
    Q_EMIT history_changed();
}

Surroundings OpenDocument::surroundings() const
{
    const QString folder = path_.isEmpty() ? QDir::currentPath() : QFileInfo(path_).absolutePath();
    return {std::filesystem::path(folder.toStdString()), resources_folder()};
}

void OpenDocument::gather()
{
    const std::uint64_t number = ++gathering_;
    const bool any = std::ranges::any_of(document_.graph().slots(), [](const auto& entry) {
        const Kind* kind = lepton::catalog().find(entry.second.node.kind);
        return kind && kind->card.role == Role::data;
    });
    if (!any) {
        take_facts({});
        return;
    }
    in_background(
        this,
        [document = document_, around = surroundings()] { return gather_facts(document, around); },
        [number](OpenDocument& self, Gathered gathered) {
            if (self.gathering_ == number)
                self.take_facts(std::move(gathered));
        });
}

void OpenDocument::take_facts(Gathered gathered)
{
    data_problems_ = std::move(gathered.problems);
    // What cannot be read now stays as it was learnt: a document opens typed
    // without its data.
    for (const auto& [node, facts] : facts_.data)
        if (document_.graph().contains(node) && !gathered.facts.data.contains(node))
            gathered.facts.data.emplace(node, facts);
    std::vector<NodeId> seeds;
    for (const auto& [node, facts] : gathered.facts.data)
        if (const auto at = facts_.data.find(node); at == facts_.data.end() || at->second != facts)
            seeds.push_back(node);
    if (gathered.facts != facts_) {
        facts_ = std::move(gathered.facts);
        document_.facts = to_json(facts_);
    }
    std::vector<NodeId> moved = inference_.refresh(document_, facts_, seeds);
    for (const NodeId node : seeds)
        if (std::ranges::find(moved, node) == moved.end())
            moved.push_back(node); // counts and labels are shown too
    costs_.reset();
    Q_EMIT inferred(seen(moved));
}

void OpenDocument::take_lints(Problems lints)
{
    if (lints == lints_)
        return;
    std::set<NodeId> named;
    for (const Problems* list : {&lints_, &lints})
        for (const Problem& problem : *list)
            if (const NodeId node = node_at(problem.where); node != 0)
                named.insert(node);
    lints_ = std::move(lints);
    Q_EMIT inferred({named.begin(), named.end()});
}

void OpenDocument::choose_wire(const Wire& wire)
{
    if (wire == chosen_wire_)
        return;
    chosen_wire_ = wire;
    Q_EMIT wire_chosen(wire);
}

void OpenDocument::select(std::set<NodeId> nodes)
{
    std::erase_if(nodes, [this](NodeId node) { return !graph().contains(node); });
    NodeId current = current_;
    if (!nodes.contains(current)) {
        current = 0;
        for (const NodeId node : nodes)
            if (!selection_.contains(node))
                current = node;
        if (current == 0 && !nodes.empty())
            current = *nodes.rbegin();
    }
    if (nodes == selection_ && current == current_)
        return;
    selection_ = std::move(nodes);
    current_ = current;
    Q_EMIT selection_changed();
}

void OpenDocument::set_current(NodeId node)
{
    if (node == current_ || (node != 0 && !graph().contains(node)))
        return;
    current_ = node;
    Q_EMIT selection_changed();
}

void OpenDocument::prune_selection()
{
    const bool dead =
        std::erase_if(selection_, [this](NodeId n) { return !graph().contains(n); }) > 0;
    const bool lost = current_ != 0 && !graph().contains(current_);
    if (lost)
        current_ = selection_.empty() ? 0 : *selection_.rbegin();
    if (dead || lost)
        Q_EMIT selection_changed();
}

} // namespace lepton

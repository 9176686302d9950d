// Room gui: a document while it is open: the drawing, its history, its
// inference, its selection. [gui]
#pragma once

#include "backend/data/source.h"
#include "nodes/graph/journal.h"
#include "nodes/infer.h"
#include "nodes/levels.h"
#include "nodes/subgraphs.h"

#include <QColor>
#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace lepton {

namespace canvas {
struct MarkId;
}

/// Everything the panels and the canvas share about one open document. All
/// changes of the drawing go through push(), undo() and redo(); views follow
/// the signals.
class OpenDocument : public QObject {
    Q_OBJECT
public:
    explicit OpenDocument(QObject* parent = nullptr);
    ~OpenDocument() override;

    const Document& document() const { return document_; }
    /// The graph that is looked at: the network, or the inside of an instance.
    const Graph& graph() const { return document_.graphs.at(graph_id_); }
    const Inference& inference() const { return inference_; }
    const Journal& journal() const { return journal_; }
    /// Every kind of node, and one for each subgraph of this document.
    const Catalog& catalog() const
    {
        return catalogs_.empty() ? lepton::catalog() : *catalogs_.back();
    }
    const Facts& facts() const { return facts_; }

    // Levels. Selection, current node and chosen wire are of the level that is looked at, as are
    // the nodes of signals.
    const InstancePath& level() const { return level_; }
    std::int64_t graph_id() const { return graph_id_; }
    /// Looks at another level; false if it is not there.
    bool look_at(const InstancePath& level);
    /// Looks into an instance of the graph that is looked at; false if the node is none.
    bool enter(NodeId instance);
    /// Looks at the graph around, with the instance selected.
    void leave();
    /// Goes to the level of a place, selects the node and asks for it to be shown. False if the
    /// place has gone or is no node.
    bool show(const Place& place);
    /// The edits, in the graph that is looked at, but for those that name a subgraph.
    Edits here(Edits edits) const;
    /// True if nodes of the kind may be drawn in the graph that is looked at.
    bool may_draw(const Kind& kind) const;
    /// Type at an output, problems and cost of a node of the graph that is looked at.
    const Type& type(NodeId node, std::string_view port) const;
    Problems problems(NodeId node) const;
    NodeCost cost(NodeId node) const;
    /// A node's output as the program names it; a node 0 if it is no part of it.
    End output(NodeId node, std::string_view port) const;
    /// Where a node of the program is drawn; a node 0 for none.
    Place place_of(NodeId node) const;
    /// The node of the graph that is looked at which is at a place or holds it; 0 for none.
    NodeId node_at(const Place& place) const;

    /// Applies a gesture as one undo step. `gesture` other than 0 melts steps of
    /// one drag together. What could not be applied is said by refused() and
    /// returned as false.
    bool push(Step step, std::uint64_t gesture = 0);
    bool push(const Text& name, Edits edits, std::uint64_t gesture = 0);
    /// Pushes here(edits): what is drawn at the level that is looked at.
    bool draw(const Text& name, Edits edits, std::uint64_t gesture = 0);
    void cancel(std::uint64_t gesture);
    void undo();
    void redo();
    /// True while undo() or redo() runs: views bring what changed into sight.
    bool stepping() const { return stepping_; }
    /// Keeps something with the document that is no step of its history: a place to come back to.
    void keep_view(const std::string& group, const std::string& key, Json value);
    /// A number for a new gesture.
    std::uint64_t new_gesture() { return ++gesture_; }

    /// Replaces the document (File open, new, recovery). Facts are gathered in
    /// the background.
    void adopt(Document document, const QString& path);
    /// The file's path; empty while untitled.
    const QString& path() const { return path_; }
    void set_path(const QString& path);
    bool is_modified() const { return !journal_.is_saved() || views_unsaved_; }
    void mark_saved();
    Surroundings surroundings() const;
    /// Gathers facts about datasets again (a file appeared or changed).
    void gather();
    /// Problems with data, from gathering.
    const Problems& data_problems() const { return data_problems_; }
    /// What lints said of the drawing a moment ago; they look on another thread.
    const Problems& lints() const { return lints_; }
    void take_lints(Problems lints);

    const std::set<NodeId>& selection() const { return selection_; }
    void select(std::set<NodeId> nodes);
    /// The node that keyboard and inspector mean: the last one selected; 0 for
    /// none.
    NodeId current() const { return current_; }
    void set_current(NodeId node);
    /// The wire that was clicked or gone to by key; its ends are 0 for none.
    const Wire& chosen_wire() const { return chosen_wire_; }
    void choose_wire(const Wire& wire);

Q_SIGNALS:
    /// The drawing changed at these nodes (fields, places, wires, names, or they
    /// came or went).
    void changed(const std::vector<NodeId>& nodes);
    /// Types or problems changed at these nodes.
    void inferred(const std::vector<NodeId>& nodes);
    /// Another document altogether.
    void replaced();
    /// Another level is looked at.
    void level_changed();
    void selection_changed();
    void settings_changed();
    /// Frames, notes or dots of wires changed.
    void views_changed();
    void history_changed(); ///< undo/redo names, modified state
    void path_changed();
    /// An edit could not be applied.
    void refused(const Problems& problems);
    /// Please show this node (undo, Problems panel, Find).
    void reveal(NodeId node);
    /// Please show this frame or note and select it, or open its editor.
    void reveal_mark(const lepton::canvas::MarkId& mark, bool edit);
    void wire_chosen(const Wire& wire);
    /// Please put rings round these nodes; none takes the rings away.
    void point_out(const std::set<NodeId>& nodes);
    /// Please tint these nodes; an invalid colour takes a tint away.
    void tint(const std::map<NodeId, QColor>& tints);

private:
    void after(const Edits& applied);
    void infer_after(const Edits& applied, std::vector<NodeId>& moved);
    void prune_selection();
    /// Another level from now on, of which nothing is selected; without a word to anybody.
    bool set_level(InstancePath level);
    /// set_level() where the level that is looked at has gone, or what was undone shows elsewhere.
    bool follow_level(const Edits& applied);
    void tell_level();
    /// Nodes of the network as nodes of the graph that is looked at.
    std::vector<NodeId> seen(const std::vector<NodeId>& network) const;
    InstancePath path_to(NodeId node) const;
    /// Makes the kinds of instances anew if a subgraph has other ports or another name.
    void learn_subgraphs();
    void take_facts(Gathered gathered);

    Document document_;
    Journal journal_;
    Inference inference_;
    Facts facts_;
    std::map<std::int64_t, std::pair<std::string, SubgraphPorts>> subgraphs_;
    std::vector<std::unique_ptr<const Catalog>> catalogs_; ///< the last one counts
    Problems data_problems_, lints_;
    QString path_;
    InstancePath level_;
    std::int64_t graph_id_ = 0; ///< what is drawn at the level
    std::map<std::int64_t, InstancePath>
        looked_at_; ///< at which level each definition was seen last
    mutable std::optional<std::map<NodeId, NodeCost>> costs_; ///< in the level, when asked for
    std::set<NodeId> selection_;
    NodeId current_ = 0;
    Wire chosen_wire_;
    bool stepping_ = false, views_unsaved_ = false;
    std::uint64_t gesture_ = 0; ///< number of the newest gesture
    std::uint64_t gathering_ = 0; ///< number of the newest gathering; older answers are dropped
};

} // namespace lepton

// Room gui: a document while it is open: the drawing, its history, its
// inference, its selection. [gui]
#pragma once

#include "backend/data/source.h"
#include "nodes/graph/journal.h"
#include "nodes/infer.h"
#include "nodes/subgraphs.h"

#include <QColor>
#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <set>

namespace lepton {

/// Everything the panels and the canvas share about one open document. All
/// changes of the drawing go through push(), undo() and redo(); views follow
/// the signals.
class OpenDocument : public QObject {
    Q_OBJECT
public:
    explicit OpenDocument(QObject* parent = nullptr);
    ~OpenDocument() override;

    const Document& document() const { return document_; }
    const Graph& graph() const { return document_.graph(); }
    const Inference& inference() const { return inference_; }
    const Journal& journal() const { return journal_; }
    /// Every kind of node, and one for each subgraph of this document.
    const Catalog& catalog() const
    {
        return catalogs_.empty() ? lepton::catalog() : *catalogs_.back();
    }
    const Facts& facts() const { return facts_; }

    /// Applies a gesture as one undo step. `gesture` other than 0 melts steps of
    /// one drag together. What could not be applied is said by refused() and
    /// returned as false.
    bool push(Step step, std::uint64_t gesture = 0);
    bool push(const Text& name, Edits edits, std::uint64_t gesture = 0);
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
    /// Problems and lints of a node.
    Problems problems(NodeId node) const;

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
    void wire_chosen(const Wire& wire);
    /// Please put rings round these nodes; none takes the rings away.
    void point_out(const std::set<NodeId>& nodes);
    /// Please tint these nodes; an invalid colour takes a tint away.
    void tint(const std::map<NodeId, QColor>& tints);

private:
    void after(const Edits& applied);
    void prune_selection();
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
    std::set<NodeId> selection_;
    NodeId current_ = 0;
    Wire chosen_wire_;
    bool stepping_ = false, views_unsaved_ = false;
    std::uint64_t gesture_ = 0; ///< number of the newest gesture
    std::uint64_t gathering_ = 0; ///< number of the newest gathering; older answers are dropped
};

} // namespace lepton

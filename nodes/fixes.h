// Room nodes: trying edits on a copy of a document, and fixes proven that way.
#pragma once

#include "nodes/infer_state.h"

namespace lepton {

/// A copy of a document on which edits are tried and taken back, the latest first.
class EditTrial {
public:
    EditTrial(const Catalog& catalog, const Document& document, const Facts& facts);

    const Document& document() const { return document_; }
    const Inference& inference() const { return inference_; }
    /// Everything wrong where the trial started.
    const Problems& before() const { return before_; }
    /// Applies the edits; false if they cannot be. Then added() tells, and
    /// take_back() undoes them.
    bool apply(const Edits& edits);
    /// Problems that were not there before.
    Problems added() const;
    void take_back();
    /// From now on `before` is what there is with the edits that are applied, until they are taken
    /// back.
    void start_here();
    /// True if the edits leave strictly fewer problems and add none.
    bool mends(const Edits& edits);

private:
    void follow(const Edits& edits);

    Document document_;
    Facts facts_;
    Inference inference_;
    Problems sorted() const;

    Problems before_;
    struct Applied {
        Edits backward;
        std::optional<Problems> before; ///< what start_here() replaced
    };
    std::vector<Applied> applied_;
};

/// At most three fixes for a problem of the trial's document, the likeliest
/// first; fewer if it should stop.
std::vector<Fix> fixes_for(const Catalog& catalog, EditTrial& trial, const Problem& problem,
                           const std::stop_token& stop = {});

/// Edits that put a new node on a wire, or between two ports that are not
/// joined yet.
Edits insert_on_wire(const Kind& kind, const Graph& graph, const Wire& wire,
                     const Json& fields = Json::object());

} // namespace lepton

// Room nodes/graph: a document: the graph, its training settings, and the
// .lepton file.
#pragma once

#include "nodes/graph/graph.h"
#include "nodes/problem.h"
#include "nodes/settings.h"

#include <filesystem>

namespace lepton {

class Catalog;

/// What a `.lepton` file holds. Files are JSON, one element per line, sorted by
/// id.
struct Document {
    static constexpr int format = 2; ///< raised when older programs could not read the file

    std::map<std::int64_t, Graph> graphs{{0, {}}}; ///< 0 is the network; others are subgraphs
    Settings settings;
    Json facts = Json::object(); ///< what was learnt from data, by node id: see facts.h
    Json views = Json::object(); ///< canvas views and the like; changes no number
    Json unknown = Json::object(); ///< members a newer program wrote; kept verbatim

    Graph& graph() { return graphs.at(0); }
    const Graph& graph() const { return graphs.at(0); }
    friend bool operator==(const Document&, const Document&) = default;
};

/// The text of the file. The same document gives the same bytes.
std::string to_text(const Document& document);

/// Reads a document from text, of this format or an older one. `file` is only named in problems.
/// Unknown kinds stay as they are. Refused: text that is no document, a newer format, duplicate ids
/// or names, wires to nowhere, circles, more than 64 MiB or 1 000 000 nodes.
Result<Document> from_text(std::string_view text, const std::string& file = {});

/// Reads and writes files. Saving is atomic and checked: a full disk leaves the
/// old file.
Result<Document> load(const std::filesystem::path& file);
Result<Done> save(const Document& document, const std::filesystem::path& file);

} // namespace lepton

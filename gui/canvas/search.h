// Room gui/canvas: finds node kinds by what people type, and puts the likeliest first.
#pragma once

#include "nodes/catalog.h"
#include "nodes/graph/graph.h"
#include "nodes/ir/type.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

/// A port that a kind is looked for to be wired to.
struct PortWish {
    bool from_output = true; ///< the wire comes from an output, so the kind needs an input
    PortKind kind = PortKind::features;
    Type type; ///< what the output carries, if known
    QString key; ///< "conv2d.out": what was wired to it before is remembered under this
};

/// For a wire that begins (or, from an input, ends) at a port of the drawing.
PortWish wish_for(const OpenDocument& document, const End& end, bool from_output, PortKind kind);

/// One kind that was found. `port` is where the wire would go, when a port was wished for.
struct Found {
    const Kind* kind = nullptr;
    int score = 0;
    std::string port;
};

/// How well a text matches what was typed, 0 for not at all: whole, beginning, beginning of a word,
/// initials, inside, letters in order.
int match(const QString& text, const QString& typed);

/// Kinds that match, best first. Without text: recent ones first, then in the order of the
/// catalogue.
std::vector<Found> find_kinds(const Catalog& catalog, const QString& typed,
                              const QStringList& recent, const std::optional<PortWish>& wish = {});

/// The best port of a kind for a wish; empty if none fits.
std::string best_port(const Kind& kind, const PortWish& wish);

/// True if a wire of one kind may end in the other.
bool kinds_fit(const Catalog& catalog, const Kind& from, const Port& output, const Kind& to,
               const Port& input);

/// The word people know from the framework: "nn.Conv2d({image.1} …)" gives "Conv2d".
QString framework_name(const Kind& kind);

} // namespace lepton::canvas

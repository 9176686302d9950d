// Room gui: networks inside pictures of themselves. [gui]
#pragma once

#include "nodes/graph/document.h"

#include <QImage>
#include <QString>

#include <optional>

namespace lepton {

/// Puts a document into a picture, as PNG's text “lepton”: a PNG that is saved of it carries the
/// network.
void put_network(QImage& picture, const Document& document);

/// The network that a PNG file carries, checked like any document. Nothing where the file is no PNG
/// or carries none; problems where what it carries is no document. Nothing of the picture itself
/// is decoded.
std::optional<Result<Document>> network_in(const QString& file);

} // namespace lepton

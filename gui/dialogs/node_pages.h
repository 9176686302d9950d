// Room gui/dialogs: a page for each node kind. [gui]
#pragma once

#include <QString>

class QWidget;

namespace lepton {

class OpenDocument;

/// Shows the page of a node kind, made from its card and fields: what it does, its formula, what it
/// is called in PyTorch, ports, shapes in this drawing, fields. An unknown or empty id shows the
/// list of all.
void show_node_page(const OpenDocument& document, const QString& kind, QWidget* window);

} // namespace lepton

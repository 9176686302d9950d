// Room gui/canvas: the small window that finds a node kind while one types. [gui]
#pragma once

#include "gui/canvas/search.h"
#include "nodes/graph/graph.h"

#include <QAbstractListModel>
#include <QFrame>
#include <QPointF>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QListView;

namespace lepton::canvas {

/// What the palette is opened for.
struct PaletteWish {
    QPointF at; ///< canvas point for the node
    std::optional<PortWish> port; ///< only kinds that fit this port
    End end; ///< that port
    std::optional<Wire> replaces; ///< the wire whose end is being moved
    /// Kinds that may be drawn there; all if empty.
    std::function<bool(const Kind&)> may;
};

/// A popup with a search line and the kinds that match, best first. Enter takes one, Shift+Enter
/// takes one and stays, Esc closes.
class NodePalette : public QFrame {
    Q_OBJECT
public:
    explicit NodePalette(QWidget* parent);

    /// Shows it with its search line at `global`. `take(kind, stay)` is called for what is chosen,
    /// which is of this catalogue: it stays where it is.
    void open(const Catalog& catalog, QPoint global, const PaletteWish& wish,
              std::function<void(const Kind&, bool stay)> take);
    /// What it looks for from now on, after a kind was taken and it stayed.
    void look_for(PaletteWish wish);
    /// Kinds shown now, best first.
    std::vector<const Kind*> shown() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void search();
    void take(bool stay);
    void remember(const Kind& kind);

    class Model;
    const Catalog* catalog_ = nullptr;
    QLineEdit* line_;
    QListView* list_;
    QLabel* nothing_;
    Model* model_;
    PaletteWish wish_;
    std::function<void(const Kind&, bool)> take_;
};

} // namespace lepton::canvas

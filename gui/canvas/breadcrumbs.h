// Room gui/canvas: the line over the drawing that says which subgraph is looked at, and leads out
// of it. [gui]
#pragma once

#include <QFrame>
#include <QStringList>

class QHBoxLayout;
class QToolButton;

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

/// "digits › Encoder › Block · used 3 times: a change here changes all", in the upper left corner
/// of the canvas. Each part is a button; arrows and Tab go through them, Esc goes back to the
/// drawing. Hidden while the network itself is looked at.
class Breadcrumbs : public QFrame {
public:
    Breadcrumbs(OpenDocument& document, QWidget& canvas);

    /// Follows the document: its name, its level, what subgraphs are called and how often they are
    /// used.
    void show_level();
    /// "digits › Encoder › Block".
    QString text() const;
    /// The part of the line at a place of the canvas, from 0 on; −1 for none.
    int part_at(QPoint place) const;
    /// Shows a part as one on which something can be dropped; −1: none.
    void light(int part);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    QStringList parts() const;
    QToolButton* part(int number) const;
    void go_to(std::size_t depth);
    void step(int by);

    OpenDocument& document_;
    QWidget& canvas_;
    QHBoxLayout* row_;
    int lit_ = -1; ///< see light()
    QStringList shown_; ///< the parts, and what stands behind them
};

} // namespace lepton::canvas

// Room gui/canvas: the one editor that lies over the drawing: a frame's title or a note's words,
// and their colour. [gui]
#pragma once

#include "gui/canvas/marks.h"

#include <QFrame>

class QButtonGroup;
class QPlainTextEdit;

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// Lies where the text is painted. Enter (Ctrl+Enter in a note) or a click elsewhere takes what was
/// typed, Esc does not.
class MarkEditor : public QFrame {
    Q_OBJECT
public:
    explicit MarkEditor(GraphCanvas& canvas);

    /// `gesture` is the step that what is typed belongs to, 0 for one of its own.
    void open(const Mark& mark, std::uint64_t gesture);
    /// The document or the view changed: it stays where the mark is, or closes if that is gone.
    void follow();
    void finish(bool take);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void place(const Mark& mark);

    GraphCanvas& canvas_;
    QPlainTextEdit* text_;
    QButtonGroup* colors_;
    MarkId mark_;
    std::uint64_t gesture_ = 0;
    bool closing_ = false;
};

} // namespace lepton::canvas

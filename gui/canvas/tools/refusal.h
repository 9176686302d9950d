// Room gui/canvas/tools: why a wire cannot be, and what would let it be. [gui]
#pragma once

#include "gui/canvas/scene.h"
#include "gui/canvas/view.h"
#include "nodes/infer.h"

#include <vector>

class QPainter;
class QWidget;

namespace lepton {
class OpenDocument;
}

namespace lepton::canvas {

/// The words beside the pointer when a wire does not fit: the reason, and up to three repairs, the
/// likeliest first. One of them is chosen, and drawn as it would be.
class Refusal {
public:
    Refusal(const OpenDocument& document, const Scene& scene, const QWidget& canvas)
        : document_(document)
        , scene_(scene)
        , canvas_(canvas)
    {
    }

    /// Nothing is said where the reason is empty. The first repair is chosen.
    void set(const QString& reason, std::vector<Fix> repairs);
    const QString& reason() const { return reason_; }
    /// The repair that Enter takes; null if there is none.
    const Fix* chosen() const;
    /// Chooses the next or previous repair; false where there is no other.
    bool choose_next(bool forward);
    /// Chooses the repair of this number, from 0; false if there is none.
    bool choose(int number);

    /// The window's pixels that paint() may touch, with the pointer at `at`.
    QRectF area(const View& view, QPointF at) const;
    void paint(QPainter& painter, const View& view, QPointF at) const;

private:
    /// A node that the chosen repair would add.
    struct Ghost {
        NodeId id = 0;
        QRectF box; ///< canvas units
        QString title;
    };
    QStringList lines() const;
    QRectF bubble(QPointF at) const;
    std::vector<Ghost> ghosts() const;
    std::optional<QPointF> port_at(const std::vector<Ghost>& ghosts, const End& end,
                                   bool input) const;

    const OpenDocument& document_;
    const Scene& scene_;
    const QWidget& canvas_;
    QString reason_;
    std::vector<Fix> repairs_;
    std::size_t choice_ = 0;
};

} // namespace lepton::canvas

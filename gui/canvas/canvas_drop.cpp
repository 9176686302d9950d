// Room gui/canvas: kinds and files dragged into the drawing.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/node_mime.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace lepton {

using namespace canvas;

void GraphCanvas::dragEnterEvent(QDragEnterEvent* event)
{
    drop_kind_ = document_.catalog().find(kind_in(*event->mimeData()).toStdString());
    if (drop_kind_ || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void GraphCanvas::dragMoveEvent(QDragMoveEvent* event)
{
    event->acceptProposedAction();
    if (!drop_kind_)
        return;
    drop_at_ = view_.to_canvas(event->position());
    Node node;
    node.id = document_.graph().next_id();
    node.kind = drop_kind_->card.id;
    const int wire = scene_.wire_at(*drop_at_, 14 / view_.scale);
    drop_wire_ = wire >= 0 && edits_to_insert(document_, node, scene_.wire(wire).wire) ? wire : -1;
    lit_.insert_wire = drop_wire_;
    update();
}

void GraphCanvas::dragLeaveEvent(QDragLeaveEvent*)
{
    drop_at_.reset();
    drop_kind_ = nullptr;
    lit_.insert_wire = drop_wire_ = -1;
    update();
}

void GraphCanvas::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    lit_.insert_wire = -1;
    const int wire = std::exchange(drop_wire_, -1);
    drop_at_.reset();
    setFocus(Qt::MouseFocusReason);
    if (const Kind* kind = std::exchange(drop_kind_, nullptr)) {
        const QPointF at = view_.to_canvas(event->position());
        pointer_ = event->position();
        if (wire >= 0)
            insert_node(*kind, at, scene_.wire(wire).wire);
        else
            add_node(*kind, at);
    } else if (event->mimeData()->hasUrls()) {
        QStringList files;
        for (const QUrl& url : event->mimeData()->urls())
            if (url.isLocalFile())
                files << url.toLocalFile();
        if (!files.isEmpty())
            Q_EMIT files_dropped(files,
                                 on_grid(view_.to_canvas(event->position()) - QPointF(70, 40)));
    }
    update();
}

} // namespace lepton

// Room gui/canvas: copies: cut, copy, paste and duplicate. Each is one undo step.
#include "gui/canvas/canvas.h"
#include "gui/canvas/edits.h"
#include "gui/canvas/node_mime.h"
#include "gui/texts.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

namespace lepton {

using namespace canvas;

namespace {
constexpr double step = 32; ///< canvas units between pastes
} // namespace

void GraphCanvas::copy() const
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return;
    const QByteArray text = QByteArray::fromStdString(
        to_clipboard(document_.graph(), nodes).dump(1, ' ', false, Json::error_handler_t::replace));
    auto* held = new QMimeData; // owned by the clipboard
    held->setData(QLatin1String(nodes_mime), text);
    held->setText(QString::fromUtf8(text));
    QApplication::clipboard()->setMimeData(held);
    pastes_ = 0;
}

void GraphCanvas::cut()
{
    if (document_.selection().empty())
        return;
    copy();
    const std::vector<NodeId> nodes = chosen_nodes();
    document_.push(counted(
                       document_.graph(), nodes,
                       [](const std::string& n) { return lepton::say("Cut {0}", n); },
                       [](std::size_t n) { return lepton::say("Cut {0} nodes", n); }),
                   remove_nodes(document_.graph(), nodes));
}

void GraphCanvas::push_copies(const Json& json, QPointF offset, bool with_incoming,
                              const Text& name)
{
    auto pasted = from_clipboard(document_, json, offset, with_incoming);
    if (!pasted) {
        say(QString::fromStdString(pasted.problems().front().what.str()));
        return;
    }
    if (pasted->nodes.empty() || !document_.push(name, std::move(pasted->edits)))
        return;
    document_.select({pasted->nodes.begin(), pasted->nodes.end()});
}

void GraphCanvas::paste(bool with_incoming_wires)
{
    const QMimeData* held = QApplication::clipboard()->mimeData();
    if (!held)
        return;
    constexpr qsizetype most = 64 << 20;
    QByteArray text = held->data(QLatin1String(nodes_mime));
    if (text.isEmpty()) {
        text = held->text().toUtf8();
        // Text out of a chat may have words round it.
        const qsizetype from = text.indexOf('{'), to = text.lastIndexOf('}');
        text = from >= 0 && to > from ? text.mid(from, to - from + 1) : QByteArray();
    }
    const Json json =
        text.size() > most ? Json() : Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
        say(tr("The clipboard holds no nodes."));
        return;
    }
    // The copied nodes' middle comes to the pointer; without one they step aside.
    auto measured = from_clipboard(document_, json, {}, false);
    if (!measured) {
        say(text_of(measured.problems().front().what));
        return;
    }
    const QPointF aside = QPointF(step, step) * ++pastes_;
    QPointF offset = aside;
    if (pointer_inside_ && rect().contains(pointer_.toPoint()))
        offset = on_grid(view_.to_canvas(pointer_) - measured->corner - QPointF(70, 30))
            + QPointF(step, step) * (pastes_ - 1);
    push_copies(json, offset, with_incoming_wires,
                lepton::say("Paste {0} nodes", measured->nodes.size()));
}

void GraphCanvas::duplicate(bool with_incoming_wires)
{
    const std::vector<NodeId> nodes = chosen_nodes();
    if (nodes.empty())
        return;
    push_copies(to_clipboard(document_.graph(), nodes), {step, step}, with_incoming_wires,
                counted(
                    document_.graph(), nodes,
                    [](const std::string& n) { return lepton::say("Duplicate {0}", n); },
                    [](std::size_t n) { return lepton::say("Duplicate {0} nodes", n); }));
}

} // namespace lepton

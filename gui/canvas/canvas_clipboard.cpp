// Room gui/canvas: copies: cut, copy, paste and duplicate. Each is one undo step.
#include "gui/canvas/canvas.h"
#include "gui/canvas/marks_copies.h"
#include "gui/canvas/node_mime.h"
#include "gui/canvas/tools/moving_marks.h"
#include "gui/texts.h"
#include "nodes/python_modules.h"
#include "nodes/subgraphs.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

namespace lepton {

using namespace canvas;

namespace {
constexpr double step = 32; ///< canvas units between pastes

/// Modules out of Python in a row, each wired to the next, as the clipboard holds nodes; null if
/// there are none.
Json clipboard_of(const std::vector<PythonModule>& modules)
{
    constexpr double apart = 210; // a node of medium width and a wire
    Json nodes = Json::array(), wires = Json::array();
    for (std::size_t i = 0; i < modules.size(); ++i) {
        const Kind& kind = *modules[i].kind;
        nodes.push_back({{"id", i + 1},
                         {"kind", kind.card.id},
                         {"revision", kind.card.revision},
                         {"name", std::string(kind.card.stem) + "1"},
                         {"fields", modules[i].fields},
                         {"x", apart * static_cast<double>(i)},
                         {"y", 0}});
        if (i > 0 && !kind.inputs().empty() && !modules[i - 1].kind->outputs().empty())
            wires.push_back({{"from", {i, modules[i - 1].kind->outputs().front().name}},
                             {"to", {i + 1, kind.inputs().front().name}}});
    }
    return modules.empty() ? Json()
                           : Json{{"lepton", "nodes"},
                                  {"version", 1},
                                  {"nodes", std::move(nodes)},
                                  {"wires", std::move(wires)}};
}
} // namespace

Json GraphCanvas::copied() const
{
    const Held held = with_content(scene_, document_.selection(), chosen_marks_);
    Json json = to_clipboard(scene_, held.nodes, held.marks);
    if (Json graphs = definitions_of(document_.document(), document_.graph_id(),
                                     std::vector<NodeId>(held.nodes.begin(), held.nodes.end()));
        !graphs.empty())
        json["graphs"] = std::move(graphs);
    return json;
}

void GraphCanvas::copy() const
{
    if (document_.selection().empty() && chosen_marks_.empty())
        return;
    const QByteArray text =
        QByteArray::fromStdString(copied().dump(1, ' ', false, Json::error_handler_t::replace));
    auto* held = new QMimeData; // owned by the clipboard
    held->setData(QLatin1String(nodes_mime), text);
    held->setText(QString::fromUtf8(text));
    QApplication::clipboard()->setMimeData(held);
    pastes_ = 0;
}

void GraphCanvas::cut()
{
    if (document_.selection().empty() && chosen_marks_.empty())
        return;
    copy();
    const Held held = with_content(scene_, document_.selection(), chosen_marks_);
    Edits edits = edits_to_remove(scene_.marks(), document_.graph(), held.marks);
    for (Edit& edit :
         remove_nodes(document_.graph(), std::vector<NodeId>(held.nodes.begin(), held.nodes.end())))
        edits.push_back(std::move(edit));
    document_.draw(
        step_name(document_.graph(), held.nodes, chosen_marks_,
                  {[](const std::string& n) { return lepton::say("Cut {0}", n); },
                   [](std::size_t n) { return lepton::say("Cut {0} nodes", n); },
                   lepton::say("Cut a frame"), lepton::say("Cut a note"), lepton::say("Cut a dot"),
                   [](std::size_t n) { return lepton::say("Cut {0} things", n); }}),
        std::move(edits));
}

void GraphCanvas::push_copies(const Json& json, QPointF offset, bool with_incoming,
                              const Text& name)
{
    auto pasted = all_from_clipboard(document_, json, offset, with_incoming);
    if (!pasted) {
        say(text_of(pasted.problems().front().what));
        return;
    }
    if ((pasted->nodes.empty() && pasted->marks.empty())
        || !document_.draw(name, std::move(pasted->edits)))
        return;
    choose({pasted->nodes.begin(), pasted->nodes.end()}, std::move(pasted->marks));
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
    Json json = text.size() > most ? Json() : Json::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_object() && held->text().size() <= most) {
        const auto modules = python_modules(document_.catalog(), held->text().toStdString());
        if (!modules) {
            say(text_of(modules.problems().front()));
            return;
        }
        json = clipboard_of(*modules);
    }
    if (!json.is_object()) {
        say(tr("The clipboard holds no nodes."));
        return;
    }
    // The copied nodes' middle comes to the pointer; without one they step aside.
    auto measured = all_from_clipboard(document_, json, {}, false);
    if (!measured) {
        say(text_of(measured.problems().front().what));
        return;
    }
    const QPointF aside = QPointF(step, step) * ++pastes_;
    QPointF offset = aside;
    if (pointer_inside_ && rect().contains(pointer_.toPoint()))
        offset = on_grid(view_.to_canvas(pointer_) - measured->corner - QPointF(70, 30))
            + QPointF(step, step) * (pastes_ - 1);
    const std::size_t nodes = measured->nodes.size(), marks = measured->marks.size();
    push_copies(json, offset, with_incoming_wires,
                marks == 0 ? lepton::say("Paste {0} nodes", nodes)
                           : lepton::say("Paste {0} things", nodes + marks));
}

void GraphCanvas::duplicate(bool with_incoming_wires)
{
    if (document_.selection().empty() && chosen_marks_.empty())
        return;
    push_copies(copied(), {step, step}, with_incoming_wires,
                step_name(document_.graph(), document_.selection(), chosen_marks_,
                          {[](const std::string& n) { return lepton::say("Duplicate {0}", n); },
                           [](std::size_t n) { return lepton::say("Duplicate {0} nodes", n); },
                           lepton::say("Duplicate a frame"), lepton::say("Duplicate a note"),
                           lepton::say("Duplicate a dot"),
                           [](std::size_t n) { return lepton::say("Duplicate {0} things", n); }}));
}

} // namespace lepton

// Room gui: the menu of what is under the pointer on the drawing. [gui]
#include "gui/canvas_menu.h"

#include "gui/actions.h"
#include "gui/canvas/canvas.h"

#include <QMenu>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace lepton {

namespace {
/// Fills a menu from ids of actions; what cannot be done now is left out.
class Filling {
public:
    Filling(QMenu& menu, Actions& actions)
        : menu_(menu)
        , actions_(actions)
    {
    }
    void part(std::initializer_list<const char*> ids)
    {
        bool first = true;
        for (const char* id : ids) {
            QAction* action = actions_.find(QLatin1String(id));
            if (!action || !action->isEnabled())
                continue;
            if (std::exchange(first, false))
                menu_.addSeparator();
            menu_.addAction(action);
        }
    }

private:
    QMenu& menu_;
    Actions& actions_;
};

void fill_for_nodes(Filling& menu, const OpenDocument& document)
{
    const std::set<NodeId>& nodes = document.selection();
    const auto instances = std::ranges::count_if(
        nodes, [&](NodeId node) { return definition_of(document.graph().find(node)->kind) != 0; });
    menu.part({"view.enter", "node.wire", "node.swap", "node.bypass", "node.mute"});
    menu.part({"edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.duplicate_wired",
               "edit.duplicate_linked"});
    menu.part({"subgraph.make", instances > 0 ? "subgraph.unpack" : "",
               instances > 0 && nodes.size() > 1 ? "subgraph.put_into" : "",
               document.level().empty() ? "" : "subgraph.take_out", "mark.frame"});
    menu.part({"select.upstream", "select.downstream", "select.same_kind"});
    menu.part({"arrange.layers", "arrange.straighten", "align.left", "align.center", "align.right",
               "align.top", "align.bottom", "align.across", "align.down"});
    menu.part({"edit.delete", "edit.take_out"});
    menu.part({"help.node"});
}
} // namespace

void open_canvas_menu(GraphCanvas& canvas, Actions& actions, const QPoint& global)
{
    const OpenDocument& document = canvas.document();
    auto* menu = new QMenu(&canvas);
    menu->setObjectName(QStringLiteral("canvas_menu"));
    menu->setAccessibleName(GraphCanvas::tr("Commands for what is selected"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    Filling filling(*menu, actions);
    if (!document.selection().empty()) {
        fill_for_nodes(filling, document);
    } else if (!canvas.chosen_marks().empty()) {
        filling.part({"mark.edit", "mark.color"});
        filling.part({"edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete"});
    } else if (canvas.chosen_wire().to.node != 0) {
        filling.part({"mark.dot", "edit.delete"});
    } else {
        filling.part({"node.add", "edit.paste", "edit.paste_wired", "mark.frame", "mark.note"});
        filling.part({"edit.select_all", "edit.find", "arrange.layers", "arrange.straighten"});
        filling.part({"view.fit", "view.actual_size", "view.live", "view.leave"});
        filling.part({"view.export_picture"});
    }
    menu->popup(global);
}

} // namespace lepton

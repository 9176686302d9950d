// tests/gui: somebody who does anything: what there is to do in the drawing.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/texts.h"
#include "tests/gui/random_user.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>
#include <iterator>

namespace lepton {

const std::vector<RandomUser::Action>& RandomUser::actions()
{
    static const std::vector<Action> all{
        {"add a node", 12, &RandomUser::add_node},
        {"wire", 16, &RandomUser::wire},
        {"remove", 5, &RandomUser::remove},
        {"undo or redo", 8, &RandomUser::step_history},
        {"clipboard", 4, &RandomUser::clipboard},
        {"paste foreign text", 3, &RandomUser::paste_foreign},
        {"move nodes", 10, &RandomUser::move_nodes},
        {"band", 4, &RandomUser::band},
        {"fingers", 5, &RandomUser::fingers},
        {"edit a field", 10, &RandomUser::edit_field},
        {"edit a name", 2, &RandomUser::edit_name},
        {"marks", 3, &RandomUser::marks},
        {"edit a mark", 2, &RandomUser::edit_mark},
        {"subgraphs", 6, &RandomUser::subgraphs},
        {"bypass or mute", 3, &RandomUser::switch_off},
        {"swap", 2, &RandomUser::swap},
        {"find", 2, &RandomUser::find},
        {"look around", 5, &RandomUser::look_around},
        {"arrange", 3, &RandomUser::arrange},
        {"walk", 6, &RandomUser::walk},
        {"wire by key", 3, &RandomUser::wire_by_key},
        {"drop", 3, &RandomUser::drop},
        {"panels", 2, &RandomUser::panels},
        {"click in a panel", 3, &RandomUser::click_panel},
        {"any command", 4, &RandomUser::any_command},
        {"language and theme", 1, &RandomUser::language_and_theme},
    };
    return all;
}

// --- chances ---

QPoint RandomUser::anywhere()
{
    return {1 + pick(std::max(2, canvas().width() - 2)),
            1 + pick(std::max(2, canvas().height() - 2))};
}

std::optional<QPoint> RandomUser::at_node()
{
    const auto& slots_of = document().graph().slots();
    if (slots_of.empty())
        return std::nullopt;
    const auto node = std::next(slots_of.begin(), pick(static_cast<int>(slots_of.size())));
    const canvas::Scene& scene = std::as_const(canvas()).scene();
    const QRectF box = canvas().view().to_pixels(scene.node(scene.item_of(node->first)).box);
    return QPointF(box.left() + box.width() * (10 + pick(80)) / 100,
                   box.top() + std::min(8.0, box.height() / 2))
        .toPoint();
}

std::optional<QPoint> RandomUser::at_port(bool input)
{
    const auto& slots_of = document().graph().slots();
    for (int tries = 0; tries < 6 && !slots_of.empty(); ++tries) {
        const auto node = std::next(slots_of.begin(), pick(static_cast<int>(slots_of.size())));
        const canvas::Scene& scene = std::as_const(canvas()).scene();
        const canvas::NodeShape& shape = scene.node(scene.item_of(node->first));
        std::vector<canvas::PortShape> ports;
        std::ranges::copy_if(shape.ports, std::back_inserter(ports),
                             [&](const canvas::PortShape& port) { return port.input == input; });
        if (!ports.empty())
            return canvas().view().to_pixels(shape.port_at(one_of(ports))).toPoint();
    }
    return std::nullopt;
}

QPoint RandomUser::somewhere()
{
    std::optional<QPoint> at;
    const canvas::Scene& scene = std::as_const(canvas()).scene();
    switch (pick(8)) {
    case 0:
    case 1:
    case 2:
        at = at_node();
        break;
    case 3:
        at = at_port(chance(50));
        break;
    case 4:
        if (const auto wires = document().graph().wires(); !wires.empty())
            if (const int item = scene.item_of(one_of(wires)); item >= 0) {
                const auto points = scene.wire(item).route.points();
                const QPointF a = points.front(), b = points[1];
                at = canvas().view().to_pixels((a + b) / 2).toPoint();
            }
        break;
    case 5:
        if (const auto& marks = scene.marks().all(); !marks.empty())
            at = canvas().view().to_pixels(one_of(marks).box.topLeft()).toPoint();
        break;
    default:
        break;
    }
    return at && canvas().rect().contains(*at) ? *at : anywhere();
}

Qt::KeyboardModifiers RandomUser::modifiers()
{
    static const std::vector<Qt::KeyboardModifiers> all{
        {}, {}, {}, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
    return one_of(all);
}

QString RandomUser::words()
{
    static const std::vector<QString> odd{
        QStringLiteral("conv"),         QStringLiteral("re"), QStringLiteral("zzzz"),
        QStringLiteral("\u5377\u79ef"), QStringLiteral("  "), QStringLiteral("(*."),
        QStringLiteral("subgraph"),     QStringLiteral("1")};
    if (chance(30))
        return one_of(odd);
    return from_view(one_of(document().catalog().kinds()).card.title).left(3 + pick(12));
}

QString RandomUser::value()
{
    static const std::vector<QString> all{QStringLiteral("0"),
                                          QStringLiteral("1"),
                                          QStringLiteral("-1"),
                                          QStringLiteral("2"),
                                          QStringLiteral("3"),
                                          QStringLiteral("8"),
                                          QStringLiteral("10"),
                                          QStringLiteral("64"),
                                          QStringLiteral("0.5"),
                                          QStringLiteral("1e-3"),
                                          QStringLiteral("1e300"),
                                          QStringLiteral("1000000000"),
                                          QStringLiteral("9223372036854775807"),
                                          QStringLiteral("99999999999999999999"),
                                          QStringLiteral("nan"),
                                          QStringLiteral("inf"),
                                          QStringLiteral("*2"),
                                          QStringLiteral("/0"),
                                          QStringLiteral("+=8"),
                                          QStringLiteral("-=1e9"),
                                          QStringLiteral("3 x 5"),
                                          QStringLiteral("1,2,3"),
                                          QStringLiteral("28,28"),
                                          QString(),
                                          QStringLiteral("words"),
                                          QStringLiteral("../../etc/passwd"),
                                          QStringLiteral("\u00e9\u5377"),
                                          QStringLiteral("class"),
                                          QStringLiteral("a b"),
                                          QStringLiteral("x.y")};
    return one_of(all);
}

/// Our own JSON with something in it put out of joint.
Json RandomUser::spoilt(Json json)
{
    static const std::vector<Json> odd{
        Json(),       Json(-1),           Json(0),
        Json(1),      Json(1e308),        Json(std::int64_t(9223372036854775807)),
        Json(""),     Json("subgraph:1"), Json("conv2d"),
        Json("../x"), Json::array(),      Json::object(),
        Json(true)};
    Json* at = &json;
    for (int depth = 0; depth < 8 && at->is_structured() && !at->empty() && !chance(12); ++depth) {
        auto next = at->begin();
        std::advance(next, pick(static_cast<int>(at->size())));
        at = &*next;
    }
    if (at != &json)
        *at = one_of(odd);
    return json;
}

void RandomUser::command(const char* id)
{
    if (QAction* action = window_.actions().find(QLatin1String(id)))
        action->trigger();
}

// --- the drawing ---

void RandomUser::answer_palette()
{
    if (QApplication::activePopupWidget() == nullptr)
        return;
    const QString text = words();
    note(QStringLiteral("types “%1”").arg(text));
    hands_.type(text);
    for (int i = pick(3); i > 0; --i)
        hands_.key(Qt::Key_Down);
    if (chance(80))
        hands_.key(Qt::Key_Return, chance(10) ? Qt::ShiftModifier : Qt::NoModifier);
    if (QApplication::activePopupWidget() != nullptr)
        hands_.key(Qt::Key_Escape);
}

void RandomUser::add_node()
{
    const QPoint at = somewhere();
    if (chance(20)) {
        hands_.double_click(canvas(), at);
    } else {
        hands_.move(canvas(), at);
        canvas().setFocus();
        hands_.key(chance(50) ? Qt::Key_Space : Qt::Key_A,
                   hands_.keys() % 2 != 0 ? Qt::NoModifier : Qt::ShiftModifier);
        if (QApplication::activePopupWidget() == nullptr)
            command("node.add");
    }
    answer_palette();
}

void RandomUser::wire()
{
    const auto from = at_port(chance(15));
    const auto to = chance(85) ? at_port(chance(85)) : std::optional(somewhere());
    if (!from || !to || !canvas().rect().contains(*from) || !canvas().rect().contains(*to)) {
        command("view.fit");
        return;
    }
    hands_.press(canvas(), *from);
    for (int i = 1; i <= 4; ++i)
        hands_.move(canvas(), *from + (*to - *from) * i / 4);
    if (chance(6))
        hands_.key(Qt::Key_Escape);
    else if (chance(15))
        hands_.key(Qt::Key_Return); // the first repair, if there is one
    hands_.release(canvas(), *to);
    answer_palette();
}

void RandomUser::remove()
{
    if (chance(50))
        hands_.click(canvas(), somewhere());
    canvas().setFocus();
    hands_.key(Qt::Key_Delete, chance(35) ? Qt::ControlModifier : Qt::NoModifier);
}

void RandomUser::step_history()
{
    canvas().setFocus();
    const bool undo = chance(55);
    for (int i = 1 + pick(6); i > 0; --i)
        hands_.key(Qt::Key_Z,
                   undo ? Qt::ControlModifier
                        : Qt::KeyboardModifiers(Qt::ControlModifier | Qt::ShiftModifier));
}

void RandomUser::clipboard()
{
    canvas().setFocus();
    if (chance(30))
        hands_.click(canvas(), somewhere());
    static const std::vector<const char*> commands{
        "edit.copy",        "edit.cut",       "edit.paste",           "edit.paste",
        "edit.paste_wired", "edit.duplicate", "edit.duplicate_wired", "edit.duplicate_linked"};
    const char* id = one_of(commands);
    note(QLatin1String(id));
    command(id);
    if (std::string_view(id) == "edit.copy") {
        hands_.move(canvas(), anywhere());
        hands_.key(Qt::Key_V, Qt::ControlModifier);
    }
}

void RandomUser::paste_foreign()
{
    static const std::vector<QString> odd{
        QString(),
        QStringLiteral("{"),
        QStringLiteral("{}"),
        QStringLiteral("[1,2"),
        QStringLiteral(R"({"nodes": 5, "wires": {}})"),
        QStringLiteral(R"(look: {"nodes":[{"id":1,"kind":"relu"},{"id":1,"kind":"relu"}]} nice)"),
        QStringLiteral(R"({"nodes":[{"id":-3,"kind":"","name":"class","x":1e308,"y":-1e308}]})"),
        QStringLiteral(
            R"({"nodes":[{"id":1,"kind":"what","name":"a","x":0,"y":0,"fields":{"a":[[]]}}],"wires":[{"from":1,"out":"a","to":1,"in":"a"}]})"),
        QString(3000, QLatin1Char('[')),
        QStringLiteral("{\"nodes\":") + QString(3000, QLatin1Char('[')) + QLatin1Char('}')};
    QString text = one_of(odd);
    if (chance(70)) {
        if (document().selection().empty())
            hands_.key(Qt::Key_A, Qt::ControlModifier);
        if (document().selection().size() < 30)
            text = QString::fromStdString(spoilt(spoilt(canvas().copied())).dump());
    }
    note(text);
    QApplication::clipboard()->setText(text);
    canvas().setFocus();
    hands_.move(canvas(), anywhere());
    command(chance(70) ? "edit.paste" : "edit.paste_wired");
}

void RandomUser::move_nodes()
{
    const QPoint from = at_node().value_or(somewhere());
    const QPoint to = chance(40) ? from + QPoint(pick(120) - 60, pick(120) - 60) : somewhere();
    if (!canvas().rect().contains(from)) {
        command("view.fit");
        return;
    }
    const Qt::KeyboardModifiers with = modifiers();
    hands_.press(canvas(), from, with);
    for (int i = 1; i <= 4; ++i)
        hands_.move(canvas(), from + (to - from) * i / 4, with);
    if (chance(6))
        hands_.key(Qt::Key_Escape);
    hands_.release(canvas(), to, with);
}

void RandomUser::band()
{
    static const std::vector<Qt::MouseButton> buttons{Qt::LeftButton, Qt::LeftButton,
                                                      Qt::RightButton, Qt::MiddleButton};
    hands_.drag(canvas(), anywhere(), anywhere(), modifiers(), one_of(buttons));
}

void RandomUser::switch_off()
{
    if (chance(50))
        hands_.click(canvas(), somewhere());
    command(chance(60) ? "node.bypass" : "node.mute");
}

void RandomUser::swap()
{
    if (chance(60))
        hands_.click(canvas(), at_node().value_or(anywhere()));
    command("node.swap");
    answer_palette();
}

void RandomUser::subgraphs()
{
    canvas().setFocus();
    switch (pick(8)) {
    case 0:
    case 1:
        hands_.drag(canvas(), anywhere(), anywhere());
        hands_.key(Qt::Key_G, Qt::ControlModifier);
        break;
    case 2:
        hands_.key(Qt::Key_G, Qt::ControlModifier | Qt::AltModifier);
        break;
    case 3:
    case 4:
        // An instance, if there is one.
        for (const auto& [id, slot] : document().graph().slots())
            if (definition_of(slot.node.kind) != 0 && chance(60)) {
                document().select({id});
                hands_.key(Qt::Key_Return);
                break;
            }
        break;
    case 5:
        hands_.double_click(canvas(), at_node().value_or(anywhere()));
        break;
    case 6:
        if (chance(50))
            hands_.click(canvas(), at_node().value_or(anywhere()), Qt::ShiftModifier);
        command(chance(50) ? "subgraph.put_into" : "subgraph.take_out");
        break;
    default:
        command("view.leave");
    }
    answer_palette();
}

void RandomUser::marks()
{
    canvas().setFocus();
    static const std::vector<const char*> commands{"mark.frame", "mark.note", "mark.dot",
                                                   "mark.color"};
    if (chance(20))
        hands_.drag(canvas(), somewhere(), somewhere(), Qt::ShiftModifier, Qt::RightButton);
    command(one_of(commands));
    if (chance(60))
        hands_.type(words().left(6));
    hands_.key(chance(60) ? Qt::Key_Return : Qt::Key_Escape,
               chance(50) ? Qt::ControlModifier : Qt::NoModifier);
}

void RandomUser::edit_mark()
{
    canvas().setFocus();
    const auto& all = std::as_const(canvas()).scene().marks().all();
    if (all.empty())
        return;
    canvas().choose({}, {one_of(all).id});
    command("mark.edit");
    hands_.type(words().left(6));
    if (chance(70))
        hands_.key(Qt::Key_Return, Qt::ControlModifier);
}

} // namespace lepton

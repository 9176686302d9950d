// tests/gui: somebody who does anything: what there is to do around the drawing.
#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/dock_area.h"
#include "gui/panels/field_editor.h"
#include "gui/preferences.h"
#include "gui/texts.h"
#include "tests/gui/random_user.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPointingDevice>
#include <QTest>

namespace lepton {

// --- the view ---

void RandomUser::find()
{
    command("edit.find");
    hands_.type(words().left(5));
    for (int i = pick(3); i > 0; --i)
        hands_.key(Qt::Key_Return);
    if (chance(80))
        hands_.key(Qt::Key_Escape);
}

void RandomUser::look_around()
{
    static const std::vector<const char*> commands{
        "view.fit",      "view.actual_size", "view.zoom_in",    "view.zoom_out",   "place.back",
        "place.forward", "place.keep_1",     "place.keep_2",    "place.go_1",      "place.go_2",
        "view.minimap",  "view.guides",      "edit.select_all", "edit.select_none"};
    if (chance(40))
        hands_.wheel(canvas(), somewhere(), (pick(7) - 3) * 120, modifiers());
    else
        command(one_of(commands));
    if (canvas().view().scale < 0.25)
        command("view.actual_size");
    if (chance(30))
        command("view.fit");
}

void RandomUser::fingers()
{
    static QPointingDevice* const screen = QTest::createTouchDevice();
    const auto touch = [this] { return QTest::touchEvent(window_.windowHandle(), screen); };
    const auto in_window = [this](QPoint at) { return canvas().mapTo(&window_, at); };
    QPoint first = in_window(somewhere()), second = in_window(anywhere());
    touch().press(0, first);
    bool two = false;
    for (int moves = pick(6); moves > 0; --moves) {
        first = chance(60) ? first + QPoint(pick(61) - 30, pick(61) - 30) : in_window(somewhere());
        auto event = touch();
        event.move(0, first);
        if (two)
            event.move(1, second += QPoint(pick(81) - 40, pick(81) - 40));
        else if (two = chance(25); two)
            event.press(1, second);
    }
    if (chance(10)) {
        QTouchEvent taken(QEvent::TouchCancel, screen);
        QCoreApplication::sendEvent(&canvas(), &taken);
    }
    auto event = touch();
    event.release(0, first);
    if (two)
        event.release(1, second);
}

void RandomUser::arrange()
{
    static const std::vector<const char*> commands{
        "arrange.layers", "arrange.straighten", "align.left",   "align.center",
        "align.top",      "align.bottom",       "align.across", "align.down"};
    command(one_of(commands));
}

void RandomUser::walk()
{
    canvas().setFocus();
    static const std::vector<Qt::Key> keys{
        Qt::Key_Left, Qt::Key_Right,   Qt::Key_Up,          Qt::Key_Down,
        Qt::Key_Tab,  Qt::Key_Backtab, Qt::Key_BracketLeft, Qt::Key_BracketRight,
        Qt::Key_W,    Qt::Key_F6,      Qt::Key_Escape};
    for (int i = 1 + pick(5); i > 0; --i)
        hands_.key(one_of(keys), chance(20) ? Qt::ControlModifier : Qt::NoModifier);
}

void RandomUser::wire_by_key()
{
    canvas().setFocus();
    if (document().current() == 0)
        hands_.key(Qt::Key_Tab);
    for (int i = 1 + pick(3); i > 0; --i)
        hands_.key(Qt::Key_L, Qt::ControlModifier);
    static const std::vector<Qt::Key> arrows{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
    for (int i = pick(5); i > 0; --i)
        hands_.key(one_of(arrows));
    static const std::vector<Qt::Key> ends{Qt::Key_Return, Qt::Key_Return, Qt::Key_Space,
                                           Qt::Key_Escape};
    hands_.key(one_of(ends));
    answer_palette();
    canvas().setFocus();
    if (chance(80))
        hands_.key(Qt::Key_Escape);
}

// --- around the drawing ---

void RandomUser::edit_field()
{
    if (chance(60))
        hands_.click(canvas(), at_node().value_or(anywhere()));
    settle();
    QDockWidget* dock = window_.docks().dock(QStringLiteral("inspector"));
    if (dock == nullptr || !dock->isVisible()) {
        window_.docks().show_panel(QStringLiteral("inspector"));
        settle();
    }
    std::vector<FieldEditor*> editors;
    for (auto* editor : dock->findChildren<FieldEditor*>())
        if (editor->isVisible())
            editors.push_back(editor);
    if (editors.empty())
        return;
    FieldEditor* editor = one_of(editors);
    note(editor->objectName());
    if (auto* box = editor->findChild<QCheckBox*>()) {
        hands_.click(*box, QPoint(8, box->height() / 2));
        return;
    }
    if (auto* box = editor->findChild<QComboBox*>()) {
        box->setFocus();
        hands_.key(chance(50) ? Qt::Key_Down : Qt::Key_Up);
        return;
    }
    QWidget* line = editor->focusProxy() != nullptr ? editor->focusProxy() : editor;
    line->setFocus(Qt::MouseFocusReason);
    if (qobject_cast<QAbstractSpinBox*>(line) != nullptr && chance(30)) {
        for (int i = 1 + pick(3); i > 0; --i)
            hands_.key(chance(50) ? Qt::Key_Up : Qt::Key_Down);
        return;
    }
    const QString text = value();
    note(text);
    hands_.key(Qt::Key_A, Qt::ControlModifier);
    hands_.type(text);
    static const std::vector<Qt::Key> ends{Qt::Key_Return, Qt::Key_Return, Qt::Key_Tab,
                                           Qt::Key_Escape};
    if (chance(85)) // else something else comes between
        hands_.key(one_of(ends));
}

void RandomUser::edit_name()
{
    hands_.click(canvas(), at_node().value_or(anywhere()));
    settle();
    QDockWidget* dock = window_.docks().dock(QStringLiteral("inspector"));
    auto* line = dock->findChild<QLineEdit*>(chance(50) ? QStringLiteral("node_title")
                                                        : QStringLiteral("node_name"));
    if (line == nullptr || !line->isVisible())
        return;
    line->setFocus(Qt::MouseFocusReason);
    const QString text = chance(50) ? words() : value();
    note(text);
    hands_.key(Qt::Key_A, Qt::ControlModifier);
    hands_.type(text);
    if (chance(80))
        hands_.key(chance(80) ? Qt::Key_Return : Qt::Key_Escape);
}

void RandomUser::drop()
{
    QMimeData data;
    switch (pick(6)) {
    case 0:
    case 1: {
        const Kind& kind = one_of(document().catalog().kinds());
        data.setData(QStringLiteral("application/x-lepton-node"),
                     QByteArray(kind.card.id.data(), static_cast<qsizetype>(kind.card.id.size())));
        note(from_view(kind.card.id));
        break;
    }
    case 2:
        data.setData(QStringLiteral("application/x-lepton-node"), words().toUtf8());
        break;
    case 3:
        data.setText(words());
        break;
    default: {
        static const std::vector<const char*> names{
            "broken.lepton", "table.csv", "absent.csv", "array.npy", "notes.txt",   "",
            "random.lepton", "empty.csv", "broken.gz",  "net.onnx",  "broken.onnx", "pictures"};
        const char* name = one_of(names);
        note(QLatin1String(name));
        data.setUrls({QUrl::fromLocalFile(folder_ + QLatin1Char('/') + QLatin1String(name))});
    }
    }
    const QPoint at = somewhere();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas(), &enter);
    if (!enter.isAccepted())
        return;
    for (int i = 0; i < 2; ++i) {
        QDragMoveEvent over(i == 0 ? somewhere() : at, Qt::CopyAction, &data, Qt::LeftButton,
                            Qt::NoModifier);
        QApplication::sendEvent(&canvas(), &over);
    }
    if (chance(15)) {
        QDragLeaveEvent leave;
        QApplication::sendEvent(&canvas(), &leave);
        return;
    }
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas(), &drop);
}

void RandomUser::panels()
{
    const QList<QDockWidget*> docks = window_.docks().docks();
    QDockWidget* dock = docks[pick(static_cast<int>(docks.size()))];
    note(dock->objectName());
    switch (pick(6)) {
    case 0:
        window_.enter(one_of(std::vector<QString>{QStringLiteral("design"), QStringLiteral("data"),
                                                  QStringLiteral("design"), QStringLiteral("train"),
                                                  QStringLiteral("understand")}));
        break;
    case 1:
        command("view.restore_panels");
        break;
    case 2:
    case 3:
        dock->close();
        break;
    default:
        window_.docks().show_panel(dock->objectName());
    }
}

void RandomUser::click_panel()
{
    static const std::vector<const char*> names{"outline", "problems", "cost", "palette"};
    QDockWidget* dock = window_.docks().dock(QLatin1String(one_of(names)));
    if (dock == nullptr || !dock->isVisible() || dock->widget() == nullptr)
        return;
    std::vector<QWidget*> parts;
    for (auto* view : dock->widget()->findChildren<QAbstractItemView*>())
        if (view->isVisible())
            parts.push_back(view->viewport());
    for (auto* button : dock->widget()->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled())
            parts.push_back(button);
    if (parts.empty())
        return;
    QWidget* part = one_of(parts);
    note(dock->objectName() + QLatin1Char(' ') + part->objectName());
    const QPoint at(1 + pick(std::max(1, part->width() - 2)),
                    1 + pick(std::max(1, part->height() - 2)));
    if (chance(30))
        hands_.double_click(*part, at);
    else
        hands_.click(*part, at);
}

void RandomUser::any_command()
{
    // Not those that leave the drawing, or start an engine.
    static const std::vector<QString> not_those{
        QStringLiteral("file.new"), QStringLiteral("file.start"), QStringLiteral("file.close"),
        QStringLiteral("file.open")};
    QAction* action = one_of(
        std::vector<QAction*>(window_.actions().all().begin(), window_.actions().all().end()));
    const QString id = action->objectName();
    if (std::ranges::find(not_those, id) != not_those.end() || id.startsWith(QLatin1String("run.")))
        return;
    note(id);
    action->trigger();
    answer_palette();
}

void RandomUser::language_and_theme()
{
    if (!chance(20))
        return;
    if (chance(50))
        preferences::set_language(chance(50) ? QStringLiteral("zh_CN") : QStringLiteral("en"));
    else
        preferences::set_theme(chance(50) ? Theme::Choice::dark : Theme::Choice::light);
}

} // namespace lepton

// Room gui/panels: frames, notes and the dots of wires in the outline. [gui]
#include "gui/panels/outline_marks.h"

#include "gui/open_document.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QTreeWidget>

namespace lepton::outline {

using namespace canvas;

namespace {
constexpr int kind_data = Qt::UserRole + 8, key_data = Qt::UserRole + 9;

Marks marks_of(const OpenDocument& document)
{
    Marks marks;
    marks.read(document);
    return marks;
}
} // namespace

void add_marks(QTreeWidget& tree, const OpenDocument& document)
{
    for (const Marks marks = marks_of(document); const Mark& mark : marks.all()) {
        const QString line = mark.text.section(QLatin1Char('\n'), 0, 0),
                      what = mark.is_frame() ? QCoreApplication::translate("OutlineTree", "frame")
                                             : QCoreApplication::translate("OutlineTree", "note");
        auto* row = new QTreeWidgetItem(&tree, {line, what});
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        row->setData(0, kind_data, static_cast<int>(mark.id.kind));
        row->setData(0, key_data, QString::fromStdString(mark.id.key));
        row->setForeground(1, Theme::current().colors().secondary);
        row->setToolTip(0, mark.text);
        row->setData(0, Qt::AccessibleTextRole, what + QStringLiteral(", ") + mark.text);
    }
}

MarkId mark_of(const QTreeWidgetItem* item)
{
    if (item == nullptr || !item->data(0, key_data).isValid())
        return {};
    return {static_cast<MarkKind>(item->data(0, kind_data).toInt()),
            item->data(0, key_data).toString().toStdString()};
}

Edits removal(const OpenDocument& document, const std::set<MarkId>& marks)
{
    return edits_to_remove(marks_of(document), document.graph(), marks);
}

Edits straightened(const OpenDocument& document, const Wire& wire)
{
    return marks_of(document).dots_of(wire).empty() ? Edits() : Edits{edit_to_set(wire, {})};
}

} // namespace lepton::outline

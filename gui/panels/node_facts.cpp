// Room gui/panels: what a node does to shapes and what it costs. [gui]
#include "gui/panels/node_facts.h"

#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace lepton {

namespace {

QString row(const QString& name, const QString& text)
{
    const QString quiet = Theme::current().colors().secondary.name();
    return QStringLiteral("<tr><td style='padding-right:8px;color:%1'>%2</td><td>%3</td></tr>")
        .arg(quiet, name.toHtmlEscaped(), text.toHtmlEscaped());
}

/// "N×32×14×14 · float32".
QString type_text(const Type& type)
{
    QString text = QString::fromStdString(type.shape.text());
    if (type.dtype == DType::uint8 || type.dtype == DType::int64)
        text += QStringLiteral(" · ") + from_view(dtype_name(type.dtype));
    return text;
}

} // namespace

QLabel* add_card(QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setProperty("card", true);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(10, 8, 10, 8);
    auto* label = new QLabel(card);
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFont(Theme::current().figures());
    column->addWidget(label);
    if (parent->layout() != nullptr)
        parent->layout()->addWidget(card);
    return label;
}

NodeFacts::NodeFacts(OpenDocument& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    problem_ = add_card(this);
    shape_ = add_card(this);
    cost_ = add_card(this);
}

void NodeFacts::show_node(NodeId node)
{
    const auto put = [](QLabel* label, const QString& text) {
        label->setText(text);
        label->parentWidget()->setVisible(!text.isEmpty());
    };
    put(problem_, problems(node));
    put(shape_, shapes(node));
    put(cost_, costs(node));
}

QString NodeFacts::shapes(NodeId id) const
{
    const Node* node = document_.graph().find(id);
    const Kind* kind = node ? document_.catalog().find(node->kind) : nullptr;
    if (kind == nullptr)
        return {};
    QString rows;
    for (const Port& port : kind->inputs())
        for (const Wire& wire : document_.graph().wires_into(id)) {
            if (kind->input(wire.to.port) == nullptr
                || kind->input(wire.to.port)->name != port.name)
                continue;
            const Type& type = document_.type(wire.from.node, wire.from.port);
            rows +=
                row(QString::fromStdString(wire.to.port) + QStringLiteral(" ←"), type_text(type));
        }
    for (const Port& port : kind->outputs())
        rows += row(from_view(port.name) + QStringLiteral(" →"),
                    type_text(document_.type(id, port.name)));
    if (rows.isEmpty())
        return {};
    QString counts;
    if (const auto at = document_.facts().data.find(id); document_.level().empty()
        && at != document_.facts().data.end() && at->second.counts[0] >= 0)
        counts = QStringLiteral("<br>")
            + tr("%1 train · %2 validation · %3 test")
                  .arg(grouped(at->second.counts[0]), grouped(at->second.counts[1]),
                       grouped(at->second.counts[2]))
                  .toHtmlEscaped();
    return QStringLiteral("<b>%1</b><table cellspacing=0 cellpadding=1>%2</table>%3")
        .arg(tr("Shape"), rows, counts);
}

QString NodeFacts::costs(NodeId id) const
{
    const NodeCost cost = document_.cost(id);
    if (cost.parameters == 0 && cost.multiply_adds == 0)
        return {};
    const QString quiet = Theme::current().colors().secondary.name();
    QString text = QStringLiteral("<b>%1</b> &nbsp;").arg(tr("Cost"));
    text += tr("%1 parameters").arg(grouped(cost.parameters)).toHtmlEscaped();
    if (cost.multiply_adds > 0)
        text += QStringLiteral(" · ")
            + tr("%1 multiply–adds").arg(short_number(cost.multiply_adds)).toHtmlEscaped();
    if (cost.activation_bytes > 0)
        text += QStringLiteral("<br><span style='color:%1'>%2</span>")
                    .arg(quiet,
                         tr("%1 of activations a sample")
                             .arg(bytes_text(cost.activation_bytes))
                             .toHtmlEscaped());
    return text;
}

QString NodeFacts::problems(NodeId id) const
{
    const Colors& colors = Theme::current().colors();
    QStringList lines;
    for (const Problem& problem : document_.problems(id)) {
        const QColor color = problem.level == Level::problem ? colors.problem
            : problem.level == Level::warning                ? colors.warning
                                                             : colors.secondary;
        QString where = QString::fromStdString(problem.where.port.empty() ? problem.where.field
                                                                          : problem.where.port);
        if (!where.isEmpty())
            where = QStringLiteral("<b>%1</b> ").arg(where.toHtmlEscaped());
        lines << QStringLiteral("<span style='color:%1'>●</span> %2%3")
                     .arg(color.name(), where, sentence_of(problem).toHtmlEscaped());
    }
    return lines.join(QStringLiteral("<br>"));
}

} // namespace lepton

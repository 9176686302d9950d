// Room gui/dialogs: a page for each node kind. [gui]
#include "gui/dialogs/node_pages.h"

#include "gui/canvas/sprites.h"
#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "nodes/trail.h"

#include <QCoreApplication>
#include <QDialog>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <limits>

namespace lepton {

namespace {

const QString page_scheme = QStringLiteral("node:");

QString table_cell(const QString& text, const char* tag = "td")
{
    return QStringLiteral("<%1 align='left' style='padding:2px 14px 2px 0'>%2</%1>")
        .arg(QLatin1String(tag), text);
}

/// "nn.Conv2d({image.1}, …)" → "torch.nn.Conv2d"; empty for an expression.
QString pytorch_name(const Card& card)
{
    const QString python = from_view(card.python);
    const QString name = python.section(QLatin1Char('('), 0, 0);
    if (name.startsWith(QLatin1String("nn.")))
        return QStringLiteral("torch.") + name;
    return name.startsWith(QLatin1String("torch.")) && !name.contains(QLatin1Char('{')) ? name
                                                                                        : QString();
}

/// The pages, as a browser with a history asks for them: "node:conv2d", "node:" for the list.
class NodePages : public QTextBrowser {
    Q_DECLARE_TR_FUNCTIONS(NodePages)
public:
    explicit NodePages(const OpenDocument& document, QWidget* parent)
        : QTextBrowser(parent)
        , document_(document)
    {
        setObjectName(QStringLiteral("node_page"));
        setOpenLinks(true);
        setAccessibleName(tr("About the node"));
    }

    QVariant loadResource(int type, const QUrl& name) override
    {
        const QString id = name.toString().mid(page_scheme.size());
        if (type == QTextDocument::ImageResource) {
            const Kind* kind = document_.catalog().find(id.toStdString());
            return kind
                ? QVariant(canvas::kind_icon(
                               from_view(kind->card.icon.empty() ? kind->card.id : kind->card.icon),
                               kind->card.role)
                               .pixmap(32, 32))
                : QVariant();
        }
        if (type != QTextDocument::HtmlResource || !name.toString().startsWith(page_scheme))
            return {};
        const Kind* kind = document_.catalog().find(id.toStdString());
        return kind ? page(*kind) : all();
    }

private:
    QString quiet(const QString& text) const
    {
        return QStringLiteral("<span style='color:%1'>%2</span>")
            .arg(Theme::current().colors().secondary.name(), text.toHtmlEscaped());
    }
    static QString heading(const QString& text)
    {
        return QStringLiteral("<h3 style='margin-top:14px;margin-bottom:4px'>%1</h3>")
            .arg(text.toHtmlEscaped());
    }
    static QString code(const QString& text)
    {
        return QStringLiteral("<p style='font-family:%1;margin:4px 0 4px 12px'>%2</p>")
            .arg(Theme::current().figures().family(),
                 text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
    }

    QString all() const
    {
        QString html = QStringLiteral("<h2>%1</h2>").arg(tr("Nodes").toHtmlEscaped());
        QString group;
        for (const Kind& kind : document_.catalog().kinds()) {
            if (const QString next = text_of(kind.card.group); next != group)
                html += heading(group = next);
            html +=
                QStringLiteral("<p style='margin:2px 0 2px 12px'><a href='%1'>%2</a> %3</p>")
                    .arg(page_scheme + from_view(kind.card.id),
                         from_view(kind.card.title).toHtmlEscaped(), quiet(translated_title(kind)));
        }
        return html;
    }

    QString page(const Kind& kind) const
    {
        const Card& card = kind.card;
        const QString id = from_view(card.id);
        QString html = QStringLiteral("<h2><img src='%1' width='24' height='24'> %2</h2>")
                           .arg(page_scheme + id, from_view(card.title).toHtmlEscaped());
        if (const QString translated = translated_title(kind); !translated.isEmpty())
            html += QStringLiteral("<p>%1</p>").arg(quiet(translated));
        html += QStringLiteral("<p>%1</p>").arg(text_of(card.doc).toHtmlEscaped());
        if (!card.formula.empty())
            html += heading(tr("Formula")) + code(from_view(card.formula));
        if (const QString python = pytorch_name(card); !python.isEmpty())
            html += heading(tr("In PyTorch")) + code(python);
        html += ports(kind) + here(kind) + fields(kind);
        return html
            + QStringLiteral("<p style='margin-top:16px'><a href='%1'>%2</a></p>")
                  .arg(page_scheme, tr("All nodes").toHtmlEscaped());
    }

    static QString ports(const Kind& kind)
    {
        QString rows;
        const auto add = [&](const Port& port, const QString& side) {
            QString what = from_view(port.pattern).toHtmlEscaped();
            if (port.optional)
                what += QStringLiteral(" ") + tr("may stay open").toHtmlEscaped();
            if (port.list)
                what += QStringLiteral(" ") + tr("takes several wires").toHtmlEscaped();
            rows += QStringLiteral("<tr>%1%2%3</tr>")
                        .arg(table_cell(side), table_cell(from_view(port.name).toHtmlEscaped()),
                             table_cell(what));
        };
        for (const Port& port : kind.inputs())
            add(port, tr("in"));
        for (const Port& port : kind.outputs())
            add(port, tr("out"));
        return rows.isEmpty()
            ? QString()
            : heading(tr("Ports")) + QStringLiteral("<table>%1</table>").arg(rows);
    }

    /// The shapes of the nodes of this kind at the level that is looked at, with the arithmetic.
    QString here(const Kind& kind) const
    {
        QString html;
        for (const auto& [id, slot] : document_.graph().slots()) {
            if (slot.node.kind != kind.card.id)
                continue;
            for (const Port& port : kind.outputs()) {
                const End end = document_.output(id, port.name);
                const Trail trail =
                    lepton::trail(document_.inference().program(), end.node, end.port);
                if (!trail.shape.ranked())
                    continue;
                QString text = QString::fromStdString(slot.node.name) + QStringLiteral(": ")
                    + QString::fromStdString(trail.shape.text());
                for (const DimTrail& dim : trail.dims)
                    if (!dim.steps.empty() && dim.steps.front().node == end.node
                        && !dim.steps.front().formula.empty())
                        text +=
                            QLatin1Char('\n') + QString::fromStdString(dim.steps.front().formula);
                html += code(text);
            }
        }
        return html.isEmpty() ? QString() : heading(tr("In this drawing")) + html;
    }

    QString fields(const Kind& kind) const
    {
        QString rows;
        for (const FieldInfo& field : kind.fields) {
            QString range;
            const bool low = field.low > -std::numeric_limits<double>::infinity(),
                       high = field.high < std::numeric_limits<double>::infinity();
            if (low || high)
                range = (low ? QString::number(field.low) : QString()) + QStringLiteral(" … ")
                    + (high ? QString::number(field.high) : QString());
            for (const std::string_view choice : field.choices)
                range += (range.isEmpty() ? QString() : QStringLiteral(", ")) + from_view(choice);
            const QString initial =
                QString::fromStdString(field.initial.is_string() ? field.initial.get<std::string>()
                                                                 : field.initial.dump());
            rows += QStringLiteral("<tr>%1%2%3</tr><tr><td colspan='3'>%4</td></tr>")
                        .arg(table_cell(label_of(field).toHtmlEscaped()),
                             table_cell(initial.toHtmlEscaped()),
                             table_cell(quiet(range + QLatin1Char(' ') + text_of(field.unit))),
                             quiet(text_of(field.tip)));
        }
        return rows.isEmpty() ? QString()
                              : heading(tr("Fields, with what they are at first"))
                + QStringLiteral("<table>%1</table>").arg(rows);
    }

    const OpenDocument& document_;
};

class NodePageDialog : public QDialog {
    Q_DECLARE_TR_FUNCTIONS(NodePageDialog)
public:
    NodePageDialog(const OpenDocument& document, QWidget* window)
        : QDialog(window)
        , pages_(new NodePages(document, this))
        , back_(new QPushButton(this))
        , all_(new QPushButton(this))
        , close_(new QPushButton(this))
    {
        setObjectName(QStringLiteral("node_pages"));
        setAttribute(Qt::WA_DeleteOnClose);
        resize(560, 680);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(16, 12, 16, 12);
        column->addWidget(pages_, 1);
        auto* row = new QHBoxLayout;
        row->addWidget(back_);
        row->addWidget(all_);
        row->addStretch();
        row->addWidget(close_);
        column->addLayout(row);
        back_->setEnabled(false);
        connect(back_, &QPushButton::clicked, pages_, &QTextBrowser::backward);
        connect(pages_, &QTextBrowser::backwardAvailable, back_, &QPushButton::setEnabled);
        connect(all_, &QPushButton::clicked, this, [this] { show_page({}); });
        connect(close_, &QPushButton::clicked, this, &QDialog::close);
        connect(&Theme::current(), &Theme::changed, pages_, &QTextBrowser::reload);
        retranslate();
    }

    void show_page(const QString& kind) { pages_->setSource(QUrl(page_scheme + kind)); }

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            retranslate();
            pages_->reload();
        }
        QDialog::changeEvent(event);
    }

private:
    void retranslate()
    {
        setWindowTitle(tr("About the nodes"));
        back_->setText(tr("Back"));
        all_->setText(tr("All nodes"));
        close_->setText(tr("Close"));
    }

    NodePages* pages_;
    QPushButton *back_, *all_, *close_;
};

} // namespace

void show_node_page(const OpenDocument& document, const QString& kind, QWidget* window)
{
    auto* dialog = static_cast<NodePageDialog*>(
        window->findChild<QDialog*>(QStringLiteral("node_pages"), Qt::FindDirectChildrenOnly));
    if (!dialog)
        dialog = new NodePageDialog(document, window);
    dialog->show_page(kind);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace lepton

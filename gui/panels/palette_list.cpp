// Room gui/panels: the list of node kinds. [gui]
#include "gui/panels/palette_list.h"

#include "backend/data/source.h"
#include "gui/canvas/node_mime.h"
#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "nodes/subgraphs.h"

#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace lepton {

namespace {

enum ListData { kind_data = Qt::UserRole, role_data, icon_data, translated_data };

} // namespace

bool matches(const Kind& kind, const QString& query)
{
    const Card& card = kind.card;
    QString all;
    for (const std::string_view text : {card.title, card.aliases, card.id, card.group,
                                        card.python.substr(0, card.python.find('('))})
        all += from_view(text) + QLatin1Char(' ');
    all += text_of(card.title) + QLatin1Char(' ') + text_of(card.group);
    static const QRegularExpression between(QStringLiteral(R"([\s,._/()-]+)"));
    const QStringList words = all.toLower().split(between, Qt::SkipEmptyParts);
    const QString joined = from_view(card.title).toLower().remove(QLatin1Char(' '));
    for (const QString& part : query.toLower().split(between, Qt::SkipEmptyParts)) {
        const bool found =
            joined.contains(part) || std::ranges::any_of(words, [&](const QString& word) {
                return word.startsWith(part) || (part[0].unicode() > 0x2E80 && word.contains(part));
            });
        if (!found)
            return false;
    }
    return true;
}

PaletteList::PaletteList(QWidget* parent)
    : QTreeWidget(parent)
{
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(false);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PaletteRow(this));
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (!kind_of(item).isEmpty())
            Q_EMIT chosen(kind_of(item));
    });
}

QString PaletteList::kind_of(const QTreeWidgetItem* item)
{
    return item ? item->data(0, kind_data).toString() : QString();
}

const Catalog& PaletteList::kinds() const { return document_ ? document_->catalog() : catalog(); }

void PaletteList::follow(const OpenDocument& document)
{
    document_ = &document;
    const auto refresh = [this, shown = static_cast<const Catalog*>(nullptr),
                          level = InstancePath()]() mutable {
        if (shown == &document_->catalog() && level == document_->level())
            return;
        shown = &document_->catalog();
        level = document_->level();
        show_matching(query_);
    };
    connect(&document, &OpenDocument::level_changed, this, refresh);
    connect(&document, &OpenDocument::replaced, this, [this] { show_matching(query_); });
    connect(&document, &OpenDocument::changed, this, refresh);
}

void PaletteList::show_matching(const QString& query)
{
    query_ = query;
    clear();
    QHash<QString, QTreeWidgetItem*> groups;
    for (const Kind& kind : kinds().kinds()) {
        if (!matches(kind, query)
            || (document_ && !only_in_network(kind.card.role) && !document_->may_draw(kind)))
            continue;
        const QString group = from_view(kind.card.group);
        QTreeWidgetItem*& parent = groups[group];
        if (parent == nullptr) {
            parent = new QTreeWidgetItem(this, {text_of(kind.card.group)});
            parent->setFlags(Qt::ItemIsEnabled);
        }
        auto* item = new QTreeWidgetItem(parent, {from_view(kind.card.title)});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                       | Qt::ItemNeverHasChildren);
        item->setData(0, kind_data, from_view(kind.card.id));
        item->setData(0, role_data, static_cast<int>(kind.card.role));
        item->setData(0, icon_data,
                      QStringLiteral("nodes/")
                          + from_view(kind.card.icon.empty() ? kind.card.id : kind.card.icon));
        const QString translated = translated_title(kind);
        item->setData(0, translated_data, translated);
        item->setData(0, Qt::AccessibleTextRole,
                      translated.isEmpty()
                          ? from_view(kind.card.title)
                          : from_view(kind.card.title) + QStringLiteral(", ") + translated);
        item->setToolTip(0,
                         QStringLiteral("<b>%1</b><br>%2")
                             .arg(from_view(kind.card.title).toHtmlEscaped(),
                                  text_of(kind.card.doc).toHtmlEscaped()));
    }
    expandAll();
}

QTreeWidgetItem* PaletteList::first_kind() const
{
    return topLevelItemCount() > 0 ? topLevelItem(0)->child(0) : nullptr;
}

void PaletteList::startDrag(Qt::DropActions)
{
    if (const Kind* kind = kinds().find(kind_of(currentItem()).toStdString()))
        canvas::drag_kind(*kind, this);
}

void PaletteList::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !kind_of(currentItem()).isEmpty()) {
        Q_EMIT chosen(kind_of(currentItem()));
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

void PaletteRow::paint(QPainter* painter, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const
{
    const Colors& colors = Theme::current().colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(kind_data).isNull()) {
        painter->setPen(colors.secondary);
        QFont font = option.font;
        font.setPointSizeF(font.pointSizeF() * 0.92);
        painter->setFont(font);
        painter->drawText(option.rect.adjusted(10, 6, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        painter->restore();
        return;
    }
    const QRect rect = option.rect.adjusted(6, 1, -6, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        QColor ground = colors.hover;
        if (option.state & QStyle::State_Selected) {
            ground = colors.accent;
            ground.setAlphaF(colors.dark ? 0.22F : 0.13F);
        }
        painter->setPen(option.state & QStyle::State_HasFocus ? QPen(colors.accent)
                                                              : QPen(Qt::NoPen));
        painter->setBrush(ground);
        painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius,
                                 Theme::radius);
    }
    const QRectF swatch(rect.left() + 6, rect.center().y() - 9.5, 20, 20);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.header(static_cast<Role>(index.data(role_data).toInt())));
    painter->drawRoundedRect(swatch, 5, 5);
    Theme::current()
        .icon(index.data(icon_data).toString())
        .paint(painter, swatch.adjusted(2, 2, -2, -2).toRect());
    painter->setPen(colors.text);
    painter->setFont(option.font);
    const QRect text = rect.adjusted(34, 0, -6, 0);
    const QString title = index.data().toString();
    const QString translated = index.data(translated_data).toString();
    const int width = option.fontMetrics.horizontalAdvance(title);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(title, Qt::ElideRight, text.width()));
    if (!translated.isEmpty() && text.width() - width > 30) {
        painter->setPen(colors.secondary);
        const QRect rest = text.adjusted(width + 8, 0, 0, 0);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(translated, Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

QSize PaletteRow::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool group = index.data(kind_data).isNull();
    return {120, std::max(option.fontMetrics.height() + (group ? 12 : 10), Theme::control_height)};
}

} // namespace lepton

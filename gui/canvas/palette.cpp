// Room gui/canvas: the small window that finds a node kind while one types.
#include "gui/canvas/palette.h"

#include "gui/canvas/sprites.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace lepton::canvas {

namespace {
constexpr int row_height = 46, wide = 400, rows = 8, most_recent = 12;

/// Icon, title, one line of help, and what goes in and comes out.
class KindRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {wide - 20, row_height};
    }
    void paint(QPainter* p, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto* kind = static_cast<const Kind*>(index.data(Qt::UserRole).value<const void*>());
        if (!kind)
            return;
        const Colors& c = Theme::current().colors();
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        const QRect r = option.rect.adjusted(4, 1, -4, -1);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            QColor tint = option.state & QStyle::State_Selected ? c.accent : c.text;
            tint.setAlphaF(option.state & QStyle::State_Selected ? (c.dark ? 0.22F : 0.12F)
                                                                 : 0.05F);
            p->setPen(Qt::NoPen);
            p->setBrush(tint);
            p->drawRoundedRect(r, 6, 6);
        }
        const QRectF tile(r.left() + 8, r.center().y() - 13.5, 28, 28);
        p->setPen(Qt::NoPen);
        p->setBrush(c.header(kind->card.role));
        p->drawRoundedRect(tile, 7, 7);
        const QIcon icon = kind_icon(
            from_view(kind->card.icon.empty() ? kind->card.id : kind->card.icon), kind->card.role);
        if (!icon.isNull())
            icon.paint(p, tile.toRect().adjusted(5, 5, -5, -5));
        const int ports = paint_ports(*p, *kind, r);
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        p->setFont(font);
        p->setPen(c.text);
        const int left = r.left() + 46, room = ports - left - 8;
        const QString title = from_view(kind->card.title);
        const QString shown = QFontMetrics(font).elidedText(title, Qt::ElideRight, room);
        p->drawText(QRect(left, r.top() + 3, room, 20), Qt::AlignVCenter | Qt::AlignLeft, shown);
        const int after = left + QFontMetrics(font).horizontalAdvance(shown) + 8;
        font.setWeight(QFont::Normal);
        font.setPointSizeF(font.pointSizeF() * 0.9);
        p->setFont(font);
        p->setPen(c.secondary);
        const QString translated = translated_title(*kind);
        const QString beside = translated.isEmpty() ? text_of(kind->card.group) : translated;
        if (ports - after > 30)
            p->drawText(QRect(after, r.top() + 3, ports - after - 8, 20),
                        Qt::AlignVCenter | Qt::AlignLeft,
                        QFontMetrics(font).elidedText(beside, Qt::ElideRight, ports - after - 8));
        p->drawText(QRect(left, r.top() + 22, r.right() - left - 8, 18),
                    Qt::AlignVCenter | Qt::AlignLeft,
                    QFontMetrics(font).elidedText(text_of(kind->card.doc), Qt::ElideRight,
                                                  r.right() - left - 8));
        p->restore();
    }

private:
    /// Returns where the ports begin.
    static int paint_ports(QPainter& p, const Kind& kind, const QRect& r)
    {
        const Colors& c = Theme::current().colors();
        const std::vector<Port>&in = kind.inputs(), &out = kind.outputs();
        const int begin = r.right() - 10 - 13 * static_cast<int>(in.size() + out.size()) - 14;
        int x = begin + 6;
        const int y = r.top() + 13;
        const auto draw = [&](const Port& port) {
            p.save();
            p.translate(x, y);
            p.setPen(port.optional ? QPen(c.wire(port.kind), 1.2) : QPen(Qt::NoPen));
            p.setBrush(port.optional ? QBrush(Qt::NoBrush) : QBrush(c.wire(port.kind)));
            p.drawPath(port_outline(port.kind, 4));
            p.restore();
            x += 13;
        };
        for (const Port& port : in)
            draw(port);
        p.setPen(QPen(c.secondary, 1.2));
        p.drawLine(QPointF(x - 2, y), QPointF(x + 5, y));
        p.drawPolyline(
            QPolygonF({QPointF(x + 2, y - 3), QPointF(x + 5, y), QPointF(x + 2, y + 3)}));
        x += 14;
        for (const Port& port : out)
            draw(port);
        return begin;
    }
};
} // namespace

class NodePalette::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    std::vector<Found> found;
    int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(found.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const Kind* kind = found.at(static_cast<std::size_t>(index.row())).kind;
        if (role == Qt::UserRole)
            return QVariant::fromValue(static_cast<const void*>(kind));
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return from_view(kind->card.title);
        if (role == Qt::AccessibleDescriptionRole)
            return text_of(kind->card.doc);
        return {};
    }
    void show(std::vector<Found> next)
    {
        beginResetModel();
        found = std::move(next);
        endResetModel();
    }
};

NodePalette::NodePalette(QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , line_(new QLineEdit(this))
    , list_(new QListView(this))
    , nothing_(new QLabel(this))
    , model_(new Model(this))
{
    setObjectName(QStringLiteral("node_palette"));
    setFrameShape(QFrame::StyledPanel);
    line_->setObjectName(QStringLiteral("node_palette_line"));
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    list_->setModel(model_);
    list_->setItemDelegate(new KindRow(list_));
    list_->setUniformItemSizes(true);
    list_->setMouseTracking(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setAccessibleName(tr("Nodes found"));
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(line_);
    layout->addWidget(nothing_, 1);
    layout->addWidget(list_, 1);
    setFixedSize(wide, rows * row_height + 56);
    connect(line_, &QLineEdit::textChanged, this, [this] { search(); });
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        list_->setCurrentIndex(index);
        take(QGuiApplication::keyboardModifiers() & Qt::ShiftModifier);
    });
}

void NodePalette::open(const Catalog& catalog, QPoint global, const PaletteWish& wish,
                       std::function<void(const Kind&, bool)> take)
{
    catalog_ = &catalog;
    wish_ = wish;
    take_ = std::move(take);
    line_->setPlaceholderText(wish.port ? tr("What should this wire go to?") : tr("Search nodes"));
    line_->clear();
    search();
    QPoint at = global - QPoint(24, 24);
    if (const QScreen* screen = QGuiApplication::screenAt(global)) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left() + 4,
                           std::max(room.left() + 4, room.right() - wide - 4)));
        at.setY(std::clamp(at.y(), room.top() + 4,
                           std::max(room.top() + 4, room.bottom() - height() - 4)));
    }
    move(at);
    show();
    line_->setFocus(Qt::PopupFocusReason);
}

std::vector<const Kind*> NodePalette::shown() const
{
    std::vector<const Kind*> kinds;
    for (const Found& found : model_->found)
        kinds.push_back(found.kind);
    return kinds;
}

void NodePalette::search()
{
    QStringList recent = QSettings().value(QStringLiteral("palette/recent")).toStringList();
    if (wish_.port)
        recent =
            QSettings().value(QStringLiteral("palette/after/") + wish_.port->key).toStringList();
    std::vector<Found> found = find_kinds(*catalog_, line_->text(), recent, wish_.port);
    if (wish_.may)
        std::erase_if(found, [this](const Found& each) { return !wish_.may(*each.kind); });
    model_->show(std::move(found));
    const bool any = !model_->found.empty();
    list_->setVisible(any);
    nothing_->setVisible(!any);
    nothing_->setText(line_->text().isEmpty() ? tr("No node takes this.")
                                              : tr("No node is called “%1”.").arg(line_->text()));
    if (any)
        list_->setCurrentIndex(model_->index(0));
}

void NodePalette::remember(const Kind& kind)
{
    const QString id = from_view(kind.card.id);
    const QString key = wish_.port ? QStringLiteral("palette/after/") + wish_.port->key : QString();
    for (const QString& list : {QStringLiteral("palette/recent"), key}) {
        if (list.isEmpty())
            continue;
        QSettings settings;
        QStringList ids = settings.value(list).toStringList();
        ids.removeAll(id);
        ids.prepend(id);
        settings.setValue(list, ids.mid(0, most_recent));
    }
}

void NodePalette::take(bool stay)
{
    const QModelIndex index = list_->currentIndex();
    if (!index.isValid() || !take_)
        return;
    const Kind& kind = *model_->found.at(static_cast<std::size_t>(index.row())).kind;
    remember(kind);
    const auto take = take_;
    if (!stay)
        hide();
    else
        wish_.port.reset(); // the wire has been used up
    take(kind, stay);
    if (stay) {
        line_->clear();
        search();
    }
}

void NodePalette::look_for(PaletteWish wish)
{
    wish.may = wish_.may;
    wish_ = std::move(wish);
}

bool NodePalette::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = list_->currentIndex().row(), last = model_->rowCount({}) - 1;
    const auto go = [&](int to) {
        list_->setCurrentIndex(model_->index(std::clamp(to, 0, std::max(0, last))));
    };
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(key->modifiers() & Qt::ShiftModifier);
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Down:
        go(row == last ? 0 : row + 1);
        return true;
    case Qt::Key_Up:
        go(row == 0 ? last : row - 1);
        return true;
    case Qt::Key_PageDown:
        go(row + rows - 1);
        return true;
    case Qt::Key_PageUp:
        go(row - rows + 1);
        return true;
    case Qt::Key_Tab:
        go(row + 1);
        return true;
    default:
        return false;
    }
}

void NodePalette::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (parentWidget())
        parentWidget()->setFocus();
}

} // namespace lepton::canvas

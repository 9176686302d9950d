// Room gui/canvas: the line over the drawing that says which subgraph is looked at.
#include "gui/canvas/breadcrumbs.h"

#include "gui/canvas/canvas.h"
#include "gui/texts.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr int from_corner = 12, widest = 200; ///< window pixels: from the corner; of one part
const QString separator = QStringLiteral(" › ");
} // namespace

Breadcrumbs::Breadcrumbs(OpenDocument& document, QWidget& canvas)
    : QFrame(&canvas)
    , document_(document)
    , canvas_(canvas)
    , row_(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("breadcrumbs"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAttribute(Qt::WA_NoMousePropagation);
    setCursor(Qt::ArrowCursor);
    row_->setContentsMargins(6, 3, 8, 3);
    row_->setSpacing(2);
    hide();
}

QStringList Breadcrumbs::parts() const
{
    QStringList out{document_.path().isEmpty() ? GraphCanvas::tr("Network")
                                               : QFileInfo(document_.path()).completeBaseName()};
    const Document& document = document_.document();
    std::int64_t graph = 0;
    for (const NodeId instance : document_.level()) {
        const Node& node = *document.graphs.at(graph).find(instance);
        graph = definition_of(node.kind);
        const std::string& title = document.graphs.at(graph).title();
        out << (title.empty() || !node.title.empty() ? title_of(node)
                                                     : QString::fromStdString(title));
    }
    return out;
}

QString Breadcrumbs::text() const { return parts().join(separator); }

QToolButton* Breadcrumbs::part(int number) const
{
    for (auto* button : findChildren<QToolButton*>(QStringLiteral("breadcrumb_%1").arg(number),
                                                   Qt::FindDirectChildrenOnly))
        if (!button->isHidden())
            return button;
    return nullptr;
}

int Breadcrumbs::part_at(QPoint place) const
{
    if (isHidden() || !geometry().contains(place))
        return -1;
    for (int i = 0; const QToolButton* button = part(i); ++i)
        if (button->geometry().contains(place - pos()))
            return i;
    return -1;
}

void Breadcrumbs::light(int number)
{
    if (number == lit_)
        return;
    for (const int each : {lit_, number})
        if (QToolButton* button = part(each))
            button->setDown(each == number);
    lit_ = number;
}

void Breadcrumbs::show_level()
{
    const QStringList names = parts();
    QStringList now = names;
    const auto uses = static_cast<int>(uses_of(document_.document(), document_.graph_id()));
    if (uses > 1)
        now << GraphCanvas::tr("used %n times: a change here changes all", nullptr, uses);
    setAccessibleName(GraphCanvas::tr("Where this subgraph lies"));
    if (now != shown_) {
        shown_ = now;
        const bool focused = isAncestorOf(window()->focusWidget());
        while (QLayoutItem* item = row_->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater(); // its click may be what brought us here
            delete item;
        }
        const auto add = [this](QWidget* widget) {
            row_->addWidget(widget);
            widget->show(); // at once, not when events are handled next
        };
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (i > 0)
                add(new QLabel(separator.trimmed(), this));
            auto* part = new QToolButton(this);
            part->setObjectName(QStringLiteral("breadcrumb_%1").arg(i));
            part->setText(part->fontMetrics().elidedText(names[i], Qt::ElideRight, widest));
            part->setToolTip(i + 1 < names.size() ? GraphCanvas::tr("Show “%1”").arg(names[i])
                                                  : names[i]);
            part->setAccessibleName(names[i]);
            part->setAutoRaise(true);
            part->setFocusPolicy(Qt::TabFocus);
            QFont font = part->font();
            font.setBold(i + 1 == names.size());
            part->setFont(font);
            QObject::connect(part, &QToolButton::clicked, this,
                             [this, i] { go_to(static_cast<std::size_t>(i)); });
            add(part);
        }
        if (uses > 1) {
            auto* note = new QLabel(QStringLiteral("· ") + now.back(), this);
            note->setObjectName(QStringLiteral("breadcrumb_uses"));
            note->setProperty("quiet", true);
            add(note);
        }
        if (focused)
            canvas_.setFocus();
    }
    setVisible(!document_.level().empty());
    row_->activate();
    setGeometry(from_corner, from_corner,
                std::min(sizeHint().width(), canvas_.width() - 2 * from_corner),
                sizeHint().height());
    raise();
}

void Breadcrumbs::go_to(std::size_t depth)
{
    const InstancePath level = document_.level();
    canvas_.setFocus();
    if (depth >= level.size())
        return;
    // Around the instance that one comes from, which is shown.
    Place place;
    place.node = level.front();
    place.inside.assign(level.begin() + 1, level.begin() + 1 + static_cast<std::ptrdiff_t>(depth));
    document_.show(place);
}

void Breadcrumbs::step(int by)
{
    const auto buttons = findChildren<QToolButton*>(Qt::FindDirectChildrenOnly);
    QList<QToolButton*> shown;
    for (QToolButton* button : buttons)
        if (!button->isHidden())
            shown << button;
    const auto at =
        std::ranges::find_if(shown, [](QToolButton* b) { return b == b->window()->focusWidget(); });
    const auto next = at == shown.end() ? (by > 0 ? 0 : shown.size() - 1) : at - shown.begin() + by;
    if (next < 0 || next >= shown.size())
        canvas_.setFocus(Qt::TabFocusReason);
    else
        shown[next]->setFocus(Qt::TabFocusReason);
}

void Breadcrumbs::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1);
        break;
    case Qt::Key_Right:
        step(1);
        break;
    case Qt::Key_Escape:
        canvas_.setFocus();
        break;
    default:
        event->ignore();
    }
}

bool Breadcrumbs::focusNextPrevChild(bool next)
{
    step(next ? 1 : -1);
    return true;
}

} // namespace lepton::canvas

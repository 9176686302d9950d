// Room gui/canvas: the one editor that lies over the drawing.
#include "gui/canvas/mark_editor.h"

#include "gui/canvas/canvas.h"

#include <QApplication>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr int narrowest = 220, note_height = 120, spot = 16; ///< window pixels

QString color_name(int color)
{
    switch (color) {
    case 0:
        return GraphCanvas::tr("Blue");
    case 1:
        return GraphCanvas::tr("Orange");
    case 2:
        return GraphCanvas::tr("Green");
    case 3:
        return GraphCanvas::tr("Pink");
    case 4:
        return GraphCanvas::tr("Violet");
    default:
        return GraphCanvas::tr("Grey");
    }
}

QIcon color_icon(int color)
{
    QPixmap picture(2 * spot, 2 * spot);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter p(&picture);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(tint_of(color));
    p.drawEllipse(2, 2, spot - 4, spot - 4);
    return QIcon(picture);
}
} // namespace

MarkEditor::MarkEditor(GraphCanvas& canvas)
    : QFrame(&canvas)
    , canvas_(canvas)
    , text_(new QPlainTextEdit(this))
    , colors_(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("mark_editor"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(4, 4, 4, 4);
    rows->setSpacing(2);
    rows->addWidget(text_, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    rows->addLayout(row);
    for (int color = 0; color < static_cast<int>(mark_colors.size()); ++color) {
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setIconSize({spot, spot});
        button->installEventFilter(this);
        colors_->addButton(button, color);
        row->addWidget(button);
    }
    row->addStretch(1);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setTabChangesFocus(true);
    text_->installEventFilter(this);
    connect(&canvas, &GraphCanvas::view_changed, this, &MarkEditor::follow);
    hide();
}

void MarkEditor::open(const Mark& mark, std::uint64_t gesture)
{
    finish(true);
    mark_ = mark.id;
    gesture_ = gesture;
    text_->setAccessibleName(mark.is_frame() ? GraphCanvas::tr("Title of the frame")
                                             : GraphCanvas::tr("Words of the note"));
    text_->setPlaceholderText(mark.is_frame() ? GraphCanvas::tr("Title")
                                              : GraphCanvas::tr("What is worth remembering"));
    text_->setLineWrapMode(mark.is_frame() ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    text_->setVerticalScrollBarPolicy(mark.is_frame() ? Qt::ScrollBarAlwaysOff
                                                      : Qt::ScrollBarAsNeeded);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text_->setPlainText(mark.text);
    for (int color = 0; color < static_cast<int>(mark_colors.size()); ++color) {
        QAbstractButton* button = colors_->button(color);
        button->setIcon(color_icon(color));
        button->setToolTip(color_name(color));
        button->setAccessibleName(color_name(color));
    }
    colors_->button(mark.color)->setChecked(true);
    place(mark);
    show();
    raise();
    text_->setFocus(Qt::OtherFocusReason);
    text_->selectAll();
}

void MarkEditor::place(const Mark& mark)
{
    const double scale = canvas_.view().scale;
    const QRectF at = canvas_.view().to_pixels(mark.is_frame() ? mark.title_box(scale) : mark.box);
    const int line = text_->fontMetrics().height() + 12;
    const int buttons = colors_->button(0)->sizeHint().height() + 14;
    QSize size(
        std::max(narrowest, static_cast<int>(at.width())),
        buttons + (mark.is_frame() ? line : std::max(note_height, static_cast<int>(at.height()))));
    size = size.boundedTo(canvas_.size());
    // All of it on the screen.
    resize(size);
    move(std::clamp(static_cast<int>(at.left()), 0, std::max(0, canvas_.width() - size.width())),
         std::clamp(static_cast<int>(at.top()), 0, std::max(0, canvas_.height() - size.height())));
}

void MarkEditor::follow()
{
    if (!mark_.exists())
        return;
    if (const Mark* mark = canvas_.scene().marks().find(mark_))
        place(*mark);
    else
        finish(false);
}

void MarkEditor::finish(bool take)
{
    if (closing_ || !mark_.exists())
        return;
    closing_ = true;
    const MarkId mark = std::exchange(mark_, {});
    const bool focused = isAncestorOf(QApplication::focusWidget());
    if (take) {
        QString text = text_->toPlainText();
        if (mark.kind == MarkKind::frame)
            text = text.simplified();
        canvas_.set_mark(mark, text, colors_->checkedId(), gesture_);
    }
    if (focused)
        canvas_.setFocus(Qt::OtherFocusReason); // before it hides, which would go to the next node
    hide();
    closing_ = false;
}

bool MarkEditor::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && mark_.exists()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        QWidget* next = QApplication::focusWidget();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason
            && !(next && isAncestorOf(next)))
            finish(true);
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        finish(false);
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && (mark_.kind == MarkKind::frame || (key->modifiers() & Qt::ControlModifier))) {
        finish(true);
        return true;
    }
    return QFrame::eventFilter(object, event);
}

} // namespace lepton::canvas

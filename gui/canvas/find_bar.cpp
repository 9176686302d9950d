// Room gui/canvas: finding nodes while one types.
#include "gui/canvas/find_bar.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/search.h"
#include "gui/texts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr int bar_width = 320, bar_margin = 12;

/// How well one node answers; 0 for not at all.
int score(const OpenDocument& document, const Node& node, const QString& words)
{
    const auto holds = [&](const QString& text) {
        return text.contains(words, Qt::CaseInsensitive);
    };
    const QString name = QString::fromStdString(node.name);
    if (name.compare(words, Qt::CaseInsensitive) == 0)
        return 100;
    if (name.startsWith(words, Qt::CaseInsensitive))
        return 90;
    if (holds(name) || holds(QString::fromStdString(node.title)))
        return 80;
    const Kind* kind = document.catalog().find(node.kind);
    if (holds(title_of(node)) || holds(QString::fromStdString(node.kind))
        || (kind && holds(framework_name(*kind))))
        return 60;
    if (kind)
        for (const FieldInfo& field : kind->fields) {
            const auto at = node.fields.find(std::string(field.name));
            if (at == node.fields.end() || at->is_null())
                continue;
            const QString value = QString::fromStdString(field_text(field, *at));
            if (value.compare(words, Qt::CaseInsensitive) == 0)
                return 50;
            if (holds(label_of(field) + QLatin1Char(' ') + value))
                return 40;
        }
    for (const Problem& problem : document.problems(node.id))
        if (holds(sentence_of(problem)))
            return 20;
    return 0;
}
} // namespace

std::vector<NodeId> find_nodes(const OpenDocument& document, const QString& typed)
{
    const QString words = typed.simplified();
    std::vector<std::pair<int, NodeId>> found;
    if (!words.isEmpty())
        for (const auto& [id, slot] : document.graph().slots())
            if (const int how = score(document, slot.node, words); how > 0)
                found.emplace_back(-how, id);
    std::sort(found.begin(), found.end());
    std::vector<NodeId> nodes;
    nodes.reserve(found.size());
    for (const auto& [how, id] : found)
        nodes.push_back(id);
    return nodes;
}

std::vector<MarkId> find_marks(const Marks& marks, const QString& typed)
{
    const QString words = typed.simplified();
    std::vector<MarkId> found;
    if (!words.isEmpty())
        for (const Mark& mark : marks.all())
            if (mark.text.contains(words, Qt::CaseInsensitive))
                found.push_back(mark.id);
    return found;
}

FindBar::FindBar(GraphCanvas& canvas)
    : QFrame(&canvas)
    , canvas_(canvas)
    , line_(new QLineEdit(this))
    , count_(new QLabel(this))
{
    setObjectName(QStringLiteral("find_bar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setCursor(Qt::ArrowCursor);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 10, 6);
    row->addWidget(line_, 1);
    row->addWidget(count_);
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    connect(line_, &QLineEdit::textChanged, this, &FindBar::search);
    retranslate();
    hide();
}

void FindBar::retranslate()
{
    line_->setPlaceholderText(GraphCanvas::tr("Name, kind, value, problem or note"));
    line_->setAccessibleName(GraphCanvas::tr("Find a node, a frame or a note"));
}

void FindBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void FindBar::place()
{
    resize(std::min(bar_width, canvas_.width() - 2 * bar_margin), sizeHint().height());
    move(canvas_.width() - width() - bar_margin, bar_margin);
}

void FindBar::open()
{
    if (!isVisible())
        before_ = canvas_.view();
    place();
    show();
    raise();
    line_->setFocus(Qt::ShortcutFocusReason);
    line_->selectAll();
    search();
}

void FindBar::search()
{
    hits_ = find_nodes(canvas_.document(), line_->text());
    marks_ = find_marks(canvas_.scene().marks(), line_->text());
    at_ = 0;
    if (count() == 0) {
        canvas_.show_found({}, 0);
        count_->setText(line_->text().isEmpty() ? QString() : GraphCanvas::tr("nothing"));
        if (line_->text().isEmpty())
            canvas_.set_view(before_);
    } else {
        show_hit(0);
    }
}

NodeId FindBar::node_now() const
{
    return at_ < static_cast<int>(hits_.size()) ? hits_[static_cast<std::size_t>(at_)] : 0;
}

MarkId FindBar::mark_now() const
{
    const auto index = static_cast<std::size_t>(at_) - hits_.size();
    return static_cast<std::size_t>(at_) >= hits_.size() && index < marks_.size() ? marks_[index]
                                                                                  : MarkId{};
}

void FindBar::show_hit(int index)
{
    at_ = (index + count()) % count();
    count_->setText(GraphCanvas::tr("%1 of %2").arg(at_ + 1).arg(count()));
    if (const MarkId mark = mark_now(); mark.exists())
        canvas_.show_found(mark);
    else
        canvas_.show_found({hits_.begin(), hits_.end()}, node_now());
}

void FindBar::finish(bool back)
{
    const NodeId node = node_now();
    const MarkId mark = mark_now();
    hide();
    canvas_.show_found({}, 0);
    if (back)
        canvas_.set_view(before_, true);
    else if (mark.exists())
        canvas_.choose({}, {mark});
    else if (node != 0 && canvas_.document().graph().contains(node))
        canvas_.document().select({node});
    canvas_.setFocus(Qt::OtherFocusReason);
}

bool FindBar::eventFilter(QObject* object, QEvent* event)
{
    if (object != line_ || !isVisible())
        return QFrame::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason)
            finish(false);
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Letters are text here, no commands of the canvas.
        if (static_cast<QKeyEvent*>(event)->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
            return false;
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        finish(true);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (count() == 1) {
            finish(false);
        } else if (count() > 1) {
            const bool up = key->key() == Qt::Key_Up || (key->modifiers() & Qt::ShiftModifier);
            show_hit(at_ + (up ? -1 : 1));
        }
        return true;
    case Qt::Key_Tab:
        finish(false);
        return true;
    default:
        return false;
    }
}

} // namespace lepton::canvas

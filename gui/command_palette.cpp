// Room gui: every command of the window by name. [gui]
#include "gui/command_palette.h"

#include "gui/actions.h"
#include "gui/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

int match_score(const QString& text, const QString& query)
{
    const QString in = text.toLower();
    const QString wanted = query.toLower().simplified();
    if (wanted.isEmpty())
        return 1;
    if (in.startsWith(wanted))
        return 1000;
    if (in.contains(QLatin1Char(' ') + wanted))
        return 900;
    if (const auto at = in.indexOf(wanted); at >= 0)
        return 800 - static_cast<int>(std::min<qsizetype>(at, 100));
    qsizetype at = 0;
    int score = 500;
    for (const QChar letter : wanted) {
        if (letter == QLatin1Char(' '))
            continue;
        const qsizetype next = in.indexOf(letter, at);
        if (next < 0)
            return 0;
        score -= static_cast<int>(std::min<qsizetype>(next - at, 40));
        at = next + 1;
    }
    return std::max(score, 1);
}

CommandPalette::CommandPalette(Actions& actions, QWidget* window)
    : QFrame(window, Qt::Popup)
    , actions_(actions)
    , search_(new QLineEdit(this))
    , list_(new QListWidget(this))
{
    setObjectName(QStringLiteral("command_palette"));
    setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(search_);
    column->addWidget(list_);
    search_->installEventFilter(this);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    connect(search_, &QLineEdit::textChanged, this, &CommandPalette::show_matching);
    connect(list_, &QListWidget::itemClicked, this, [this] { run_current(); });
}

void CommandPalette::open()
{
    before_ = QApplication::focusWidget();
    search_->clear();
    search_->setPlaceholderText(tr("Type the name of a command"));
    search_->setAccessibleName(search_->placeholderText());
    list_->setAccessibleName(tr("Commands"));
    show_matching({});
    const QWidget* window = parentWidget();
    resize(std::min(560, window->width() - 40), std::min(420, window->height() - 80));
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 60)));
    show();
    search_->setFocus();
}

void CommandPalette::show_matching(const QString& query)
{
    std::vector<std::pair<int, QAction*>> found;
    for (QAction* action : actions_.all()) {
        if (!action->isEnabled() || !action->isVisible())
            continue;
        const QString text = action->text().remove(QLatin1Char('&'));
        const int score =
            std::max(match_score(text, query), match_score(action->objectName(), query) / 2);
        if (score > 0)
            found.emplace_back(score, action);
    }
    std::ranges::stable_sort(found, std::greater<>(), &std::pair<int, QAction*>::first);
    list_->clear();
    for (const auto& [score, action] : found) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(action->icon(), QString(), list_);
        const QString text = action->text().remove(QLatin1Char('&'));
        item->setData(Qt::UserRole, action->objectName());
        item->setToolTip(action->toolTip());
        item->setData(Qt::AccessibleTextRole, text + QLatin1Char(' ') + key);
        auto* line = new QWidget(list_);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(6, 0, 8, 0);
        row->addWidget(new QLabel(text, line), 1);
        auto* keys = new QLabel(key, line);
        keys->setProperty("quiet", true);
        row->addWidget(keys);
        item->setSizeHint({100, Theme::control_height});
        list_->setItemWidget(item, line);
    }
    list_->setCurrentRow(0);
}

void CommandPalette::run_current()
{
    const QListWidgetItem* item = list_->currentItem();
    QAction* action = item ? actions_.find(item->data(Qt::UserRole).toString()) : nullptr;
    hide();
    if (before_ != nullptr)
        before_->setFocus();
    if (action != nullptr)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown: {
            const int by = key->key() == Qt::Key_Up ? -1
                : key->key() == Qt::Key_Down        ? 1
                : key->key() == Qt::Key_PageUp      ? -10
                                                    : 10;
            if (list_->count() > 0)
                list_->setCurrentRow(std::clamp(list_->currentRow() + by, 0, list_->count() - 1));
            return true;
        }
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run_current();
            return true;
        case Qt::Key_Escape:
            hide();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace lepton

// Room gui/panels: the steps of the document, and going to any of them. [gui]
#include "gui/panels/history_list.h"

#include "gui/open_document.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QAbstractListModel>
#include <QKeyEvent>

namespace lepton {

/// Row 0 is the document as it was opened, row n what it was after n steps.
class HistorySteps : public QAbstractListModel {
public:
    HistorySteps(const Journal& journal, QObject* parent)
        : QAbstractListModel(parent)
        , journal_(journal)
    {
    }
    void renew()
    {
        beginResetModel();
        rows_ = static_cast<int>(journal_.size()) + 1;
        endResetModel();
    }
    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : rows_; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const auto row = static_cast<std::size_t>(index.row());
        if (row > journal_.size())
            return {};
        const bool now = row == journal_.position(), undone = row > journal_.position();
        const QString name =
            row == 0 ? HistoryList::tr("As opened") : text_of(journal_.name(row - 1));
        switch (role) {
        case Qt::DisplayRole:
            return name;
        case Qt::AccessibleTextRole:
            return undone ? HistoryList::tr("%1, undone").arg(name)
                : now     ? HistoryList::tr("%1, now").arg(name)
                          : name;
        case Qt::ToolTipRole:
            return undone ? HistoryList::tr("Redo up to here")
                : now     ? HistoryList::tr("This is how it is now")
                          : HistoryList::tr("Undo all after this");
        case Qt::ForegroundRole:
            return undone ? QVariant(Theme::current().colors().secondary) : QVariant();
        case Qt::FontRole: {
            QFont font;
            font.setBold(now);
            font.setItalic(undone);
            return font;
        }
        default:
            return {};
        }
    }

private:
    const Journal& journal_;
    int rows_ = 0;
};

HistoryList::HistoryList(const Workbench& bench, QWidget* parent)
    : QListView(parent)
    , document_(bench.document)
    , steps_(new HistorySteps(bench.document.journal(), this))
{
    setObjectName(QStringLiteral("history_list"));
    setAccessibleName(tr("History"));
    setModel(steps_);
    setUniformItemSizes(true);
    setSpacing(2);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    connect(&document_, &OpenDocument::history_changed, this, &HistoryList::follow);
    connect(&document_, &OpenDocument::replaced, this, &HistoryList::follow);
    connect(this, &QListView::clicked, this, &HistoryList::go_to);
}

void HistoryList::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    follow();
}

void HistoryList::follow()
{
    if (!isVisible())
        return;
    steps_->renew();
    const QModelIndex now = steps_->index(static_cast<int>(document_.journal().position()));
    setCurrentIndex(now);
    scrollTo(now);
}

void HistoryList::go_to(const QModelIndex& step)
{
    const auto wanted = static_cast<std::size_t>(step.row());
    const Journal& journal = document_.journal();
    while (wanted < journal.position() && journal.can_undo())
        document_.undo();
    while (wanted > journal.position() && journal.can_redo())
        document_.redo();
}

void HistoryList::keyPressEvent(QKeyEvent* event)
{
    const bool takes = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space;
    if (takes && currentIndex().isValid())
        go_to(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void HistoryList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("History"));
        follow();
    }
    QListView::changeEvent(event);
}

} // namespace lepton

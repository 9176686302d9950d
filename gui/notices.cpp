// Room gui: lines above the canvas. [gui]
#include "gui/notices.h"

#include "gui/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace lepton {

namespace {

/// One line: a stroke in the colour of its level, the text, buttons, a cross.
class NoticeLine : public QWidget {
public:
    NoticeLine(Level level, QWidget* parent)
        : QWidget(parent)
        , level_(level)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& c = Theme::current().colors();
        QPainter painter(this);
        painter.fillRect(rect(), c.panel);
        painter.fillRect(QRect(0, 0, 3, height()),
                         level_ == Level::problem       ? c.problem
                             : level_ == Level::warning ? c.warning
                                                        : c.accent);
        painter.fillRect(QRect(0, height() - 1, width(), 1), c.line);
    }

private:
    Level level_;
};

} // namespace

Notices::Notices(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void Notices::show_line(const QString& id, Level level, const QString& text,
                        std::vector<NoticeChoice> choices, int seconds)
{
    remove(id);
    auto* line = new NoticeLine(level, this);
    line->setObjectName(id);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(14, 5, 8, 6);
    row->setSpacing(8);
    auto* label = new QLabel(text, line);
    label->setObjectName(QStringLiteral("text"));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(label, 1);
    for (NoticeChoice& choice : choices) {
        auto* button = new QPushButton(choice.text, line);
        button->setProperty("link", true);
        connect(button, &QPushButton::clicked, this, [line, choice = std::move(choice)] {
            if (!choice.keeps) {
                line->setObjectName({});
                line->hide();
                line->deleteLater();
            }
            choice.chosen();
        });
        row->addWidget(button);
    }
    auto* close = new QToolButton(line);
    close->setIcon(Theme::current().icon(QStringLiteral("x")));
    close->setToolTip(tr("Hide this line"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this, id] { remove(id); });
    row->addWidget(close);
    layout()->addWidget(line);
    line->setAccessibleName(text);
    if (seconds > 0)
        QTimer::singleShot(seconds * 1000, line, [this, id] { remove(id); });
}

QWidget* Notices::line(const QString& id) const
{
    return findChild<QWidget*>(id, Qt::FindDirectChildrenOnly);
}

void Notices::remove(const QString& id)
{
    if (QWidget* old = line(id)) {
        old->setObjectName({});
        old->hide();
        old->deleteLater();
    }
}

bool Notices::has(const QString& id) const { return line(id) != nullptr; }

QString Notices::text(const QString& id) const
{
    const QWidget* found = line(id);
    return found ? found->findChild<QLabel*>(QStringLiteral("text"))->text() : QString();
}

} // namespace lepton

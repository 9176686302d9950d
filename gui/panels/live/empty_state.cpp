// Room gui/panels/live: what an empty panel says: one sentence what will be here, one button how to
// get it. [gui]
#include "gui/panels/live/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

EmptyState::EmptyState(QWidget* content, QWidget* parent)
    : QWidget(parent)
    , content_(content)
{
    stack_ = new QStackedLayout(this);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(12);
    label_ = new QLabel(page);
    label_->setWordWrap(true);
    label_->setAlignment(Qt::AlignCenter);
    label_->setForegroundRole(QPalette::PlaceholderText);
    button_ = new QPushButton(page);
    button_->setMinimumHeight(28);
    column->addStretch();
    column->addWidget(label_, 0, Qt::AlignHCenter);
    column->addWidget(button_, 0, Qt::AlignHCenter);
    column->addStretch();
    stack_->addWidget(content);
    stack_->addWidget(page);
    connect(button_, &QPushButton::clicked, this, [this] {
        if (press_)
            press_();
    });
}

void EmptyState::say(const QString& sentence, const QString& button, std::function<void()> press)
{
    QString text = sentence; // may begin with a run's title
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    label_->setText(text);
    fit();
    button_->setText(button);
    button_->setVisible(!button.isEmpty());
    press_ = std::move(press);
    stack_->setCurrentIndex(1);
}

QSize EmptyState::minimumSizeHint() const
{
    const QSize least(220, 90);
    return is_empty() ? least : content_->minimumSizeHint().expandedTo(least);
}

void EmptyState::fit()
{
    // A centred label is given the height of a guess; this is the height it needs.
    const int wide = std::clamp(width() - 24, 180, 360);
    label_->setFixedWidth(wide);
    label_->setMinimumHeight(std::max(0, label_->heightForWidth(wide))); // none while empty
}

void EmptyState::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void EmptyState::show_content() { stack_->setCurrentIndex(0); }

bool EmptyState::is_empty() const { return stack_->currentIndex() == 1; }

QString EmptyState::sentence() const { return label_->text(); }

} // namespace lepton

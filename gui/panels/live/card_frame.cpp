// Room gui/panels/live: a rounded frame with a few lines of text in it. [gui]
#include "gui/panels/live/card_frame.h"

#include "gui/theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

CardFrame::CardFrame(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    label_ = new QLabel(this);
    label_->setWordWrap(true);
    label_->setTextFormat(Qt::RichText);
    label_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    column->addWidget(label_);
    setSizePolicy(QSizePolicy::Expanding,
                  QSizePolicy::Fixed); // as high as the lines are, see fit()
    hide();
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CardFrame::set_html(const QString& html)
{
    if (html == label_->text())
        return;
    label_->setText(html);
    setVisible(!html.isEmpty());
    fit();
}

void CardFrame::fit()
{
    const QMargins around = layout()->contentsMargins();
    const int lines =
        label_->heightForWidth(std::max(60, width() - around.left() - around.right()));
    setFixedHeight(lines + around.top() + around.bottom());
}

void CardFrame::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CardFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = Theme::current().colors();
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace lepton

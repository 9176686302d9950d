// Room tests/pictures: finds texts that do not fit where they stand.
#include "tests/pictures/cut_off.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace lepton {

QStringList cut_off(const QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty())
            continue;
        QString text;
        int wide = 0, high = 0;
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            const auto* tool = qobject_cast<const QToolButton*>(widget);
            if (tool == nullptr || tool->toolButtonStyle() != Qt::ToolButtonIconOnly
                || tool->icon().isNull()) // else its icon says all
                text = button->text();
            wide = button->fontMetrics().horizontalAdvance(text);
            high = text.isEmpty() ? 0 : button->fontMetrics().height();
        } else if (const auto* label = qobject_cast<const QLabel*>(widget); label != nullptr
                   && label->textFormat() != Qt::RichText && !Qt::mightBeRichText(label->text())
                   && label->pixmap().isNull()) {
            text = label->text();
            if (label->wordWrap()) {
                high = label->heightForWidth(label->width());
            } else {
                for (const QString& line : text.split(QLatin1Char('\n')))
                    wide = std::max(wide, label->fontMetrics().horizontalAdvance(line));
                high = label->fontMetrics().height();
            }
        } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
            text = box->currentText();
            wide = box->fontMetrics().horizontalAdvance(text) + 10;
        }
        const bool own_paint = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed
            && widget->minimumSize() == widget->maximumSize();
        if (text.isEmpty() || own_paint)
            continue;
        if (wide > widget->width())
            found << QStringLiteral("%1 “%2” needs %3 across, has %4")
                         .arg(QLatin1String(widget->metaObject()->className()), text)
                         .arg(wide)
                         .arg(widget->width());
        else if (high > widget->height() + 1)
            found << QStringLiteral("%1 “%2” needs %3 down, has %4")
                         .arg(QLatin1String(widget->metaObject()->className()), text)
                         .arg(high)
                         .arg(widget->height());
    }
    return found;
}

} // namespace lepton

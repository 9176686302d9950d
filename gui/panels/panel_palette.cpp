// Room gui/panels: the palette: a search field and what was used lately above all node kinds;
// double-click or drag puts one on the canvas. [gui]
#include "gui/canvas/sprites.h"
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/panels/palette_list.h"
#include "gui/panels/place_node.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace lepton {

namespace {

class Palette : public QWidget {
public:
    explicit Palette(const Workbench& bench)
        : document_(bench.document)
        , search_(new QLineEdit(this))
        , list_(new PaletteList(this))
    {
        setProperty("panel", true);
        setObjectName(QStringLiteral("palette"));
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 6, 0, 0);
        column->setSpacing(4);
        auto* frame = new QVBoxLayout;
        frame->setContentsMargins(10, 0, 10, 0);
        search_->setClearButtonEnabled(true);
        search_->addAction(Theme::current().icon(QStringLiteral("search")),
                           QLineEdit::LeadingPosition);
        search_->installEventFilter(this);
        frame->addWidget(search_);
        column->addLayout(frame);
        again_ = new QHBoxLayout;
        again_->setContentsMargins(10, 0, 10, 0);
        again_->setSpacing(2);
        again_->addStretch();
        column->addLayout(again_);
        column->addWidget(list_);
        setFocusProxy(search_);
        list_->follow(document_);
        connect(search_, &QLineEdit::textChanged, list_, &PaletteList::show_matching);
        connect(list_, &PaletteList::chosen, this, &Palette::place);
        connect(&Theme::current(), &Theme::changed, list_, [this] { list_->viewport()->update(); });
        retranslate();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent*>(event)->key();
            if (key == Qt::Key_Down && list_->first_kind() != nullptr) {
                list_->setFocus();
                list_->setCurrentItem(list_->first_kind());
                return true;
            }
            if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !search_->text().isEmpty()
                && list_->first_kind() != nullptr) {
                place(PaletteList::kind_of(list_->first_kind()));
                search_->selectAll();
                return true;
            }
            if (key == Qt::Key_Escape && !search_->text().isEmpty()) {
                search_->clear();
                return true;
            }
        }
        return QWidget::eventFilter(watched, event);
    }

    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        QWidget::changeEvent(event);
    }

private:
    void place(const QString& id)
    {
        if (place_node(document_, id) != 0)
            offer_again(id);
    }

    /// A button that places the kind once more; those that are there stay where they are.
    void offer_again(const QString& id)
    {
        const Kind* kind = catalog().find(id.toStdString());
        const QString name = QStringLiteral("again_") + id;
        if (kind == nullptr || findChild<QToolButton*>(name) != nullptr)
            return;
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setAutoRaise(true);
        button->setIcon(canvas::kind_icon(
            from_view(kind->card.icon.empty() ? kind->card.id : kind->card.icon), kind->card.role));
        button->setAccessibleName(from_view(kind->card.title));
        button->setToolTip(from_view(kind->card.title));
        connect(button, &QToolButton::clicked, this, [this, id] { place(id); });
        again_->insertWidget(0, button);
        constexpr int most = 6;
        if (QLayoutItem* oldest = again_->count() > most + 1 ? again_->takeAt(most) : nullptr) {
            oldest->widget()->deleteLater();
            oldest->widget()->setObjectName({});
            delete oldest;
        }
    }

    void retranslate()
    {
        search_->setPlaceholderText(QCoreApplication::translate("Palette", "Search nodes"));
        search_->setAccessibleName(QCoreApplication::translate("Palette", "Search nodes"));
        search_->setToolTip(QCoreApplication::translate(
            "Palette",
            "Name, framework name or group, e.g. “FC” or “Conv2d”. Enter adds the first one."));
        list_->setAccessibleName(QCoreApplication::translate("Palette", "Nodes"));
        list_->show_matching(search_->text());
    }

    OpenDocument& document_;
    QLineEdit* search_;
    PaletteList* list_;
    QHBoxLayout* again_; ///< what was used lately, the newest first
};

} // namespace

void add_panel_palette(Panels& panels)
{
    panels.add({.id = "palette",
                .title = QT_TRANSLATE_NOOP("Panel", "Palette"),
                .area = PanelArea::left,
                .order = 10,
                .workspaces = {"data", "design"},
                .make = [](const Workbench& bench) { return new Palette(bench); }});
}

} // namespace lepton

// Room gui/panels: the palette: a search field above all node kinds; double-click or drag puts one
// on the canvas. [gui]
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/panels/palette_list.h"
#include "gui/panels/place_node.h"
#include "gui/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
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
        column->addWidget(list_);
        setFocusProxy(search_);
        list_->follow(document_);
        connect(search_, &QLineEdit::textChanged, list_, &PaletteList::show_matching);
        connect(list_, &PaletteList::chosen, this,
                [this](const QString& kind) { place_node(document_, kind); });
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
                place_node(document_, PaletteList::kind_of(list_->first_kind()));
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

// Room gui/panels: the list of node kinds: groups, search, drag to the canvas. [gui]
#pragma once

#include "nodes/catalog.h"

#include <QStyledItemDelegate>
#include <QTreeWidget>

namespace lepton {

class OpenDocument;

/// True if every word of `query` begins a word of the kind's title, aliases, id, group, framework
/// name or translation.
bool matches(const Kind& kind, const QString& query);

/// All kinds by group. Rows are drawn with the node's colour and icon.
class PaletteList : public QTreeWidget {
    Q_OBJECT
public:
    explicit PaletteList(QWidget* parent = nullptr);
    /// Lists what may be drawn at the level of this document that is looked at, its subgraphs among
    /// it, and what belongs in the network, instead of all that the program knows.
    void follow(const OpenDocument& document);
    /// Shows what matches; groups without a match are left out.
    void show_matching(const QString& query);
    /// The first node row, for Enter in the search field.
    QTreeWidgetItem* first_kind() const;
    static QString kind_of(const QTreeWidgetItem* item);

Q_SIGNALS:
    void chosen(const QString& kind);

protected:
    void startDrag(Qt::DropActions actions) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Catalog& kinds() const;

    const OpenDocument* document_ = nullptr;
    QString query_;
};

/// Draws a row: swatch in the family's tint, icon, title, translated title.
class PaletteRow : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace lepton

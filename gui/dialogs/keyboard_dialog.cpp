// Room gui/dialogs: all keys and gestures in a table. [gui]
#include "gui/dialogs/keyboard_dialog.h"

#include "gui/actions.h"
#include "gui/canvas/gestures.h"
#include "gui/key_map.h"
#include "gui/key_presets.h"
#include "gui/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace lepton {

namespace {
enum KeyColumn { command, where, key_column, columns };
constexpr int id_role = Qt::UserRole;
constexpr qint64 most_read = 1 << 21; ///< bytes of a file with keys

QString native(const KeyMap::Keys& keys)
{
    QStringList out;
    for (const QKeySequence& key : keys)
        out << key.toString(QKeySequence::NativeText);
    return out.join(QStringLiteral(", "));
}

/// Takes one key at once, where Qt's own waits for more.
class KeyEdit : public QKeySequenceEdit {
public:
    using QKeySequenceEdit::QKeySequenceEdit;
    std::function<void()> typed;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        QKeySequenceEdit::keyPressEvent(event);
        if (keySequence().isEmpty())
            return;
        setKeySequence(QKeySequence(keySequence()[0]));
        typed();
    }
};

class KeyboardDialog : public QDialog {
    Q_DECLARE_TR_FUNCTIONS(KeyboardDialog)
public:
    KeyboardDialog(KeyMap& keys, QWidget* window)
        : QDialog(window)
        , keys_(keys)
        , search_(new QLineEdit(this))
        , preset_(new QComboBox(this))
        , preset_label_(new QLabel(this))
        , table_(new QTableWidget(this))
        , key_(new KeyEdit(this))
        , key_label_(new QLabel(this))
        , said_(new QLabel(this))
    {
        setObjectName(QStringLiteral("keyboard"));
        setAttribute(Qt::WA_DeleteOnClose);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(20, 16, 20, 14);
        column->setSpacing(10);
        auto* top = new QHBoxLayout;
        search_->setObjectName(QStringLiteral("key_search"));
        search_->setClearButtonEnabled(true);
        preset_->setObjectName(QStringLiteral("key_preset"));
        preset_->setView(new QListView(preset_));
        preset_->addItems(key_presets());
        preset_label_->setBuddy(preset_);
        top->addWidget(search_, 1);
        top->addWidget(preset_label_);
        top->addWidget(preset_);
        column->addLayout(top);
        table_->setObjectName(QStringLiteral("key_table"));
        table_->setColumnCount(columns);
        table_->verticalHeader()->hide();
        table_->verticalHeader()->setDefaultSectionSize(24);
        table_->horizontalHeader()->setHighlightSections(false);
        table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        table_->horizontalHeader()->setSectionResizeMode(command, QHeaderView::Stretch);
        for (const int c : {where, key_column})
            table_->horizontalHeader()->setSectionResizeMode(c, QHeaderView::ResizeToContents);
        table_->setShowGrid(false);
        table_->setSelectionBehavior(QAbstractItemView::SelectRows);
        table_->setSelectionMode(QAbstractItemView::SingleSelection);
        table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
        table_->setTabKeyNavigation(false);
        column->addWidget(table_, 1);
        auto* edit = new QHBoxLayout;
        key_->setObjectName(QStringLiteral("key_edit"));
        key_label_->setBuddy(key_);
        edit->addWidget(key_label_);
        edit->addWidget(key_, 1);
        set_ = button(edit, "key_set");
        add_ = button(edit, "key_add");
        clear_ = button(edit, "key_clear");
        reset_ = button(edit, "key_reset");
        column->addLayout(edit);
        said_->setObjectName(QStringLiteral("key_said"));
        said_->setWordWrap(true);
        said_->setMinimumHeight(said_->fontMetrics().height());
        column->addWidget(said_);
        auto* bottom = new QHBoxLayout;
        reset_all_ = button(bottom, "key_reset_all");
        import_ = button(bottom, "key_import");
        export_ = button(bottom, "key_export");
        bottom->addStretch();
        close_ = button(bottom, "key_close");
        column->addLayout(bottom);
        resize(800, 620);

        connect(search_, &QLineEdit::textChanged, this, [this] { filter(); });
        connect(table_, &QTableWidget::currentItemChanged, this, [this] { show_current(); });
        connect(table_, &QTableWidget::itemActivated, this, [this] { key_->setFocus(); });
        key_->typed = [this] { judge(); };
        connect(preset_, &QComboBox::activated, this,
                [this](int index) { keys_.choose_preset(preset_->itemText(index)); });
        connect(set_, &QPushButton::clicked, this, [this] { keys_.set(current(), {typed()}); });
        connect(add_, &QPushButton::clicked, this, [this] {
            KeyMap::Keys all = keys_.keys(current());
            all.removeAll(typed());
            keys_.set(current(), all << typed());
        });
        connect(clear_, &QPushButton::clicked, this, [this] { keys_.set(current(), {}); });
        connect(reset_, &QPushButton::clicked, this, [this] { keys_.reset(current()); });
        connect(reset_all_, &QPushButton::clicked, this, [this] { keys_.reset_all(); });
        connect(import_, &QPushButton::clicked, this, [this] { import_file(); });
        connect(export_, &QPushButton::clicked, this, [this] { export_file(); });
        connect(close_, &QPushButton::clicked, this, &QDialog::close);
        connect(&keys_, &KeyMap::changed, this, [this] { fill(); });
        retranslate();
        fill();
        search_->setFocus();
    }

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            retranslate();
            fill();
        }
        QDialog::changeEvent(event);
    }

private:
    QPushButton* button(QHBoxLayout* row, const char* name)
    {
        auto* made = new QPushButton(this);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false); // Enter belongs to the search and the table
        row->addWidget(made);
        return made;
    }

    QString current() const
    {
        const QTableWidgetItem* item = table_->item(table_->currentRow(), command);
        return item ? item->data(id_role).toString() : QString();
    }
    QKeySequence typed() const { return key_->keySequence(); }

    void fill()
    {
        const QString shown = current();
        const QSignalBlocker quiet(table_);
        table_->setRowCount(0);
        const auto put = [this](const QString& id, const QString& name, const QString& place,
                                const QString& keys, bool changed) {
            const int row = table_->rowCount();
            table_->insertRow(row);
            for (const auto& [column, text] :
                 {std::pair<int, QString>{command, name}, {where, place}, {key_column, keys}}) {
                auto* item = new QTableWidgetItem(text);
                item->setToolTip(text);
                item->setData(id_role, id);
                if (column == where)
                    item->setForeground(Theme::current().colors().secondary);
                if (column == key_column && changed) {
                    QFont bold = item->font();
                    bold.setWeight(QFont::DemiBold);
                    item->setFont(bold);
                }
                table_->setItem(row, column, item);
            }
            table_->item(row, command)->setData(Qt::AccessibleTextRole, name + u' ' + keys);
        };
        for (const QAction* action : keys_.actions().all()) {
            const QString id = action->objectName();
            const bool drawing = action->shortcutContext() == Qt::WidgetWithChildrenShortcut;
            put(id, action->iconText().remove(u'&'), drawing ? tr("drawing") : tr("window"),
                native(keys_.keys(id)), keys_.is_changed(id));
        }
        for (const FixedKey& key : fixed_keys())
            put({}, QCoreApplication::translate("KeyMap", key.what), tr("drawing, fixed"),
                native(QKeySequence::listFromString(QLatin1String(key.keys))), false);
        for (const Gesture& each : gestures())
            put({}, QCoreApplication::translate("Gestures", each.what), tr("drawing, by hand"),
                QCoreApplication::translate("Gestures", each.how), false);
        preset_->setCurrentText(keys_.preset());
        filter();
        for (int row = 0; row < table_->rowCount(); ++row)
            if (!shown.isEmpty() && table_->item(row, command)->data(id_role).toString() == shown)
                table_->setCurrentCell(row, command);
        show_current();
    }

    /// Rows that hold every word, in the name, the id or the keys.
    void filter()
    {
        const QStringList words = search_->text().simplified().split(u' ', Qt::SkipEmptyParts);
        for (int row = 0; row < table_->rowCount(); ++row) {
            const QString text = table_->item(row, command)->text() + u' '
                + table_->item(row, command)->data(id_role).toString() + u' '
                + table_->item(row, key_column)->text();
            const bool fits = std::ranges::all_of(words, [&](const QString& word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
            table_->setRowHidden(row, !fits);
        }
    }

    void show_current()
    {
        const QString id = current();
        const bool can = !id.isEmpty();
        key_->setEnabled(can);
        clear_->setEnabled(can && !keys_.keys(id).isEmpty());
        reset_->setEnabled(can && keys_.is_changed(id));
        key_->clear();
        judge();
    }

    /// Says what a typed key means now.
    void judge()
    {
        QString said;
        bool can = key_->isEnabled() && !typed().isEmpty();
        const QString name = typed().toString(QKeySequence::NativeText);
        if (const FixedKey* fixed = can ? KeyMap::fixed(typed()) : nullptr) {
            can = false;
            said = tr("The drawing itself uses %1: %2.")
                       .arg(name, QCoreApplication::translate("KeyMap", fixed->what));
        } else if (const QAction* holder = can ? keys_.holder(typed()) : nullptr;
                   holder && holder->objectName() != current()) {
            said = tr("%1 is “%2” now; setting it here takes it from there.")
                       .arg(name, holder->iconText().remove(u'&'));
        }
        set_->setEnabled(can);
        add_->setEnabled(can);
        for (QLineEdit* inner : key_->findChildren<QLineEdit*>())
            inner->setPlaceholderText(key_label_->text()); // Qt puts its own back each time
        tell(said);
    }

    void tell(const QString& text)
    {
        said_->setText(text);
        said_->setAccessibleName(text);
    }

    void import_file()
    {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Import keys"), {}, tr("Keys (*.json)"));
        if (path.isEmpty())
            return;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return tell(file.errorString());
        tell(keys_.import(file.read(most_read)));
    }

    void export_file()
    {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Export keys"), QStringLiteral("lepton-keys.json"), tr("Keys (*.json)"));
        if (path.isEmpty())
            return;
        QSaveFile file(path);
        const QByteArray json = keys_.exported();
        const bool done =
            file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
        tell(done ? tr("Saved as %1").arg(path) : file.errorString());
    }

    void retranslate()
    {
        setWindowTitle(tr("Keys and gestures"));
        search_->setPlaceholderText(tr("Search a command, a key or a gesture"));
        search_->setAccessibleName(search_->placeholderText());
        preset_label_->setText(tr("Keys as in"));
        preset_->setAccessibleName(preset_label_->text());
        table_->setHorizontalHeaderLabels({tr("Command"), tr("Where"), tr("Keys or gesture")});
        table_->setAccessibleName(tr("Commands and their keys"));
        key_label_->setText(tr("Press a key"));
        key_->setAccessibleName(key_label_->text());
        for (QLineEdit* inner : key_->findChildren<QLineEdit*>())
            inner->setAccessibleName(key_label_->text());
        set_->setText(tr("Set"));
        set_->setToolTip(tr("The typed key in place of those the command has"));
        add_->setText(tr("Add"));
        add_->setToolTip(tr("The typed key beside those the command has"));
        clear_->setText(tr("No key"));
        reset_->setText(tr("Reset"));
        reset_->setToolTip(tr("The keys this command has in the preset"));
        reset_all_->setText(tr("Reset all"));
        import_->setText(tr("Import…"));
        export_->setText(tr("Export…"));
        close_->setText(tr("Close"));
    }

    KeyMap& keys_;
    QLineEdit* search_;
    QComboBox* preset_;
    QLabel* preset_label_;
    QTableWidget* table_;
    KeyEdit* key_;
    QLabel *key_label_, *said_;
    QPushButton *set_ = nullptr, *add_ = nullptr, *clear_ = nullptr, *reset_ = nullptr,
                *reset_all_ = nullptr, *import_ = nullptr, *export_ = nullptr, *close_ = nullptr;
};

} // namespace

void show_keyboard(KeyMap& keys, QWidget* window)
{
    if (auto* open = window->findChild<QDialog*>(QStringLiteral("keyboard"))) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new KeyboardDialog(keys, window))->show();
}

} // namespace lepton

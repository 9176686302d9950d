// Room gui/panels: the control for one field: number, pair, list, text, path, choice or tick. [gui]
#include "gui/panels/field_editor.h"

#include "gui/document_files.h"
#include "gui/panels/number_box.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QStyle>
#include <QToolButton>

namespace lepton {

namespace {

QString list_text(const Json& list)
{
    QStringList parts;
    for (const Json& one : list)
        parts << (one.is_number_integer() ? QString::number(one.get<std::int64_t>())
                      : one.is_number()   ? QString::number(one.get<double>(), 'g', 10)
                                          : QString::fromStdString(one.dump()));
    return parts.join(QStringLiteral(", "));
}

std::optional<Json> list_of(const QString& text, bool whole)
{
    static const QRegularExpression between(QStringLiteral(R"([\s,;×]+)"));
    Json list = Json::array();
    for (const QString& part : text.split(between, Qt::SkipEmptyParts)) {
        bool ok = false;
        if (whole)
            list.push_back(static_cast<std::int64_t>(part.toLongLong(&ok)));
        else
            list.push_back(part.toDouble(&ok));
        if (!ok)
            return std::nullopt;
    }
    return list;
}

} // namespace

FieldEditor::FieldEditor(const FieldInfo& field, std::function<QString()> folder, QWidget* parent)
    : QWidget(parent)
    , field_(field)
    , folder_(std::move(folder))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    switch (field_.type) {
    case FieldType::integer:
    case FieldType::from_wire:
    case FieldType::number:
    case FieldType::pair:
        make_number();
        break;
    case FieldType::boolean:
        make_boolean();
        break;
    case FieldType::choice:
        for (const std::string_view choice : field_.choices)
            choices_ << from_view(choice);
        make_choice();
        break;
    default:
        make_text();
    }
    retranslate();
}

void FieldEditor::make_number()
{
    number_ = new NumberBox(field_, this);
    number_->installEventFilter(this);
    connect(number_, &NumberBox::edited, this, &FieldEditor::edited);
    layout()->addWidget(number_);
    setFocusProxy(number_);
}

void FieldEditor::make_text()
{
    text_ = new QLineEdit(this);
    text_->installEventFilter(this);
    connect(text_, &QLineEdit::textEdited, this, &FieldEditor::edited);
    layout()->addWidget(text_);
    setFocusProxy(text_);
    if (!is_path(field_.type))
        return;
    auto* button = new QToolButton(this);
    button->setIcon(Theme::current().icon(QStringLiteral("folder-open")));
    button->setObjectName(QStringLiteral("pick"));
    connect(button, &QToolButton::clicked, this, &FieldEditor::pick);
    layout()->addWidget(button);
}

void FieldEditor::make_choice()
{
    choice_ = new QComboBox(this);
    choice_->setView(new QListView(choice_));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(6);
    choice_->setFocusPolicy(Qt::StrongFocus);
    choice_->installEventFilter(this);
    connect(choice_, &QComboBox::activated, this, [this](int index) {
        if (index < 0)
            return;
        editing_ = true;
        value_ = choice_->itemData(index).toString().toStdString();
        Q_EMIT previewed(*value_);
        commit();
    });
    layout()->addWidget(choice_);
    setFocusProxy(choice_);
}

void FieldEditor::make_boolean()
{
    check_ = new QCheckBox(this);
    connect(check_, &QCheckBox::clicked, this, [this](bool on) {
        check_->setTristate(false);
        editing_ = true;
        value_ = on;
        Q_EMIT previewed(*value_);
        commit();
    });
    layout()->addWidget(check_);
    qobject_cast<QHBoxLayout*>(layout())->addStretch();
    setFocusProxy(check_);
}

void FieldEditor::set_choices(const QStringList& values)
{
    choices_ = values;
    if (choice_ == nullptr) {
        delete text_;
        text_ = nullptr;
        make_choice();
    }
    retranslate();
}

void FieldEditor::set_value(const std::optional<Json>& value)
{
    if (editing_)
        return;
    value_ = value;
    show_value();
}

void FieldEditor::show_value()
{
    mark_bad({});
    if (number_ != nullptr) {
        number_->set_value(value_);
    } else if (text_ != nullptr) {
        QString text;
        if (value_ && value_->is_string())
            text = QString::fromStdString(value_->get<std::string>());
        else if (value_ && value_->is_array())
            text = list_text(*value_);
        if (text_->text() != text)
            text_->setText(text);
        text_->setPlaceholderText(value_ ? QString() : QStringLiteral("–"));
    } else if (choice_ != nullptr) {
        const QString wanted = value_ && value_->is_string()
            ? QString::fromStdString(value_->get<std::string>())
            : QString();
        choice_->setCurrentIndex(choice_->findData(wanted));
        choice_->setPlaceholderText(value_ && !wanted.isEmpty() ? wanted : QStringLiteral("–"));
    } else if (check_ != nullptr) {
        check_->setTristate(!value_.has_value());
        check_->setCheckState(!value_ ? Qt::PartiallyChecked
                                  : value_->is_boolean() && value_->get<bool>() ? Qt::Checked
                                                                                : Qt::Unchecked);
    }
}

std::optional<Json> FieldEditor::entered(QString* why) const
{
    std::optional<Json> value;
    if (number_ != nullptr) {
        value = number_->value();
        if (!value)
            *why = tr("A number is expected: %1.").arg(number_->range_text());
    } else if (text_ != nullptr) {
        if (field_.type == FieldType::integers || field_.type == FieldType::numbers) {
            value = list_of(text_->text(), field_.type == FieldType::integers);
            if (!value)
                *why = tr("Numbers separated by commas are expected.");
        } else {
            value = text_->text().toStdString();
        }
    }
    if (value)
        if (const auto fits = check_field(field_, *value); !fits) {
            *why = sentence_of(fits.problems().front());
            return std::nullopt;
        }
    return value;
}

void FieldEditor::edited()
{
    editing_ = true;
    if (number_ != nullptr && number_->is_relative()) {
        mark_bad({}); // takes effect with Enter: halfway through "*12" it would multiply by one
        return;
    }
    QString why;
    if (const auto value = entered(&why)) {
        mark_bad({});
        value_ = value;
        Q_EMIT previewed(*value);
    } else {
        mark_bad(why);
    }
}

void FieldEditor::commit()
{
    if (!editing_)
        return;
    editing_ = false;
    if (number_ != nullptr && number_->is_relative()) {
        Q_EMIT relative_entry([this](const Json& before) { return number_->applied_to(before); });
        Q_EMIT committed();
        return;
    }
    Q_EMIT committed();
    show_value(); // what did not fit gives way to the last value that did
}

void FieldEditor::revert()
{
    editing_ = false;
    mark_bad({});
    Q_EMIT reverted();
}

void FieldEditor::mark_bad(const QString& why)
{
    QWidget* box = number_ != nullptr ? static_cast<QWidget*>(number_) : text_;
    if (box == nullptr)
        return;
    const bool bad = !why.isEmpty();
    if (box->property("bad").toBool() != bad) {
        box->setProperty("bad", bad);
        box->style()->unpolish(box);
        box->style()->polish(box);
    }
    box->setToolTip(bad ? why : toolTip());
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool undo = key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
        if (undo && !editing_) {
            event->ignore(); // the history of the document, not of a text that holds nothing new
            return true;
        }
        if (key->key() == Qt::Key_Escape && editing_) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && editing_) {
            revert();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            commit();
            if (number_ != nullptr)
                number_->selectAll();
            return number_ != nullptr || text_ != nullptr;
        }
    } else if (event->type() == QEvent::KeyRelease || event->type() == QEvent::MouseButtonRelease) {
        const bool by_key = event->type() == QEvent::KeyRelease;
        const int key = by_key ? static_cast<QKeyEvent*>(event)->key() : 0;
        const bool spin = !by_key || key == Qt::Key_Up || key == Qt::Key_Down;
        if (number_ != nullptr && watched == number_ && spin
            && !(by_key && static_cast<QKeyEvent*>(event)->isAutoRepeat()))
            commit(); // the spin button was let go
    } else if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            commit();
    } else if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore(); // scrolling the form must not change values under the pointer
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldEditor::pick()
{
    const QString folder = folder_ ? folder_() : QString();
    const QString start = QDir(folder).absoluteFilePath(text_->text());
    const QString picked = field_.type == FieldType::folder
        ? QFileDialog::getExistingDirectory(this, label_of(field_), start)
        : QFileDialog::getOpenFileName(this, label_of(field_), start, text_of(field_.filter));
    if (picked.isEmpty())
        return;
    text_->setText(path_from(folder, picked));
    edited();
    commit();
}

void FieldEditor::retranslate()
{
    QStringList tip;
    if (!field_.tip.empty())
        tip << text_of(field_.tip);
    if (number_ != nullptr && !number_->range_text().isEmpty())
        tip << number_->range_text()
                + (field_.unit.empty() ? QString() : QLatin1Char(' ') + text_of(field_.unit));
    setToolTip(tip.join(QLatin1Char('\n')));
    const QString label = label_of(field_);
    for (QWidget* child : std::initializer_list<QWidget*>{number_, text_, choice_, check_})
        if (child != nullptr) {
            child->setAccessibleName(label);
            child->setAccessibleDescription(tip.join(QLatin1Char(' ')));
            child->setToolTip(toolTip());
        }
    if (auto* button = findChild<QToolButton*>(QStringLiteral("pick"))) {
        const QString what =
            field_.type == FieldType::folder ? tr("Choose a folder") : tr("Choose a file");
        button->setToolTip(what);
        button->setAccessibleName(what);
    }
    if (choice_ != nullptr) {
        choice_->clear();
        for (const QString& choice : choices_)
            choice_->addItem(text_of(choice.toStdString()), choice);
        show_value();
    }
}

void FieldEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lepton

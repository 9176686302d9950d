// Room gui/panels: the control for one field, made from its description alone. [gui]
#pragma once

#include "nodes/fields.h"

#include <QWidget>

#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace lepton {

class NumberBox;

/// What a relative entry makes of a value.
using ChangeValue = std::function<Json(const Json&)>;

/// Edits one value. A gesture runs from the first change to Enter, focus lost or the spin button's
/// release; meanwhile each value that fits is previewed. Esc takes the gesture back.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    /// `folder` is where relative paths start.
    FieldEditor(const FieldInfo& field, std::function<QString()> folder, QWidget* parent = nullptr);

    const FieldInfo& field() const { return field_; }
    /// Shows a value unless the user is just editing it; nothing stands for several different ones.
    void set_value(const std::optional<Json>& value);
    bool is_editing() const { return editing_; }
    void set_choices(const QStringList& values);

Q_SIGNALS:
    /// A value of the gesture that is not yet over.
    void previewed(const Json& value);
    /// A relative entry for several values: ask `change` what each becomes.
    void relative_entry(const lepton::ChangeValue& change);
    /// The gesture is over; everything previewed stays.
    void committed();
    /// The gesture is taken back.
    void reverted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void make_number();
    void make_text();
    void make_choice();
    void make_boolean();
    void edited();
    void commit();
    void revert();
    void pick();
    void show_value();
    void retranslate();
    void mark_bad(const QString& why);
    std::optional<Json> entered(QString* why) const;

    FieldInfo field_;
    std::function<QString()> folder_;
    std::optional<Json> value_;
    QStringList choices_;
    bool editing_ = false;
    NumberBox* number_ = nullptr;
    QLineEdit* text_ = nullptr;
    QComboBox* choice_ = nullptr;
    QCheckBox* check_ = nullptr;
};

} // namespace lepton

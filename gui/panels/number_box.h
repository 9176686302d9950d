// Room gui/panels: boxes for whole numbers, real numbers and pairs: typed, stepped, or left empty.
// [gui]
#pragma once

#include "nodes/fields.h"

#include <QAbstractSpinBox>

#include <optional>

namespace lepton {

/// A box for one number, or for a pair ("3 × 3"). Understands `*2`, `/2`, `+=8` and `-=8` relative
/// to the present value.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit NumberBox(const FieldInfo& field, QWidget* parent = nullptr);

    /// Shows a value; nothing stands for several different ones.
    void set_value(const std::optional<Json>& value);
    /// What the text says now; nothing while it says no value that fits.
    std::optional<Json> value() const;
    /// True while the text is a relative entry such as `*2`.
    bool is_relative() const;
    /// The value a relative entry makes of `before`.
    Json applied_to(const Json& before) const;
    /// What is expected, in words.
    QString range_text() const;

    void stepBy(int steps) override;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// The text changed by hand or by stepping.
    void edited();
    void stepped();

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    QValidator::State validate(QString&, int&) const override { return QValidator::Acceptable; }
    void changeEvent(QEvent* event) override;

private:
    QString text_of_value(const Json& value) const;
    std::optional<Json> parsed(const QString& text) const;
    Json bounded(double number) const;
    void retranslate();

    FieldInfo field_;
    std::optional<Json> shown_;
    bool pair_;
};

} // namespace lepton

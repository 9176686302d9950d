// Room gui/panels: a form for the fields of nodes or of the training settings; every change is an
// undo step. [gui]
#pragma once

#include "nodes/fields.h"
#include "nodes/graph/edit.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QToolButton;

namespace lepton {

class FieldEditor;
class OpenDocument;

/// What a form edits: the same field of one or several things at once.
struct FormSubject {
    std::vector<FieldInfo> fields;
    /// The present values of a field, one of each thing.
    std::function<std::vector<Json>(std::string_view field)> values;
    /// The edits that set a field of each thing.
    std::function<Edits(std::string_view field, const std::vector<Json>& values)> edits;
    /// Choices known only from the document; empty for none.
    std::function<QStringList(std::string_view field)> choices;
};

/// The fields shared by several nodes, for one undo step each.
FormSubject subject_of_nodes(OpenDocument& document, const std::vector<NodeId>& nodes);
/// The training settings of the document.
FormSubject subject_of_settings(OpenDocument& document);

/// Rows of label, control, unit and reset button. Advanced fields are folded away at first.
class FieldForm : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(OpenDocument& document, QWidget* parent = nullptr);

    /// Makes the rows. `only` keeps the named fields, in that order; empty keeps all.
    void show_subject(FormSubject subject, const std::vector<std::string_view>& only = {});
    /// Reads the values again.
    void refresh();
    /// Takes the gesture in progress back or closes it, before the subject changes.
    void finish();
    FieldEditor* editor(std::string_view field) const;
    /// The uppermost control; null if there is none.
    FieldEditor* first() const { return rows_.empty() ? nullptr : rows_.front().editor; }

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        FieldInfo field;
        QLabel* label;
        FieldEditor* editor;
        QLabel* unit;
        QToolButton* reset;
    };
    void add_row(const FieldInfo& field);
    void set(const FieldInfo& field, const std::function<Json(const Json&)>& change,
             bool in_gesture);
    void unfold(bool open);
    void retranslate();

    OpenDocument& document_;
    FormSubject subject_;
    QGridLayout* grid_;
    std::vector<Row> rows_;
    QToolButton* more_ = nullptr;
    bool open_ = false;
    std::uint64_t gesture_ = 0;
};

} // namespace lepton

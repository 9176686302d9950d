// Room gui/panels: a form for the fields of nodes or of the training settings. [gui]
#include "gui/panels/field_form.h"

#include "gui/open_document.h"
#include "gui/panels/field_editor.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace lepton {

namespace {

std::optional<Json> common(const std::vector<Json>& values)
{
    if (values.empty()
        || !std::ranges::all_of(values, [&](const Json& v) { return v == values.front(); }))
        return std::nullopt;
    return values.front();
}

} // namespace

FormSubject subject_of_nodes(OpenDocument& document, const std::vector<NodeId>& nodes)
{
    FormSubject subject;
    // The nodes stay those of this graph when another one is looked at.
    const std::int64_t graph = document.graph_id();
    const auto find = [&document, graph](NodeId id) -> const Node* {
        const auto drawn = document.document().graphs.find(graph);
        return drawn == document.document().graphs.end() ? nullptr : drawn->second.find(id);
    };
    bool first = true;
    for (const NodeId id : nodes) {
        const Node* node = find(id);
        const Kind* kind = node ? document.catalog().find(node->kind) : nullptr;
        if (first)
            subject.fields = kind ? kind->fields : std::vector<FieldInfo>();
        else
            std::erase_if(subject.fields, [&](const FieldInfo& f) {
                const FieldInfo* other = kind ? kind->field(f.name) : nullptr;
                return other == nullptr || other->type != f.type || other->choices != f.choices;
            });
        first = false;
    }
    subject.values = [&document, nodes, find](std::string_view field) {
        std::vector<Json> values;
        for (const NodeId id : nodes)
            if (const Node* node = find(id)) {
                const Kind* kind = document.catalog().find(node->kind);
                const FieldInfo* info = kind ? kind->field(field) : nullptr;
                const auto at = node->fields.find(std::string(field));
                values.push_back(at != node->fields.end() ? *at : info ? info->initial : Json());
            }
        return values;
    };
    subject.edits = [nodes, find, graph](std::string_view field, const std::vector<Json>& values) {
        Edits edits;
        std::size_t i = 0;
        for (const NodeId id : nodes)
            if (find(id) && i < values.size())
                edits.push_back(Edit(SetField{id, std::string(field), values[i++]}, graph));
        return edits;
    };
    return subject;
}

FormSubject subject_of_settings(OpenDocument& document)
{
    FormSubject subject;
    Settings settings;
    Fields fields;
    settings.fields(fields);
    subject.fields = fields.describe();
    subject.values = [&document](std::string_view field) {
        Settings now = document.document().settings;
        Fields f;
        now.fields(f);
        return std::vector<Json>{f.write()[std::string(field)]};
    };
    subject.edits = [](std::string_view field, const std::vector<Json>& values) {
        return Edits{SetSetting{std::string(field), values.at(0)}};
    };
    subject.choices = [&document](std::string_view field) {
        QStringList names;
        if (field != "best_by")
            return names;
        names << QStringLiteral("validation loss");
        for (const Metric& metric : document.inference().program().metrics)
            names << QString::fromStdString(metric.name);
        const QString now = QString::fromStdString(document.document().settings.best_by);
        if (!names.contains(now))
            names << now;
        return names;
    };
    return subject;
}

FieldForm::FieldForm(OpenDocument& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(8);
    grid_->setVerticalSpacing(6);
    grid_->setColumnStretch(1, 1);
}

void FieldForm::show_subject(FormSubject subject, const std::vector<std::string_view>& only)
{
    finish();
    while (QLayoutItem* item = grid_->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    rows_.clear();
    more_ = nullptr;
    subject_ = std::move(subject);
    const auto wanted = [&](const FieldInfo& f) {
        return only.empty() || std::ranges::find(only, f.name) != only.end();
    };
    std::vector<FieldInfo> advanced;
    for (const FieldInfo& field : subject_.fields)
        if (wanted(field)) {
            if (field.advanced)
                advanced.push_back(field);
            else
                add_row(field);
        }
    if (!advanced.empty()) {
        more_ = new QToolButton(this);
        more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        more_->setCheckable(true);
        more_->setChecked(open_);
        connect(more_, &QToolButton::toggled, this, &FieldForm::unfold);
        grid_->addWidget(more_, grid_->rowCount(), 0, 1, 4, Qt::AlignLeft);
        for (const FieldInfo& field : advanced)
            add_row(field);
    }
    retranslate();
    unfold(open_);
}

void FieldForm::add_row(const FieldInfo& field)
{
    const int at = grid_->rowCount();
    const auto folder = [this] {
        return document_.path().isEmpty() ? QString() : QFileInfo(document_.path()).absolutePath();
    };
    Row row{field, new QLabel(this), new FieldEditor(field, folder, this), new QLabel(this),
            new QToolButton(this)};
    if (subject_.choices)
        if (const QStringList choices = subject_.choices(field.name); !choices.isEmpty())
            row.editor->set_choices(choices);
    row.editor->setObjectName(
        QStringLiteral("field_")
        + QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size())));
    row.label->setProperty("quiet", true);
    row.label->setBuddy(row.editor);
    row.label->setWordWrap(true);
    row.label->setMinimumWidth(88);
    row.label->setMaximumWidth(120);
    row.unit->setProperty("quiet", true);
    row.reset->setIcon(Theme::current().icon(QStringLiteral("rotate-ccw")));
    row.reset->setIconSize({14, 14});
    row.reset->setAutoRaise(true);
    grid_->addWidget(row.label, at, 0);
    grid_->addWidget(row.editor, at, 1);
    grid_->addWidget(row.unit, at, 2);
    grid_->addWidget(row.reset, at, 3);

    connect(row.editor, &FieldEditor::previewed, this, [this, field](const Json& value) {
        set(
            field, [&](const Json&) { return value; }, true);
    });
    connect(row.editor, &FieldEditor::relative_entry, this,
            [this, field](const ChangeValue& change) { set(field, change, true); });
    connect(row.editor, &FieldEditor::committed, this, [this] {
        gesture_ = 0;
        refresh();
    });
    connect(row.editor, &FieldEditor::reverted, this, [this] {
        if (gesture_ != 0)
            document_.cancel(gesture_);
        gesture_ = 0;
        refresh();
    });
    connect(row.reset, &QToolButton::clicked, this, [this, field] {
        set(
            field, [&](const Json&) { return field.initial; }, false);
    });
    rows_.push_back(row);
}

void FieldForm::set(const FieldInfo& field, const std::function<Json(const Json&)>& change,
                    bool in_gesture)
{
    const std::vector<Json> before = subject_.values(field.name);
    std::vector<Json> after;
    after.reserve(before.size());
    for (const Json& value : before)
        after.push_back(change(value));
    if (after == before)
        return;
    if (in_gesture && gesture_ == 0)
        gesture_ = document_.new_gesture();
    const std::string label = label_of(field).toStdString();
    document_.push(say("Set {0}", label), subject_.edits(field.name, after),
                   in_gesture ? gesture_ : 0);
    refresh();
}

void FieldForm::finish()
{
    for (const Row& row : rows_)
        if (row.editor->is_editing())
            Q_EMIT row.editor->committed();
    gesture_ = 0;
}

void FieldForm::refresh()
{
    for (const Row& row : rows_) {
        const std::vector<Json> values = subject_.values(row.field.name);
        row.editor->set_value(common(values));
        const bool changed =
            std::ranges::any_of(values, [&](const Json& v) { return v != row.field.initial; });
        row.reset->setVisible(changed && !row.editor->isHidden());
    }
}

FieldEditor* FieldForm::editor(std::string_view field) const
{
    const auto at = std::ranges::find(rows_, field, [](const Row& row) { return row.field.name; });
    return at == rows_.end() ? nullptr : at->editor;
}

void FieldForm::unfold(bool open)
{
    open_ = open;
    if (more_ != nullptr)
        more_->setIcon(Theme::current().icon(open ? QStringLiteral("chevron-down")
                                                  : QStringLiteral("chevron-right")));
    for (const Row& row : rows_) {
        const bool shown = open || !row.field.advanced;
        for (QWidget* part : std::initializer_list<QWidget*>{row.label, row.editor, row.unit})
            part->setVisible(shown);
        // Its place stays free while there is nothing to reset, but not in a row that is folded.
        QSizePolicy place = row.reset->sizePolicy();
        place.setRetainSizeWhenHidden(shown);
        row.reset->setSizePolicy(place);
    }
    refresh();
}

void FieldForm::retranslate()
{
    for (const Row& row : rows_) {
        row.label->setText(label_of(row.field));
        row.label->setToolTip(row.editor->toolTip());
        row.unit->setText(row.field.unit.empty() ? QString() : text_of(row.field.unit));
        const QString initial = row.field.type == FieldType::boolean
            ? (row.field.initial == Json(true) ? tr("on") : tr("off"))
            : row.field.initial.is_null()
            ? tr("from the wire")
            : QString::fromStdString(field_text(row.field, row.field.initial));
        row.reset->setToolTip(tr("Back to %1").arg(initial.isEmpty() ? tr("empty") : initial));
        row.reset->setAccessibleName(tr("Reset %1").arg(label_of(row.field)));
    }
    if (more_ != nullptr)
        more_->setText(tr("More"));
}

void FieldForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lepton

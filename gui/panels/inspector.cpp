// Room gui/panels: the inspector. [gui]
#include "gui/panels/inspector.h"

#include "gui/open_document.h"
#include "gui/panels/field_editor.h"
#include "gui/panels/field_form.h"
#include "gui/panels/node_facts.h"
#include "gui/panels/shape_trail.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "nodes/levels.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

Inspector::Inspector(const Workbench& bench)
    : document_(bench.document)
{
    setObjectName(QStringLiteral("inspector"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    page->setProperty("panel", true);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 6, 12, 12);
    column->setSpacing(6);

    const auto bare = [page](const char* name) {
        auto* edit = new QLineEdit(page);
        edit->setObjectName(QLatin1String(name));
        edit->setFrame(false);
        return edit;
    };
    heading_ = new QLabel(page);
    heading_->setProperty("heading", true);
    heading_->setWordWrap(true);
    title_ = bare("node_title");
    name_ = bare("node_name");
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    heading_->setFont(large);
    translated_ = new QLabel(page);
    translated_->setProperty("quiet", true);
    doc_ = new QLabel(page);
    doc_->setWordWrap(true);
    doc_->setProperty("quiet", true);
    form_ = new FieldForm(document_, page);
    facts_ = new NodeFacts(document_, page);
    trail_ = new ShapeTrail(document_, page);
    for (QWidget* part : std::initializer_list<QWidget*>{heading_, title_, translated_, name_, doc_,
                                                         trail_, form_, facts_})
        column->addWidget(part);
    column->addStretch();
    setWidget(page);

    title_->installEventFilter(this);
    name_->installEventFilter(this);
    connect(title_, &QLineEdit::editingFinished, this, &Inspector::commit_title);
    connect(name_, &QLineEdit::editingFinished, this, &Inspector::commit_name);
    connect(&document_, &OpenDocument::selection_changed, this, &Inspector::follow_selection);
    connect(&document_, &OpenDocument::replaced, this, &Inspector::follow_selection);
    connect(&document_, &OpenDocument::level_changed, this, &Inspector::follow_selection);
    connect(&document_, &OpenDocument::changed, this, &Inspector::refresh);
    connect(&document_, &OpenDocument::inferred, this, &Inspector::refresh);
    connect(&document_, &OpenDocument::settings_changed, this, &Inspector::refresh);
    connect(&document_, &OpenDocument::wire_chosen, this, &Inspector::refresh);
    connect(&Theme::current(), &Theme::changed, this, &Inspector::refresh);
    retranslate();
    follow_selection();
}

const Node* Inspector::single() const
{
    return shown_.size() == 1 && shown_at_ == document_.graph_id()
        ? document_.graph().find(shown_.front())
        : nullptr;
}

bool Inspector::shows_subgraph() const
{
    return shown_.empty() && document_.graph_id() != 0 && trail_->isHidden();
}

void Inspector::follow_selection()
{
    // What is being typed belongs to the nodes that were shown until now.
    form_->finish();
    if (title_->isModified())
        commit_title();
    if (name_->isModified())
        commit_name();
    shown_.assign(document_.selection().begin(), document_.selection().end());
    shown_at_ = document_.graph_id();
    form_->show_subject(shown_.empty() ? subject_of_settings(document_)
                                       : subject_of_nodes(document_, shown_));
    show_heading();
    refresh();
    verticalScrollBar()->setValue(0);
    updateGeometry();
}

QSize Inspector::minimumSizeHint() const
{
    constexpr int widest = 400, lowest = 80;
    const int form = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    return {std::min(form, widest), lowest};
}

void Inspector::refresh()
{
    if (shown_.size() == 1 && single() == nullptr)
        return; // the selection follows in a moment
    show_heading();
    form_->refresh();
    facts_->show_node(shown_.size() == 1 ? shown_.front() : 0);
    facts_->setVisible(shown_.size() == 1);
    form_->setVisible(trail_->isHidden() && !shows_subgraph());
}

void Inspector::show_heading()
{
    const Node* node = single();
    const Kind* kind = node ? document_.catalog().find(node->kind) : nullptr;
    title_->setVisible(node != nullptr || shows_subgraph());
    name_->setVisible(node != nullptr);
    heading_->setVisible(title_->isHidden());
    if (shows_subgraph()) {
        if (!title_->isModified())
            title_->setText(QString::fromStdString(document_.graph().title()));
    } else if (node != nullptr) {
        if (!title_->isModified())
            title_->setText(title_of(*node));
        if (!name_->isModified())
            name_->setText(QString::fromStdString(node->name));
    } else {
        heading_->setText(!trail_->isHidden() ? tr("Wire")
                              : shown_.empty()
                              ? tr("Training")
                              : tr("%n nodes", nullptr, static_cast<int>(shown_.size())));
    }
    const QString translated = kind ? translated_title(*kind) : QString();
    translated_->setText(translated);
    translated_->setVisible(!translated.isEmpty());
    QString doc;
    if (kind != nullptr)
        doc = text_of(kind->card.doc);
    else if (node != nullptr)
        doc = tr("This program does not know the node “%1”. It is kept as it is.")
                  .arg(QString::fromStdString(node->kind));
    else if (!trail_->isHidden())
        doc = tr("How its shape comes about: the steps from here back to the data.");
    else if (shows_subgraph())
        doc = tr("The subgraph that you look into. Its title stands on every node that is one, "
                 "unless that has its own.");
    else if (shown_.empty())
        doc = tr("Settings of the whole document. Select a node to see its own.");
    else
        doc = tr("What you set here is set in all of them. “*2” doubles, “+=8” adds.");
    doc_->setText(doc);
    doc_->setVisible(!doc.isEmpty());
}

void Inspector::commit_title()
{
    if (!title_->isModified())
        return;
    title_->setModified(false);
    if (shown_.empty() && shown_at_ != 0) {
        const std::string title = title_->text().trimmed().toStdString();
        const auto graph = document_.document().graphs.find(shown_at_);
        if (graph != document_.document().graphs.end() && title != graph->second.title())
            document_.push(say("Change title"),
                           retitle_subgraph(document_.document(), shown_at_, title));
        refresh();
        return;
    }
    const Node* node = single();
    if (node == nullptr)
        return;
    const Kind* kind = document_.catalog().find(node->kind);
    std::string title = title_->text().trimmed().toStdString();
    if (kind != nullptr && title == kind->card.title)
        title.clear();
    if (title != node->title)
        document_.draw(say("Change title"), {SetTitle{node->id, title}});
    refresh();
}

void Inspector::commit_name()
{
    if (!name_->isModified())
        return;
    name_->setModified(false);
    const Node* node = single();
    if (node == nullptr)
        return;
    const std::string name = name_->text().trimmed().toStdString();
    if (name != node->name)
        document_.draw(say("Rename"),
                       {SetName{node->id, name}}); // what does not fit is said by refused()
    refresh();
}

bool Inspector::eventFilter(QObject* watched, QEvent* event)
{
    auto* edit = qobject_cast<QLineEdit*>(watched);
    if (edit != nullptr && event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!edit->isModified()
            && (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo))) {
            event->ignore();
            return true;
        }
        if (edit->isModified() && key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    if (edit != nullptr && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && edit->isModified()) {
        edit->setModified(false);
        show_heading();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void Inspector::retranslate()
{
    title_->setAccessibleName(tr("Title"));
    title_->setToolTip(tr("The title on the canvas. Free text; empty for the usual one."));
    name_->setAccessibleName(tr("Name"));
    name_->setToolTip(tr("The name in files and exported code: unique, letters, digits and _."));
    setAccessibleName(tr("Inspector"));
    if (!shown_.empty() || form_ != nullptr)
        refresh();
}

void Inspector::focusInEvent(QFocusEvent* event)
{
    QScrollArea::focusInEvent(event);
    // Opened by a command: what is typed goes to the first field.
    if (event->reason() == Qt::OtherFocusReason && trail_->isHidden())
        if (FieldEditor* first = form_->first())
            first->setFocus(Qt::TabFocusReason);
}

void Inspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace lepton

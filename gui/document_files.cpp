// Room gui: New, Open, Save, Save as, recent files, dropped files, recovery. [gui]
#include "gui/document_files.h"

#include "backend/record/run_directory.h"
#include "gui/network_picture.h"
#include "gui/notices.h"
#include "gui/onnx_files.h"
#include "gui/open_document.h"
#include "gui/panels/place_node.h"
#include "gui/preferences.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace lepton {

namespace {

/// The patterns of a file field's filter: "Tables (*.csv *.parquet)" → {"*.csv", "*.parquet"}.
QStringList patterns(const FieldInfo& field)
{
    static const QRegularExpression inside(QStringLiteral(R"(\(([^)]*)\))"));
    QStringList list;
    for (auto matches = inside.globalMatch(from_view(field.filter)); matches.hasNext();)
        list << matches.next().captured(1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    list.removeAll(QStringLiteral("*")); // what takes any file says nothing of this one
    return list;
}

/// The first field of a kind that names a file, or a folder.
const FieldInfo* first_field(const Kind& kind, FieldType type)
{
    const auto at = std::ranges::find(kind.fields, type, &FieldInfo::type);
    return at == kind.fields.end() ? nullptr : &*at;
}

} // namespace

QString path_from(const QString& folder, const QString& file)
{
    const QString relative = QDir(folder).relativeFilePath(file);
    return folder.isEmpty() || relative.startsWith(QStringLiteral("../..")) ? file : relative;
}

DocumentFiles::DocumentFiles(OpenDocument& document, Notices& notices, QWidget* window)
    : QObject(window)
    , document_(document)
    , notices_(notices)
    , window_(window)
    , autosave_(document, this)
{
}

bool DocumentFiles::start_new() { return may_leave() && adopt(Document(), {}); }

bool DocumentFiles::open()
{
    const QStringList recent = preferences::recent_files();
    const QString folder = !document_.path().isEmpty() ? QFileInfo(document_.path()).absolutePath()
        : recent.isEmpty()                             ? QDir::homePath()
                                                       : QFileInfo(recent.front()).absolutePath();
    const QString path = QFileDialog::getOpenFileName(window_, tr("Open"), folder,
                                                      tr("Networks (*.lepton *.onnx *.png)"));
    return !path.isEmpty() && open_file(path);
}

bool DocumentFiles::open_file(const QString& path)
{
    if (is_onnx(path)) {
        Q_EMIT onnx_chosen(path);
        return false;
    }
    if (!may_leave())
        return false;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (auto inside = network_in(absolute))
        return adopt(std::move(*inside), {});
    if (!adopt(load(absolute.toStdString()), absolute))
        return false;
    preferences::add_recent_file(absolute);
    if (const auto left = autosave_.left_behind(absolute)) {
        if (to_text(*left) == to_text(document_.document()))
            autosave_.forget();
        else
            recover(*left);
    }
    return true;
}

bool DocumentFiles::open_example(const QString& file, std::optional<std::int64_t> epochs)
{
    if (!may_leave())
        return false;
    Result<Document> read = load(file.toStdString());
    if (read && epochs)
        read->settings.epochs = *epochs;
    return adopt(std::move(read), {});
}

bool DocumentFiles::adopt(Result<Document> read, const QString& path)
{
    if (!read) {
        notices_.show_line(QStringLiteral("open"), Level::problem,
                           text_of(read.problems().front()));
        return false;
    }
    autosave_.forget();
    for (const char* id : {"open", "save", "recovered", "train", "refused", "ended"})
        notices_.remove(QLatin1String(id));
    document_.adopt(std::move(*read), path);
    saved_at_ = {};
    Q_EMIT opened();
    return true;
}

void DocumentFiles::recover(const Document& left)
{
    if (!document_.push(say("Recover edits"), replace_all(document_.document(), left)))
        return;
    notices_.show_line(QStringLiteral("recovered"), Level::warning,
                       tr("Edits that were not saved when the program ended are back. Undo takes "
                          "them away again."),
                       {{tr("Discard them"), [this] {
                             document_.undo();
                             autosave_.forget();
                         }}});
}

bool DocumentFiles::recover_untitled()
{
    const auto left = autosave_.left_behind({});
    if (!left || left->graph().slots().empty())
        return false;
    recover(*left);
    Q_EMIT opened();
    return true;
}

QString DocumentFiles::data_filter()
{
    QStringList all;
    QStringList filters;
    for (const Source& source : sources().all())
        if (const FieldInfo* field = first_field(source.kind, FieldType::file)) {
            all << patterns(*field);
            const QString filter = text_of(field->filter);
            if (!filters.contains(filter))
                filters << filter;
        }
    all.removeDuplicates();
    filters.prepend(tr("Data (%1)").arg(all.join(QLatin1Char(' '))));
    return filters.join(QStringLiteral(";;"));
}

bool DocumentFiles::add_data(const QString& given, std::optional<Point> at)
{
    const QString path = QDir::cleanPath(QFileInfo(given).absoluteFilePath());
    const QString name = QFileInfo(path).fileName();
    const bool of_folder = QFileInfo(path).isDir();
    QString why = tr("No node reads “%1”. Tables (CSV, Parquet), NumPy arrays, IDX files and "
                     "folders of images can be opened.")
                      .arg(name);
    for (const Source& source : sources().all()) {
        const FieldInfo* field =
            first_field(source.kind, of_folder ? FieldType::folder : FieldType::file);
        if (field == nullptr || (!of_folder && !QDir::match(patterns(*field), name)))
            continue;
        if (const auto takes = source.takes ? source.takes(path.toStdString()) : Done{}; !takes) {
            why = text_of(takes.problems().front());
            continue;
        }
        const QString folder =
            document_.path().isEmpty() ? QString() : QFileInfo(document_.path()).absolutePath();
        const QString value = path_from(folder, path);
        document_.select({});
        if (place_node(document_, from_view(source.kind.card.id),
                       Json::object({{std::string(field->name), value.toStdString()}}), at)
            == 0)
            return false;
        notices_.remove(QStringLiteral("open"));
        Q_EMIT opened();
        return true;
    }
    notices_.show_line(QStringLiteral("open"), Level::problem, why);
    return false;
}

bool DocumentFiles::save()
{
    return document_.path().isEmpty() ? save_as() : save_to(document_.path());
}

bool DocumentFiles::save_as()
{
    const QString start = document_.path().isEmpty()
        ? QDir::homePath() + QLatin1Char('/') + tr("untitled") + QStringLiteral(".lepton")
        : document_.path();
    QString path = QFileDialog::getSaveFileName(window_, tr("Save as"), start,
                                                tr("Lepton documents (*.lepton)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".lepton");
    return save_to(path);
}

bool DocumentFiles::save_to(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const Edits edits = followed_files(QFileInfo(absolute).absolutePath());
    Document written = document_.document();
    (void)apply_all(written, edits);
    const auto result = lepton::save(written, absolute.toStdString());
    if (!result) {
        notices_.show_line(QStringLiteral("save"), Level::problem,
                           text_of(result.problems().front()),
                           {{tr("Save as …"), [this] { save_as(); }}});
        return false;
    }
    notices_.remove(QStringLiteral("save"));
    notices_.remove(QStringLiteral("recovered"));
    autosave_.forget();
    if (absolute != document_.path()) {
        if (document_.path().isEmpty())
            move_runs({}, absolute);
        document_.set_path(absolute);
        if (!edits.empty())
            document_.push(say("Follow the data files"), edits);
        document_.gather();
    }
    document_.mark_saved();
    saved_at_ = QDateTime::currentDateTime();
    preferences::add_recent_file(absolute);
    Q_EMIT saved();
    return true;
}

Edits DocumentFiles::followed_files(const QString& new_folder) const
{
    const QDir old(QString::fromStdString(document_.surroundings().folder.string()));
    Edits edits;
    if (old == QDir(new_folder))
        return edits;
    for (const auto& [graph, content] : document_.document().graphs)
        for (const auto& [id, slot] : content.slots()) {
            const Kind* kind = document_.catalog().find(slot.node.kind);
            if (kind == nullptr)
                continue;
            for (const FieldInfo& field : kind->fields) {
                const auto value = slot.node.fields.find(field.name);
                if (!is_path(field.type) || value == slot.node.fields.end() || !value->is_string())
                    continue;
                const QString given = QString::fromStdString(value->get<std::string>());
                const QString file = QDir::cleanPath(old.absoluteFilePath(given));
                // An absolute path still leads there, and our own data sets are found anywhere.
                if (given.isEmpty() || QDir::isAbsolutePath(given) || !QFileInfo::exists(file)
                    || QDir::cleanPath(QDir(new_folder).absoluteFilePath(given)) == file)
                    continue;
                edits.push_back(Edit(SetField{id, std::string(field.name),
                                              path_from(new_folder, file).toStdString()},
                                     graph));
            }
        }
    return edits;
}

void DocumentFiles::move_runs(const QString& from, const QString& to)
{
    const std::filesystem::path old = runs_folder(from.toStdString());
    const std::filesystem::path now = runs_folder(to.toStdString());
    const std::vector<RunDirectory> runs = list_runs(old);
    std::error_code failed;
    if (runs.empty() || std::filesystem::exists(now, failed))
        return;
    for (const RunDirectory& run : runs)
        if (const auto info = read_run(run); info && is_live(info->state))
            return; // an engine writes there; its run stays where it is
    std::filesystem::rename(old, now, failed); // on another file system they stay where they are
}

bool DocumentFiles::may_leave()
{
    if (!document_.is_modified())
        return true;
    QMessageBox box(window_);
    box.setObjectName(QStringLiteral("unsaved"));
    box.setIcon(QMessageBox::NoIcon);
    const QString name = document_.path().isEmpty() ? tr("The untitled drawing")
                                                    : QFileInfo(document_.path()).fileName();
    box.setText(tr("%1 has edits that are not saved.").arg(name));
    auto* save_button = box.addButton(tr("Save"), QMessageBox::AcceptRole);
    auto* drop_button = box.addButton(tr("Don't save"), QMessageBox::DestructiveRole);
    box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(save_button);
    box.exec();
    if (box.clickedButton() == save_button)
        return save();
    if (box.clickedButton() != drop_button)
        return false;
    autosave_.forget();
    return true;
}

} // namespace lepton

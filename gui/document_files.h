// Room gui: New, Open, Save, Save as, recent files, dropped files, recovery. [gui]
#pragma once

#include "gui/autosave.h"
#include "nodes/graph/edit.h"

#include <QDateTime>
#include <QObject>

#include <optional>

namespace lepton {

class Notices;
class OpenDocument;

/// A file as a drawing in `folder` names it: relative where it is near, so that both can move
/// together. A drawing without a folder names all from the root.
QString path_from(const QString& folder, const QString& file);

/// The open document's files. Saving is atomic and checked; a document with unsaved edits is asked
/// about before another takes its place.
class DocumentFiles : public QObject {
    Q_OBJECT
public:
    DocumentFiles(OpenDocument& document, Notices& notices, QWidget* window);

    /// Each returns true if the document is now another one.
    bool start_new();
    bool open();
    /// A picture that carries a network opens as an untitled copy of it. An ONNX file is not opened
    /// here: see onnx_chosen().
    bool open_file(const QString& path);
    /// Opens an example as an untitled copy.
    bool open_example(const QString& file, std::optional<std::int64_t> epochs = {});
    /// Adds a data source node for this file or folder to the document. False, with the reason
    /// above the canvas, if no node reads it.
    bool add_data(const QString& given, std::optional<Point> at = {});
    bool save();
    bool save_as();
    bool save_to(const QString& path);
    /// Asks what to do with unsaved edits; true if the document may go.
    bool may_leave();
    /// Brings back an untitled drawing that a killed window left.
    bool recover_untitled();
    /// When the document was last saved; invalid for never.
    const QDateTime& saved_at() const { return saved_at_; }
    Autosave& autosave() { return autosave_; }
    /// Filter of file dialogs for everything a data source reads.
    static QString data_filter();

Q_SIGNALS:
    void opened(); ///< a document is open, maybe an empty one
    void saved();
    /// The network in this file should be drawn in place of the document.
    void onnx_chosen(const QString& path);

private:
    bool adopt(Result<Document> read, const QString& path);
    void recover(const Document& document);
    /// Relative paths of data files start at the drawing's folder: the edits that make them lead
    /// from another folder to the same files.
    Edits followed_files(const QString& new_folder) const;
    void move_runs(const QString& from, const QString& to);

    OpenDocument& document_;
    Notices& notices_;
    QWidget* window_;
    Autosave autosave_;
    QDateTime saved_at_;
};

} // namespace lepton

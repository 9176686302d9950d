// Room gui: keeps a side file of unsaved edits, and brings them back after a kill. [gui]
#pragma once

#include "nodes/graph/edit.h"

#include <QElapsedTimer>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace lepton {

class OpenDocument;

/// The edits that make one document out of another: one undo step takes them back.
Edits replace_all(const Document& from, const Document& to);

/// Writes unsaved edits to a side file at most 5 seconds after they were made, on another thread.
/// The side file lies beside the document (`.digits.lepton.autosave`), that of an untitled one in
/// the user's data folder. A lock says that its window lives; a side file without one is what a
/// killed window left.
class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(OpenDocument& document, QObject* parent = nullptr);
    ~Autosave() override;

    /// What a killed window left of this document ("" for an untitled one); nothing if there is
    /// none. The side file stays until the document is saved or the edits are discarded.
    std::optional<Document> left_behind(const QString& path);
    /// Writes now what is not yet in the side file, and waits for it.
    void flush();
    /// The edits are in the document's own file, or nobody wants them: removes the side file.
    void forget();
    static QString side_file(const QString& path);

private:
    void document_changed();
    void write();
    void move_to(const QString& path);

    OpenDocument& document_;
    QTimer timer_;
    QElapsedTimer waiting_;
    QString file_;
    std::unique_ptr<QLockFile> lock_;
    bool dirty_ = false;
    std::shared_ptr<std::atomic<int>> writing_;
};

} // namespace lepton

// Room gui: keeps a side file of unsaved edits. [gui]
#include "gui/autosave.h"

#include "backend/record/files.h"
#include "gui/mailbox.h"
#include "gui/open_document.h"
#include "gui/runs/changes.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>
#include <atomic>

namespace lepton {

namespace {

constexpr int quiet_ms = 1000; // written this long after the last edit …
constexpr int latest_ms = 4000; // … and this long after the first at the latest

QString untitled_folder()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/unsaved");
    QDir().mkpath(folder);
    return folder;
}

std::unique_ptr<QLockFile> locked(const QString& file)
{
    auto lock = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // only a dead process makes it stale, never age
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

} // namespace

Edits replace_all(const Document& from, const Document& to)
{
    Edits edits = edits_to(from, to);
    const Json nothing = Json::object();
    const auto object = [&](const Json& json) -> const Json& {
        return json.is_object() ? json : nothing;
    };
    const auto things = [&](const Json& views, const std::string& group) -> const Json& {
        const Json& all = object(views);
        const auto at = all.find(group);
        return at == all.end() ? nothing : object(*at);
    };
    for (const auto& [group, ignored] : object(from.views).items())
        for (const auto& [key, value] : things(from.views, group).items())
            if (!things(to.views, group).contains(key))
                edits.push_back(SetView{group, key, Json(Json::value_t::discarded)});
    for (const auto& [group, ignored] : object(to.views).items())
        for (const auto& [key, value] : things(to.views, group).items())
            if (things(from.views, group).value(key, Json()) != value)
                edits.push_back(SetView{group, key, value});
    return edits;
}

Autosave::Autosave(OpenDocument& document, QObject* parent)
    : QObject(parent)
    , document_(document)
    , writing_(std::make_shared<std::atomic<int>>(0))
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &Autosave::write);
    connect(&document_, &OpenDocument::changed, this, &Autosave::document_changed);
    connect(&document_, &OpenDocument::settings_changed, this, &Autosave::document_changed);
    connect(&document_, &OpenDocument::views_changed, this, &Autosave::document_changed);
    connect(&document_, &OpenDocument::path_changed, this, [this] { move_to(document_.path()); });
}

Autosave::~Autosave()
{
    while (writing_->load() > 0)
        QThread::msleep(1);
}

QString Autosave::side_file(const QString& path)
{
    const QFileInfo info(path);
    return info.absolutePath() + QStringLiteral("/.") + info.fileName()
        + QStringLiteral(".autosave");
}

void Autosave::move_to(const QString& path)
{
    forget();
    lock_.reset();
    file_ = path.isEmpty() ? QString() : side_file(path);
}

void Autosave::document_changed()
{
    if (!document_.is_modified() && !dirty_)
        return; // adopt() tells of changes too
    if (!dirty_)
        waiting_.start();
    dirty_ = true;
    const qint64 left = latest_ms - waiting_.elapsed();
    timer_.start(static_cast<int>(std::clamp<qint64>(left, 0, quiet_ms)));
}

void Autosave::write()
{
    if (!dirty_ || !document_.is_modified())
        return;
    if (writing_->load() > 0) {
        timer_.start(50);
        return;
    }
    if (file_.isEmpty())
        for (int number = 1; file_.isEmpty() && number < 1000; ++number) {
            const QString name =
                QStringLiteral("%1/%2.lepton.autosave").arg(untitled_folder()).arg(number);
            if (!QFileInfo::exists(name) && (lock_ = locked(name)))
                file_ = name;
        }
    if (!lock_)
        lock_ = locked(file_);
    if (!lock_)
        return; // another window has this document open and keeps its own side file
    dirty_ = false;
    ++*writing_;
    in_pool([writing = writing_, document = document_.document(), file = file_.toStdString()] {
        (void)write_file(file, to_text(document)); // a full disk is said when the user saves
        --*writing;
        return Mailbox::Letter();
    });
}

void Autosave::flush()
{
    timer_.stop();
    while (writing_->load() > 0)
        QThread::msleep(1);
    write();
    while (writing_->load() > 0)
        QThread::msleep(1);
}

void Autosave::forget()
{
    timer_.stop();
    dirty_ = false;
    while (writing_->load() > 0)
        QThread::msleep(1);
    if (!file_.isEmpty() && lock_)
        QFile::remove(file_);
}

std::optional<Document> Autosave::left_behind(const QString& path)
{
    QStringList candidates;
    if (!path.isEmpty())
        candidates << side_file(path);
    else
        for (const QFileInfo& info : QDir(untitled_folder())
                                         .entryInfoList({QStringLiteral("*.autosave")},
                                                        QDir::Files | QDir::Hidden, QDir::Time))
            candidates << info.absoluteFilePath();
    for (const QString& candidate : candidates) {
        if (!QFileInfo::exists(candidate))
            continue;
        auto lock = locked(candidate);
        if (!lock)
            continue; // its window lives
        if (auto document = load(candidate.toStdString())) {
            lock_ = std::move(lock);
            file_ = candidate;
            return std::move(document.value());
        }
    }
    return std::nullopt;
}

} // namespace lepton

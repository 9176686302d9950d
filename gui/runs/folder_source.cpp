// Room gui/runs: a run directory on this machine. [any]
#include "gui/runs/run_source.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {

QJsonObject nobody(const QString& why)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("problem"), why}};
}

class FolderSource : public RunSource {
public:
    explicit FolderSource(const RunDirectory& run)
        : run_(run)
    {
    }

    RunDirectory directory() const override { return run_; }

    QByteArray read(const QString& file, qint64 offset, qint64 limit) override
    {
        const std::string path = path_of(file);
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (descriptor < 0)
            return {};
        struct stat state { };
        QByteArray bytes;
        if (::fstat(descriptor, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > offset) {
            bytes.resize(std::min<qint64>(limit, state.st_size - offset));
            const ssize_t got =
                ::pread(descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), offset);
            bytes.resize(std::max<ssize_t>(0, got));
        }
        ::close(descriptor);
        return bytes;
    }

    FileStamp stamp(const QString& file) override
    {
        struct stat state { };
        if (::stat(path_of(file).c_str(), &state) != 0 || !S_ISREG(state.st_mode))
            return {};
        return {static_cast<qint64>(state.st_ino),
                state.st_mtim.tv_sec * 1'000'000'000LL + state.st_mtim.tv_nsec, state.st_size};
    }

    Result<RunInfo> info() override { return read_run(run_); }

    void send(const QJsonObject& command, std::function<void(const QJsonObject&)> answer) override
    {
        const Result<RunInfo> info = read_run(run_);
        if (!info || info->socket.empty()) {
            answer(nobody(QStringLiteral("The run takes no commands yet.")));
            return;
        }
        auto* socket = new QLocalSocket; // deleted with the answer
        auto* patience = new QTimer(socket);
        const auto once =
            std::make_shared<std::function<void(const QJsonObject&)>>(std::move(answer));
        const auto finish = [socket, once](const QJsonObject& reply) {
            if (*once) {
                const auto call = std::exchange(*once, nullptr);
                call(reply);
            }
            socket->disconnect();
            socket->deleteLater();
        };
        QObject::connect(socket, &QLocalSocket::connected, socket, [socket, command] {
            socket->write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
        });
        QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket, finish] {
            if (socket->canReadLine())
                finish(QJsonDocument::fromJson(socket->readLine()).object());
        });
        QObject::connect(socket, &QLocalSocket::errorOccurred, socket, [finish] {
            finish(nobody(QStringLiteral("Nobody answers: the engine of this run has ended.")));
        });
        QObject::connect(socket, &QLocalSocket::disconnected, socket, [finish] {
            finish(nobody(QStringLiteral("The engine closed the line without an answer.")));
        });
        QObject::connect(patience, &QTimer::timeout, socket, [finish] {
            finish(nobody(QStringLiteral("The engine gave no answer for 30 seconds.")));
        });
        patience->setSingleShot(true);
        patience->start(30'000);
        socket->connectToServer(QString::fromStdString(info->socket));
    }

private:
    std::string path_of(const QString& file) const
    {
        return (run_.path / file.toStdString()).string();
    }

    RunDirectory run_;
};

} // namespace

std::unique_ptr<RunSource> folder_source(const RunDirectory& run)
{
    return std::make_unique<FolderSource>(run);
}

} // namespace lepton

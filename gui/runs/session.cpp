// Room gui/runs: the one long-lived `lepton session` that answers quick questions. [gui]
#include "gui/runs/session.h"

#include "gui/runs/engine.h"

#include <QJsonDocument>
#include <QTimer>

namespace lepton {

namespace {
constexpr qsizetype longest_answer = 64 << 20;

QJsonObject failed(const QString& why, bool died = false)
{
    return {{QStringLiteral("ok"), false},
            {QStringLiteral("problem"), why},
            {QStringLiteral("died"), died}};
}
} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
{
}

Session::~Session()
{
    waiting_.clear();
    if (!process_)
        return;
    process_->disconnect(this);
    process_->closeWriteChannel(); // the session ends at the end of its input
    if (!process_->waitForFinished(500))
        process_->kill();
    process_->waitForFinished(500);
}

bool Session::ensure()
{
    if (process_)
        return true;
    const QString program = Engine::program();
    if (program.isEmpty())
        return false;
    unread_.clear();
    process_ = new QProcess(this);
    process_->setProgram(program);
    process_->setArguments({QStringLiteral("session")});
    process_->setProcessChannelMode(QProcess::SeparateChannels);
    process_->setStandardErrorFile(QProcess::nullDevice());
    connect(process_, &QProcess::readyReadStandardOutput, this, &Session::read);
    const auto gone = [this](const QString& why) {
        if (!process_)
            return;
        process_->disconnect(this);
        process_->deleteLater();
        process_ = nullptr;
        fail_all(why);
    };
    connect(process_, &QProcess::finished, this, [gone] {
        gone(tr("The engine ended before it answered. Ask again: it is started anew."));
    });
    connect(process_, &QProcess::errorOccurred, this, [gone](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            gone(tr("The engine could not be started."));
    });
    process_->start();
    return true;
}

void Session::ask(QJsonObject question, std::function<void(const QJsonObject&)> answer)
{
    if (!ensure()) {
        answer(failed(tr("The engine `lepton` was not found beside this program or on the PATH.")));
        return;
    }
    const qint64 id = next_++;
    question[QStringLiteral("id")] = id;
    waiting_[id] = std::move(answer);
    process_->write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
}

void Session::read()
{
    unread_ += process_->readAllStandardOutput();
    if (unread_.size() > longest_answer && !unread_.contains('\n')) {
        process_->kill();
        return;
    }
    for (qsizetype end; (end = unread_.indexOf('\n')) >= 0;) {
        const QJsonObject reply = QJsonDocument::fromJson(unread_.left(end)).object();
        unread_.remove(0, end + 1);
        const auto place = waiting_.find(reply.value(QStringLiteral("id")).toInteger(-1));
        if (place == waiting_.end())
            continue;
        const auto answer = std::move(place->second);
        waiting_.erase(place);
        answer(reply);
    }
}

void Session::fail_all(const QString& why)
{
    const auto waiting = std::exchange(waiting_, {});
    for (const auto& [id, answer] : waiting)
        answer(failed(why, true));
}

} // namespace lepton

// Room gui/runs: the one long-lived `lepton session` that answers quick questions. [gui]
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QProcess>

#include <functional>
#include <map>

namespace lepton {

/// Sends questions as JSON lines and hands back the answers by their id. Starts the process when
/// first needed and again after it died; every question gets one answer, {"ok": false, "problem":
/// …, "died": true if the process ended before it answered} at worst.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;
    void ask(QJsonObject question, std::function<void(const QJsonObject&)> answer);
    qint64 pid() const { return process_ ? process_->processId() : 0; }

private:
    bool ensure();
    void read();
    void fail_all(const QString& why);

    QProcess* process_ = nullptr;
    QByteArray unread_;
    qint64 next_ = 1;
    std::map<qint64, std::function<void(const QJsonObject&)>> waiting_;
};

} // namespace lepton

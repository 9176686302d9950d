// Room tests: a running `lepton session` that is asked one question after another.
#pragma once

#include "nodes/json.h"
#include "playground.h"

#include <QtTest>

#include <memory>

namespace lepton {

/// Ends with its owner.
class Asking {
public:
    explicit Asking(const Playground& trial)
        : session_(trial.start({"session"}))
    {
    }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;
    ~Asking()
    {
        session_->closeWriteChannel(); // it ends with its input
        session_->waitForFinished(10'000);
    }
    Json operator()(const Json& question)
    {
        session_->write(QByteArray::fromStdString(question.dump() + "\n"));
        while (!session_->canReadLine())
            if (!session_->waitForReadyRead(60'000))
                return Json{{"ok", false}, {"problem", "no answer"}};
        return Json::parse(session_->readLine().toStdString(), nullptr, false);
    }

private:
    std::unique_ptr<QProcess> session_;
};

} // namespace lepton

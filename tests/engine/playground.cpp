// Tests of the engine: a folder with a drawing in it, and the program `lepton` run on it.
#include "playground.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

namespace lepton {

Json Said::json() const
{
    Json json = Json::parse(out.toStdString(), nullptr, false);
    return json.is_discarded() ? Json() : json;
}

Json Said::last() const
{
    const QStringList lines = out.split('\n', Qt::SkipEmptyParts);
    Json json = lines.isEmpty() ? Json() : Json::parse(lines.last().toStdString(), nullptr, false);
    return json.is_discarded() ? Json() : json;
}

Playground::Playground(const std::string& example)
{
    const auto from =
        std::filesystem::path(LEPTON_SOURCE_DIR) / "resources/examples" / (example + ".lepton");
    if (!example.empty())
        std::filesystem::copy_file(from, file());
    // Sockets of the test stay in the test's folder.
    qputenv("XDG_RUNTIME_DIR", dir_.path().toUtf8());
}

Document Playground::document() const
{
    auto document = load(file());
    if (!document)
        qFatal("%s", document.problems()[0].str().c_str());
    return *document;
}

void Playground::save(const Document& document) const
{
    if (const auto saved = lepton::save(document, file()); !saved)
        qFatal("%s", saved.problems()[0].str().c_str());
}

QStringList Playground::filled(QStringList arguments) const
{
    for (QString& one : arguments)
        if (one == "FILE")
            one = QString::fromStdString(file().string());
        else if (one == "RUN")
            one = QString::fromStdString(run().path.string());
    return arguments;
}

std::unique_ptr<QProcess> Playground::start(QStringList arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->start(LEPTON_EXE, filled(std::move(arguments)));
    if (!process->waitForStarted(30'000))
        qFatal("lepton cannot be started");
    return process;
}

Said Playground::finished(QProcess& process, const QStringList& arguments, int seconds) const
{
    Said said;
    if (!process.waitForFinished(1000 * seconds)) {
        process.kill();
        process.waitForFinished();
    }
    said.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode()
                                                             : 1000 + process.exitCode();
    said.out = QString::fromUtf8(process.readAllStandardOutput());
    said.err = QString::fromUtf8(process.readAllStandardError());
    if (said.code != 0)
        qInfo("lepton %s: %d\n%s", qPrintable(arguments.join(' ')), said.code,
              qPrintable(said.err.right(2000)));
    return said;
}

Said Playground::lepton(const QStringList& arguments, const QByteArray& input, int seconds) const
{
    const auto process = start(arguments);
    process->write(input);
    process->closeWriteChannel();
    return finished(*process, arguments, seconds);
}

Said Playground::limited(int kibibytes, const QStringList& arguments) const
{
    QProcess process;
    process.start(
        "bash",
        QStringList{"-c", QString("ulimit -f %1; exec \"$@\"").arg(kibibytes), "bash", LEPTON_EXE}
            + filled(arguments));
    return finished(process, arguments, 120);
}

Checkpoint last_checkpoint(const RunDirectory& run)
{
    Problems damaged;
    auto checkpoint = newest_checkpoint(run, damaged);
    if (!checkpoint)
        qFatal("no checkpoint in %s", run.path.c_str());
    return std::move(*checkpoint);
}

bool same_state(const Checkpoint& a, const Checkpoint& b)
{
    return a.position.step == b.position.step
        && std::ranges::equal(a.tensors, b.tensors, [](const RawTensor& x, const RawTensor& y) {
               return x.name == y.name && x.data == y.data;
           });
}

bool wait_until(const std::function<bool()>& done, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > milliseconds)
            return false;
        QTest::qSleep(5);
    }
    return true;
}

} // namespace lepton

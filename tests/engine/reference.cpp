// Tests of the engine: equality.py is run once for each network, and its arrays are kept.
#include "reference.h"

#include "backend/record/npy.h"
#include "backend/run/prepared_call.h"

#include <ATen/ATen.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

namespace lepton {

std::optional<Arrays> reference(const QString& name, const QString& precision)
{
    static std::map<QString, Arrays> known;
    if (const auto it = known.find(name + precision); it != known.end())
        return it->second;
    static const QTemporaryDir folder;
    const QString file = folder.filePath(name + precision + ".npz");
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(
        qEnvironmentVariable("LEPTON_PYTHON"),
        {QStringLiteral(LEPTON_SOURCE_DIR "/tests/engine/equality.py"), name, precision, file});
    if (!python.waitForFinished(240000) || python.exitCode() != 0)
        return std::nullopt;
    QFile npz(file);
    if (!npz.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = npz.readAll();
    const auto raw = from_npz({bytes.constData(), std::size_t(bytes.size())}, "equality");
    if (!raw)
        return std::nullopt;
    Arrays arrays;
    for (const RawTensor& tensor : *raw) {
        std::string data = tensor.data;
        const auto options = at::TensorOptions().dtype(scalar_type(tensor.dtype, at::kFloat));
        std::string key = tensor.name.substr(0, tensor.name.rfind(".npy"));
        std::replace(key.begin(), key.end(), ':', '/');
        arrays[key] = at::from_blob(data.data(), tensor.shape, options).clone();
    }
    return known[name + precision] = arrays;
}

} // namespace lepton

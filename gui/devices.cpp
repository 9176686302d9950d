// Room gui: the devices of this machine. [gui]
#include "gui/devices.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace lepton {

namespace {

/// "NVIDIA H200" out of /proc/driver/nvidia/gpus/…/information; empty if it does not say.
QString model_of(const QString& folder)
{
    QFile file(folder + QStringLiteral("/information"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : file.read(4096).split('\n'))
        if (line.startsWith("Model:"))
            return QString::fromUtf8(line.mid(6)).trimmed();
    return {};
}

} // namespace

QList<Device> devices()
{
    QList<Device> list{{QStringLiteral("cpu"), QStringLiteral("CPU")}};
    const QDir gpus(QStringLiteral("/proc/driver/nvidia/gpus"));
    int number = 0;
    for (const QString& name : gpus.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString model = model_of(gpus.filePath(name));
        list.append({QStringLiteral("cuda:%1").arg(number),
                     model.isEmpty() ? QStringLiteral("CUDA %1").arg(number) : model});
        ++number;
    }
    if (number == 0)
        for (const QString& name :
             QDir(QStringLiteral("/dev"))
                 .entryList({QStringLiteral("nvidia[0-9]*")}, QDir::System, QDir::Name))
            list.append({QStringLiteral("cuda:%1").arg(number++),
                         QCoreApplication::translate("Device", "GPU %1").arg(name.mid(6))});
    return list;
}

QString device_title(const QString& id)
{
    for (const Device& device : devices())
        if (device.id == id)
            return device.title;
    return id == QLatin1String("cpu") ? QStringLiteral("CPU") : id;
}

} // namespace lepton

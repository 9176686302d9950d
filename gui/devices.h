// Room gui: the devices of this machine that a training can run on. [gui]
#pragma once

#include <QList>
#include <QString>

namespace lepton {

struct Device {
    QString id; ///< as `--device` takes it: "cpu", "cuda:0"
    QString title; ///< for people
};

/// CPU first. NVIDIA GPUs are found by their driver's files; nothing is loaded.
QList<Device> devices();
QString device_title(const QString& id);

} // namespace lepton

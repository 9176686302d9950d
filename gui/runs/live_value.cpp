// Room gui/runs: what a wire carries for one sample, as the engine tells it. [any]
#include "gui/runs/live_value.h"

#include <QJsonArray>
#include <QStringList>

#include <cmath>
#include <limits>

namespace lepton {

namespace {
constexpr qint64 most_side = 4096;

double number_of(const QJsonValue& json)
{
    if (json.isDouble())
        return json.toDouble();
    const QString word = json.toString();
    const double infinity = std::numeric_limits<double>::infinity();
    return word == QLatin1String("Infinity") ? infinity
        : word == QLatin1String("-Infinity") ? -infinity
                                             : std::numeric_limits<double>::quiet_NaN();
}

/// `count` pictures lie one after the other, each channel by channel.
std::vector<QImage> pictures_of(const QJsonObject& json)
{
    const qint64 count = json.value(QLatin1String("count")).toInteger(),
                 channels = json.value(QLatin1String("channels")).toInteger(),
                 height = json.value(QLatin1String("height")).toInteger(),
                 width = json.value(QLatin1String("width")).toInteger();
    const QByteArray bytes =
        QByteArray::fromBase64(json.value(QLatin1String("bytes")).toString().toLatin1());
    std::vector<QImage> out;
    if (height < 1 || width < 1 || height > most_side || width > most_side
        || (channels != 1 && channels != 3) || count < 1
        || count > bytes.size() / (channels * height * width))
        return out;
    const auto* at = reinterpret_cast<const uchar*>(bytes.constData());
    for (qint64 i = 0; i < count; ++i) {
        QImage picture(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
        const qint64 plane = height * width;
        for (qint64 y = 0; y < height; ++y) {
            auto* line = reinterpret_cast<QRgb*>(picture.scanLine(static_cast<int>(y)));
            const uchar* from = at + i * channels * plane + y * width;
            for (qint64 x = 0; x < width; ++x)
                line[x] = channels == 3 ? qRgb(from[x], from[plane + x], from[2 * plane + x])
                                        : qRgb(from[x], from[x], from[x]);
        }
        out.push_back(std::move(picture));
    }
    return out;
}
} // namespace

LiveValue live_value(const QJsonObject& json)
{
    LiveValue value;
    const auto shape = json.value(QLatin1String("shape")).toArray();
    for (const QJsonValue size : shape)
        value.shape.push_back(size.toInteger());
    value.count = json.value(QLatin1String("count")).toInteger();
    value.not_finite = json.value(QLatin1String("not_finite")).toInteger();
    value.finite = json.contains(QLatin1String("mean"));
    value.least = number_of(json.value(QLatin1String("least")));
    value.greatest = number_of(json.value(QLatin1String("greatest")));
    value.mean = number_of(json.value(QLatin1String("mean")));
    value.deviation = number_of(json.value(QLatin1String("deviation")));
    value.whole = !json.value(QLatin1String("type")).toString().startsWith(QLatin1String("float"));
    value.activation = json.value(QLatin1String("activation")).toString();
    const auto values = json.value(QLatin1String("values")).toArray();
    for (const QJsonValue one : values)
        value.values.push_back(number_of(one));
    value.parameter = json.value(QLatin1String("parameter")).toString();
    const auto bins = json.value(QLatin1String("bins")).toArray();
    for (const QJsonValue one : bins)
        value.bins.push_back(number_of(one));
    value.pictures = pictures_of(json.value(QLatin1String("picture")).toObject());
    return value;
}

QString shape_text(const LiveValue& value)
{
    QStringList parts;
    for (const qint64 size : value.shape)
        parts << QString::number(size);
    return parts.isEmpty() ? QStringLiteral("1") : parts.join(QChar(0x00d7));
}

QString live_number(double value, int digits)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    QString text = QString::number(value, 'g', digits);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace lepton

// Room gui: what a wire carries, as a strip on the canvas and as words. [gui]
#include "gui/live_strip.h"

#include "gui/runs/live_sample.h"
#include "gui/theme.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {
constexpr int tip_height = 96, tip_width = 340; ///< of the pictures in a tip
constexpr std::size_t most_listed = 12; ///< whole numbers written out

QString percent(double share)
{
    return QStringLiteral("%1\u202f%")
        .arg(QString::number(100 * share, 'f', share < 0.0995 ? 1 : 0));
}

QString name_of_class(double number, const QStringList& labels)
{
    const auto index = static_cast<qsizetype>(number);
    return number >= 0 && index < labels.size() && std::floor(number) == number
        ? labels[index]
        : live_number(number);
}

/// "8×28×28: −0.5 to 1.3, mean 0.2".
QString summary(const LiveValue& value)
{
    if (value.count == 1)
        return value.values.empty() ? shape_text(value) : live_number(value.values[0]);
    if (!value.finite)
        return shape_text(value);
    return LiveSample::tr("%1: %2 to %3, mean %4")
        .arg(shape_text(value), live_number(value.least), live_number(value.greatest),
             live_number(value.mean));
}

/// "weight 64×784: −0.036 to 0.036, mean 0, standard deviation 0.021".
QString tale_of_weight(const LiveValue& weight)
{
    const QString who = weight.parameter + QLatin1Char(' ') + shape_text(weight);
    QString tale = weight.finite
        ? LiveSample::tr("%1: %2 to %3, mean %4, standard deviation %5")
              .arg(who, live_number(weight.least), live_number(weight.greatest),
                   live_number(weight.mean), live_number(weight.deviation))
        : who;
    if (weight.not_finite > 0)
        tale += QStringLiteral(", ")
            + LiveSample::tr("%1 numbers are not finite").arg(weight.not_finite);
    return tale;
}

/// Where 0 lies among the bins, which go half a number to either side where all numbers are equal.
double zero_among(const LiveValue& weight)
{
    const double aside = weight.least == weight.greatest ? 0.5 : 0;
    return (aside - weight.least) / (weight.greatest - weight.least + 2 * aside);
}

QImage side_by_side(const std::vector<QImage>& pictures)
{
    const QSize one = pictures.front().size();
    const int times = std::max(1, tip_height / std::max(1, one.height()));
    const QSize each = one.height() <= tip_height
        ? one * times
        : one.scaled(tip_width, tip_height, Qt::KeepAspectRatio);
    const int fit =
        std::clamp(tip_width / (each.width() + 4), 1, static_cast<int>(pictures.size()));
    QImage all(fit * (each.width() + 4) - 4, each.height(), QImage::Format_ARGB32_Premultiplied);
    all.fill(Qt::transparent);
    QPainter p(&all);
    for (int i = 0; i < fit; ++i)
        p.drawImage(QRect(QPoint(i * (each.width() + 4), 0), each),
                    pictures[static_cast<std::size_t>(i)]);
    return all;
}
} // namespace

QString word_of(const LiveValue& value, qint64 classes, const LiveLabels& labels)
{
    if (!value.is_number())
        return {};
    return classes > 0 && value.whole ? name_of_class(value.values[0], labels(classes))
                                      : live_number(value.values[0]);
}

canvas::Strip strip_of(const LiveValue& value, qint64 classes, const QString& beside,
                       const LiveLabels& labels)
{
    canvas::Strip strip;
    strip.stale = value.stale;
    strip.word = word_of(value, classes, labels);
    if (!value.pictures.empty()) {
        strip.pictures = value.pictures;
        strip.word = beside;
    } else if (value.count > 1 && value.whole) {
        QStringList numbers;
        for (std::size_t i = 0; i < std::min(value.values.size(), most_listed); ++i)
            numbers << live_number(value.values[i]);
        strip.word = numbers.join(QStringLiteral(" "));
    } else if (value.count > 1) {
        strip.bars = value.values;
        strip.word = beside;
    }
    strip.tale = strip.word.isEmpty() || value.count > 1
        ? summary(value) + (beside.isEmpty() ? QString() : QStringLiteral(", ") + beside)
        : strip.word;
    return strip;
}

canvas::Strip strip_of_answer(const LiveValue& shown, const LiveLabels& labels)
{
    canvas::Strip strip = strip_of(shown, 0, {}, labels);
    const auto& values = shown.values;
    if (shown.activation == QLatin1String("softmax") && shown.count > 1 && shown.shape.size() == 1
        && !values.empty()) {
        const auto best = std::ranges::max_element(values);
        strip.marked = static_cast<int>(best - values.begin());
        strip.word = name_of_class(strip.marked, labels(shown.count)) + QStringLiteral(" · ")
            + percent(*best);
        strip.tale = strip.word;
    } else if (shown.activation == QLatin1String("sigmoid") && shown.is_number()) {
        const QStringList names = labels(2);
        strip.word = names.size() == 2 && values[0] < 0.5
            ? names[0] + QStringLiteral(" · ") + percent(1 - values[0])
            : (names.size() == 2 ? names[1] + QStringLiteral(" · ") : QString())
                + percent(values[0]);
        strip.tale = strip.word;
    }
    return strip;
}

canvas::Strip strip_of_weights(const std::vector<std::shared_ptr<const LiveValue>>& weights)
{
    canvas::Strip strip;
    strip.histogram = true;
    const LiveValue& first = *weights.front();
    strip.bars = first.bins;
    if (first.finite) {
        strip.zero = zero_among(first);
        strip.word = QStringLiteral("σ ") + live_number(first.deviation, 2);
    }
    qint64 not_finite = 0;
    QStringList tales;
    for (const auto& weight : weights) {
        strip.stale = strip.stale || weight->stale;
        not_finite += weight->not_finite;
        tales << tale_of_weight(*weight);
    }
    if (not_finite > 0)
        strip.word = LiveSample::tr("%1 not finite").arg(not_finite);
    strip.tale = tales.join(QStringLiteral("; "));
    return strip;
}

QString tip_of(const LiveValue& value, qint64 classes, const LiveLabels& labels)
{
    const Colors& c = Theme::current().colors();
    QString text = LiveSample::tr("For this sample: %1")
                       .arg(classes > 0 && value.is_number() ? word_of(value, classes, labels)
                                                             : summary(value))
                       .toHtmlEscaped();
    if (value.stale)
        text = QStringLiteral("<span style='color:%1'>%2</span>")
                   .arg(c.secondary.name(),
                        text + QStringLiteral(" · ")
                            + LiveSample::tr("as it was before").toHtmlEscaped());
    if (value.not_finite > 0)
        text += QStringLiteral("<br><span style='color:%1'>%2</span>")
                    .arg(c.problem.name(),
                         LiveSample::tr("%1 numbers are not finite")
                             .arg(value.not_finite)
                             .toHtmlEscaped());
    if (!value.pictures.empty()) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        side_by_side(value.pictures).save(&buffer, "PNG");
        text += QStringLiteral("<br><img src='data:image/png;base64,%1'>")
                    .arg(QString::fromLatin1(png.toBase64()));
    }
    return text;
}

} // namespace lepton

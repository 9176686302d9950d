// Room gui/canvas: the fonts of the canvas, and how wide texts are.
#include "gui/canvas/fonts.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lepton::canvas {

double text_size(Lettering kind)
{
    switch (kind) {
    case Lettering::title:
        return 13;
    case Lettering::name:
    case Lettering::label:
        return 11;
    case Lettering::shape:
        return 10.5;
    case Lettering::badge:
        return 11.5;
    case Lettering::big:
        return 24;
    case Lettering::narrow: // a big one that would else reach the ports
        return 21;
    }
    return 11;
}

QFont text_font(Lettering kind, double pixels)
{
    QFont font;
    // Painted on images of 96 dots per inch: point sizes allow parts of a pixel, pixel sizes do
    // not.
    font.setPointSizeF(std::max(3.0, pixels) * 72.0 / 96.0);
    font.setHintingPreference(QFont::PreferNoHinting); // widths grow evenly with the zoom
    if (kind == Lettering::title || kind == Lettering::big || kind == Lettering::narrow)
        font.setWeight(QFont::DemiBold);
    if (kind == Lettering::badge)
        font.setWeight(QFont::Bold);
    return font;
}

double Measure::width(Lettering kind, const QString& text)
{
    Table& table = tables_[static_cast<std::size_t>(kind)];
    constexpr double magnified = 8; // measured large, so that rounding to pixels does not count
    if (!table.ready) {
        QFont font = text_font(kind, text_size(kind));
        font.setPixelSize(static_cast<int>(text_size(kind) * magnified));
        const QFontMetricsF metrics(font);
        for (int c = 32; c < 127; ++c)
            table.advance[static_cast<std::size_t>(c)] =
                static_cast<float>(metrics.horizontalAdvance(QChar(c)) / magnified);
        table.ready = true;
    }
    double sum = 0;
    for (const QChar c : text) {
        if (c.unicode() < 32 || c.unicode() > 126) {
            if (const auto known = table.other.constFind(text); known != table.other.constEnd())
                return *known;
            QFont font = text_font(kind, text_size(kind));
            font.setPixelSize(static_cast<int>(text_size(kind) * magnified));
            return table.other[text] = QFontMetricsF(font).horizontalAdvance(text) / magnified;
        }
        sum += static_cast<double>(table.advance[c.unicode()]);
    }
    return sum;
}

QString Measure::fitted(Lettering kind, const QString& text, double most)
{
    if (width(kind, text) <= most)
        return text;
    qsizetype keep = text.size();
    QString out = text;
    while (keep > 0 && width(kind, out) > most) {
        --keep;
        out = text.left(keep).trimmed() + QChar(0x2026);
    }
    return out;
}

} // namespace lepton::canvas

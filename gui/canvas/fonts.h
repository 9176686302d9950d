// Room gui/canvas: the fonts of the canvas, and how wide texts are, measured without a layout
// engine.
#pragma once

#include <QFont>
#include <QHash>
#include <QString>

#include <array>

namespace lepton::canvas {

/// What a text on the canvas is; decides its font.
enum class Lettering : quint8 { title, name, label, shape, badge, big, narrow };
inline constexpr int lettering_count = 7;

/// Pixel size of a text at 100 %.
double text_size(Lettering kind);
/// The font of a text at so many pixels (half pixels count).
QFont text_font(Lettering kind, double pixels);

/// Widths in canvas units. ASCII is added up from a table: thousands of node names cost nothing.
class Measure {
public:
    double width(Lettering kind, const QString& text);
    /// The text, or as much of it as fits with an ellipsis.
    QString fitted(Lettering kind, const QString& text, double width);
    /// Forgets everything: another font or text scale.
    void clear() { *this = {}; }

private:
    struct Table {
        bool ready = false;
        std::array<float, 128> advance{};
        QHash<QString, double> other;
    };
    std::array<Table, lettering_count> tables_;
};

} // namespace lepton::canvas

// Room gui: the two sets of colours. Contrasts are checked by tests/gui/test_window_theme.cpp.
#include "gui/theme_colors.h"

#include <array>

namespace lepton {

namespace {

/// One value for each theme.
struct Both {
    QRgb light, dark;
    QColor in(bool is_dark) const { return QColor::fromRgb(is_dark ? dark : light); }
};

constexpr Both header_of(Role role)
{
    switch (role) {
    case Role::data:
        return {0xCFE4F5, 0x1F3347};
    case Role::preprocess:
        return {0xD6E6EC, 0x22323C};
    case Role::layer:
        return {0xD9DCF7, 0x272D4A};
    case Role::activation:
        return {0xEBD9F0, 0x382B40};
    case Role::norm:
        return {0xEDE5D0, 0x37311F};
    case Role::merge:
        return {0xE1E5EB, 0x2A2F38};
    case Role::loss:
        return {0xF8D5C8, 0x45291F};
    case Role::optimizer:
    case Role::schedule:
        return {0xF3D9E8, 0x3F2936};
    case Role::metric:
        return {0xCDEBDF, 0x1D3A31};
    case Role::output:
        return {0xD6EBCF, 0x27391F};
    }
    return {0xE1E5EB, 0x2A2F38};
}

constexpr Both wire_of(PortKind kind)
{
    switch (kind) {
    case PortKind::features:
        return {0x0072B2, 0x4BA3DB};
    case PortKind::sequence:
        return {0x2B7FB0, 0x7FC4E8};
    case PortKind::label:
        return {0xA66F00, 0xF0B73A};
    case PortKind::loss:
        return {0xD55E00, 0xF08A4B};
    case PortKind::metric:
        return {0x00805C, 0x3CC79B};
    case PortKind::schedule:
        return {0xA84F80, 0xE3A0C8};
    case PortKind::text:
        return {0x707070, 0xB0B0B0};
    }
    return {0x707070, 0xB0B0B0};
}

constexpr std::array<Both, 10> run_colors{{{0x0072B2, 0x4BA3DB},
                                           {0xD55E00, 0xF08A4B},
                                           {0x00805C, 0x3CC79B},
                                           {0xA84F80, 0xE3A0C8},
                                           {0x8A6A00, 0xF0B73A},
                                           {0x4B3FA7, 0xA59CF2},
                                           {0xB5285F, 0xF27BA0},
                                           {0x207F8C, 0x6FD3E3},
                                           {0x7A4B1E, 0xC99A6B},
                                           {0x5A6270, 0xB4BCC8}}};

} // namespace

Colors light_colors()
{
    Colors c;
    c.dark = false;
    c.window = QColor(0xF5, 0xF6, 0xF8);
    c.panel = QColor(0xFF, 0xFF, 0xFF);
    c.canvas = QColor(0xEC, 0xEE, 0xF2);
    c.dots = QColor(0xD5, 0xD9, 0xE0);
    c.text = QColor(0x1B, 0x1F, 0x24);
    c.secondary = QColor(0x57, 0x60, 0x6A);
    c.line = QColor(0xD0, 0xD7, 0xDE);
    c.accent = QColor(0x25, 0x63, 0xEB);
    c.problem = QColor(0xC6, 0x28, 0x28);
    c.warning = QColor(0x8A, 0x5F, 0x00);
    c.good = QColor(0x1A, 0x7F, 0x37);
    c.hover = QColor(0xEB, 0xEE, 0xF2);
    c.node = QColor(0xFF, 0xFF, 0xFF);
    c.node_border = QColor(0xC4, 0xCC, 0xD6);
    c.train = QColor(0x00, 0x72, 0xB2);
    c.validation = QColor(0xD5, 0x5E, 0x00);
    c.guess = c.secondary;
    return c;
}

Colors dark_colors()
{
    Colors c;
    c.dark = true;
    c.window = QColor(0x16, 0x18, 0x1D);
    c.panel = QColor(0x1E, 0x21, 0x28);
    c.canvas = QColor(0x12, 0x14, 0x19);
    c.dots = QColor(0x26, 0x2A, 0x33);
    c.text = QColor(0xE6, 0xE9, 0xEF);
    c.secondary = QColor(0x9A, 0xA4, 0xB2);
    c.line = QColor(0x2E, 0x33, 0x3D);
    c.accent = QColor(0x6E, 0xA8, 0xFE);
    c.problem = QColor(0xFF, 0x7B, 0x72);
    c.warning = QColor(0xE3, 0xB3, 0x41);
    c.good = QColor(0x56, 0xD3, 0x64);
    c.hover = QColor(0x29, 0x2D, 0x36);
    c.node = QColor(0x1E, 0x21, 0x28);
    c.node_border = QColor(0x39, 0x3F, 0x4B);
    c.train = QColor(0x4B, 0xA3, 0xDB);
    c.validation = QColor(0xF0, 0x8A, 0x4B);
    c.guess = c.secondary;
    return c;
}

QColor Colors::header(Role role) const { return header_of(role).in(dark); }

QColor Colors::wire(PortKind kind) const { return wire_of(kind).in(dark); }

QColor Colors::run(int index) const
{
    const auto count = static_cast<int>(run_colors.size());
    return run_colors[static_cast<std::size_t>(((index % count) + count) % count)].in(dark);
}

} // namespace lepton

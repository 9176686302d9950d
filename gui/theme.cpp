// Room gui: applies a theme to the application: palette, style sheet, font, tinted icons. [gui]
#include "gui/theme.h"

#include "gui/accent_icon.h"
#include "gui/theme_colors.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QSvgRenderer>

namespace lepton {

namespace {

/// Draws an SVG whose strokes are `currentColor` in the text colour of the theme of the moment, so
/// icons follow a change of theme by themselves.
class TintedIcon : public QIconEngine {
public:
    TintedIcon(QString file, QPalette::ColorRole role)
        : file_(std::move(file))
        , role_(role)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect,
                            drawn((QSizeF(rect.size()) * ratio).toSize(), ratio, mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawn(size, 1, mode, state);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return drawn(size, 1, mode, state);
    }

    QIconEngine* clone() const override { return new TintedIcon(file_, role_); }

private:
    QPixmap drawn(const QSize& size, qreal ratio, QIcon::Mode mode, QIcon::State) const
    {
        if (size.isEmpty())
            return {}; // a button of a panel that is being squeezed
        const Colors& colors = Theme::current().colors();
        QColor color = QApplication::palette().color(QPalette::Active, role_);
        if (mode == QIcon::Disabled) {
            color = colors.secondary;
            color.setAlphaF(0.55F);
        }
        const QString key = QStringLiteral("lepton %1 %2x%3@%4 %5")
                                .arg(file_)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ratio)
                                .arg(color.name(QColor::HexArgb));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QFile file(file_);
        if (!file.open(QIODevice::ReadOnly))
            return pixmap;
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        {
            QPainter painter(&pixmap);
            painter.setOpacity(color.alphaF());
            renderer.render(&painter);
        }
        pixmap.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString file_;
    QPalette::ColorRole role_;
};

QIcon icon_in(const QString& name, QPalette::ColorRole role)
{
    const QString file = QStringLiteral(":/icons/%1.svg").arg(name);
    return QFile::exists(file) ? QIcon(new TintedIcon(file, role)) : QIcon();
}

QPalette palette_of(const Colors& c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.panel);
    p.setColor(QPalette::AlternateBase, c.window);
    p.setColor(QPalette::ToolTipBase, c.panel);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::PlaceholderText, c.secondary);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.panel);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.problem);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.dark ? c.window : QColor(Qt::white));
    p.setColor(QPalette::Light, c.hover);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.line);
    p.setColor(QPalette::Shadow, QColor(0, 0, 0, c.dark ? 160 : 60));
    QColor faint = c.secondary;
    faint.setAlphaF(0.6F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    return p;
}

/// The style sheet with `@word` replaced by the theme's values.
QString style_sheet(const Colors& c)
{
    QFile file(QStringLiteral(":/themes/window.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    QColor tint = c.accent;
    tint.setAlphaF(c.dark ? 0.22F : 0.13F);
    QColor good_tint = c.good;
    good_tint.setAlphaF(0.14F);
    const std::pair<const char*, QColor> words[] = {
        {"@window", c.window},
        {"@panel", c.panel},
        {"@canvas", c.canvas},
        {"@text", c.text},
        {"@secondary", c.secondary},
        {"@line", c.line},
        {"@accent_tint", tint},
        {"@accent_text", c.dark ? c.window : QColor(Qt::white)},
        {"@accent_deep", c.dark ? c.accent.lighter(108) : c.accent.darker(112)},
        {"@accent", c.accent},
        {"@problem", c.problem},
        {"@warning", c.warning},
        {"@good", c.good},
        {"@hover", c.hover},
        {"@border", c.node_border},
    };
    for (const auto& [word, color] : words) {
        const QString value = QStringLiteral("rgba(%1,%2,%3,%4)")
                                  .arg(color.red())
                                  .arg(color.green())
                                  .arg(color.blue())
                                  .arg(color.alpha());
        text.replace(QLatin1String(word), value);
    }
    text.replace(QLatin1String("@radius"), QString::number(Theme::radius) + QLatin1String("px"));
    text.replace(QLatin1String("@shade"), QLatin1String(c.dark ? "dark" : "light"));
    return text;
}

/// What the desktop said at start, before we set a palette of our own.
bool system_is_dark()
{
    static const bool dark = [] {
        const QPalette palette = QApplication::palette();
        return palette.color(QPalette::Window).lightnessF() < 0.5F;
    }();
    return dark;
}

} // namespace

Theme& Theme::current()
{
    // Never destroyed: widgets ask for colours until the very end.
    static auto* const theme = new Theme;
    return *theme;
}

Theme::Theme()
{
    if (qApp != nullptr) {
        (void)system_is_dark();
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    apply();
}

void Theme::choose(Choice choice)
{
    if (choice == choice_)
        return;
    choice_ = choice;
    apply();
}

void Theme::set_reduced_motion(bool on)
{
    if (on == reduced_motion_)
        return;
    reduced_motion_ = on;
    Q_EMIT changed();
}

void Theme::apply()
{
    const bool dark = choice_ == Choice::dark
        || (choice_ == Choice::system && qApp != nullptr && system_is_dark());
    colors_ = dark ? dark_colors() : light_colors();
    if (qApp != nullptr) {
        QApplication::setPalette(palette_of(colors_));
        qApp->setStyleSheet(style_sheet(colors_));
    }
    Q_EMIT changed();
}

QIcon Theme::icon(const QString& name) const { return icon_in(name, QPalette::Text); }

QIcon accent_icon(const QString& name) { return icon_in(name, QPalette::HighlightedText); }

QFont Theme::figures() const
{
    // Qt 6.4 cannot switch on the "tnum" feature; the interface fonts of desktops have equal
    // figures by default. Where they do not, a font that has is taken.
    QFont font = QApplication::font();
    const QFontMetricsF metrics(font);
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        if (qAbs(metrics.horizontalAdvance(QChar(digit))
                 - metrics.horizontalAdvance(QLatin1Char('0')))
            > 0.01) {
            for (const char* family : {"Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial"})
                if (QFontDatabase::hasFamily(QLatin1String(family))) {
                    font.setFamily(QLatin1String(family));
                    return font;
                }
            return QFontDatabase::systemFont(QFontDatabase::FixedFont);
        }
    return font;
}

} // namespace lepton

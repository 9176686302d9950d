// Room gui: all colours and measures of the window in one place (design:
// look.md). [gui]
#pragma once

#include "nodes/card.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

namespace lepton {

/// The colours of a theme.
struct Colors {
    bool dark = false;
    QColor window, panel, canvas, dots, text, secondary, line, accent, problem, warning, good,
        hover, node, node_border;
    QColor train, validation, guess; ///< curves
    QColor header(Role role) const; ///< tint of a node's header
    QColor wire(PortKind kind) const;
    QColor run(int index) const; ///< ten safe colours, repeated
};

/// The theme in use. One object lives as long as the application.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { system, light, dark };
    static Theme& current(); ///< made by main() and by tests through their first call
    void choose(Choice choice);
    Choice choice() const { return choice_; }
    const Colors& colors() const { return colors_; }
    /// Icon from resources/icons, tinted with the text colour.
    QIcon icon(const QString& name) const;
    /// The system's font with tabular figures.
    QFont figures() const;
    bool reduced_motion() const { return reduced_motion_; }
    void set_reduced_motion(bool on);

    static constexpr int grid = 4, control_height = 28, radius = 6, node_radius = 8;

Q_SIGNALS:
    void changed();

private:
    Theme();
    void apply();
    Choice choice_ = Choice::system;
    Colors colors_;
    bool reduced_motion_ = false;
};

} // namespace lepton

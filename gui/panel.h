// Room gui: what a panel is: one file in panels/, found at configure time,
// placed by the main window. [gui]
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace lepton {

class OpenDocument;
class RunShown;
class Engine;
class Actions;

/// What a panel may use.
struct Workbench {
    OpenDocument& document;
    RunShown& run; ///< the run that curves and predictions show
    Engine& engine; ///< starts `lepton`, sends commands
    Actions& actions; ///< every command of the window
};

/// Where a panel first stands; users move it anywhere.
enum class PanelArea { left, right, bottom };

/// One dock. `title` and `hint` are English and marked with
/// QT_TRANSLATE_NOOP("Panel", …).
struct Panel {
    const char* id; ///< "problems"; keys of the remembered layout
    const char* title;
    PanelArea area;
    int order; ///< among the panels of its area
    std::vector<const char*> workspaces; ///< of "data", "design", "train", "understand", "export"
    std::function<QWidget*(const Workbench&)> make;
};

class Panels {
public:
    void add(Panel panel) { panels_.push_back(std::move(panel)); }
    const std::vector<Panel>& all() const { return panels_; }

private:
    std::vector<Panel> panels_;
};

/// Calls add_panel_…() of every file gui/panels/*.cpp that begins with "panel_"
/// (generated).
void add_all_panels(Panels& panels);

} // namespace lepton

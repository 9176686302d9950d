// Room gui: one line that says how the run on show ended. [gui]
#pragma once

#include "gui/panel.h"

#include <QObject>
#include <QTimer>

namespace lepton {

class Notices;

/// Watches the run on show; when its training ends, a line above the canvas carries the result, and
/// a window that is not in front asks for attention.
class RunEnd : public QObject {
    Q_OBJECT
public:
    RunEnd(const Workbench& bench, Notices& notices, QWidget* window);

Q_SIGNALS:
    void test_wanted();

private:
    void follow();
    void tell();

    Workbench bench_;
    Notices& notices_;
    QWidget* window_;
    bool live_ = false;
    QTimer soon_; ///< the last records come a moment after the last state
};

} // namespace lepton

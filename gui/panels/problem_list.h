// Room gui/panels: the list behind the Problems panel. [gui]
#pragma once

#include "gui/panel.h"
#include "nodes/infer.h"

#include <QScrollArea>
#include <QTimer>

#include <stop_token>

class QVBoxLayout;

namespace lepton {

class OpenDocument;

/// Problems appear at once; their fixes a moment later, proven on another thread.
class ProblemList : public QScrollArea {
    Q_OBJECT
public:
    explicit ProblemList(const Workbench& bench);
    ~ProblemList() override { search_.request_stop(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void show_now();
    void look_for_fixes();
    void take(const std::vector<Finding>& found);
    void rebuild();
    QWidget* row(const Finding& finding);

    OpenDocument& document_;
    QVBoxLayout* rows_;
    QTimer soon_, idle_;
    std::vector<Finding> findings_;
    std::stop_source search_; ///< the search for fixes that is under way
};

} // namespace lepton

// Room gui/plots: predicted numbers against true ones; right answers lie on the diagonal. [gui]
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

class QCustomPlot;
class QCPGraph;
class QCPItemStraightLine;

namespace lepton {

/// At most a few thousand points of (true, predicted).
class ScatterView : public QWidget {
    Q_OBJECT
public:
    explicit ScatterView(QWidget* parent = nullptr);
    void set(const std::vector<std::pair<double, double>>& points);

private:
    void style();

    QCustomPlot* plot_;
    QCPGraph* graph_;
    QCPItemStraightLine* diagonal_;
};

} // namespace lepton

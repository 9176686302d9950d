// Room gui/panels/live: all plots of the run on show, with their tool row: smoothing, axes, export,
// tiny-data controls. [gui]
#pragma once

#include "gui/panel.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace lepton {

class EmptyState;
class MetricPlot;

/// One plot a metric, train and validation in it; other runs laid over. Drawn again at most 30
/// times a second, and seldomer where a drawing takes long.
class CurveBoard : public QWidget {
    Q_OBJECT
public:
    explicit CurveBoard(const Workbench& bench, QWidget* parent = nullptr);
    const std::vector<MetricPlot*>& plots() const { return plots_; }
    void set_smoothing(double weight);
    /// Values of all curves of the run on show, one row a record. False if the file cannot be
    /// written.
    bool save_csv(const QString& file) const;
    /// One picture a metric beside the others: name-loss.png, name-accuracy.png. Empty, or what
    /// went wrong.
    QString save_pictures(const QString& file);

private:
    /// What a line across the curves is called; empty for events that draw none.
    static QString event_text(const QString& event);
    void make_tools(QBoxLayout* column);
    void lay_out();
    void dress();
    void restart();
    void grew();
    void refresh();
    void export_all();
    void update_controls();

    Workbench bench_;
    std::vector<MetricPlot*> plots_;
    QWidget* area_;
    QBoxLayout* stack_;
    EmptyState* empty_;
    QSlider* smoothing_;
    QLabel* smoothing_text_;
    QComboBox* along_;
    QToolButton *log_x_, *log_y_, *rate_, *reset_, *save_, *one_batch_;
    QWidget* tiny_;
    QSlider* speed_;
    QLabel* speed_text_;
    QTimer pending_;
    QElapsedTimer last_;
    qint64 cost_ms_ = 0;
};

} // namespace lepton

// Room gui/plots: the plot of one metric: train solid, validation dashed, of one run or several.
// [gui]
#pragma once

#include "gui/plots/curves_plottable.h"
#include "gui/plots/legend.h"
#include "gui/runs/run_curves.h"

#include <QWidget>

#include <limits>
#include <memory>
#include <optional>

namespace lepton {

/// A run in a plot.
struct PlottedRun {
    QString name;
    std::shared_ptr<const RunCurves> curves; ///< a hidden plot keeps what it would show
    QColor train, validation;
};

/// Curves whose owner outlives the plot.
inline std::shared_ptr<const RunCurves> borrowed(const RunCurves& curves)
{
    return {std::shared_ptr<void>(), &curves};
}

/// Something that happened during training, drawn as a line across.
struct PlotEvent {
    double step = 0;
    QString text; ///< "learning rate 0.0003"
};

/// A metric's name as people read it: "validation_loss" → "Validation loss", "lr" → "Learning
/// rate".
QString metric_title(const std::string& metric);
/// A value as people read it: percent with one place, other numbers with four digits.
QString metric_text(double value, bool percent);

/// One metric over time. Follows the end of the run until the user zooms or pans; a double click
/// follows again.
class MetricPlot : public QWidget {
    Q_OBJECT
public:
    explicit MetricPlot(std::string metric, QWidget* parent = nullptr);

    const std::string& metric_name() const { return metric_; }
    /// The first run is the one on show; the others are laid over it.
    void set_runs(std::vector<PlottedRun> runs);
    void set_percent(bool on);
    /// What mere guessing would get; drawn as a dotted line.
    void set_guess(std::optional<double> value);
    void set_events(std::vector<PlotEvent> events);
    void set_log(bool x, bool y);
    /// The right end while following, in units of the axis; 0 for the last sample. (Epochs asked
    /// for.)
    void set_horizon(double x);
    /// Draws anew if it is visible: call when samples came.
    void refresh();
    bool is_following() const { return following_; }
    void follow();
    void set_x_range(double from, double to);

    QCustomPlot& plot() { return *plot_; }
    /// The text at the cross-hair; empty when the mouse is elsewhere.
    const QString& read_out() const { return read_out_; }
    /// Shows the cross-hair at this x (another plot's mouse); NaN hides it.
    void show_cross_hair(double x);

    /// Picture files at the size on screen: .png, .svg or .pdf by name. False if the file cannot be
    /// written.
    bool save_picture(const QString& file);

Q_SIGNALS:
    void x_range_changed(double from, double to, bool following);
    void pointed(double x); ///< the mouse is at this x; NaN when it left

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void style();
    void collect();
    void fit();
    void place_marks();
    void update_legend();
    /// Left and right move the cross-hair, Home follows the run again, Esc hides. True if it was
    /// one of them.
    bool read_by_key(int key);
    QString unit_x() const;

    std::string metric_;
    std::vector<PlottedRun> runs_;
    bool percent_ = false, following_ = true, log_x_ = false, log_y_ = false, fitting_ = false;
    std::optional<double> guess_;
    std::vector<PlotEvent> events_;
    double horizon_ = 0;
    QString read_out_;
    double hair_x_ = std::numeric_limits<double>::quiet_NaN(); ///< of the cross-hair; NaN: hidden
    Legend* legend_;
    QCustomPlot* plot_;
    CurvesPlottable* curves_;
    QCPItemStraightLine* guess_line_;
    QCPItemText* guess_text_;
    QCPItemStraightLine* hair_;
    QCPItemText* hair_text_;
    std::vector<QCPItemStraightLine*> event_lines_;
    std::vector<QCPItemText*> event_texts_;
};

} // namespace lepton

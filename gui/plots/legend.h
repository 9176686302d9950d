// Room gui/plots: the line above a plot: its title and what each curve is worth now. [gui]
#pragma once

#include <QColor>
#include <QWidget>

#include <vector>

namespace lepton {

/// One curve in the line above a plot.
struct LegendEntry {
    QString text; ///< "train 98.9 %"
    QColor color;
    bool dashed = false, marker = false;
    friend bool operator==(const LegendEntry&, const LegendEntry&) = default;
};

/// Title at the left, curves after it; what does not fit is left out from the end, the warning
/// never.
class Legend : public QWidget {
public:
    explicit Legend(QString title, QWidget* parent = nullptr);
    void set_title(const QString& title);
    void set_entries(std::vector<LegendEntry> entries);
    /// "3 samples are not finite"; empty for none.
    void set_warning(const QString& warning);
    QSize sizeHint() const override { return {200, 24}; }
    QSize minimumSizeHint() const override { return {80, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString title_, warning_;
    std::vector<LegendEntry> entries_;
};

} // namespace lepton

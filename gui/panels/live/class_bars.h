// Room gui/panels/live: one bar per class for a prediction. [gui]
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace lepton {

/// Bars of probabilities, the largest in the accent colour. More than fit are shown from the
/// largest down.
class ClassBars : public QWidget {
    Q_OBJECT
public:
    explicit ClassBars(QWidget* parent = nullptr);
    /// Empty probabilities show empty bars for the labels.
    void set(const QStringList& labels, std::vector<double> probabilities);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 60}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList labels_;
    std::vector<double> probabilities_;
};

} // namespace lepton

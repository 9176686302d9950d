// Room gui/plots: the decision boundary over two inputs, with the samples on it. [gui]
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace lepton {

/// What the model answers on a grid over two inputs.
struct BoundaryField {
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
    int n = 0;
    std::vector<double> values; ///< n · n, row-major from the lowest y
    bool probability = true; ///< p(yes); else the number of the winning class
    int classes = 2;
    QString x_name, y_name;
    friend bool operator==(const BoundaryField&, const BoundaryField&) = default;
};

/// A sample: its place and class.
struct BoundaryPoint {
    double x = 0, y = 0;
    int label = 0;
};

/// Areas in the colours of their classes, samples as dots; the line of even odds is drawn.
class BoundaryView : public QWidget {
    Q_OBJECT
public:
    explicit BoundaryView(QWidget* parent = nullptr);
    void set_field(BoundaryField field);
    void set_points(std::vector<BoundaryPoint> points);
    const BoundaryField& field() const { return field_; }
    QSize sizeHint() const override { return {360, 360}; }
    QSize minimumSizeHint() const override { return {160, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF square() const;
    QImage picture() const;
    QColor color_of(int label) const;

    BoundaryField field_;
    std::vector<BoundaryPoint> points_;
};

} // namespace lepton

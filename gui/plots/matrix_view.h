// Room gui/plots: a confusion matrix as a heat map with its counts; cells can be pressed. [gui]
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace lepton {

/// Rows are the truth, columns the answers. Right answers are tinted with the accent, wrong ones
/// with the problem colour, each by its share of the row.
class MatrixView : public QWidget {
    Q_OBJECT
public:
    explicit MatrixView(QWidget* parent = nullptr);
    /// `counts` is row-major, classes × classes.
    void set(const QStringList& labels, std::vector<double> counts);
    int classes() const { return static_cast<int>(labels_.size()); }
    double count(int truth, int answer) const
    {
        return counts_[static_cast<std::size_t>(truth) * static_cast<std::size_t>(classes())
                       + static_cast<std::size_t>(answer)];
    }
    /// Marks a cell; −1 for none.
    void select(int truth, int answer);
    /// The middle of a cell, for tests and tips.
    QPoint center_of(int truth, int answer) const;
    QSize sizeHint() const override { return {420, 420}; }
    QSize minimumSizeHint() const override { return {160, 160}; }

Q_SIGNALS:
    void pressed(int truth, int answer);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRectF table() const;
    QPoint cell_at(QPointF position) const; ///< x answer, y truth; −1 outside
    QColor color_of(int truth, int answer) const;
    QString tip(int truth, int answer) const;

    QStringList labels_;
    std::vector<double> counts_, rows_;
    QPoint hovered_{-1, -1}, selected_{-1, -1};
};

} // namespace lepton

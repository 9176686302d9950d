// Room gui/panels/live: samples as pictures with truth and answer beneath; wrong ones red, with a
// cross. [gui]
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

namespace lepton {

/// One sample of the gallery.
struct GalleryItem {
    qint64 index = -1;
    QImage picture;
    QString truth, answer; ///< names of classes
    double probability = -1; ///< of the answer; below 0: not said
    bool wrong = false;
    QString details; ///< for the tool tip
};

/// A grid that makes its cells as large as the place allows.
class Gallery : public QWidget {
    Q_OBJECT
public:
    explicit Gallery(QWidget* parent = nullptr);
    void set_items(std::vector<GalleryItem> items);
    const std::vector<GalleryItem>& items() const { return items_; }
    /// Largest side of a cell; 0 for no bound.
    void set_largest_cell(int pixels) { largest_ = pixels; }
    QSize sizeHint() const override { return {400, 420}; }
    QSize minimumSizeHint() const override { return {180, 120}; }
    /// The height that the items need at this width.
    int height_for(int width) const;

Q_SIGNALS:
    void pressed(qint64 index);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Grid {
        int columns = 1;
        double cell = 0, picture = 0, caption = 0;
    };
    Grid grid(QSize size) const;
    QRectF cell_rect(const Grid& grid, std::size_t i) const;
    int item_at(QPointF position) const;

    std::vector<GalleryItem> items_;
    int largest_ = 150;
};

} // namespace lepton

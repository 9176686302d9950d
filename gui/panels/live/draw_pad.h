// Room gui/panels/live: a black square to draw on with the mouse, or to drop a picture on. [gui]
#pragma once

#include <QImage>
#include <QWidget>

namespace lepton {

/// Light strokes of a soft brush on black. Changes come with changed(); a dropped file with
/// dropped().
class DrawPad : public QWidget {
    Q_OBJECT
public:
    explicit DrawPad(QWidget* parent = nullptr);

    bool is_empty() const { return empty_; }
    /// The strokes, 280 × 280, light on black.
    const QImage& ink() const { return ink_; }
    void clear();
    /// Shows this picture in place of strokes.
    void set_picture(const QImage& picture);
    /// Strokes can be drawn; else only pictures can be shown.
    void set_drawable(bool on);

    QSize sizeHint() const override { return {196, 196}; }
    QSize minimumSizeHint() const override { return {112, 112}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

Q_SIGNALS:
    void changed();
    void dropped(const QString& file);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QRectF square() const;
    void stroke(QPointF from, QPointF to);
    QPointF on_ink(QPointF position) const;

    QImage ink_;
    QPointF last_;
    bool empty_ = true, drawable_ = true, picture_ = false;
};

} // namespace lepton

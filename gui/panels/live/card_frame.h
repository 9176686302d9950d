// Room gui/panels/live: a rounded frame with a few lines of text in it. [gui]
#pragma once

#include <QLabel>
#include <QWidget>

namespace lepton {

/// A card of the summary. Its text is rich; links come with linkActivated() of label().
class CardFrame : public QWidget {
public:
    explicit CardFrame(QWidget* parent = nullptr);
    /// Nothing is drawn for an empty text: the card hides.
    void set_html(const QString& html);
    QString text() const { return label_->text(); }
    QLabel& label() { return *label_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Gives the label the height that its lines need at this width.
    void fit();

    QLabel* label_;
};

} // namespace lepton

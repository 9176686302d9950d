// Room gui: the bar above the canvas that chooses the live sample. [gui]
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace lepton {

class Actions;
class LiveView;

/// "Sample ‹ 7 of 55 000 › · Random · Training part · Untrained · Values", and how it stands.
/// Hidden while the live sample is off.
class LiveBar : public QWidget {
    Q_OBJECT
public:
    LiveBar(LiveView& view, Actions& actions, QWidget* parent = nullptr);
    /// How it stands, as it is written at the end of the bar.
    QString state_text() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void put_texts();
    void follow();
    void follow_state();
    void fit_state(); ///< as much of it as there is room for

    LiveView& view_;
    QLabel *title_, *state_;
    QSpinBox* number_;
    QComboBox *part_, *source_, *show_; ///< show_: values or weights
    bool following_ = false;
};

} // namespace lepton

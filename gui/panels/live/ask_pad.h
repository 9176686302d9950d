// Room gui/panels/live: the draw pad with its answer: one bar per class, run and checkpoint named.
// [gui]
#pragma once

#include "gui/panel.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace lepton {

class ClassBars;
class DrawPad;
class EmptyState;

/// Draw or open a picture; the model of the run on show answers at once: the live run itself, or
/// its best checkpoint through the session. While the run trains the answer is asked for again
/// every 2 seconds.
class AskPad : public QWidget {
    Q_OBJECT
public:
    explicit AskPad(const Workbench& bench, QWidget* parent = nullptr);
    DrawPad& pad() { return *pad_; }
    /// Shows a picture file and asks what it is.
    bool open_picture(const QString& file);
    /// The last answer that came; empty before.
    const QJsonObject& answer() const { return answer_; }
    /// True where the run's data are pictures, so that a pad makes sense.
    bool fits() const;
    /// The pad takes what it gets: it never holds a panel wider than there is room.
    QSize minimumSizeHint() const override { return {216, 180}; }

Q_SIGNALS:
    void answered();
    void fits_changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void ask();
    void take(const QJsonObject& reply);
    void settle();
    QImage prepared() const;

    Workbench bench_;
    DrawPad* pad_;
    ClassBars* bars_;
    QLabel* title_;
    QLabel* remark_;
    QPushButton* clear_;
    QPushButton* open_;
    EmptyState* empty_;
    QTimer again_;
    QJsonObject answer_;
    bool asking_ = false, ask_again_ = false, use_last_ = false;
    quint64 generation_ = 0;
};

} // namespace lepton

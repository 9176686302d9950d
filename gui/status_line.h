// Room gui: the line at the bottom: what the network costs, what is wrong, when it was saved. [gui]
#pragma once

#include <QDateTime>
#include <QStatusBar>

class QLabel;
class QPushButton;
class QTimer;

namespace lepton {

class OpenDocument;

/// Counts are read a moment after the last change, never during a drag.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(OpenDocument& document, QWidget* parent = nullptr);
    /// When the document was last written to its file; invalid for never.
    void set_saved(const QDateTime& when);
    void retranslate();

Q_SIGNALS:
    void problems_wanted();

private:
    void count();
    void tell_saved();

    OpenDocument& document_;
    QLabel *parameters_, *multiply_adds_, *memory_, *saved_;
    QPushButton* problems_;
    QTimer *soon_, *clock_;
    QDateTime saved_at_;
};

} // namespace lepton

// Room gui/panels/live: what an empty panel says: one sentence what will be here, one button how to
// get it. [gui]
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace lepton {

/// A sentence and a button in the middle of a panel, or the panel's content.
class EmptyState : public QWidget {
public:
    explicit EmptyState(QWidget* content, QWidget* parent = nullptr);
    /// Shows the sentence; without a button text there is no button.
    void say(const QString& sentence, const QString& button = {}, std::function<void()> press = {});
    void show_content();
    bool is_empty() const;
    QString sentence() const;
    /// What is hidden asks for no room.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QStackedLayout* stack_;
    QWidget* content_;
    QLabel* label_;
    QPushButton* button_;
    std::function<void()> press_;
};

} // namespace lepton

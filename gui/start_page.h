// Room gui: what is seen when nothing is open: three ways in, recent files, examples. [gui]
#pragma once

#include "nodes/graph/document.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace lepton {

/// A small drawing of a graph: its nodes in the colours of their families.
QPixmap picture_of(const Document& document, QSize size, qreal ratio);

/// Examples are read after the page is shown, so the window is there first.
class StartPage : public QScrollArea {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// Reads recent files and examples.
    void fill();
    void retranslate();

Q_SIGNALS:
    void learn();
    void use_my_data(bool folder); ///< from a file, or a folder of images
    void empty_canvas();
    void open_file(const QString& path);
    void open_example(const QString& path);
    void open_template(const QString& path); ///< it lacks its data

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* way(const char* name, const QString& icon);
    void ask_for_data(QWidget* beside);
    void fill_recent();
    void fill_pictures();

    QLabel *heading_, *subtitle_, *recent_heading_, *templates_heading_, *examples_heading_;
    std::vector<QWidget*> ways_;
    QVBoxLayout* recent_;
    QGridLayout *templates_, *examples_;
    bool filled_ = false;
};

} // namespace lepton

// Room gui: lines above the canvas that say something and offer what to do; never a box to click
// away. [gui]
#pragma once

#include "nodes/problem.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace lepton {

/// A button of a line.
struct NoticeChoice {
    QString text;
    std::function<void()> chosen;
    bool keeps = false; ///< the line stays after it was pressed
};

/// Lines by id; a newer line of the same id takes the place of the older one.
class Notices : public QWidget {
    Q_OBJECT
public:
    explicit Notices(QWidget* parent = nullptr);

    /// Shows a line. `seconds` other than 0 takes it away after that time.
    void show_line(const QString& id, Level level, const QString& text,
                   std::vector<NoticeChoice> choices = {}, int seconds = 0);
    void remove(const QString& id);
    bool has(const QString& id) const;
    QString text(const QString& id) const;

private:
    QWidget* line(const QString& id) const;
};

} // namespace lepton

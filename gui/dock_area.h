// Room gui: the docks round the canvas, arranged anew for each workspace. [gui]
#pragma once

#include "gui/panel.h"

#include <QDockWidget>
#include <QMainWindow>

class QToolButton;

namespace lepton {

/// The five workspaces, left to right the way the work goes. Ids; titles are in workspace_title().
QStringList workspaces();
QString workspace_title(const QString& workspace);

/// The heading of a dock that stands alone: name and, under the pointer, buttons to float and
/// close.
class DockTitle : public QWidget {
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget* dock);
    /// Tabs already say the name: then nothing is left of the heading.
    void collapse(bool on);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QDockWidget* dock_;
    QToolButton *float_, *close_;
    bool collapsed_ = false;
};

/// All panels as docks round one centre. A panel is made when it is first shown.
class DockArea : public QMainWindow {
    Q_OBJECT
public:
    DockArea(const Workbench& bench, QWidget* centre, QWidget* parent = nullptr);

    /// Arranges the docks as they were last left in this workspace, or as designed.
    void enter(const QString& workspace);
    const QString& workspace() const { return workspace_; }
    /// Remembers the present arrangement.
    void remember();
    /// Arranges the present workspace as designed.
    void restore_design();
    QDockWidget* dock(const QString& panel) const;
    QList<QDockWidget*> docks() const;
    /// Brings a panel to the front, showing it if it was closed.
    void show_panel(const QString& panel);
    void retranslate();

Q_SIGNALS:
    void workspace_changed(const QString& workspace);

protected:
    void childEvent(QChildEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void clear();
    void take_out(QDockWidget* dock);
    /// Leaves only those panels, with the sizes that they had: "runs curves:800:300".
    void take_sizes(const QByteArray& open);
    /// How tall the bottom may be when the window has become smaller: one came to Design for the
    /// drawing.
    int most_at_bottom() const;
    void arrange();
    void arrange_bottom(const std::vector<QDockWidget*>& docks);
    void update_titles();
    void fill(QDockWidget* dock, const Panel& panel);

    Workbench bench_;
    Panels panels_;
    QString workspace_;
    bool titles_due_ = false;
};

} // namespace lepton

// Room gui/panels: the widget behind the Data panel. [gui]
#pragma once

#include "gui/panel.h"
#include "gui/panels/data_digest.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QScrollArea;

namespace lepton {

class ClassCounts;
class OpenDocument;
class PictureGrid;
class PointCloud;

/// Shows the dataset of the selected data node, or the first one. Reading happens on another thread
/// and only while the panel is visible.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    explicit DataPanel(const Workbench& bench);
    const DataDigest& shown() const { return shown_; }

Q_SIGNALS:
    void digested(); ///< another dataset or part is shown

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void read();
    void show_digest(const DataDigest& digest);
    void retranslate();
    void offer_sources();
    std::vector<NodeId> datasets() const;

    OpenDocument& document_;
    QTimer soon_;
    QComboBox *which_, *part_;
    QLabel *counts_, *message_, *classes_heading_, *columns_heading_;
    QPushButton* add_;
    QStackedWidget* samples_;
    QScrollArea *picture_scroll_, *class_scroll_;
    PictureGrid* pictures_;
    PointCloud* points_;
    QTableWidget *rows_, *columns_;
    ClassCounts* bars_;
    QWidget* body_;
    NodeId node_ = 0;
    std::string read_what_;
    quint64 reading_ = 0;
    DataDigest shown_;
};

} // namespace lepton

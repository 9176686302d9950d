// Room gui/panels: pictures, points, bars and tables of a dataset. [gui]
#pragma once

#include "gui/panels/data_digest.h"

#include <QTableWidget>
#include <QWidget>

namespace lepton {

/// Samples side by side, each with its class beneath.
class PictureGrid : public QWidget {
    Q_OBJECT
public:
    explicit PictureGrid(QWidget* parent = nullptr);
    void show_samples(const std::vector<SampleDigest>& samples);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    int columns(int width) const;
    std::vector<SampleDigest> samples_;
};

/// Two feature columns as points, coloured and shaped by class.
class PointCloud : public QWidget {
    Q_OBJECT
public:
    explicit PointCloud(QWidget* parent = nullptr);
    void show_samples(const std::vector<SampleDigest>& samples, const QStringList& names);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<SampleDigest> samples_;
    QStringList names_;
};

/// How many samples each class has.
class ClassCounts : public QWidget {
    Q_OBJECT
public:
    explicit ClassCounts(QWidget* parent = nullptr);
    void show_classes(const std::vector<std::pair<QString, std::int64_t>>& classes);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::pair<QString, std::int64_t>> classes_;
};

/// One row a column: least, mean, greatest, deviation, missing, a small histogram.
void show_columns(QTableWidget& table, const std::vector<ColumnDigest>& columns);
/// The rows of a table.
void show_rows(QTableWidget& table, const DataDigest& digest);

} // namespace lepton

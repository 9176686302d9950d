// Room gui/panels: what the Data panel shows of a dataset, worked out away from the window's
// thread. [any]
#pragma once

#include "backend/data/source.h"

#include <QImage>
#include <QStringList>

#include <array>
#include <optional>

namespace lepton {

/// Numbers about one column.
struct ColumnDigest {
    QString name, role;
    double least = 0, mean = 0, greatest = 0, deviation = 0;
    std::int64_t missing = 0; ///< values that are not a number
    std::array<int, 24> histogram{};
};

/// One sample as people look at it.
struct SampleDigest {
    std::int64_t index = 0; ///< in the whole dataset
    QImage picture; ///< null for rows of a table
    QStringList cells;
    QString truth; ///< class name or number; empty if there is no target
    int label = -1; ///< class number, -1 if the target is no class
};

/// A part of a dataset, digested. At most `most` samples, drawn evenly over the part.
struct DataDigest {
    Problems problems;
    std::array<std::int64_t, 3> counts{};
    std::vector<SampleDigest> samples;
    std::vector<ColumnDigest> columns;
    QStringList header; ///< column names of the table
    std::vector<std::pair<QString, std::int64_t>> classes; ///< name and count in the part
    bool pictures = false, points = false; ///< points: two feature columns
};
DataDigest digest(const Result<Dataset>& dataset, Part part, int most = 200);

/// A sample of a picture column: uint8 or float values of C×H×W, one or three channels; null if it
/// is no picture.
QImage picture_of_sample(const Column& column, std::int64_t index);

} // namespace lepton

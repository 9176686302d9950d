// Room gui/runs: what the window must know of a run's data and metrics: samples, labels, what
// guessing would get. [gui]
#pragma once

#include "backend/data/source.h"
#include "nodes/graph/document.h"

#include <QHash>
#include <QImage>
#include <QObject>

#include <filesystem>
#include <map>
#include <optional>

namespace lepton {

/// What a metric's numbers mean.
struct MetricMeaning {
    bool percent = false;
    bool higher_is_better = false;
    std::optional<double> guess; ///< what the majority class (or the mean) would get on validation
};

/// What was learnt about the data of one drawing. Made by read_run_facts() on any thread.
struct RunFacts {
    std::shared_ptr<const Dataset> dataset; ///< null if it cannot be read
    std::map<std::string, MetricMeaning> metrics;
    std::vector<std::string> labels;
    std::vector<std::string> columns; ///< names of the feature columns of a table
    std::vector<std::int64_t> shape; ///< of one sample's features
    bool image = false; ///< features are pictures: 1, 3 or 4 × height × width
    bool yes_no = false, classes = false;
    DType dtype = DType::unknown;
    double low = 0, high = 1; ///< of the features
    Problems problems;
};

/// Reads the data set of a drawing whose relative paths start at `folder`, and computes the
/// guesses. [any]
RunFacts read_run_facts(const Document& document, const std::filesystem::path& folder);

/// The numbers of one sample, row-major, as the data set gives them. Empty for an index outside.
/// [any]
std::vector<double> sample_numbers(const Column& column, std::int64_t index);
/// The picture of a sample; null if the features are none. One channel becomes grey. [any]
QImage sample_picture(const RunFacts& facts, std::int64_t index);
/// A picture of any size as the numbers of one sample, row-major, in the data's own range.
std::vector<double> picture_numbers(const RunFacts& facts, const QImage& picture);
/// A label as people read it; the number where the class has no name.
QString class_name(const std::vector<std::string>& labels, int number);

/// The facts of the run on show, read in the background when first asked for; kept while runs have
/// the same data.
class RunData : public QObject {
    Q_OBJECT
public:
    explicit RunData(QObject* parent = nullptr);
    ~RunData() override;

    /// Asks for the facts of this drawing; changed() follows when they are another's or new.
    void want(const Document& document, const std::filesystem::path& folder);
    void clear();
    /// Null until they are read.
    const RunFacts* facts() const { return facts_ ? &*facts_ : nullptr; }
    /// The picture of a sample, kept.
    QImage picture(std::int64_t index);

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<RunFacts> facts_;
    std::string key_;
    quint64 asked_ = 0;
    QHash<qint64, QImage> pictures_;
};

} // namespace lepton

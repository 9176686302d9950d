// Room gui/runs: what the window must know of a run's data and metrics: samples, labels, what
// guessing would get. [gui]
#include "gui/runs/run_data.h"

#include "gui/mailbox.h"
#include "nodes/infer.h"

#include <cmath>
#include <cstring>
#include <numeric>

namespace lepton {

namespace {

const Node* data_node(const Document& document)
{
    for (const auto& [id, slot] : document.graph().slots())
        if (!slot.node.mute && sources().find(slot.node.kind))
            return &slot.node;
    return nullptr;
}

double element_at(const Column& column, std::int64_t sample, std::int64_t element)
{
    const std::span<const std::byte> bytes = column.sample(sample);
    const auto at = [&](auto zero) {
        decltype(zero) value;
        const auto offset = static_cast<std::size_t>(element) * sizeof value;
        if (offset + sizeof value > bytes.size())
            return 0.0;
        std::memcpy(&value, bytes.data() + offset, sizeof value);
        return static_cast<double>(value);
    };
    switch (column.dtype) {
    case DType::uint8:
        return at(std::uint8_t());
    case DType::int64:
        return at(std::int64_t());
    case DType::int32:
        return at(std::int32_t());
    case DType::float64:
        return at(double());
    case DType::boolean:
        return at(std::uint8_t());
    default:
        return at(float());
    }
}

std::int64_t elements(const std::vector<std::int64_t>& shape)
{
    return std::accumulate(shape.begin(), shape.end(), std::int64_t(1), std::multiplies<>());
}

bool looks_like_picture(const Column& column)
{
    const auto& shape = column.sample_shape;
    if (shape.size() == 2)
        return column.image;
    return shape.size() == 3 && (shape[0] == 1 || shape[0] == 3 || shape[0] == 4)
        && (column.image || (shape[1] >= 8 && shape[2] >= 8));
}

/// The share of validation samples that are of the class most frequent in training.
std::optional<double> majority_share(const Dataset& data, const Column& target, std::size_t classes)
{
    std::vector<std::int64_t> seen(classes, 0);
    for (const std::int64_t i : data.part(Part::train))
        if (const auto c = static_cast<std::int64_t>(element_at(target, i, 0));
            c >= 0 && c < static_cast<std::int64_t>(classes))
            ++seen[static_cast<std::size_t>(c)];
    const auto best = std::max_element(seen.begin(), seen.end()) - seen.begin();
    const auto& part =
        data.part(Part::validation).empty() ? data.part(Part::train) : data.part(Part::validation);
    if (part.empty())
        return std::nullopt;
    const auto hits = std::count_if(part.begin(), part.end(), [&](std::int64_t i) {
        return static_cast<std::int64_t>(element_at(target, i, 0)) == best;
    });
    return static_cast<double>(hits) / static_cast<double>(part.size());
}

void find_range(RunFacts& facts, const Column& features)
{
    if (features.dtype == DType::uint8) {
        facts.low = 0, facts.high = 255;
        return;
    }
    double low = std::numeric_limits<double>::infinity(), high = -low;
    const std::int64_t count = std::min<std::int64_t>(facts.dataset->count, 200),
                       size = elements(features.sample_shape);
    for (std::int64_t i = 0; i < count; ++i)
        for (std::int64_t e = 0; e < size; ++e)
            if (const double v = element_at(features, i, e); std::isfinite(v))
                low = std::min(low, v), high = std::max(high, v);
    if (low < high)
        facts.low = low, facts.high = high;
}

} // namespace

QString class_name(const std::vector<std::string>& labels, int number)
{
    if (number >= 0 && static_cast<std::size_t>(number) < labels.size())
        return QString::fromStdString(labels[static_cast<std::size_t>(number)]);
    return QString::number(number);
}

RunFacts read_run_facts(const Document& document, const std::filesystem::path& folder)
{
    RunFacts facts;
    const Surroundings surroundings{folder, resources_folder()};
    Gathered gathered = gather_facts(document, surroundings);
    facts.problems = gathered.problems;
    Inference inference(catalog());
    inference.reset(document, gathered.facts);
    const Program program = inference.program();
    for (const Metric& metric : program.metrics)
        facts.metrics[metric.name] = {metric.percent, metric.higher_is_better, {}};

    const Node* node = data_node(document);
    if (!node)
        return facts;
    Result<Dataset> opened = sources().find(node->kind)->open(node->fields, surroundings);
    if (!opened) {
        facts.problems = opened.problems();
        return facts;
    }
    facts.dataset = std::make_shared<const Dataset>(std::move(*opened));
    if (const Column* features = facts.dataset->column("features")) {
        facts.shape = features->sample_shape;
        facts.columns = features->names;
        facts.dtype = features->dtype;
        facts.image = looks_like_picture(*features);
        find_range(facts, *features);
    }
    const Column* target = facts.dataset->column("target");
    if (!target)
        return facts;
    std::size_t classes = target->labels.size();
    if (const auto known = gathered.facts.data.find(node->id); known != gathered.facts.data.end()) {
        if (const auto type = known->second.roles.find("target"); type != known->second.roles.end())
            classes = std::max(
                classes, static_cast<std::size_t>(std::max<std::int64_t>(0, type->second.classes)));
    }
    facts.labels = target->labels;
    facts.classes = classes > 1;
    facts.yes_no = classes == 2;
    if (!facts.classes)
        return facts;
    // Equal odds for every class cost log C, whatever the network looks like.
    const double even = std::log(static_cast<double>(classes));
    double sum = 0;
    for (const Loss& loss : program.losses) {
        sum += loss.weight;
        if (program.losses.size() > 1)
            facts.metrics[loss.name].guess = even;
    }
    facts.metrics["loss"].guess = even * (program.losses.empty() ? 1 : sum);
    for (auto& [name, meaning] : facts.metrics)
        if (name.find("accuracy") != name.npos)
            meaning.guess = majority_share(*facts.dataset, *target, classes);
    return facts;
}

std::vector<double> sample_numbers(const Column& column, std::int64_t index)
{
    std::vector<double> numbers;
    const std::int64_t size = elements(column.sample_shape);
    const std::size_t one = column.sample_bytes();
    if (index < 0 || one == 0 || !column.bytes
        || static_cast<std::size_t>(index) >= column.bytes->size() / one)
        return numbers;
    for (std::int64_t e = 0; e < size; ++e)
        numbers.push_back(element_at(column, index, e));
    return numbers;
}

QImage sample_picture(const RunFacts& facts, std::int64_t index)
{
    if (!facts.image || !facts.dataset || index < 0 || index >= facts.dataset->count)
        return {};
    const Column* column = facts.dataset->column("features");
    const bool flat = facts.shape.size() == 2;
    const auto channels = flat ? 1 : facts.shape[0];
    const int height = static_cast<int>(facts.shape[flat ? 0 : 1]),
              width = static_cast<int>(facts.shape[flat ? 1 : 2]);
    QImage picture(width, height, channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB32);
    const double scale = 255 / (facts.high - facts.low);
    const auto byte_at = [&](std::int64_t element) {
        return static_cast<int>(
            std::clamp((element_at(*column, index, element) - facts.low) * scale, 0.0, 255.0));
    };
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const std::int64_t at = std::int64_t(y) * width + x,
                               plane = std::int64_t(width) * height;
            if (channels == 1)
                picture.scanLine(y)[x] = static_cast<uchar>(byte_at(at));
            else
                reinterpret_cast<QRgb*>(picture.scanLine(y))[x] =
                    qRgb(byte_at(at), byte_at(at + plane), byte_at(at + 2 * plane));
        }
    return picture;
}

std::vector<double> picture_numbers(const RunFacts& facts, const QImage& picture)
{
    if (!facts.image || picture.isNull())
        return {};
    const bool flat = facts.shape.size() == 2;
    const auto channels = flat ? 1 : facts.shape[0];
    const int height = static_cast<int>(facts.shape[flat ? 0 : 1]),
              width = static_cast<int>(facts.shape[flat ? 1 : 2]);
    QImage fitted = picture;
    if (picture.size() != QSize(width, height))
        fitted = picture.scaled(width, height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    fitted =
        fitted.convertToFormat(channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_ARGB32);
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(elements(facts.shape)));
    for (int c = 0; c < channels; ++c)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                int byte = 0;
                if (channels == 1)
                    byte = fitted.constScanLine(y)[x];
                else {
                    const QRgb pixel = reinterpret_cast<const QRgb*>(fitted.constScanLine(y))[x];
                    byte = c == 0 ? qRed(pixel)
                        : c == 1  ? qGreen(pixel)
                        : c == 2  ? qBlue(pixel)
                                  : qAlpha(pixel);
                }
                numbers.push_back(facts.dtype == DType::uint8
                                      ? byte
                                      : facts.low + (facts.high - facts.low) * byte / 255.0);
            }
    return numbers;
}

RunData::RunData(QObject* parent)
    : QObject(parent)
{
}
RunData::~RunData() = default;

void RunData::clear()
{
    ++asked_;
    key_.clear();
    facts_.reset();
    pictures_.clear();
    Q_EMIT changed();
}

void RunData::want(const Document& document, const std::filesystem::path& folder)
{
    // The same data nodes, losses and metrics in the same folder give the same facts.
    std::string key = folder.string();
    for (const auto& [id, slot] : document.graph().slots())
        if (sources().find(slot.node.kind))
            key += '\n' + slot.node.kind + slot.node.fields.dump();
        else
            key += '\n' + slot.node.kind + slot.node.name;
    if (key == key_)
        return;
    key_ = key;
    in_background(
        this,
        [document, folder] { return std::make_shared<RunFacts>(read_run_facts(document, folder)); },
        [asked = ++asked_](RunData& self, const std::shared_ptr<RunFacts>& facts) {
            if (self.asked_ != asked)
                return;
            self.facts_ = facts;
            self.pictures_.clear();
            Q_EMIT self.changed();
        });
}

QImage RunData::picture(std::int64_t index)
{
    if (!facts_)
        return {};
    const auto known = pictures_.constFind(index);
    if (known != pictures_.constEnd())
        return *known;
    if (pictures_.size() > 2000)
        pictures_.clear();
    return *pictures_.insert(index, sample_picture(*facts_, index));
}

} // namespace lepton

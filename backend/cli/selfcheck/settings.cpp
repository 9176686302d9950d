// Room backend/cli: random settings of a node kind.
#include "backend/cli/selfcheck/settings.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace lepton {

namespace {
class Draw {
public:
    explicit Draw(std::mt19937_64& random)
        : random_(random)
    {
    }

    std::int64_t integer(std::int64_t low, std::int64_t high)
    {
        return low
            + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool coin() { return random_() % 2 == 0; }
    double number(double low, double high)
    {
        return low + (high - low) * static_cast<double>(random_() >> 11) * 0x1p-53;
    }

    Json field(const FieldInfo& field)
    {
        const double low = std::isfinite(field.low) ? field.low : -4;
        const double high = std::min(std::isfinite(field.high) ? field.high : 4, low + 4);
        const auto small = [&] {
            return integer(
                static_cast<std::int64_t>(low),
                std::max(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)));
        };
        switch (field.type) {
        case FieldType::integer:
            return small();
        case FieldType::from_wire:
            return Json();
        case FieldType::number:
            return number(low, std::min(high, low + 2));
        case FieldType::boolean:
            return coin();
        case FieldType::choice:
            return std::string(field.choices[random_() % field.choices.size()]);
        case FieldType::pair:
            return {small(), small()};
        case FieldType::integers: {
            Json list = field.initial;
            for (Json& element : list)
                element = small();
            return list;
        }
        default:
            return field.initial;
        }
    }

    /// The dimensions of "N C H W" or "N … F"; a letter means the same number at every port.
    std::vector<Dim> dims(std::string_view pattern)
    {
        std::vector<Dim> out;
        if (pattern.empty())
            pattern = ranks[rank_];
        std::istringstream words{std::string(pattern)};
        for (std::string word; words >> word;) {
            if (word == "N" || word == "B")
                out.push_back(Dim::named("N"));
            else if (word == "…" || word == "...")
                for (std::size_t i = 0; i < extra_; ++i)
                    out.emplace_back(letter("extra" + std::to_string(i)));
            else if (word.find_first_not_of("0123456789") == std::string::npos)
                out.emplace_back(static_cast<std::int64_t>(std::stoll(word)));
            else
                out.emplace_back(letter(word));
        }
        return out;
    }

    Type input(const Port& port)
    {
        Type type;
        const std::vector<Dim> all = dims(port.pattern);
        type.shape = Shape(all);
        type.dtype = DType::real;
        type.image = port.pattern == "N C H W";
        if (port.kind == PortKind::label) {
            // Class indexes, or numbers shaped like the prediction.
            if (coin()) {
                type.dtype = DType::int64;
                type.classes = prediction_.rank() >= 2 && prediction_[1].known()
                    ? prediction_[1].value()
                    : letter("C");
                if (port.pattern.empty() || coin())
                    type.shape = Shape{Dim::named("N")};
            } else if (prediction_.ranked()) {
                type.shape = prediction_;
            }
        } else if (port.kind == PortKind::features && !prediction_.ranked()) {
            prediction_ = type.shape;
        }
        return type;
    }

    void next_kind_of_shape()
    {
        extra_ = random_() % 3;
        rank_ = random_() % std::size(ranks);
    }

private:
    std::int64_t letter(const std::string& word)
    {
        const bool side = word == "H" || word == "W" || word == "L" || word == "D" || word == "T";
        const auto [at, added] = letters_.emplace(word, 0);
        if (added)
            at->second = side ? integer(5, 12) : integer(1, 6);
        return at->second;
    }

    static constexpr std::string_view ranks[] = {"N", "N F", "N F", "N T F", "N C H W"};
    std::mt19937_64& random_;
    std::map<std::string, std::int64_t> letters_;
    Shape prediction_;
    std::size_t extra_ = 0, rank_ = 1;
};
} // namespace

RandomSetting draw_setting(const Kind& kind, std::mt19937_64& random)
{
    Draw draw(random);
    draw.next_kind_of_shape();
    RandomSetting setting;
    setting.fields = kind.defaults();
    for (const FieldInfo& field : kind.fields)
        if (draw.coin())
            setting.fields[std::string(field.name)] = draw.field(field);
    setting.batch = draw.integer(2, 4);
    for (const Port& port : kind.inputs()) {
        if (port.kind == PortKind::schedule || (port.optional && draw.coin()))
            continue;
        const Type type = draw.input(port);
        if (!port.list) {
            setting.inputs.emplace_back(port.name, type);
            continue;
        }
        for (std::int64_t i = 0, count = draw.integer(1, 3); i < count; ++i)
            setting.inputs.emplace_back(std::string(port.name) + "." + std::to_string(i), type);
    }
    return setting;
}

LoneNode build_alone(const Kind& kind, const RandomSetting& setting)
{
    LoneNode lone;
    Builder builder(lone.program, lone.problems);
    builder.begin(1, "node1", nullptr);
    lone.program.names[1] = "node1";
    lone.program.datasets.push_back({1, "selfcheck", Json::object(), {}});
    Inputs inputs(builder);
    for (const auto& [port, type] : setting.inputs)
        inputs.set(port, builder.data(port, type));
    kind.build(setting.fields, builder, inputs);
    const auto bad = [](const Problem& p) { return p.level == Level::problem; };
    if (std::any_of(lone.problems.begin(), lone.problems.end(), bad))
        return lone;
    for (const auto& [port, value] : builder.outs())
        if (value.exists()) {
            const std::string name = port.empty() ? std::string(kind.card.outputs[0].name) : port;
            lone.outs.emplace_back(name, value);
            lone.program.ports[{1, name}] = value;
        }
    // A metric hands on what is added up over the batches.
    for (const Metric& metric : lone.program.metrics)
        for (std::size_t i = 0; i < metric.batch.size(); ++i)
            lone.outs.emplace_back("batch" + std::to_string(i), metric.batch[i]);
    lone.program.metrics.clear();
    return lone;
}

} // namespace lepton

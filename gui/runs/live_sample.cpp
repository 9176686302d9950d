// Room gui/runs: what every wire of the open drawing carries for one sample, asked of the session
// whenever something changed. [gui]
#include "gui/runs/live_sample.h"

#include "gui/open_document.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"

#include <QJsonArray>
#include <QPointer>

#include <algorithm>
#include <functional>

namespace lepton {

namespace {
constexpr int debounce = 30, feels_slow = 250, after_death = 300; ///< milliseconds
constexpr int most_deaths = 3, most_maps = 6, preview_side = 64, most_values = 128, bins = 32;

std::shared_ptr<const LiveValue> stale(const std::shared_ptr<const LiveValue>& value)
{
    if (value->stale)
        return value;
    auto old = std::make_shared<LiveValue>(*value);
    old->stale = true;
    return old;
}
} // namespace

LiveSample::LiveSample(OpenDocument& document, RunShown& run, Engine& engine, QObject* parent)
    : QObject(parent)
    , document_(document)
    , run_(run)
    , engine_(engine)
{
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &LiveSample::ask);
    slow_.setSingleShot(true);
    slow_.setInterval(feels_slow);
    connect(&slow_, &QTimer::timeout, this, [this] { set_state(State::computing); });
    const auto edited = [this] {
        deaths_ = 0;
        if (source() == Source::untrained)
            want();
        else
            Q_EMIT changed(); // the run stays what it is
    };
    connect(&document_, &OpenDocument::changed, this, edited);
    connect(&document_, &OpenDocument::settings_changed, this, edited);
    connect(&document_, &OpenDocument::path_changed, this, edited);
    connect(&document_, &OpenDocument::inferred, this, [this] {
        if (state_ == State::no_data && has_data())
            want(); // facts came
    });
    connect(&document_, &OpenDocument::replaced, this, [this] {
        forget();
        want();
    });
    const auto run_moved = [this] {
        const QString now = checkpoint();
        if (std::exchange(checkpoint_, now) == now)
            return; // a live run says thirty times a second how far it is
        if (source_ != Source::untrained)
            want();
        Q_EMIT chosen();
    };
    connect(&run_, &RunShown::run_changed, this, run_moved);
    connect(&run_, &RunShown::info_changed, this, run_moved);
}

void LiveSample::turn(bool on)
{
    if (on == on_)
        return;
    on_ = on;
    deaths_ = 0;
    if (on) {
        want();
    } else {
        ++generation_;
        asking_ = again_ = false;
        soon_.stop();
        set_state(State::off);
    }
}

void LiveSample::retry()
{
    deaths_ = 0;
    want();
}

void LiveSample::choose(qint64 sample)
{
    sample = std::max<qint64>(0, of_ > 0 ? std::min(sample, of_ - 1) : sample);
    if (sample == sample_)
        return;
    sample_ = sample;
    Q_EMIT chosen();
    want();
}

void LiveSample::choose(Part part)
{
    if (part == part_)
        return;
    part_ = part;
    of_ = -1;
    Q_EMIT chosen();
    want();
}

void LiveSample::choose(Source source)
{
    if (source == source_)
        return;
    source_ = source;
    Q_EMIT chosen();
    want();
}

void LiveSample::want_weights(bool on)
{
    if (on == wants_weights_)
        return;
    wants_weights_ = on;
    Q_EMIT chosen();
    if (on)
        want();
    Q_EMIT changed();
}

bool LiveSample::has(Source source) const
{
    return source == Source::untrained
        || (run_.run()
            && (source == Source::last ? run_.info().last : run_.info().best).has_value());
}

LiveSample::Source LiveSample::source() const { return has(source_) ? source_ : Source::untrained; }

QString LiveSample::checkpoint() const
{
    const auto step_of = [](const std::optional<CheckpointNote>& note) {
        return note ? QString::number(note->step) : QStringLiteral("–");
    };
    return run_.run() ? QString::fromStdString(run_.run()->path.string()) + QLatin1Char(' ')
            + step_of(run_.info().last) + QLatin1Char(' ') + step_of(run_.info().best)
                      : QString();
}

bool LiveSample::has_data() const
{
    for (const auto& [id, slot] : document_.document().graph().slots())
        if (const Kind* kind = document_.catalog().find(slot.node.kind);
            kind && kind->card.role == Role::data)
            return true;
    return false;
}

void LiveSample::forget()
{
    ++generation_;
    asking_ = again_ = false;
    values_.clear();
    weights_.clear();
    asked_of_.clear();
    sample_ = 0;
    of_ = -1;
    revision_ = 0;
    Q_EMIT chosen();
    Q_EMIT changed();
}

void LiveSample::want()
{
    if (!on_)
        return;
    if (!since_.isValid())
        since_.start();
    if (!soon_.isActive())
        soon_.start(debounce);
}

void LiveSample::ask()
{
    if (!on_)
        return;
    if (asking_) {
        again_ = true;
        return;
    }
    QJsonObject question{
        {QStringLiteral("do"), QStringLiteral("probe")},
        {QStringLiteral("sample"), sample_},
        {QStringLiteral("part"),
         part_ == Part::train ? QStringLiteral("train") : QStringLiteral("validation")},
        {QStringLiteral("values"), most_values},
        {QStringLiteral("maps"), most_maps},
        {QStringLiteral("side"), preview_side}};
    if (wants_weights_)
        question[QStringLiteral("weights")] = bins;
    QString about;
    if (source() == Source::untrained) {
        if (!has_data()) {
            make_stale();
            since_.invalidate();
            set_state(State::no_data);
            return;
        }
        about = QStringLiteral("drawing");
        question[QStringLiteral("document")] =
            QString::fromStdString(to_text(document_.document()));
        question[QStringLiteral("folder")] =
            QString::fromStdString(document_.surroundings().folder.string());
        if (about == asked_of_)
            question[QStringLiteral("since")] = revision_;
    } else {
        const QString run = QString::fromStdString(run_.run()->path.string()),
                      checkpoint = source() == Source::last ? QStringLiteral("last")
                                                            : QStringLiteral("best");
        about = run + QLatin1Char('\n') + checkpoint;
        question[QStringLiteral("run")] = run;
        question[QStringLiteral("checkpoint")] = checkpoint;
    }
    asked_of_ = about;
    asking_ = true;
    slow_.start();
    engine_.ask(
        question,
        [self = QPointer<LiveSample>(this), generation = generation_](const QJsonObject& reply) {
            if (self && self->generation_ == generation)
                self->take(reply);
        });
}

void LiveSample::take(const QJsonObject& reply)
{
    asking_ = false;
    slow_.stop();
    if (!reply.value(QLatin1String("ok")).toBool())
        fail(reply);
    else
        take_values(reply);
    if (std::exchange(again_, false))
        want();
}

void LiveSample::take_values(const QJsonObject& reply)
{
    deaths_ = 0;
    from_start_ = false;
    Values now, weights;
    bool missing = false;
    const auto read = [&](const char* list, const char* second, const Values& before, Values& to) {
        const auto all = reply.value(QLatin1String(list)).toArray();
        for (const QJsonValue one : all) {
            const QJsonObject json = one.toObject();
            const std::pair key(json.value(QLatin1String("name")).toString(),
                                json.value(QLatin1String(second)).toString());
            if (!json.value(QLatin1String("same")).toBool()) {
                to[key] = std::make_shared<LiveValue>(live_value(json));
                continue;
            }
            const auto known = before.find(key);
            missing = missing || known == before.end() || known->second->stale;
            if (known != before.end())
                to[key] = known->second;
        }
    };
    read("wires", "port", values_, now);
    read("outputs", "port", values_, now);
    read("weights", "parameter", weights_, weights);
    if (missing) { // never kept from an answer that was dropped
        asked_of_.clear();
        want();
        return;
    }
    const auto findings = reply.value(QLatin1String("findings")).toArray();
    const bool broken = std::ranges::any_of(findings, [](const QJsonValue& finding) {
        return finding.toObject().value(QLatin1String("level")).toString()
            == QLatin1String("problem");
    });
    std::swap(values_, now);
    std::swap(weights_, weights);
    if (broken && values_of_ == asked_of_) { // what comes after the problem stays as it was
        keep_stale(now, values_);
        if (wants_weights_)
            keep_stale(weights, weights_);
    }
    values_of_ = asked_of_;
    of_ = reply.value(QLatin1String("of")).toInteger(-1);
    revision_ = reply.value(QLatin1String("revision")).toInteger();
    computed_ = reply.value(QLatin1String("computed")).toInt();
    kept_ = reply.value(QLatin1String("kept")).toInt();
    took_ = since_.isValid() ? since_.elapsed() : 0;
    if (!soon_.isActive())
        since_.invalidate();
    set_state(broken ? State::problem : State::ready,
              broken ? tr("What comes after the problem is shown as it was") : QString());
}

void LiveSample::fail(const QJsonObject& reply)
{
    asked_of_.clear();
    make_stale();
    const bool died = reply.value(QLatin1String("died")).toBool();
    if (died && ++deaths_ < most_deaths) {
        set_state(State::computing);
        soon_.start(after_death);
        return;
    }
    if (!died && sample_ > 0 && !std::exchange(from_start_, true)) { // other data may have fewer
        sample_ = 0;
        Q_EMIT chosen();
        want();
        return;
    }
    since_.invalidate();
    const QString why = reply.value(QLatin1String("problem")).toString();
    set_state(State::problem, why);
    if (died)
        Q_EMIT gave_up(why);
}

void LiveSample::make_stale()
{
    for (Values* all : {&values_, &weights_})
        for (auto& [key, value] : *all)
            value = stale(value);
}

void LiveSample::keep_stale(const Values& before, Values& now)
{
    for (const auto& [key, value] : before)
        if (!now.contains(key))
            now[key] = stale(value);
}

std::shared_ptr<const LiveValue> LiveSample::value(const QString& node, const QString& port) const
{
    const auto at = values_.find({node, port});
    return at == values_.end() ? nullptr : at->second;
}

std::shared_ptr<const LiveValue> LiveSample::shown(const QString& node) const
{
    return value(node, {});
}

std::vector<std::shared_ptr<const LiveValue>> LiveSample::weights(const QString& node) const
{
    std::vector<std::shared_ptr<const LiveValue>> out;
    for (auto at = weights_.lower_bound({node, {}}); at != weights_.end(); ++at) {
        if (at->first.first != node)
            break;
        out.push_back(at->second);
    }
    std::ranges::sort(out, std::greater(), [](const std::shared_ptr<const LiveValue>& one) {
        return std::pair(one->count, one->parameter == QLatin1String("weight"));
    });
    return out;
}

void LiveSample::set_state(State state, const QString& problem)
{
    state_ = state;
    problem_ = problem;
    Q_EMIT changed();
}

} // namespace lepton

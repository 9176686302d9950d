// Room gui: the live sample on the drawing: strips on nodes, words in tips, and its commands. [gui]
#include "gui/live_view.h"

#include "gui/actions.h"
#include "gui/canvas/canvas.h"
#include "gui/live_strip.h"
#include "gui/notices.h"
#include "gui/preferences.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"
#include "nodes/flatten.h"

#include <QRandomGenerator>

namespace lepton {

LiveView::LiveView(const Workbench& bench, GraphCanvas& canvas, Notices& notices, QObject* parent)
    : QObject(parent)
    , document_(bench.document)
    , run_(bench.run)
    , canvas_(canvas)
    , sample_(bench.document, bench.run, bench.engine)
{
    add_actions(bench);
    connect(&sample_, &LiveSample::changed, this, &LiveView::refresh);
    connect(&document_, &OpenDocument::level_changed, this, [this] {
        shown_.clear();
        refresh();
    });
    connect(&document_, &OpenDocument::replaced, this, [this] {
        shown_.clear();
        canvas_.set_strips({}); // its nodes have the numbers of others
    });
    connect(&sample_, &LiveSample::gave_up, this, [this, &notices](const QString& why) {
        notices.show_line(QStringLiteral("live_sample"), Level::warning, why,
                          {{tr("Try again"), [this] { sample_.retry(); }}});
    });
    connect(&sample_, &LiveSample::changed, this, [this, &notices] {
        if (sample_.state() != LiveSample::State::problem)
            notices.remove(QStringLiteral("live_sample"));
    });
    canvas_.set_carried([this](NodeId node, const std::string& output) {
        const Value value = sample_.is_on() ? value_of(node, output) : nullptr;
        if (!value)
            return QString();
        QString tip = tip_of(*value, classes_of(node, output),
                             [this](qint64 classes) { return labels(classes); });
        const Node* from = document_.graph().find(node);
        if (const auto weights = from ? weights_of(*from) : std::vector<Value>(); !weights.empty())
            tip += QStringLiteral("<br>") + strip_of_weights(weights).tale.toHtmlEscaped();
        return tip;
    });
}

void LiveView::add_actions(const Workbench& bench)
{
    Actions& actions = bench.actions;
    QAction* on = actions.find(QStringLiteral("view.live"));
    QList<QAction*> steps{
        actions.add("view.live_previous", QT_TRANSLATE_NOOP("Actions", "Previous sample"),
                    QT_TRANSLATE_NOOP("Actions", "Of those that the live sample goes through"),
                    QKeySequence(QStringLiteral("Alt+,")), [this] { step(-1); }),
        actions.add("view.live_next", QT_TRANSLATE_NOOP("Actions", "Next sample"),
                    QT_TRANSLATE_NOOP("Actions", "Of those that the live sample goes through"),
                    QKeySequence(QStringLiteral("Alt+.")), [this] { step(1); }),
        actions.add("view.live_random", QT_TRANSLATE_NOOP("Actions", "Random sample"),
                    QT_TRANSLATE_NOOP("Actions", "Of those that the live sample goes through"),
                    QKeySequence(), [this] { random(); })};
    QAction* weights = actions.add(
        "view.live_weights", QT_TRANSLATE_NOOP("Actions", "Weights on nodes"),
        QT_TRANSLATE_NOOP("Actions",
                          "Under the headers of nodes that learn: the histogram of their weights"),
        QKeySequence(), [] {});
    weights->setCheckable(true);
    connect(weights, &QAction::toggled, this, [this](bool shown) { sample_.want_weights(shown); });
    connect(&sample_, &LiveSample::chosen, weights,
            [this, weights] { weights->setChecked(sample_.wants_weights()); });
    preferences::remember_switch(*weights);
    steps << weights;
    const auto turn = [this, steps](bool shown) {
        for (QAction* action : steps)
            action->setEnabled(shown);
        sample_.turn(shown);
    };
    connect(on, &QAction::toggled, this, turn);
    turn(on->isChecked());
}

QString LiveView::run_title() const { return run_.run() ? run_.title() : QString(); }

void LiveView::retranslate()
{
    shown_.clear();
    refresh();
}

void LiveView::step(qint64 by)
{
    const qint64 of = sample_.samples();
    if (of > 0)
        sample_.choose((sample_.sample() + by + of) % of);
}

void LiveView::random()
{
    if (const qint64 of = sample_.samples(); of > 0)
        sample_.choose(static_cast<qint64>(QRandomGenerator::global()->generate64()
                                           % static_cast<quint64>(of)));
}

void LiveView::refresh()
{
    if (!sample_.is_on())
        return;
    std::map<NodeId, std::shared_ptr<const canvas::Strip>> strips;
    for (const auto& [id, slot] : document_.graph().slots())
        if (auto strip = strip_of(slot.node))
            strips.emplace(id, std::move(strip));
    canvas_.set_strips(std::move(strips));
}

std::shared_ptr<const canvas::Strip> LiveView::strip_of(const Node& node)
{
    const Kind* kind = document_.catalog().find(node.kind);
    if (!kind)
        return nullptr;
    Shown now;
    now.weights = weights_of(node);
    if (now.weights.empty())
        return strip_of_values(node, *kind);
    Shown& before = shown_[node.id];
    if (!before.strip || before.weights != now.weights) {
        now.strip = std::make_shared<canvas::Strip>(strip_of_weights(now.weights));
        before = std::move(now);
    }
    return before.strip;
}

std::shared_ptr<const canvas::Strip> LiveView::strip_of_values(const Node& node, const Kind& kind)
{
    Shown now;
    const bool answers = kind.card.role == Role::output;
    const auto take = [&](NodeId from, std::string_view output) {
        Value value = value_of(from, output);
        if (!now.value && value) {
            now.value = std::move(value);
            now.classes = classes_of(from, output);
        } else if (!now.beside && value && value->is_number()) {
            now.beside = std::move(value);
        }
    };
    if (answers)
        now.value = sample_.shown(path_of(node.id));
    for (const Port& port : kind.outputs())
        take(node.id, port.name);
    // What has nothing to give shows what it gets.
    if (!now.value)
        for (const Wire& wire : document_.graph().wires_into(node.id)) {
            take(wire.from.node, wire.from.port);
            if (now.value)
                break;
        }
    if (!now.value) {
        shown_.erase(node.id);
        return nullptr;
    }
    Shown& before = shown_[node.id];
    if (before.strip && before.weights.empty() && before.value == now.value
        && before.beside == now.beside && before.classes == now.classes)
        return before.strip;
    const LiveLabels names = [this](qint64 classes) { return labels(classes); };
    QString beside;
    if (now.beside && kind.outputs().size() > 1)
        beside = word_of(*now.beside, classes_of(node.id, kind.outputs().back().name), names);
    now.strip = std::make_shared<canvas::Strip>(
        answers ? strip_of_answer(*now.value, names)
                : lepton::strip_of(*now.value, now.classes, beside, names));
    before = std::move(now);
    return before.strip;
}

LiveView::Value LiveView::value_of(NodeId node, std::string_view output) const
{
    if (document_.level().empty())
        if (Value own = sample_.value(path_of(node), from_view(output)))
            return own;
    // The inside of instances is a part of the network under other numbers.
    const End end = document_.output(node, output);
    const Flat* flat = document_.inference().opened();
    const Node* inner = flat && end.node != 0 ? flat->graph.find(end.node) : nullptr;
    return inner
        ? sample_.value(QString::fromStdString(inner->name), QString::fromStdString(end.port))
        : nullptr;
}

std::vector<LiveView::Value> LiveView::weights_of(const Node& node) const
{
    const Kind* kind = document_.catalog().find(node.kind);
    if (!sample_.wants_weights() || !kind || kind->outputs().empty())
        return {};
    if (document_.level().empty())
        return sample_.weights(path_of(node.id));
    const Flat* flat = document_.inference().opened();
    const End end = document_.output(node.id, kind->outputs().front().name);
    const Node* inner = flat && end.node != 0 ? flat->graph.find(end.node) : nullptr;
    if (!inner)
        return {};
    const auto shared = flat->weights.find(inner->id);
    return sample_.weights(
        QString::fromStdString(shared == flat->weights.end() ? inner->name : shared->second));
}

qint64 LiveView::classes_of(NodeId node, std::string_view output) const
{
    return document_.type(node, output).classes;
}

QString LiveView::path_of(NodeId node) const
{
    const Node* found = document_.graph().find(node);
    return found ? QString::fromStdString(found->name) : QString();
}

QStringList LiveView::labels(qint64 classes) const
{
    for (const auto& [node, facts] : document_.facts().data)
        if (static_cast<qint64>(facts.labels.size()) == classes) {
            QStringList names;
            for (const std::string& label : facts.labels)
                names << QString::fromStdString(label);
            return names;
        }
    return {};
}

} // namespace lepton

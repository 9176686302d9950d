// Room gui/runs: what every wire of the open drawing carries for one sample, asked of the session
// whenever something changed. [gui]
#pragma once

#include "backend/data/source.h"
#include "gui/runs/live_value.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace lepton {

class Engine;
class OpenDocument;
class RunShown;

/// Asks while it is on, at most one question at a time and the newest next; an engine that died is
/// asked again. Values stay, marked stale, while the drawing does not give newer ones.
class LiveSample : public QObject {
    Q_OBJECT
public:
    enum class Source { untrained, last, best }; ///< initial weights, or a checkpoint of the run
    enum class State { off, computing, ready, no_data, problem };

    LiveSample(OpenDocument& document, RunShown& run, Engine& engine, QObject* parent = nullptr);

    void turn(bool on);
    void retry(); ///< after gave_up()
    bool is_on() const { return on_; }
    /// Counted from 0 in its part.
    void choose(qint64 sample);
    void choose(Part part);
    void choose(Source source);
    qint64 sample() const { return sample_; }
    Part part() const { return part_; }
    /// What is asked: untrained while the run has no such checkpoint.
    Source source() const;
    bool has(Source source) const;
    qint64 samples() const { return of_; } ///< in the part; −1 until it is known
    /// Asks for histograms of the weights, too.
    void want_weights(bool on);
    bool wants_weights() const { return wants_weights_; }

    State state() const { return state_; }
    QString problem() const { return problem_; } ///< in the user's language, for State::problem
    /// What leaves an output, by the node's path of names and the port; null if unknown.
    std::shared_ptr<const LiveValue> value(const QString& node, const QString& port) const;
    /// What an Output node shows; null if unknown.
    std::shared_ptr<const LiveValue> shown(const QString& node) const;
    /// The trainable weights that are called after a node's path of names, the largest first.
    std::vector<std::shared_ptr<const LiveValue>> weights(const QString& node) const;

    /// Calls that the newest answer computed and kept, and milliseconds from the change to it.
    int computed() const { return computed_; }
    int kept() const { return kept_; }
    qint64 took() const { return took_; }

Q_SIGNALS:
    void changed(); ///< values, state, or how many samples there are
    void gave_up(const QString& why); ///< the engine died again and again
    void chosen(); ///< another sample, part or source, or weights are wanted or not

private:
    using Values = std::map<std::pair<QString, QString>, std::shared_ptr<const LiveValue>>;

    void want();
    void ask();
    void take(const QJsonObject& reply);
    void take_values(const QJsonObject& reply);
    void fail(const QJsonObject& reply);
    void forget();
    void make_stale();
    /// Those that are not there now stay, marked stale.
    static void keep_stale(const Values& before, Values& now);
    bool has_data() const;
    QString checkpoint() const; ///< which ones the run has
    void set_state(State state, const QString& problem = {});

    OpenDocument& document_;
    RunShown& run_;
    Engine& engine_;
    bool on_ = false, asking_ = false, again_ = false, from_start_ = false, wants_weights_ = false;
    qint64 sample_ = 0, of_ = -1, revision_ = 0, took_ = 0;
    Part part_ = Part::train;
    Source source_ = Source::untrained;
    State state_ = State::off;
    QString problem_;
    QString asked_of_, values_of_; ///< what question and values are about: a drawing, a checkpoint
    QString checkpoint_; ///< those there were when last looked
    Values values_; ///< with an empty port: what an Output shows
    Values weights_; ///< with the parameter in place of the port
    int computed_ = 0, kept_ = 0, deaths_ = 0;
    quint64 generation_ = 0; ///< answers to questions of an earlier one are dropped
    QTimer soon_, slow_;
    QElapsedTimer since_;
};

} // namespace lepton

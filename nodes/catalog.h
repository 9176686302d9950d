// Room nodes: every node kind: card, fields and build, found by file name at
// configure time.
#pragma once

#include "nodes/card.h"
#include "nodes/fields.h"
#include "nodes/graph/graph.h"
#include "nodes/ir/builder.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lepton {

class OnnxCall;

/// The values at a node's inputs while it is built.
class Inputs {
public:
    explicit Inputs(Builder& builder)
        : builder_(builder)
    {
    }
    void set(std::string_view port, Value value);
    /// The value at an input; none when an optional input is not wired.
    Value operator[](std::string_view port) const;
    /// All values of a list input, in order.
    std::vector<Value> list(std::string_view port) const;
    /// Type and shape at an input.
    const Type& type(std::string_view port) const { return builder_.type((*this)[port]); }
    const Shape& shape(std::string_view port) const { return type(port).shape; }

private:
    Builder& builder_;
    std::vector<std::pair<std::string, Value>> values_;
};

/// Where a schedule is asked: counted from 0; `watched` is the metric's
/// history, one value an epoch.
struct ScheduleAt {
    std::int64_t step = 0, epoch = 0, steps_per_epoch = 1, epochs = 1;
    const std::vector<double>* watched = nullptr;
};

/// A node kind with its type erased. Made from a struct with `card`, `fields`
/// and `build` by add<T>().
struct Kind {
    Card card;
    std::vector<FieldInfo> fields;
    /// Fields from JSON, checked, then `build`.
    std::function<void(const Json& fields, Builder&, const Inputs&)> build;
    /// Fields from JSON: what is wrong with them.
    std::function<Problems(const Json& fields)> check;
    /// Schedules: the factor on (or value of) the base learning rate.
    std::function<double(const Json& fields, double base, const ScheduleAt&)> schedule;
    /// Operators of an ONNX file that fit the card's `onnx`: the fields, or why they cannot hold
    /// it.
    std::function<Result<Json>(const OnnxCall&)> from_onnx;
    /// Older revisions: brings fields up to date.
    std::function<Json(Json fields, int revision)> upgrade;

    const FieldInfo* field(std::string_view name) const;
    Json defaults() const;
    /// The ports of the card that exist: those with a name.
    const std::vector<Port>& inputs() const { return inputs_; }
    const std::vector<Port>& outputs() const { return outputs_; }
    const Port* input(std::string_view port) const; ///< "inputs.3" finds "inputs"
    const Port* output(std::string_view port) const;
    /// Takes the ports from the card.
    void take_ports();
    /// Ports that no card could hold: those of a subgraph.
    void set_ports(std::vector<Port> inputs, std::vector<Port> outputs);
    /// What the card points to, if it is no constant.
    std::shared_ptr<const void> texts;

private:
    std::vector<Port> inputs_, outputs_;
};

/// All kinds.
class Catalog {
public:
    /// Adds the node kind T: `static constexpr Card card`, `void
    /// fields(Fields&)`, and `void build(Builder&, const Inputs&) const`;
    /// schedules have `double rate(double, ScheduleAt) const`; `static Json
    /// upgrade(Json, int)` if the fields ever changed; `static Result<Json> from_onnx(const
    /// OnnxCall&)` if ONNX operators have settings.
    template <class T> void add() { add(kind_of<T>()); }
    void add(Kind kind);

    const Kind* find(std::string_view id) const;
    const std::vector<Kind>& kinds() const { return kinds_; } ///< sorted by role, group, title

    template <class T> static Kind kind_of();

private:
    std::vector<Kind> kinds_;
};

/// Calls add_…() of every node file (generated at configure time).
void add_all_nodes(Catalog& catalog);

/// A node of this kind with default fields and a free name.
Node new_node(const Kind& kind, const Graph& graph, Point position);

template <class T> Kind Catalog::kind_of()
{
    Kind kind;
    kind.card = T::card;
    kind.take_ports();
    {
        T defaults;
        Fields f;
        if constexpr (requires { defaults.fields(f); })
            defaults.fields(f);
        kind.fields = f.describe();
    }
    const auto read = [](const Json& json, T& node) {
        Fields f;
        if constexpr (requires { node.fields(f); })
            node.fields(f);
        return f.read(json);
    };
    kind.check = [read](const Json& json) {
        T node;
        return read(json, node);
    };
    if constexpr (requires(const T& t, Builder& b, const Inputs& in) { t.build(b, in); })
        kind.build = [read](const Json& json, Builder& b, const Inputs& in) {
            T node;
            const Problems problems = read(json, node);
            for (const Problem& p : problems)
                b.check(false, p.where.field, p.what, p.hint);
            if (problems.empty())
                node.build(b, in);
        };
    if constexpr (requires(const T& t) { t.rate(1.0, ScheduleAt{}); })
        kind.schedule = [read](const Json& json, double base, const ScheduleAt& at) {
            T node;
            (void)read(json, node);
            return node.rate(base, at);
        };
    if constexpr (requires(const OnnxCall& call) { T::from_onnx(call); })
        kind.from_onnx = [](const OnnxCall& call) { return T::from_onnx(call); };
    if constexpr (requires { T::upgrade(Json{}, 1); })
        kind.upgrade = [](Json json, int revision) {
            return T::upgrade(std::move(json), revision);
        };
    return kind;
}

} // namespace lepton

// What optimizers, schedules and metrics compute, against PyTorch's and scikit-learn's numbers.
#include "all_nodes.h"
#include "nodes/catalog.h"
#include "tests/room.h"

#include <QTest>

#include <cmath>

using namespace lepton;

namespace {
/// A small tensor of the interpreter.
struct Tensor {
    Ints shape;
    std::vector<double> at;
};

/// Runs the few ops that updates and metric results are made of: an executor of 60 lines that knows
/// nothing of LibTorch.
class Interpreter {
public:
    explicit Interpreter(std::size_t values)
        : values_(values)
    {
    }
    Tensor& operator[](Value v) { return values_[static_cast<std::size_t>(v.index)]; }

    void run(const std::vector<Call>& calls)
    {
        for (const Call& call : calls)
            (*this)[call.outputs[0]] = result(call);
    }

private:
    Tensor result(const Call& call)
    {
        const std::string_view name = call.op->name;
        const auto in = [&](std::size_t i) -> const Tensor& { return (*this)[call.inputs[i]]; };
        const double y = call.find("value") ? call.get<double>("value") : 0;
        const auto one = [&](auto f) {
            Tensor out = in(0);
            for (double& x : out.at)
                x = f(x);
            return out;
        };
        const auto two = [&](auto f) { return zipped(in(0), in(1), f); };
        if (name == "add")
            return two([](double a, double b) { return a + b; });
        if (name == "sub")
            return two([](double a, double b) { return a - b; });
        if (name == "mul")
            return two([](double a, double b) { return a * b; });
        if (name == "div")
            return two([](double a, double b) { return a / b; });
        if (name == "add_scalar")
            return one([&](double x) { return x + y; });
        if (name == "mul_scalar")
            return one([&](double x) { return x * y; });
        if (name == "rsub_scalar")
            return one([&](double x) { return y - x; });
        if (name == "scalar_pow")
            return one([&](double x) { return std::pow(y, x); });
        if (name == "sqrt")
            return one([](double x) { return std::sqrt(x); });
        if (name == "equal_scalar")
            return one([&](double x) { return x == y ? 1.0 : 0.0; });
        if (name == "greater")
            return one([&](double x) { return x > y ? 1.0 : 0.0; });
        if (name == "cast")
            return in(0);
        if (name == "clamp")
            return one([&](double x) { return std::max(x, call.get<double>("least")); });
        if (name == "where" || name == "where_scalar") {
            Tensor out = in(1);
            for (std::size_t i = 0; i < out.at.size(); ++i)
                if (in(0).at[i] == 0)
                    out.at[i] = name == "where" ? in(2).at[i] : y;
            return out;
        }
        if (name == "diagonal") {
            const auto n = static_cast<std::size_t>(in(0).shape[0]);
            Tensor out{{in(0).shape[0]}, {}};
            for (std::size_t i = 0; i < n; ++i)
                out.at.push_back(in(0).at[i * n + i]);
            return out;
        }
        if (name == "narrow")
            return {{1}, {in(0).at[static_cast<std::size_t>(call.get<std::int64_t>("start"))]}};
        if (name == "sum" || name == "mean") {
            double sum = 0;
            for (const double x : in(0).at)
                sum += x;
            return {{}, {name == "sum" ? sum : sum / static_cast<double>(in(0).at.size())}};
        }
        if (name == "sum_dims") { // of a matrix
            const auto rows = static_cast<std::size_t>(in(0).shape[0]),
                       columns = static_cast<std::size_t>(in(0).shape[1]);
            const bool over_rows = call.get<Ints>("dims")[0] == 0;
            Tensor out{{}, std::vector<double>(over_rows ? columns : rows)};
            out.shape = {static_cast<std::int64_t>(out.at.size())};
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t c = 0; c < columns; ++c)
                    out.at[over_rows ? c : r] += in(0).at[r * columns + c];
            return out;
        }
        qFatal("the interpreter does not know %s", std::string(name).c_str());
    }

    template <class F> static Tensor zipped(const Tensor& a, const Tensor& b, F f)
    {
        Tensor out = a.at.size() >= b.at.size() ? a : b;
        for (std::size_t i = 0; i < out.at.size(); ++i)
            out.at[i] = f(a.at[a.at.size() == 1 ? 0 : i], b.at[b.at.size() == 1 ? 0 : i]);
        return out;
    }

    std::vector<Tensor> values_;
};

/// A node built alone; its inputs are given as types.
struct BuiltOps {
    Program program;
    Problems problems;
    BuiltOps(const char* id, const Json& fields, const std::vector<Type>& inputs)
    {
        const Kind& kind = *all_nodes().find(id);
        Builder b(program, problems);
        Inputs values(b);
        b.begin(1, "node", nullptr);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const Port& port = kind.card.inputs[i];
            values.set(std::string(port.name) + (port.list ? ".0" : ""), b.input(inputs[i]));
        }
        kind.build(fields, b, values);
    }
};

Type real(Shape shape) { return {.dtype = DType::real, .shape = std::move(shape)}; }
} // namespace

class TestNodesNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The parameter begins at 0.5 and meets the gradients 0.3, −0.2, 0.7, 0.1; PyTorch 2.11,
    // float64.
    void optimizers_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<std::vector<double>>("after");
        const auto row = [](const char* name, const char* id, const char* fields,
                            const std::vector<double>& after) {
            QTest::newRow(name) << id << fields << after;
        };
        row("sgd", "sgd", R"({"lr": 0.1})", {0.47, 0.49, 0.42, 0.41});
        row("sgd decay", "sgd", R"({"lr": 0.1, "weight_decay": 0.2})",
            {0.46, 0.4708, 0.391384, 0.37355632});
        row("sgd momentum", "sgd", R"({"lr": 0.1, "momentum": 0.9})",
            {0.47, 0.463, 0.3867, 0.30803});
        row("sgd dampening", "sgd",
            R"({"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.05})",
            {0.4675, 0.45061375, 0.38483897687499996, 0.3172947446434375});
        row("sgd nesterov", "sgd", R"({"lr": 0.1, "momentum": 0.9, "nesterov": true})",
            {0.443, 0.4567, 0.31803, 0.237227});
        row("adam", "adam", R"({"lr": 0.1})",
            {0.4000000033333332, 0.3855479509285968, 0.32363523279807876, 0.2659983410260372});
        row("adam decay", "adam",
            R"({"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.2})",
            {0.4002493765586035, 0.3623320400691615, 0.2881799937360414, 0.2198798986971548});
        row("adamw", "adamw", R"({"lr": 0.1})",
            {0.39950000333333324, 0.3846484509252635, 0.3223510843438202, 0.26439184148743483});
        row("adamw strong", "adamw",
            R"({"lr": 0.1, "weight_decay": 0.3, "beta1": 0, "beta2": 0.9})",
            {0.38500000333333323, 0.45270270815721336, 0.29021791651813134, 0.25648339036261825});
    }
    void optimizers()
    {
        QFETCH(QString, id);
        QFETCH(QString, fields);
        QFETCH(std::vector<double>, after);
        const BuiltOps built(qPrintable(id), Json::parse(fields.toStdString()),
                             {real(Shape(std::vector<Dim>()))});
        QVERIFY(built.problems.empty());
        QCOMPARE(built.program.optimizers.size(), std::size_t(1));
        const Optimizer& o = built.program.optimizers[0];
        QCOMPARE(o.state.size(), o.state_names.size());
        QCOMPARE(o.new_state.size(), o.state_names.size());
        QCOMPARE(o.numbers.at("lr"), 0.1);
        Interpreter run(built.program.values.size());
        double parameter = 0.5;
        std::vector<Tensor> state(o.state.size(), {{}, {0}});
        const double gradients[] = {0.3, -0.2, 0.7, 0.1};
        for (std::size_t step = 0; step < 4; ++step) {
            run[o.parameter] = {{}, {parameter}};
            run[o.gradient] = {{}, {gradients[step]}};
            run[o.step] = {{}, {static_cast<double>(step + 1)}};
            run[o.lr] = {{}, {0.1}};
            for (std::size_t s = 0; s < state.size(); ++s)
                run[o.state[s]] = state[s];
            run.run(o.update);
            parameter = run[o.new_parameter].at[0];
            for (std::size_t s = 0; s < state.size(); ++s)
                state[s] = run[o.new_state[s]];
            QVERIFY2(std::abs(parameter - after[step]) < 1e-12, std::to_string(parameter).c_str());
        }
    }

    // Learning rates epoch by epoch (warm-up and one cycle: step by step); PyTorch 2.11.
    void schedules_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<std::vector<double>>("rates");
        QTest::addColumn<std::vector<double>>("watched");
        const auto row = [](const char* name, const char* id, const char* fields,
                            const std::vector<double>& rates,
                            const std::vector<double>& watched = {}) {
            QTest::newRow(name) << id << fields << rates << watched;
        };
        row("constant", "constant", R"({"factor": 0.25, "epochs": 3})",
            {0.025, 0.025, 0.025, 0.1, 0.1, 0.1});
        row("step", "step", R"({"step_size": 3, "gamma": 0.5})",
            {0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025});
        row("exponential", "exponential", R"({"gamma": 0.5})", {0.1, 0.05, 0.025, 0.0125});
        row("cosine", "cosine", R"({"period": 5, "eta_min": 0.01})",
            {0.1, 0.0914057647469, 0.0689057647469, 0.0410942352531, 0.0185942352531, 0.01});
        row("restarts", "cosine",
            R"({"period": 2, "eta_min": 0.01, "restarts": true, "growth": 2})",
            {0.1, 0.055, 0.1, 0.0868198051534, 0.055, 0.0231801948466, 0.1, 0.096574578963});
        row("warm-up", "warmup", R"({"start_factor": 0.2, "steps": 4})",
            {0.02, 0.04, 0.06, 0.08, 0.1, 0.1, 0.1});
        row("one cycle", "one_cycle", "{}",
            {0.004, 0.052, 0.1, 0.0950484632013, 0.081174565395, 0.0611262021936, 0.0388741978064,
             0.018825834605, 0.00495193679865, 4e-07});
        row("plateau", "plateau", R"({"factor": 0.5, "patience": 2, "cooldown": 1})",
            {0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025},
            {1, 0.8, 0.9, 0.85, 0.81, 0.7, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75});
        row("plateau up", "plateau", R"({"mode": "max", "factor": 0.5, "patience": 1})",
            {0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05}, {.1, .2, .2, .2, .2, .3, .3, .3});
    }
    void schedules()
    {
        QFETCH(QString, id);
        QFETCH(QString, fields);
        QFETCH(std::vector<double>, rates);
        QFETCH(std::vector<double>, watched);
        const Kind& kind = *all_nodes().find(id.toStdString());
        QVERIFY(kind.schedule);
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const std::vector<double> so_far(
                watched.begin(),
                watched.begin() + static_cast<std::ptrdiff_t>(std::min(i, watched.size())));
            const auto now = static_cast<std::int64_t>(i);
            const ScheduleAt at{.step = now,
                                .epoch = now,
                                .steps_per_epoch = 1,
                                .epochs = 10,
                                .watched = watched.empty() ? nullptr : &so_far};
            const double rate = kind.schedule(Json::parse(fields.toStdString()), 0.1, at);
            QVERIFY2(std::abs(rate - rates[i]) < 1e-11,
                     ("at " + std::to_string(i) + ": " + std::to_string(rate)).c_str());
        }
    }

    // Truth × prediction; the numbers are scikit-learn's for these counts.
    void class_metrics_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<std::vector<double>>("counts");
        QTest::addColumn<double>("result");
        const std::vector<double> three{5, 2, 0, 1, 6, 3, 0, 0, 8}, two{50, 10, 5, 35},
            absent{4, 1, 0, 2, 3, 0, 0, 0, 0};
        const auto row = [](const char* name, const char* id, const char* fields,
                            const std::vector<double>& counts, double result) {
            QTest::newRow(name) << id << fields << counts << result;
        };
        row("precision", "precision", "{}", two, 35.0 / 45);
        row("recall", "recall", "{}", two, 35.0 / 40);
        row("f1", "f1", "{}", two, 70.0 / 85);
        row("precision of 0", "precision", R"({"average": "positive class", "positive": 0})", two,
            50.0 / 55);
        row("macro precision", "precision", "{}", three, (5.0 / 6 + 6.0 / 8 + 8.0 / 11) / 3);
        row("macro recall", "recall", "{}", three, (5.0 / 7 + 6.0 / 10 + 1) / 3);
        row("macro f1", "f1", "{}", three, (10.0 / 13 + 12.0 / 18 + 16.0 / 19) / 3);
        row("micro f1", "f1", R"({"average": "micro"})", three, 19.0 / 25);
        row("an absent class", "recall", "{}", absent, (4.0 / 5 + 3.0 / 5) / 2);
        row("nothing found", "precision", "{}", {7, 0, 3, 0}, 0);
    }
    void class_metrics()
    {
        QFETCH(QString, id);
        QFETCH(QString, fields);
        QFETCH(std::vector<double>, counts);
        QFETCH(double, result);
        const auto classes = static_cast<std::int64_t>(std::lround(std::sqrt(counts.size())));
        const BuiltOps built(
            qPrintable(id), Json::parse(fields.toStdString()),
            {real({N, classes}), {.dtype = DType::int64, .shape = {N}, .classes = classes}});
        QVERIFY(built.problems.empty());
        QCOMPARE(built.program.metrics.size(), std::size_t(1));
        const Metric& metric = built.program.metrics[0];
        QVERIFY(metric.percent);
        Interpreter run(built.program.values.size());
        run[metric.sums[0]] = {{classes, classes}, counts};
        run.run(built.program.metric_calls);
        QVERIFY2(std::abs(run[metric.result].at[0] - result) < 1e-12,
                 std::to_string(run[metric.result].at[0]).c_str());
    }

    void number_metrics()
    {
        const auto result = [](const char* id, const std::vector<Tensor>& sums) {
            const BuiltOps built(id, Json::object(), {real({N, 2}), real({N, 2})});
            const Metric& metric = built.program.metrics.at(0);
            Interpreter run(built.program.values.size());
            for (std::size_t i = 0; i < sums.size(); ++i)
                run[metric.sums.at(i)] = sums[i];
            run.run(built.program.metric_calls);
            return run[metric.result].at[0];
        };
        QCOMPARE(result("mae", {{{}, {6}}, {{}, {4}}}), 1.5);
        QCOMPARE(result("mse", {{{}, {16}}, {{}, {4}}}), 4.0);
        QCOMPARE(result("rmse", {{{}, {16}}, {{}, {4}}}), 2.0);
        // Column 1: truth 1 2 3, off by 0.5 each; column 2 never changes, so nothing is explained.
        QCOMPARE(result("r2", {{{2}, {0.75, 3}}, {{2}, {6, 15}}, {{2}, {14, 75}}, {{2}, {3, 3}}}),
                 (1 - 0.75 / 2) / 2);
    }

    // What the digits example is made of, with the number of weights PyTorch gives it.
    void lepton_net()
    {
        Program program;
        Problems problems;
        Builder b(program, problems);
        Value x = b.input({.dtype = DType::uint8, .shape = {N, 1, 28, 28}, .image = true});
        const auto add = [&](const char* id, const Json& fields = Json::object()) {
            const Kind& kind = *all_nodes().find(id);
            Inputs in(b);
            b.begin(1, id, nullptr);
            in.set(kind.card.inputs[0].name, x);
            kind.build(fields, b, in);
            x = b.outs().begin()->second;
        };
        add("scale");
        add("conv2d", {{"filters", 32}});
        add("relu");
        add("conv2d", {{"filters", 64}});
        add("relu");
        add("max_pool2d");
        add("flatten");
        add("linear", {{"out_features", 128}});
        add("relu");
        add("linear", {{"out_features", 10}});
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].str().c_str());
        QCOMPARE(b.shape(x).text(), std::string("N×10"));
        std::int64_t weights = 0;
        for (const Weight& weight : program.weights)
            weights += b.shape(weight.value).count().value();
        QCOMPARE(weights, std::int64_t(320 + 18496 + 1179776 + 1290));
    }

    // A loss for probabilities says so; a softmax before cross entropy is a lint.
    void losses_warn()
    {
        const Type labels{.dtype = DType::int64, .shape = {N}, .classes = 10};
        Type logits = real({N, 1});
        logits.range = {-1, 1};
        const BuiltOps no_sigmoid("bce_loss", Json::object(), {logits, real({N, 1})});
        QCOMPARE(no_sigmoid.problems.size(), std::size_t(1));
        QVERIFY(no_sigmoid.problems[0].level == Level::warning);
        const BuiltOps many("bce_loss", Json::object(), {real({N, 1}), labels});
        QVERIFY(!many.problems.empty() && many.problems[0].level == Level::problem);
    }
};

LEPTON_TEST(TestNodesNumbers)
#include "test_nodes_numbers.moc"

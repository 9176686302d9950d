// Room tests: shapes appear while drawing, every fault is said, and every fix that is offered
// mends.
#include "backend/data/source.h"
#include "nodes/graph/journal.h"
#include "nodes/judge_wire.h"
#include "tests/data/drawing.h"
#include "tests/room.h"

#include <QtTest>

#include <random>

using namespace lepton;

namespace {
/// LeptonNet; `declared` is what the first Linear says it takes, if anything.
struct LeptonNet : Drawing {
    NodeId data, first_conv, pool, flat, linear, logits, loss, adam;
    explicit LeptonNet(const Json& declared = {}, bool flatten = true)
    {
        data = add("mnist");
        first_conv = then(then(data, "scale"), "conv2d", {{"filters", 32}, {"padding", {1, 1}}});
        const NodeId second = then(then(then(first_conv, "relu"), "max_pool2d"), "conv2d",
                                   {{"filters", 64}, {"padding", {1, 1}}});
        pool = then(then(second, "relu"), "max_pool2d");
        flat = flatten ? then(pool, "flatten") : pool;
        linear = then(flat, "linear", {{"out_features", 128}, {"in_features", declared}});
        logits = then(then(linear, "relu"), "linear", {{"out_features", 10}});
        loss = then(logits, "cross_entropy");
        wire(data, "target", loss, "target");
        then(logits, "output");
        adam = add("adam");
        wire(loss, out(loss).c_str(), adam, "loss.0");
    }
};
} // namespace

class TestInfer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shapes_reach_every_wire()
    {
        const LeptonNet net;
        const Inference inference = net.infer();
        QVERIFY2(inference.problems().empty(), words(inference.problems()).c_str());
        QCOMPARE(inference.type(net.data, "features").shape.text(), std::string("N×1×28×28"));
        QCOMPARE(inference.type(net.first_conv, net.out(net.first_conv)).shape.text(),
                 std::string("N×32×28×28"));
        QCOMPARE(inference.type(net.pool, net.out(net.pool)).shape.text(), std::string("N×64×7×7"));
        QCOMPARE(inference.type(net.flat, net.out(net.flat)).shape.text(), std::string("N×3136"));
        QCOMPARE(inference.type(net.logits, net.out(net.logits)).shape.text(), std::string("N×10"));
        QCOMPARE(inference.total_cost().parameters, std::int64_t(421642));
        QVERIFY(inference.can_train());
        const Program program = inference.program();
        QCOMPARE(program.weights.size(), std::size_t(8));
        QCOMPARE(program.weights[0].name, std::string("conv1.weight"));
        QCOMPARE(program.optimizers.size(), std::size_t(1));
        QCOMPARE(program.optimizers[0].losses, std::vector<std::size_t>{0});
    }

    void a_wrong_width_is_said_and_mended_by_one_click()
    {
        const LeptonNet net(1024);
        const Inference inference = net.infer();
        QVERIFY(!inference.can_train());
        const std::string said = inference.problems().front().str();
        QVERIFY2(said.find("024") != std::string::npos && said.find("136") != std::string::npos,
                 said.c_str());
        const auto findings = inference.findings(net.document);
        QVERIFY(!findings.front().fixes.empty());
        LeptonNet mended(1024);
        QVERIFY(apply_all(mended.document, findings.front().fixes.front().edits).ok());
        QVERIFY(mended.infer().can_train());
        QCOMPARE(mended.document.graph().find(net.linear)->fields["in_features"], Json(3136));
    }

    void every_offered_fix_mends_data()
    {
        QTest::addColumn<QString>("label"); ///< the first fix that is offered
        QTest::addColumn<bool>("trains"); ///< nothing is left to do after it
        QTest::newRow("wrong width") << "Take 3136 features" << true;
        QTest::newRow("no loss") << "Add Cross entropy" << false;
        QTest::newRow("no optimizer") << "Add Adam" << true;
        QTest::newRow("no output") << "Add Output" << true;
        QTest::newRow("swapped loss wires") << "Swap prediction and target" << true;
        QTest::newRow("numbers against classes") << "Insert One-hot" << true;
        QTest::newRow("wrong port") << "Remove the wire" << true;
        QTest::newRow("wrong dimension") << "Set dimension to 1" << true;
        QTest::newRow("a switch that is a number") << "Set bias to on" << true;
        QTest::newRow("softmax of single numbers") << "Show as none" << true;
        QTest::newRow("target not wired") << "Wire target of mnist1" << true;
        QTest::newRow("loss not wired") << "Wire loss of cross_entropy1" << true;
        QTest::newRow("nothing to minimise") << "Add Cross entropy" << true;
    }
    void every_offered_fix_mends()
    {
        QFETCH(QString, label);
        QFETCH(bool, trains);
        const QString which = QTest::currentDataTag();
        LeptonNet net(which == "wrong width" ? Json(1024) : Json());
        Graph& graph = net.document.graph();
        const auto remove = [&](const char* kind) {
            std::vector<NodeId> found;
            for (const auto& [id, slot] : graph.slots())
                if (slot.node.kind == kind)
                    found.push_back(id);
            QVERIFY(apply_all(net.document, remove_nodes(graph, found)).ok());
        };
        const auto unwire = [&](const End& input) {
            QVERIFY(apply(net.document, RemoveWire{*graph.wire_into(input)}).ok());
        };
        if (which == "no loss" || which == "nothing to minimise")
            remove("cross_entropy");
        if (which == "no loss" || which == "no optimizer")
            remove("adam");
        if (which == "no output")
            remove("output");
        if (which == "swapped loss wires") {
            const auto wires = graph.wires_into(net.loss);
            QVERIFY(apply_all(net.document,
                              {RemoveWire{wires[0]}, RemoveWire{wires[1]},
                               AddWire{{wires[0].from, wires[1].to}},
                               AddWire{{wires[1].from, wires[0].to}}})
                        .ok());
        }
        if (which == "numbers against classes") {
            remove("cross_entropy");
            const NodeId mse = net.then(net.logits, "mse_loss");
            net.wire(net.data, "target", mse, "target");
            net.wire(mse, net.out(mse).c_str(), net.adam, "loss.0");
        }
        if (which == "wrong port")
            QVERIFY(
                apply(net.document, AddWire{{{net.data, "target"}, {net.linear, "nowhere"}}}).ok());
        if (which == "wrong dimension")
            net.then(net.then(net.logits, "log_softmax", {{"dim", 5}}), "output");
        if (which == "a switch that is a number")
            QVERIFY(apply(net.document, SetField{net.linear, "bias", 5}).ok());
        if (which == "softmax of single numbers")
            net.wire(net.data, "target", net.add("output", {{"activation", "softmax"}}),
                     "prediction");
        if (which == "target not wired")
            unwire({net.loss, "target"});
        if (which == "loss not wired")
            unwire({net.adam, "loss.0"});
        const Inference before = net.infer();
        const Problems problems = before.problems();
        QVERIFY(!problems.empty());
        const auto findings = before.findings(net.document);
        const auto first = std::find_if(findings.begin(), findings.end(),
                                        [](const Finding& f) { return !f.fixes.empty(); });
        QVERIFY2(first != findings.end(), words(problems).c_str());
        QCOMPARE(QString::fromStdString(first->fixes.front().label.str()), label);
        for (const Finding& finding : findings) {
            QVERIFY(finding.fixes.size() <= 3);
            for (const Fix& fix : finding.fixes) {
                Drawing copy{net.document, net.facts};
                QVERIFY(apply_all(copy.document, fix.edits).ok());
                const Problems after = copy.infer().problems();
                const std::string said = fix.label.str() + "\n" + words(after);
                QVERIFY2(after.size() < problems.size(), said.c_str());
                for (const Problem& problem : after)
                    QVERIFY2(std::any_of(problems.begin(), problems.end(),
                                         [&](const Problem& p) {
                                             return p.where == problem.where
                                                 && p.what.pattern == problem.what.pattern;
                                         }),
                             said.c_str());
                if (&fix == &first->fixes.front())
                    QVERIFY2(copy.infer().can_train() == trains, said.c_str());
            }
        }
    }

    void a_picture_into_linear_is_a_warning_and_flatten_mends_all_of_it()
    {
        const LeptonNet net({}, false);
        const Inference inference = net.infer();
        QCOMPARE(inference.problems(net.linear).size(), std::size_t(1));
        QVERIFY(inference.problems(net.linear)[0].level == Level::warning);
        for (const Finding& finding : inference.findings(net.document)) {
            if (finding.problem.where.node != net.linear)
                continue;
            QCOMPARE(finding.fixes.front().label.str(), std::string("Insert Flatten"));
            Drawing mended{net.document, net.facts};
            QVERIFY(apply_all(mended.document, finding.fixes.front().edits).ok());
            QVERIFY2(mended.infer().can_train(), words(mended.infer().problems()).c_str());
        }
    }

    void an_unwired_input_is_unfinished_not_wrong()
    {
        Drawing drawing;
        const NodeId conv = drawing.add("conv2d");
        const Inference inference = drawing.infer();
        QCOMPARE(inference.problems(conv).size(), std::size_t(1));
        QVERIFY(inference.problems(conv)[0].level == Level::unfinished);
    }

    void unknown_kinds_stay_as_they_are()
    {
        LeptonNet net;
        Node future;
        future.id = 99;
        future.kind = "from_the_future";
        future.name = "future1";
        future.fields = {{"depth", 3}};
        QVERIFY(apply(net.document, AddNode{future}).ok());
        const Inference inference = net.infer();
        QCOMPARE(inference.problems(99).size(), std::size_t(1));
        QVERIFY(inference.problems(99)[0].str().find("from_the_future") != std::string::npos);
        QVERIFY(*from_text(to_text(net.document)) == net.document);
    }

    void bypass_passes_through_and_mute_leaves_out()
    {
        LeptonNet net;
        const NodeId relu = net.document.graph().find("relu3")->id;
        QVERIFY(apply(net.document, SetBypass{relu, true}).ok());
        QVERIFY2(net.infer().can_train(), words(net.infer().problems()).c_str());
        QCOMPARE(net.infer().type(relu, net.out(relu)).shape.text(), std::string("N×128"));
        QVERIFY(apply(net.document, SetMute{net.linear, true}).ok());
        const Inference muted = net.infer();
        QVERIFY(!muted.type(net.logits, net.out(net.logits)).known());
        QVERIFY(muted.program().losses.empty());
    }

    void following_edits_equals_inferring_anew()
    {
        LeptonNet net;
        Inference followed = net.infer();
        std::mt19937 random(5);
        for (int i = 0; i < 400; ++i) {
            const auto order = net.document.graph().topological();
            const NodeId a = order[random() % order.size()], b = order[random() % order.size()];
            Edits edits;
            switch (random() % 6) {
            case 0:
                edits = {SetField{a, "out_features", int(random() % 50) + 1}};
                break;
            case 1:
                edits = {SetMute{a, random() % 2 == 0}};
                break;
            case 2:
                edits = {SetBypass{a, random() % 2 == 0}};
                break;
            case 3:
                if (const auto& wires = net.document.graph().wires_into(a); !wires.empty())
                    edits = {RemoveWire{wires.front()}};
                break;
            case 4:
                edits = {AddWire{{{a, net.out(a)}, {b, net.in(b)}}}};
                break;
            default:
                edits = {SetField{a, "kernel", {int(random() % 9) + 1, 3}}};
                break;
            }
            if (!apply_all(net.document, edits))
                continue;
            followed.update(net.document, net.facts, edits);
            const Inference fresh = net.infer();
            QCOMPARE(words(followed.problems()), words(fresh.problems()));
            for (const auto& [id, slot] : net.document.graph().slots())
                QCOMPARE(followed.type(id, net.out(id)).shape.text(),
                         fresh.type(id, net.out(id)).shape.text());
            QCOMPARE(to_text(followed.program()), to_text(fresh.program()));
        }
    }

    void a_wire_that_cannot_be_is_refused_with_a_way_out()
    {
        LeptonNet net;
        const NodeId other = net.add("linear", {{"in_features", 3136}});
        const Inference inference = net.infer();
        const Wire wire{{net.pool, net.out(net.pool)}, {other, net.in(other)}};
        QVERIFY(may_connect(catalog(), net.document.graph(), wire));
        const WireVerdict verdict = judge_wire(catalog(), net.document, inference, wire);
        QVERIFY(!verdict.allowed);
        QVERIFY(!verdict.reason.str().empty());
        QVERIFY(!verdict.fixes.empty());
        QVERIFY(apply_all(net.document, verdict.fixes.front().edits).ok());
        QVERIFY(net.infer().problems(other).empty());
        QVERIFY(!may_connect(catalog(), net.document.graph(),
                             {{net.loss, net.out(net.loss)}, {net.first_conv, "image"}}));
        QVERIFY(!may_connect(catalog(), net.document.graph(),
                             {{net.logits, net.out(net.logits)}, {net.first_conv, "image"}}));
    }

    void one_judge_says_of_every_wire_what_a_new_one_says()
    {
        LeptonNet net;
        const NodeId other = net.add("linear", {{"in_features", 3136}});
        const Inference inference = net.infer();
        WireJudge judge(catalog(), net.document, inference.facts());
        int refused = 0, mended = 0;
        for (const auto& [id, slot] : net.document.graph().slots())
            for (const NodeId from : {net.pool, net.logits, net.loss}) {
                if (id == from || catalog().find(slot.node.kind)->inputs().empty())
                    continue;
                const Wire wire{{from, net.out(from)}, {id, net.in(id)}};
                const WireVerdict one = judge.judge(wire),
                                  fresh = judge_wire(catalog(), net.document, inference, wire);
                QCOMPARE(one.allowed, fresh.allowed);
                QCOMPARE(one.reason.str(), fresh.reason.str());
                QCOMPARE(one.fixes.size(), fresh.fixes.size());
                refused += one.allowed ? 0 : 1;
                for (const Fix& fix : one.fixes) {
                    Document mend = net.document;
                    QVERIFY(apply_all(mend, fix.edits).ok());
                    ++mended;
                }
            }
        QVERIFY(refused > 3 && mended > 3);
        QVERIFY(!judge.judge({{net.pool, net.out(net.pool)}, {other, net.in(other)}}).allowed);
    }

    void the_wire_that_is_drawn_elsewhere_counts_as_gone()
    {
        LeptonNet net;
        const NodeId other = net.add("linear", {{"in_features", 3136}});
        const Inference inference = net.infer();
        const Wire moved = *net.document.graph().wire_into({net.flat, net.in(net.flat)});
        WireJudge judge(catalog(), net.document, inference.facts(), moved);
        // What only the moved wire made a circle is none any more.
        const NodeId scale = net.document.graph().wires_into(net.first_conv).front().from.node;
        const Wire back{{net.linear, net.out(net.linear)}, {scale, net.in(scale)}};
        QCOMPARE(judge_wire(catalog(), net.document, inference, back).reason.str(),
                 std::string("This wire would close a circle."));
        QVERIFY(judge.judge(back).reason.str() != "This wire would close a circle.");
        const WireVerdict verdict =
            judge.judge({{net.pool, net.out(net.pool)}, {other, net.in(other)}});
        QVERIFY(!verdict.allowed && !verdict.fixes.empty());
        QVERIFY(apply_all(net.document, verdict.fixes.front().edits).ok());
        QVERIFY(!net.document.graph().contains(moved));
    }
};

LEPTON_TEST(TestInfer)
#include "test_infer.moc"

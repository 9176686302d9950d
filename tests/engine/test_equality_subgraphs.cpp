// The examples with subgraphs against PyTorch itself: repeated blocks and shared weights give the
// same numbers as modules that PyTorch repeats and shares.
#include "backend/data/source.h"
#include "backend/run/engine.h"
#include "backend/run/step.h"
#include "nodes/graph/edit.h"
#include "nodes/infer.h"
#include "reference.h"
#include "tests/room.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace lepton;

namespace {
/// The program of a shipped example, typed by what it knows of its data; "residual_shared": with
/// one set of weights for all repetitions.
Program program_of(QString name)
{
    const bool shared = name.endsWith("_shared");
    if (shared)
        name.chop(7);
    auto document = load(std::string(LEPTON_SOURCE_DIR "/resources/examples/") + name.toStdString()
                         + ".lepton");
    if (!document)
        qFatal("%s", document.problems()[0].str().c_str());
    if (shared) {
        const Node* block = document->graph().find(std::string_view("residual_block1"));
        if (!block || !apply(*document, SetField{block->id, "share", true}))
            qFatal("the example has no block that could share its weights");
    }
    const Facts facts = facts_from_json(document->facts);
    Inference inference(catalog());
    inference.reset(*document, facts);
    return inference.program();
}
} // namespace

class TestEqualitySubgraphs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        start_engine(1);
        if (qEnvironmentVariableIsEmpty("LEPTON_PYTHON"))
            QSKIP("LEPTON_PYTHON does not name a Python with torch: nothing is compared with "
                  "PyTorch");
    }

    void ten_steps_in_float64_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("plan");
        for (const char* name : {"residual", "residual_shared", "siamese"})
            for (const bool plan : {false, true})
                QTest::addRow("%s, %s", name, plan ? "plan" : "nodes") << name << plan;
    }
    void ten_steps_in_float64()
    {
        QFETCH(QString, name);
        QFETCH(bool, plan);
        const auto arrays = reference(name + "-adam", "float64");
        QVERIFY(arrays.has_value());
        RunSettings settings;
        settings.precision = at::kDouble;
        settings.plan = plan;
        if (!plan)
            settings.passes = Passes::none();
        auto model = Model::make(program_of(name), settings);
        QVERIFY2(model.ok(), model.ok() ? "" : model.problems()[0].str().c_str());
        std::set<std::string> named;
        for (const Weight& weight : (*model)->program().weights) {
            const auto first = arrays->find("first/" + weight.name);
            QVERIFY2(first != arrays->end(), weight.name.c_str());
            QVERIFY((*model)->set(weight.name, first->second).ok());
            named.insert(weight.name);
        }
        for (const auto& [key, values] : *arrays) // nor has PyTorch any that we have not
            QVERIFY2(!QByteArray(key.c_str()).startsWith("first/") || named.contains(key.substr(6)),
                     key.c_str());
        auto step = Step::make(*model);
        QVERIFY2(step.ok(), step.ok() ? "" : step.problems()[0].str().c_str());
        const at::Tensor x = arrays->at("x"), y = arrays->at("y");
        for (std::int64_t i = 0; i < x.size(0); ++i) {
            const auto done = (*step)->run(Batch{{x.select(0, i), y.select(0, i)}, x.size(1)});
            QVERIFY2(done.ok(), done.ok() ? "" : done.problems()[0].str().c_str());
        }
        const Reading reading = (*step)->read();
        QCOMPARE(reading.steps.size(), std::size_t(x.size(0)));
        for (std::int64_t i = 0; i < x.size(0); ++i)
            QVERIFY(std::abs(reading.steps[std::size_t(i)].losses[0]
                             - arrays->at("losses")[i].item<double>())
                    < 1e-8);
        for (const std::string& weight : named) {
            const double off = ((*model)->weight(weight).detach() - arrays->at("last/" + weight))
                                   .abs()
                                   .max()
                                   .item<double>();
            QVERIFY2(off < 1e-8,
                     qPrintable(QString("%1 is off by %2").arg(weight.c_str()).arg(off)));
        }
    }
};

LEPTON_TEST(TestEqualitySubgraphs)
#include "test_equality_subgraphs.moc"

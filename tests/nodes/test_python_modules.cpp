// Tests layers out of Python: a failure means that a snippet from a tutorial becomes another
// network than it says, or harms.
#include "all_nodes.h"
#include "nodes/python_modules.h"
#include "tests/room.h"

#include <QtTest>

using namespace lepton;

class TestPythonModules : public QObject {
    Q_OBJECT

    static std::vector<PythonModule> read(const char* text)
    {
        auto modules = python_modules(all_nodes(), text);
        if (!modules)
            qFatal("%s", modules.problems().front().str().c_str());
        return *modules;
    }
    static QString refused(const char* text)
    {
        const auto modules = python_modules(all_nodes(), text);
        return modules ? QString() : QString::fromStdString(modules.problems().front().str());
    }

private Q_SLOTS:
    void a_network_of_a_tutorial()
    {
        const auto modules = read(R"(
model = torch.nn.Sequential(
    nn.Conv2d(1, 32, 3, padding=1),  # nn.Conv3d(no, comment)
    nn.BatchNorm2d(32), nn.ReLU(inplace=True),
    nn.MaxPool2d(2),
    nn.Conv2d(in_channels=32, out_channels=64, kernel_size=(5, 3), stride=2, bias=False),
    nn.MaxPool2d(3, stride=1), nn.Flatten(),
    nn.Sequential(nn.LayerNorm((4, 7)), nn.Dropout(p=0.25), torch.nn.Linear(3136, 10)),
    nn.Softmax(dim=-1)
))");
        const auto kind = [&](std::size_t i) { return std::string(modules.at(i).kind->card.id); };
        QCOMPARE(modules.size(), std::size_t(11));
        QCOMPARE(kind(0), std::string("conv2d"));
        QCOMPARE(modules[0].fields["filters"], Json(32));
        QCOMPARE(modules[0].fields["kernel"], Json({3, 3}));
        QCOMPARE(modules[0].fields["padding"], Json({1, 1}));
        QCOMPARE(modules[0].fields["bias"], Json(true));
        QCOMPARE(kind(1), std::string("batch_norm2d"));
        QCOMPARE(kind(2), std::string("relu"));
        QCOMPARE(modules[3].fields["stride"], Json({2, 2}));
        QCOMPARE(modules[4].fields["filters"], Json(64));
        QCOMPARE(modules[4].fields["kernel"], Json({5, 3}));
        QCOMPARE(modules[4].fields["stride"], Json({2, 2}));
        QCOMPARE(modules[4].fields["bias"], Json(false));
        QCOMPARE(modules[5].fields["kernel"], Json({3, 3}));
        QCOMPARE(modules[5].fields["stride"], Json({1, 1}));
        QCOMPARE(kind(6), std::string("flatten"));
        QCOMPARE(modules[7].fields["dims"], Json(2));
        QCOMPARE(modules[8].fields["p"], Json(0.25));
        QCOMPARE(kind(9), std::string("linear"));
        QCOMPARE(modules[9].fields["out_features"], Json(10));
        QCOMPARE(modules[10].fields["dim"], Json(-1));
    }

    void pooling_steps_by_its_kernel()
    {
        QCOMPARE(read("nn.MaxPool2d(3)").front().fields["stride"], Json({3, 3}));
        QCOMPARE(read("nn.AvgPool1d(kernel_size=4)").front().fields["stride"], Json(4));
    }

    void names_beside_the_modules_do_not_matter()
    {
        const auto modules = read(R"(
self.fc1 = nn.Linear(10, 20)
OrderedDict([("act", nn.GELU(approximate='tanh')), ("out", nn.Linear(20, 3))])
mynn.Linear(1, 1))");
        QCOMPARE(modules.size(), std::size_t(3));
        QCOMPARE(modules[1].fields["approximate"], Json("tanh"));
        QVERIFY(read("there is nothing of it here: nn. or nn.ReLU").empty());
    }

    /// Every layer that has a module can be pasted as its card writes it.
    void every_module_of_the_catalogue_is_read()
    {
        int seen = 0;
        for (const Kind& kind : all_nodes().kinds()) {
            const std::string python(kind.card.python);
            if (!python.starts_with("nn.") || kind.card.role == Role::loss)
                continue;
            const std::string name = python.substr(0, python.find('(') + 1);
            std::string call = name;
            for (const FieldInfo& field : kind.fields)
                if (const auto at = python.find("=" + ("{" + std::string(field.name)) + "}");
                    at != std::string::npos) {
                    std::string value = field.initial.dump();
                    std::replace(value.begin(), value.end(), '"', '\'');
                    value = value == "true" ? "True" : value == "false" ? "False" : value;
                    const std::size_t begin = python.find_last_of(" (", at) + 1;
                    call +=
                        (call == name ? "" : ", ") + python.substr(begin, at - begin) + "=" + value;
                }
            const auto modules = python_modules(all_nodes(), call + ")");
            QVERIFY2(modules.ok(),
                     (call + ": " + (modules ? "" : modules.problems().front().str())).c_str());
            QCOMPARE(modules->size(), std::size_t(1));
            QCOMPARE(modules->front().kind, &kind);
            ++seen;
        }
        QVERIFY(seen > 30);
    }

    void what_is_not_known_is_said()
    {
        QVERIFY(refused("nn.Sequential(nn.Quantum(3))").contains("nn.Quantum"));
        QVERIFY(refused("nn.Linear(3, 4, color=2)").contains("color"));
        QVERIFY(refused("nn.Linear(3, hidden)").contains("hidden"));
        QVERIFY(refused("nn.Linear(3, -4)").contains("nn.Linear"));
        QVERIFY(refused("nn.Linear(3, 4, True, 1, 2, 3)").contains("at most"));
        QVERIFY(refused("nn.Linear(3, (4").contains("close"));
        QVERIFY(refused("nn.Linear(3, __import__('os').system('true'))").contains("no number"));
        std::string many;
        for (int i = 0; i < 10'001; ++i)
            many += "nn.ReLU(),";
        QVERIFY(refused(many.c_str()).contains("10"));
    }
};

LEPTON_TEST(TestPythonModules)
#include "test_python_modules.moc"

// Every node kind: builds with its defaults, says what it is, keeps its fields, has its icon.
#include "all_nodes.h"
#include "tests/room.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <nodes/catalog.h>
#include <set>

using namespace lepton;

namespace {
void each_kind()
{
    QTest::addColumn<QString>("id");
    for (const Kind& kind : all_nodes().kinds())
        QTest::newRow(std::string(kind.card.id).c_str())
            << QString::fromStdString(std::string(kind.card.id));
}

/// A type that a port's pattern describes; several, where it leaves a choice.
std::vector<Type> fitting(const Port& port)
{
    const std::string_view p = port.pattern;
    if (port.kind == PortKind::label)
        return {{.dtype = DType::int64, .shape = {N}, .classes = 10},
                {.dtype = DType::int64, .shape = {N}, .classes = 2},
                {.dtype = DType::real, .shape = {N, 12}}};
    if (port.kind == PortKind::loss)
        return {{.dtype = DType::real, .shape = Shape(std::vector<Dim>())}};
    if (port.kind != PortKind::features && port.kind != PortKind::sequence)
        return {{}};
    if (p == "N C H W")
        return {{.dtype = DType::real, .shape = {N, 3, 12, 12}, .image = true}};
    if (p == "N C D H W")
        return {{.dtype = DType::real, .shape = {N, 3, 8, 12, 12}}};
    if (p == "N C …")
        return {{.dtype = DType::real, .shape = {N, 10}},
                {.dtype = DType::real, .shape = {N, 3, 12, 12}, .image = true}};
    if (p == "N C L")
        return {{.dtype = DType::real, .shape = {N, 3, 16}}};
    return {{.dtype = DType::real, .shape = {N, 10}},
            {.dtype = DType::real, .shape = {N, 1}, .range = std::pair(0.0, 1.0)},
            {.dtype = DType::real, .shape = {N, 12}},
            {.dtype = DType::int64, .shape = {N}, .classes = 10}};
}

struct Built {
    Problems problems;
    Program program;
    std::map<std::string, Value, std::less<>> outs;
};

Built build(const Kind& kind, const Json& fields, const std::vector<std::pair<Port, Type>>& inputs)
{
    Built built;
    Builder builder(built.program, built.problems);
    Inputs values(builder);
    builder.begin(1, "node", nullptr);
    if (kind.card.role == Role::data)
        built.program.datasets.push_back({1, std::string(kind.card.id), fields, {}});
    for (const auto& [port, type] : inputs)
        for (int i = 0; i < (port.list ? 2 : 1); ++i)
            values.set(std::string(port.name) + (port.list ? "." + std::to_string(i) : ""),
                       builder.input(type));
    if (kind.build)
        kind.build(fields, builder, values);
    built.outs = builder.outs();
    return built;
}

/// Warnings are allowed: they are said on purpose.
bool sound(const Built& built)
{
    return std::none_of(built.problems.begin(), built.problems.end(),
                        [](const Problem& problem) { return problem.level == Level::problem; });
}

/// Builds with the first combination of fitting inputs that gives no problem, else the last.
Built build_fitting(const Kind& kind, const Json& fields)
{
    std::vector<Port> ports;
    for (const Port& port : kind.inputs())
        if (!port.optional)
            ports.push_back(port);
    std::vector<std::size_t> choice(ports.size());
    for (;;) {
        std::vector<std::pair<Port, Type>> inputs;
        for (std::size_t i = 0; i < ports.size(); ++i)
            inputs.emplace_back(ports[i], fitting(ports[i])[choice[i]]);
        Built built = build(kind, fields, inputs);
        if (sound(built))
            return built;
        std::size_t at = 0;
        while (at < ports.size() && ++choice[at] == fitting(ports[at]).size())
            choice[at++] = 0;
        if (at == ports.size())
            return built;
    }
}

std::string words(const Problems& problems)
{
    std::string out;
    for (const Problem& problem : problems)
        out += problem.str() + "\n";
    return out;
}
} // namespace

class TestNodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void builds_with_defaults_data() { each_kind(); }
    void builds_with_defaults()
    {
        QFETCH(QString, id);
        const Kind& kind = *all_nodes().find(id.toStdString());
        const Built built = build_fitting(kind, kind.defaults());
        QVERIFY2(sound(built), words(built.problems).c_str());
        for (const Port& port : kind.outputs()) {
            if (port.kind == PortKind::schedule)
                continue;
            const auto at = built.outs.find(port.name) != built.outs.end()
                ? built.outs.find(port.name)
                : built.outs.find("");
            QVERIFY2(at != built.outs.end(), "an output port has no value");
            QVERIFY(built.program.type(at->second).shape.ranked());
            QVERIFY(built.program.type(at->second).dtype != DType::unknown);
        }
    }

    // A wire without a type yet (data still loading) must never be a fault.
    void an_unknown_input_is_no_problem_data() { each_kind(); }
    void an_unknown_input_is_no_problem()
    {
        QFETCH(QString, id);
        const Kind& kind = *all_nodes().find(id.toStdString());
        std::vector<std::pair<Port, Type>> inputs;
        for (const Port& port : kind.inputs())
            if (!port.optional)
                inputs.emplace_back(port, Type());
        const Built built = build(kind, kind.defaults(), inputs);
        QVERIFY2(sound(built), words(built.problems).c_str());
    }

    // Any shape may be wired to any node: a problem in words, never a crash.
    void a_wrong_input_ends_nothing_data() { each_kind(); }
    void a_wrong_input_ends_nothing()
    {
        QFETCH(QString, id);
        const Kind& kind = *all_nodes().find(id.toStdString());
        const std::vector<Type> strange = {
            {.dtype = DType::real, .shape = Shape(std::vector<Dim>())},
            {.dtype = DType::real, .shape = {N}},
            {.dtype = DType::uint8, .shape = {N, 1, 28, 28}, .image = true},
            {.dtype = DType::int64, .shape = {N, 7}, .classes = 3},
            {.dtype = DType::real, .shape = {N, Dim(), 5}},
            {.dtype = DType::real, .shape = {N, 0, 3, 3}},
            {.dtype = DType::boolean, .shape = {2, 3, 4, 5, 6}},
            {.dtype = DType::unknown, .shape = {Dim(), Dim()}}};
        for (const Type& first : strange)
            for (const Type& second : strange) {
                std::vector<std::pair<Port, Type>> inputs;
                for (const Port& port : kind.inputs())
                    inputs.emplace_back(port, inputs.empty() ? first : second);
                const Built built = build(kind, kind.defaults(), inputs);
                for (const Problem& problem : built.problems)
                    QVERIFY(!problem.what.empty());
            }
    }

    void says_what_it_is_data() { each_kind(); }
    void says_what_it_is()
    {
        QFETCH(QString, id);
        const Kind& kind = *all_nodes().find(id.toStdString());
        const Card& card = kind.card;
        for (const std::string_view text :
             {card.title, card.aliases, card.group, card.doc, card.stem, card.python})
            QVERIFY(!text.empty());
        QVERIFY(card.doc.ends_with('.'));
        QVERIFY(!card.formula.empty() || card.role == Role::data || card.role == Role::output);
        for (const FieldInfo& field : kind.fields) {
            QVERIFY2(!field.tip.empty() && field.tip.ends_with('.'),
                     std::string(field.name).c_str());
            QVERIFY2(check_field(field, field.initial).ok(), std::string(field.name).c_str());
        }
        // What the Python spelling asks for exists.
        for (std::size_t at = card.python.find('{'); at != std::string_view::npos;
             at = card.python.find('{', at + 1)) {
            const std::string_view name =
                card.python.substr(at + 1, card.python.find_first_of(".}", at) - at - 1);
            const std::vector<Port> ports = kind.inputs();
            const bool known = kind.field(name) || name == "parameters" || name == "optimizer"
                || name == "self" || kind.output(name)
                || std::any_of(ports.begin(), ports.end(),
                               [&](const Port& port) { return port.name == name; });
            QVERIFY2(known, std::string(name).c_str());
        }
    }

    void has_an_icon_data() { each_kind(); }
    void has_an_icon()
    {
        QFETCH(QString, id);
        const Card& card = all_nodes().find(id.toStdString())->card;
        const std::string name(card.icon.empty() ? card.id : card.icon);
        QFile file(
            QString::fromStdString(LEPTON_SOURCE_DIR "/resources/icons/nodes/" + name + ".svg"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QXmlStreamReader xml(&file);
        QVERIFY(xml.readNextStartElement());
        QCOMPARE(xml.name(), QStringLiteral("svg"));
        QCOMPARE(xml.attributes().value("viewBox"), QStringLiteral("0 0 20 20"));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void keeps_its_fields_data() { each_kind(); }
    void keeps_its_fields()
    {
        QFETCH(QString, id);
        const Kind& kind = *all_nodes().find(id.toStdString());
        QVERIFY(kind.check(kind.defaults()).empty());
        const Json through = Json::parse(kind.defaults().dump());
        QVERIFY(through == kind.defaults());
        // A value of a wrong type is a problem that names the field.
        for (const FieldInfo& field : kind.fields) {
            Json wrong = kind.defaults();
            wrong[std::string(field.name)] = Json::object();
            const Problems problems = kind.check(wrong);
            QCOMPARE(problems.size(), std::size_t(1));
            QCOMPARE(problems[0].where.field, std::string(field.name));
        }
    }

    void names_are_unique()
    {
        std::set<std::string_view> ids, titles;
        for (const Kind& kind : all_nodes().kinds()) {
            QVERIFY2(ids.insert(kind.card.id).second, std::string(kind.card.id).c_str());
            QVERIFY2(titles.insert(kind.card.title).second, std::string(kind.card.title).c_str());
        }
        QVERIFY(ids.size() > 15);
    }
};

LEPTON_TEST(TestNodes)
#include "test_nodes.moc"

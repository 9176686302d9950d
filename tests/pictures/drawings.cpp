// Room tests/pictures: what the pictures show: drawings, their second tries, a hand that draws.
#include "tests/pictures/drawings.h"

#include "backend/data/source.h"
#include "gui/panels/live/draw_pad.h"
#include "nodes/graph/edit.h"

#include <QTest>

#include <stdexcept>

namespace lepton {

namespace {

Document example(const char* name)
{
    Result<Document> read = load(resources_folder() / "examples" / (std::string(name) + ".lepton"));
    if (!read)
        throw std::runtime_error(read.problems().front().str());
    return std::move(*read);
}

/// A number over the plane: two inputs, one output, squared error.
Document waves()
{
    Document document;
    NodeId next = 1;
    const auto node = [&](const char* kind, double x, double y, Json fields = Json::object()) {
        Node n;
        n.id = next++, n.kind = kind, n.fields = std::move(fields);
        n.name = std::string(kind) + std::to_string(n.id);
        n.position = {x, y};
        (void)apply(document, Edit(AddNode{n}));
        return n.id;
    };
    const auto wire = [&](NodeId a, const char* out, NodeId b, const char* in) {
        (void)apply(document, Edit(AddWire{{{a, out}, {b, in}}}));
    };
    const NodeId data = node("waves", 40, 40),
                 first = node("linear", 280, 40, {{"out_features", 64}}),
                 relu = node("relu", 520, 40),
                 second = node("linear", 760, 40, {{"out_features", 1}}),
                 loss = node("mse_loss", 1000, 40), adam = node("adam", 1300, 40, {{"lr", 0.01}}),
                 mae = node("mae", 1000, 220), r2 = node("r2", 1240, 220),
                 out = node("output", 1000, 400);
    wire(data, "features", first, "features");
    wire(first, "features", relu, "features");
    wire(relu, "features", second, "features");
    for (const NodeId judge : {loss, mae, r2}) {
        wire(second, "features", judge, "prediction");
        wire(data, "target", judge, "target");
    }
    wire(second, "features", out, "prediction");
    wire(loss, "loss", adam, "loss.0");
    document.settings.epochs = 20;
    return document;
}

} // namespace

std::vector<std::pair<const char*, Document>> drawings()
{
    Document digits = example("leptonnet");
    digits.settings.epochs = 2;
    return {{"digits", digits},
            {"moons", example("moons")},
            {"iris", example("iris")},
            {"waves", waves()}};
}

std::optional<Document> second_try(const char* name, const Document& first)
{
    if (std::string_view(name) != "digits")
        return std::nullopt;
    Document second = first;
    for (const auto& [id, slot] : first.graph().slots())
        if (slot.node.kind == "adam")
            (void)apply(second, Edit(SetField{id, "lr", 0.002}));
    second.settings.batch = 128;
    return second;
}

void draw_seven(DrawPad& pad)
{
    const int side = pad.width();
    const auto at = [&](double x, double y) {
        return QPoint(static_cast<int>(x * side), static_cast<int>(y * side));
    };
    QTest::mousePress(&pad, Qt::LeftButton, {}, at(0.28, 0.27));
    for (int i = 0; i <= 20; ++i)
        QTest::mouseMove(&pad, at(0.28 + 0.022 * i, 0.27 - 0.001 * i));
    for (int i = 0; i <= 20; ++i)
        QTest::mouseMove(&pad, at(0.72 - 0.014 * i, 0.25 + 0.027 * i));
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, at(0.44, 0.79));
}

} // namespace lepton

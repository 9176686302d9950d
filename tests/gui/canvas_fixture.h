// tests/gui: a canvas with an open document, driven as a person would: by mouse and keys.
#pragma once

#include "gui/canvas/canvas.h"
#include "gui/canvas/palette.h"
#include "gui/theme.h"

#include <QApplication>
#include <QFloat16>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <memory>

namespace lepton {

/// A folder for settings: what the palette remembers is neither read from nor left on this machine.
class OwnSettings {
public:
    OwnSettings()
    {
        if (!folder_.isValid())
            qFatal("no folder for settings could be made");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
    }
    QString path() const { return folder_.path(); }

private:
    QTemporaryDir folder_;
};

/// A window with nothing but a canvas.
struct CanvasFixture {
    OpenDocument document;
    GraphCanvas canvas{document};

    explicit CanvasFixture(QSize size = {1200, 760})
    {
        Theme::current().set_reduced_motion(true); // views change at once
        canvas.resize(size);
        canvas.show();
        (void)QTest::qWaitForWindowExposed(&canvas);
        canvas.setFocus();
    }

    const Graph& graph() const { return document.graph(); }
    std::size_t nodes() const { return graph().slots().size(); }
    std::size_t steps() const { return document.journal().position(); }

    /// Adds a node through the document, its corner at (x, y).
    NodeId add(const char* kind, double x, double y, const Json& fields = Json::object())
    {
        const Kind* found = document.catalog().find(kind);
        if (!found)
            qFatal("no node kind %s", kind);
        Node node = new_node(*found, graph(), {x, y});
        node.fields.update(fields);
        const NodeId id = node.id;
        document.draw(say("Add"), {AddNode{std::move(node)}});
        return id;
    }
    void wire(NodeId from, const char* output, NodeId to, const char* input)
    {
        document.draw(say("Wire"), {AddWire{{{from, output}, {to, input}}}});
    }

    QRectF box(NodeId node) const { return canvas.scene().node(canvas.scene().item_of(node)).box; }
    QPoint middle(NodeId node) const
    {
        return canvas.view()
            .to_pixels(box(node).topLeft() + QPointF(box(node).width() / 2, 14))
            .toPoint();
    }
    QPoint port(NodeId node, const char* name, bool input) const
    {
        const canvas::NodeShape& shape = canvas.scene().node(canvas.scene().item_of(node));
        const canvas::PortShape* found = shape.find(name, input);
        if (!found)
            qFatal("no port %s", name);
        return canvas.view().to_pixels(shape.port_at(*found)).toPoint();
    }
    QPoint at(double x, double y) const { return canvas.view().to_pixels(QPointF(x, y)).toPoint(); }

    void mouse(QEvent::Type type, QPoint p, Qt::MouseButton button, Qt::MouseButtons held,
               Qt::KeyboardModifiers keys = {})
    {
        QMouseEvent event(type, p, canvas.mapToGlobal(p), button, held, keys);
        QApplication::sendEvent(&canvas, &event);
    }
    void press(QPoint p, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {})
    {
        mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::NoButton, keys);
        mouse(QEvent::MouseButtonPress, p, button, button, keys);
    }
    void move(QPoint p, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {})
    {
        mouse(QEvent::MouseMove, p, Qt::NoButton, button, keys);
    }
    void release(QPoint p, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers keys = {})
    {
        mouse(QEvent::MouseButtonRelease, p, button, Qt::NoButton, keys);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers keys = {})
    {
        press(from, button, keys);
        for (int i = 1; i <= 6; ++i)
            move(from + (to - from) * i / 6, button, keys);
        release(to, button, keys);
    }
    void click(QPoint p, Qt::KeyboardModifiers keys = {})
    {
        press(p, Qt::LeftButton, keys);
        release(p, Qt::LeftButton, keys);
    }
    void hover(QPoint p) { mouse(QEvent::MouseMove, p, Qt::NoButton, Qt::NoButton); }
    void wheel(QPoint p, int delta, Qt::KeyboardModifiers keys = {})
    {
        QWheelEvent event(p, canvas.mapToGlobal(p), QPoint(), QPoint(0, delta), Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
    void key(Qt::Key k, Qt::KeyboardModifiers keys = {}) { QTest::keyClick(&canvas, k, keys); }

    canvas::NodePalette* palette() const { return canvas.findChild<canvas::NodePalette*>(); }
    bool palette_open() const { return palette() && palette()->isVisible(); }
    /// Types into the open palette and presses a key there.
    void choose(const QString& text, Qt::KeyboardModifiers keys = {})
    {
        auto* line = palette()->findChild<QLineEdit*>();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return, keys);
    }
    NodeId by_name(const char* name) const
    {
        const Node* node = graph().find(std::string_view(name));
        return node ? node->id : 0;
    }
};

} // namespace lepton

// Tests the small map: a failure means that it is not there when needed, leads elsewhere, or hides
// that something is wrong.
#include "tests/gui/canvas_fixture.h"
#include "tests/room.h"

using namespace lepton;

namespace {
/// A drawing far larger than the view, whose right end has a problem if wished.
struct WideDrawing : CanvasFixture {
    NodeId last = 0;
    explicit WideDrawing(bool broken = false)
    {
        NodeId before = add("input", 0, 0, {{"shape", {8}}});
        for (int i = 1; i < 12; ++i) {
            last =
                add("linear", 500.0 * i, 90.0 * (i % 5),
                    {{"out_features", 8}, {"in_features", broken && i == 11 ? Json(5) : Json()}});
            wire(before, "features", last, "features");
            before = last;
        }
        document.select({});
        canvas.set_view({1, {60, 200}});
    }
    /// The map stands in the lower right corner.
    QRect map() const
    {
        const QRect all = canvas.rect();
        return QRect(all.right() + 1 - 14 - 168, all.bottom() + 1 - 14 - 104, 168, 104);
    }
    QPointF middle_seen() const
    {
        return canvas.view().to_canvas(QPointF(canvas.width(), canvas.height()) / 2);
    }
    int pixels_like(const QColor& color) const
    {
        const QImage seen = const_cast<GraphCanvas&>(canvas).grab().toImage();
        int count = 0;
        for (int y = map().top(); y <= map().bottom(); ++y)
            for (int x = map().left(); x <= map().right(); ++x)
                count += seen.pixelColor(x, y).rgb() == color.rgb() ? 1 : 0;
        return count;
    }
};
} // namespace

class TestCanvasMinimap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void it_is_there_when_the_drawing_exceeds_the_view()
    {
        WideDrawing f;
        const QImage with = f.canvas.grab(f.map()).toImage();
        f.canvas.show_minimap(false);
        QVERIFY(f.canvas.grab(f.map()).toImage() != with);
        f.canvas.show_minimap(true);
        QCOMPARE(f.canvas.grab(f.map()).toImage(), with);
        f.canvas.fit_all(false);
        QVERIFY(f.canvas.grab(f.map()).toImage() != with); // all is seen: no map
    }

    void dragging_in_it_goes_along()
    {
        WideDrawing f;
        const std::size_t steps = f.steps();
        const int row = f.map().center().y();
        f.press({f.map().left() + 20, row});
        const double near = f.middle_seen().x();
        f.move({f.map().right() - 20, row});
        const double far = f.middle_seen().x();
        f.release({f.map().right() - 20, row});
        QVERIFY2(near < 1500 && far > 4000, qPrintable(QStringLiteral("%1 %2").arg(near).arg(far)));
        QCOMPARE(f.canvas.view().scale, 1.0);
        QCOMPARE(f.steps(), steps);
        QVERIFY(f.document.selection().empty()); // no band, no click on what lies beneath
    }

    void the_wheel_on_it_zooms_about_the_middle()
    {
        WideDrawing f;
        const QPointF middle = f.middle_seen();
        f.wheel(f.map().center(), 120);
        QVERIFY(f.canvas.view().scale > 1.1);
        QVERIFY((f.middle_seen() - middle).manhattanLength() < 1);
    }

    void it_shows_where_something_is_wrong()
    {
        const QColor wrong = Theme::current().colors().problem;
        QCOMPARE(WideDrawing(false).pixels_like(wrong), 0);
        QVERIFY(WideDrawing(true).pixels_like(wrong) > 0);
    }

private:
    OwnSettings settings_;
};

LEPTON_TEST(TestCanvasMinimap)
#include "test_canvas_minimap.moc"

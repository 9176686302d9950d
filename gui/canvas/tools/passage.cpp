// Room gui/canvas/tools: nodes that are dragged into a subgraph or out of it.
#include "gui/canvas/tools/passage.h"

#include "gui/canvas/breadcrumbs.h"
#include "gui/canvas/canvas.h"
#include "gui/canvas/commands/subgraphs.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
constexpr qint64 pass_after = 300; ///< milliseconds over a subgraph before it lights up
} // namespace

Passage::~Passage() { forget(); }

Passage::Over Passage::under(const std::vector<NodeId>& nodes, QPointF window) const
{
    if (nodes.empty())
        return {};
    const OpenDocument& document = canvas_.document();
    const int part = canvas_.breadcrumbs().part_at(window.toPoint());
    if (part >= 0 && part < static_cast<int>(document.level().size()))
        return {0, part};
    Over over;
    const Scene& scene = canvas_.scene();
    const QPointF at = canvas_.view().to_canvas(window);
    scene.nodes_in(QRectF(at, QSizeF(0.01, 0.01)), [&](int item) {
        const NodeId id = scene.node(item).id;
        const Node* node = document.graph().find(id);
        if (node && definition_of(node->kind) != 0 && std::ranges::find(nodes, id) == nodes.end())
            over.instance = id;
    });
    return over;
}

bool Passage::may_pass(const std::vector<NodeId>& nodes) const
{
    const OpenDocument& document = canvas_.document();
    if (over_.instance == 0 && over_.part + 1 < static_cast<int>(document.level().size())) {
        canvas_.say(GraphCanvas::tr("One level at a time: let go over the name before the last."));
        return false;
    }
    const auto passing = over_.instance != 0 ? passing_into(document, over_.instance, nodes)
                                             : passing_out(document, nodes);
    if (!passing) {
        canvas_.say(text_of(passing.problems().front()));
        return false;
    }
    canvas_.say(over_.instance != 0
                    ? GraphCanvas::tr("Let go to put it into “%1”")
                          .arg(title_of(*document.graph().find(over_.instance)))
                    : GraphCanvas::tr("Let go to take it out of “%1”")
                          .arg(canvas_.breadcrumbs().text().section(QStringLiteral(" › "), -1)),
                true);
    return true;
}

bool Passage::look(const std::vector<NodeId>& nodes, QPointF window)
{
    const Over over = under(nodes, window);
    const bool was_lit = lit_;
    const Over was = over_;
    if (over != over_) {
        unsay();
        over_ = over;
        lit_ = false;
        since_ = canvas_.now();
    }
    if (waits() && !asked_ && canvas_.now() - since_ >= pass_after) {
        asked_ = true; // and it is said
        lit_ = may_pass(nodes);
    }
    canvas_.breadcrumbs().light(lit_ ? over_.part : -1);
    return lit_ != was_lit || (was_lit && was != over_);
}

void Passage::pass(const std::vector<NodeId>& nodes, std::uint64_t gesture)
{
    const NodeId instance = over_.instance;
    forget();
    if (instance != 0)
        put_into_subgraph(canvas_, instance, nodes, gesture);
    else
        take_out_of_subgraph(canvas_, nodes, gesture);
}

void Passage::unsay()
{
    if (std::exchange(asked_, false))
        canvas_.say(QString());
}

void Passage::forget()
{
    unsay();
    over_ = {};
    lit_ = false;
    canvas_.breadcrumbs().light(-1);
}

void Passage::paint(QPainter& painter) const
{
    const int item = lit_ ? canvas_.scene().item_of(over_.instance) : -1;
    if (item < 0)
        return;
    constexpr double gap = 5;
    const QRectF box = canvas_.view().to_pixels(canvas_.scene().node(item).box);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().colors().accent, 2.5));
    const double radius = measure::radius * canvas_.view().scale + gap;
    painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), radius, radius);
}

} // namespace lepton::canvas

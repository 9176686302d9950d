// Room gui/canvas/tools: drawing a wire, by mouse or by keys. [gui]
#pragma once

#include "gui/canvas/scene.h"
#include "gui/canvas/tools/refusal.h"
#include "gui/canvas/tools/tool.h"
#include "nodes/judge_wire.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_set>

namespace lepton {
class GraphCanvas;
}

namespace lepton::canvas {

/// A wire from a port to wherever the pointer is. Ports it cannot end in are grey; what does not
/// fit is said in words beside the pointer, with up to three repairs: Tab
/// chooses among them, and Enter takes the chosen one, which is drawn as it would be.
class WireTool : public Tool {
public:
    /// From a port. A wired input hands over the end of its wire: the wire moves.
    WireTool(GraphCanvas& canvas, PortHit port, const Pointer& start);
    /// The same by keys: arrows go among the ports that fit, Tab from the likeliest on; Enter
    /// connects.
    static std::unique_ptr<WireTool> by_keys(GraphCanvas& canvas, PortHit port);
    ~WireTool() override;

    void move(const Pointer& at) override;
    void release(const Pointer& at) override;
    void cancel() override;
    bool key(QKeyEvent* event) override;
    void paint(QPainter& painter) override;
    void changed() override { judge_.reset(); }
    bool pans_at_edges() const override { return moved_ && !keys_; }
    bool from_keys() const { return keys_; }

    bool choose_next(bool forward) override;

    /// What is said about the port under the pointer.
    const Refusal& refusal() const { return refusal_; }

private:
    bool fits(int node, const PortShape& port);
    void aim(PortHit target, bool allowed);
    /// How well a port suits the wire; 0 for not at all.
    int worth(int node, const PortShape& port);
    PortHit best_port_of(int node);
    std::optional<Wire> wire_to(PortHit target) const;
    void connect_to(PortHit target);
    bool take_fix();
    void go(int key);
    /// To the next port, the most suitable first.
    void step(bool forward);
    void reach(PortHit target);
    void open_palette(QPointF window);
    QRectF painted() const;
    QPointF start_point() const;

    GraphCanvas& canvas_;
    End origin_;
    bool from_output_ = true, moved_ = false, keys_ = false;
    PortKind kind_ = PortKind::features;
    std::optional<Wire> replaces_;
    QPointF start_window_, at_; ///< window pixels
    std::set<NodeId> blocked_; ///< nodes a wire to which would close a circle
    std::map<std::pair<const Kind*, std::string>, bool> kind_fits_;
    PortHit target_;
    bool allowed_ = false; ///< the target may be joined
    std::optional<WireJudge> judge_; ///< one for the whole drag
    WireVerdict verdict_;
    Refusal refusal_;
};

} // namespace lepton::canvas

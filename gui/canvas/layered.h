// Room gui/canvas: puts a network in order: layers from left to right, few crossings, straight
// wires. Knows nothing of nodes but their sizes.
#pragma once

#include <QPointF>
#include <QSizeF>

#include <atomic>
#include <optional>
#include <vector>

namespace lepton::canvas {

/// A node to be put in order.
struct Block {
    QSizeF size;
    QPointF now; ///< upper left corner
};

/// A wire between two blocks; its ends as heights below the blocks' tops.
struct Strand {
    int from = 0, to = 0;
    double from_y = 0, to_y = 0;
};

/// Layers by the flow of the data, ordered so that few wires cross; what is equal keeps its order
/// from top to bottom. After Sugiyama, Tagawa, Toda: Methods for visual understanding of
/// hierarchical system structures (1981). Returns the new corners, with the upper left corner of
/// all where it was; nothing once `stop` is set. Strands may not form a circle. [any]
std::optional<std::vector<QPointF>> layered(const std::vector<Block>& blocks,
                                            const std::vector<Strand>& strands,
                                            const std::atomic<bool>* stop = nullptr);

/// Moves blocks up or down by a little, so that their first wires run straight, where nothing is in
/// the way. Returns the new corners.
std::vector<QPointF> straightened(const std::vector<Block>& blocks,
                                  const std::vector<Strand>& strands);

} // namespace lepton::canvas

// Room nodes/ir: windows that slide over one, two or three dimensions: how far they go.
#pragma once

#include "nodes/ir/derive.h"
#include "nodes/ir/rules.h"

namespace lepton {

/// How a window slides; one number for each dimension it slides over.
struct Window {
    Ints kernel, stride, padding, dilation;
    bool ceil = false; ///< a last place that sticks out counts too

    /// The window of a call, from its attributes of these names; missing ones are 1 (padding 0).
    static Window of(const Call& call, std::size_t dims);
    /// The attributes of these names.
    Attributes attributes() const;
    /// The same window over (1 × length): a one-dimensional window among two dimensions.
    Window as_2d() const;
};

/// Checks that the input is `N C` and `dims` more dimensions; false also where the rank is
/// unknown.
bool slides_over(const ShapeCall& call, std::size_t dims);
/// The input's shape after the window has slid over its last dimensions; `channels` replaces the
/// second. A window larger than the padded input is a problem.
Shape slid(const ShapeCall& call, const Window& window, const Dim& channels);
/// Tells of a dimension a window of `dims` dimensions slid over: "⌊(28 + 2·1 − 3)/2⌋ + 1"; of batch
/// and channels that they are the input's.
Derivation slid_along(const DimCall& call, std::size_t dims);

} // namespace lepton

// Room nodes: fields that hold one number for each dimension a window slides over.
#pragma once

#include "nodes/ir/builder.h"

namespace lepton {

namespace detail {
template <std::size_t> struct SidesOf;
template <> struct SidesOf<1> {
    using type = std::int64_t;
};
template <> struct SidesOf<2> {
    using type = Pair;
};
template <> struct SidesOf<3> {
    using type = Ints;
};
} // namespace detail

/// A length; height and width; or depth, height and width.
template <std::size_t dims> using Sides = typename detail::SidesOf<dims>::type;

/// The same number in each dimension.
template <std::size_t dims> Sides<dims> in_each(std::int64_t number)
{
    if constexpr (dims == 1)
        return number;
    else if constexpr (dims == 2)
        return {number, number};
    else
        return Ints(3, number);
}

inline Ints as_list(std::int64_t length) { return {length}; }
inline Ints as_list(const Pair& sides) { return {sides[0], sides[1]}; }
inline Ints as_list(const Ints& sides) { return sides; }

/// A list of three can be made longer or shorter by hand: says so where it was.
inline bool whole(Builder& b, std::string_view field, const Ints& sides)
{
    return b.check(sides.size() == 3, field, say("takes three numbers: depth, height, width"));
}
inline bool whole(Builder&, std::string_view, const Pair&) { return true; }
inline bool whole(Builder&, std::string_view, std::int64_t) { return true; }

} // namespace lepton

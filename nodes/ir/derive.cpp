// Room nodes/ir: words with which ops tell where the dimensions of their outputs come from.
#include "nodes/ir/derive.h"

namespace lepton {

const Shape& DimCall::in(std::size_t i) const
{
    static const Shape unknown;
    return i < inputs.size() ? inputs[i].shape : unknown;
}

} // namespace lepton

namespace lepton::derive {

Derivation from(const DimCall& c, std::size_t input, std::int64_t dim)
{
    if (dim < 0 || dim >= static_cast<std::int64_t>(c.in(input).rank()))
        return stated();
    return {{{input, static_cast<std::size_t>(dim)}}, {}};
}

Derivation stated() { return {}; }

Derivation same(const DimCall& c) { return from(c, 0, static_cast<std::int64_t>(c.dim)); }

Derivation broadcast(const DimCall& c)
{
    const std::size_t back = c.out().rank() - c.dim;
    for (std::size_t i = 0; i < c.inputs.size(); ++i)
        if (const Shape& x = c.in(i); back <= x.rank() && x.back(back) == c.out()[c.dim])
            return from(c, i, static_cast<std::int64_t>(x.rank() - back));
    return stated();
}

Derivation joined(const DimCall& c, std::size_t input, std::size_t first, std::size_t last)
{
    Derivation out;
    for (std::size_t i = first; i <= last; ++i) {
        out.from.emplace_back(input, i);
        out.formula += (out.formula.empty() ? "" : "·") + c.in(input)[i].text();
    }
    if (first == last)
        out.formula.clear();
    return out;
}

} // namespace lepton::derive

// Room backend/data: facts of files that have not changed are not gathered twice.
#pragma once

#include "backend/data/source.h"

namespace lepton {

/// The facts that `make` gave before for the same kind, fields and unchanged files; else what it
/// gives now. Problems are not remembered. [any]
Result<DataFacts> remembered(std::string_view kind, const Json& fields,
                             const std::vector<std::filesystem::path>& files,
                             const std::function<Result<DataFacts>()>& make);

/// The fields of a node struct as JSON.
template <class T> Json fields_of(T node)
{
    Fields f;
    node.fields(f);
    return f.write();
}

} // namespace lepton

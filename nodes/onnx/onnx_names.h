// Room nodes/onnx: names for nodes out of an ONNX file.
#pragma once

#include "nodes/onnx/onnx_pattern.h"

#include <set>

namespace lepton {

/// Gives each node a name of its own: that of its weights (“conv1.weight”), else that of the
/// operator, unless a program only counted (“Conv_7”); else its kind's stem with a number.
class OnnxNames {
public:
    std::string name_for(const OnnxGraph& graph, const OnnxMatch& match, std::string_view stem);

private:
    std::string free(const std::string& wanted, bool counted);

    std::set<std::string> taken_;
    std::map<std::string, int> counts_;
};

} // namespace lepton

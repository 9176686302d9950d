// Room backend/train: bytes as text in JSON. Torch-free.
#pragma once

#include "nodes/problem.h"

#include <string>
#include <string_view>

namespace lepton {

/// Bytes as base64 (RFC 4648), with padding.
std::string to_base64(std::string_view bytes);
/// Bytes of a base64 text, padded or not; a problem where it is none.
Result<std::string> from_base64(std::string_view text);

} // namespace lepton

// Room backend/data: sound in files: WAV, FLAC, OGG.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace lepton {

/// Sound: samples of all channels from -1 to 1, one channel after the other.
struct Sound {
    std::int64_t channels = 0, frames = 0, rate = 0; ///< rate in Hz
    std::vector<float> samples;
};

/// Decodes what libsndfile knows. More than 500 million samples are refused.
Result<Sound> decode_sound(std::string_view bytes, const std::string& name);
Result<Sound> read_sound(const std::filesystem::path& file);

} // namespace lepton

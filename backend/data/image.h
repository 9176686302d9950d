// Room backend/data: pictures in files: PNG, JPEG and BMP.
#pragma once

#include "nodes/problem.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace lepton {

/// Pictures with more pixels are refused.
inline constexpr std::int64_t most_pixels = 100'000'000;

/// A picture, C H W, 1 (grey) or 3 (red, green, blue) channels of bytes.
struct Image {
    std::int64_t channels = 0, height = 0, width = 0;
    std::vector<std::uint8_t> pixels;
};

/// Decodes PNG, JPEG and BMP; what it is is seen from its content. What is transparent becomes
/// white. Pictures above 100 million pixels are refused.
Result<Image> decode_image(std::string_view bytes, const std::string& name);
/// The same for a file that begins with "BM". Grey if all its colours are.
Result<Image> decode_bmp(std::string_view bytes, const std::string& name);
Result<Image> read_image(const std::filesystem::path& file);

/// The picture with that many channels (grey as ITU-R BT.601, like Pillow's "L"), scaled to that
/// size: each new pixel is the mean of the area it covers.
Image fitted(const Image& image, std::int64_t channels, std::int64_t height, std::int64_t width);

} // namespace lepton

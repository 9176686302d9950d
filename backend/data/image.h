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
/// Larger files are, too.
inline constexpr std::uint64_t most_picture_bytes = std::uint64_t(1) << 30;

/// A picture, C H W, 1 (grey) or 3 (red, green, blue) channels of bytes.
struct Image {
    std::int64_t channels = 0, height = 0, width = 0;
    std::vector<std::uint8_t> pixels;
};

/// What the begin of a picture's file says of it.
struct ImageHead {
    std::int64_t height = 0, width = 0;
    bool color = false; ///< it may have colours; else it is grey
};

/// Decodes PNG, JPEG and BMP; what it is is seen from its content. What is transparent becomes
/// white. Pictures above 100 million pixels are refused.
Result<Image> decode_image(std::string_view bytes, const std::string& name);
/// The same for a file that begins with "BM". Grey if all its colours are.
Result<Image> decode_bmp(std::string_view bytes, const std::string& name);
Result<Image> read_image(const std::filesystem::path& file);

/// The head of a picture without its pixels. Problems as of decode_image(), where they show.
Result<ImageHead> image_head(std::string_view bytes, const std::string& name);
/// The same for a file that begins with "BM".
Result<ImageHead> bmp_head(std::string_view bytes, const std::string& name);
/// Reads no more of the file than its head needs.
Result<ImageHead> read_image_head(const std::filesystem::path& file);

/// The picture with that many channels (grey as ITU-R BT.601, like Pillow's "L"), scaled to that
/// size: each new pixel is the mean of the area it covers. With scale s = old size / new size along
/// each axis, pixel i covers [i·s, (i+1)·s) of the old ones, each counted by how much of it lies
/// there (as OpenCV's INTER_AREA; for a whole s it is Pillow's Image.BOX and reduce()). For s < 1
/// that is the nearest pixel but on edges.
Image fitted(const Image& image, std::int64_t channels, std::int64_t height, std::int64_t width);

} // namespace lepton

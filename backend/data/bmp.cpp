// Room backend/data: decoding BMP pictures: 1, 4, 8, 16, 24 and 32 bits a pixel, not compressed.
#include "backend/data/image.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace lepton {

namespace {
/// The head of a file (Microsoft: BITMAPFILEHEADER, BITMAPINFOHEADER and the older core header).
struct Head {
    std::size_t pixels = 0, palette = 0; ///< where they begin
    std::size_t colors = 0; ///< of the palette
    std::size_t color_size = 4; ///< bytes of one
    std::int64_t width = 0, height = 0;
    bool from_top = false;
    std::uint32_t bits = 0, compression = 0;
    std::array<std::uint32_t, 3> masks{}; ///< of red, green and blue
};

/// Little-endian numbers; 0 beyond the end.
class Bytes {
public:
    explicit Bytes(std::string_view bytes)
        : bytes_(bytes)
    {
    }
    std::uint32_t number(std::size_t at, std::size_t size) const
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size && at + i < bytes_.size(); ++i)
            value |= static_cast<std::uint32_t>(byte(at + i)) << (8 * i);
        return value;
    }
    std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }

private:
    std::string_view bytes_;
};

Problem broken_bmp(const std::string& name, Text why)
{
    return file_problem(name, std::move(why), say("Take another copy, or save it as PNG."));
}

Result<Head> head_of(std::string_view bytes, const std::string& name)
{
    const Bytes data(bytes);
    Head head;
    const std::uint32_t size = data.number(14, 4);
    const bool core = size == 12;
    if (bytes.size() < 26 || (!core && (size < 40 || bytes.size() < 54)))
        return broken_bmp(name, say("its head as BMP is cut off: it has {0} bytes.", bytes.size()));
    head.pixels = data.number(10, 4);
    const auto whole = [&](std::size_t at) {
        return static_cast<std::int64_t>(static_cast<std::int32_t>(data.number(at, 4)));
    };
    head.width = core ? data.number(18, 2) : whole(18);
    head.height = core ? data.number(20, 2) : whole(22);
    head.from_top = head.height < 0;
    head.height = std::abs(head.height);
    head.bits = data.number(core ? 24 : 28, 2);
    head.compression = core ? 0 : data.number(30, 4);
    if (head.width < 1 || head.height < 1)
        return broken_bmp(name, say("is {0} × {1} pixels.", head.width, head.height));
    if (head.width > most_pixels / head.height)
        return file_problem(
            name,
            say("is {0} × {1} pixels; at most {2} are read.", head.width, head.height, most_pixels),
            say("Make it smaller."));
    const bool masked = head.compression == 3 && (head.bits == 16 || head.bits == 32);
    if ((head.compression != 0 && !masked)
        || (head.bits != 1 && head.bits != 4 && head.bits != 8 && head.bits != 16 && head.bits != 24
            && head.bits != 32))
        return broken_bmp(
            name,
            say("is a BMP of {0} bits a pixel with compression {1}; 1, 4, 8, 16, 24 and "
                "32 bits without compression can be read.",
                static_cast<std::int64_t>(head.bits), static_cast<std::int64_t>(head.compression)));
    head.palette = 14 + size;
    head.color_size = core ? 3 : 4;
    if (masked)
        head.masks = {data.number(54, 4), data.number(58, 4), data.number(62, 4)};
    else if (head.bits == 16)
        head.masks = {0x7c00, 0x03e0, 0x001f};
    else
        head.masks = {0xff0000, 0x00ff00, 0x0000ff};
    if (head.bits <= 8) {
        const std::size_t most = std::size_t(1) << head.bits;
        head.colors = core ? most : data.number(46, 4);
        head.colors = head.colors == 0 ? most : std::min(head.colors, most);
        if (bytes.size() < head.palette + head.colors * head.color_size)
            return broken_bmp(name, say("its table of colours is cut off."));
    }
    return head;
}

/// A part of a pixel, stretched to a byte.
std::uint8_t part(std::uint32_t pixel, std::uint32_t mask)
{
    if (mask == 0)
        return 0;
    const std::uint64_t value = (pixel & mask) >> std::countr_zero(mask),
                        most = mask >> std::countr_zero(mask);
    return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
}
} // namespace

Result<ImageHead> bmp_head(std::string_view bytes, const std::string& name)
{
    const auto head = head_of(bytes, name);
    if (!head)
        return head.problems();
    ImageHead found{head->height, head->width, head->bits > 8};
    for (std::size_t at = head->palette, i = 0; i < head->colors; ++i, at += head->color_size)
        found.color = found.color || bytes[at] != bytes[at + 1] || bytes[at] != bytes[at + 2];
    return found;
}

Result<Image> decode_bmp(std::string_view bytes, const std::string& name)
{
    const auto found = head_of(bytes, name);
    if (!found)
        return found.problems();
    const Head& head = *found;
    const auto width = static_cast<std::size_t>(head.width),
               height = static_cast<std::size_t>(head.height);
    const std::size_t row = (width * head.bits + 31) / 32 * 4;
    if (head.pixels > bytes.size() || row * height > bytes.size() - head.pixels)
        return broken_bmp(name,
                          say("is cut off: its pixels need {0} bytes, {1} are there.", row * height,
                              bytes.size() - std::min(bytes.size(), head.pixels)));
    const Bytes data(bytes);
    const std::size_t plane = width * height;
    Image image{3, head.height, head.width, std::vector<std::uint8_t>(3 * plane)};
    bool grey = true;
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t from = head.pixels + row * (head.from_top ? y : height - 1 - y);
        for (std::size_t x = 0; x < width; ++x) {
            std::array<std::uint8_t, 3> color{};
            if (head.bits <= 8) {
                const std::size_t bit = x * head.bits;
                const std::size_t index = data.byte(from + bit / 8) >> (8 - head.bits - bit % 8)
                    & ((1u << head.bits) - 1);
                // A pixel beyond the table is black, as everywhere.
                if (index < head.colors)
                    for (std::size_t c = 0; c < 3; ++c)
                        color[c] = data.byte(head.palette + index * head.color_size + 2 - c);
            } else {
                const std::uint32_t pixel = data.number(from + x * head.bits / 8, head.bits / 8);
                for (std::size_t c = 0; c < 3; ++c)
                    color[c] = part(pixel, head.masks[c]);
            }
            grey = grey && color[0] == color[1] && color[1] == color[2];
            for (std::size_t c = 0; c < 3; ++c)
                image.pixels[c * plane + y * width + x] = color[c];
        }
    }
    if (grey) {
        image.channels = 1;
        image.pixels.resize(plane);
    }
    return image;
}

} // namespace lepton

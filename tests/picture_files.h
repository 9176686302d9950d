// tests: small pictures in files, for tests of what reads folders of them.
#pragma once

#include "nodes/files.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace lepton {

/// Red, green and blue of a pixel.
using ColorAt = std::function<std::array<int, 3>(int x, int y)>;

/// A BMP file of 24 bits a pixel.
inline std::string bmp_of(int width, int height, const ColorAt& color)
{
    const int row = (width * 3 + 3) / 4 * 4;
    std::string bytes;
    const auto put = [&](int value, int count) {
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(value >> (8 * i));
    };
    bytes += "BM";
    put(54 + row * height, 4);
    put(0, 4);
    put(54, 4);
    put(40, 4);
    put(width, 4);
    put(height, 4);
    put(1, 2);
    put(24, 2);
    for (int i = 0; i < 6; ++i)
        put(0, 4);
    for (int y = height - 1; y >= 0; --y) {
        for (int x = 0; x < width; ++x) {
            const auto [red, green, blue] = color(x, y);
            bytes += {static_cast<char>(blue), static_cast<char>(green), static_cast<char>(red)};
        }
        bytes.append(static_cast<std::size_t>(row - 3 * width), '\0');
    }
    return bytes;
}

/// A BMP file of one colour.
inline std::string plain_bmp(int width, int height, std::array<int, 3> color)
{
    return bmp_of(width, height, [&](int, int) { return color; });
}

/// Writes a file, with the folders it lies in.
inline bool put_file(const std::filesystem::path& file, const std::string& bytes)
{
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    return write_file(file, bytes, Durable::process_end).ok();
}

/// Two classes, "dark" and "light": `each` colour pictures of both, 8 × 6 pixels.
inline bool put_dark_and_light(const std::filesystem::path& folder, int each)
{
    bool good = true;
    for (int i = 0; i < each; ++i)
        for (const int light : {0, 1}) {
            const ColorAt color = [&](int x, int y) {
                const int value = light * 150 + (x * 7 + y * 5 + i * 3) % 90;
                return std::array{value, value / 2, value};
            };
            good = good
                && put_file(folder / (light != 0 ? "light" : "dark")
                                / (std::to_string(1000 + i) + ".bmp"),
                            bmp_of(8, 6, color));
        }
    return good;
}

/// The folder with real data that is not part of the checkout: LEPTON_TEST_DATA, or where the
/// machines that test have it. It may not be there.
inline std::filesystem::path real_data()
{
    const char* given = std::getenv("LEPTON_TEST_DATA");
    return given != nullptr && *given != 0
        ? std::filesystem::path(given)
        : std::filesystem::path(LEPTON_SOURCE_DIR "/../shared/data");
}

} // namespace lepton

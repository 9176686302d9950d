// Room backend/data: decoding pictures with libpng and libjpeg, and fitting them to a size.
#include "backend/data/image.h"

#include "nodes/files.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio> // jpeglib.h uses FILE
#include <jpeglib.h>
#include <png.h>

namespace lepton {

namespace {
Problem broken(const std::string& name, const char* kind, const char* why)
{
    return file_problem(name, say("cannot be read as {0}: {1}.", kind, why),
                        say("Take another copy, or save it as PNG."));
}

Problem too_large(const std::string& name, std::int64_t width, std::int64_t height)
{
    return file_problem(
        name, say("is {0} × {1} pixels; at most {2} are read.", width, height, most_pixels),
        say("Make it smaller."));
}

/// H W C → C H W.
Image planes(const std::vector<std::uint8_t>& interleaved, std::int64_t channels,
             std::int64_t height, std::int64_t width)
{
    Image image{channels, height, width, std::vector<std::uint8_t>(interleaved.size())};
    const auto count = static_cast<std::size_t>(height * width),
               c_count = static_cast<std::size_t>(channels);
    for (std::size_t c = 0; c < c_count; ++c)
        for (std::size_t i = 0; i < count; ++i)
            image.pixels[c * count + i] = interleaved[i * c_count + c];
    return image;
}

/// Reads the head; the caller frees what the library keeps.
Result<Done> begin_png(png_image& png, std::string_view bytes, const std::string& name)
{
    png.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0)
        return broken(name, "PNG", png.message);
    if (static_cast<std::int64_t>(png.width) * png.height > most_pixels) {
        png_image_free(&png);
        return too_large(name, png.width, png.height);
    }
    return Done{};
}

Result<ImageHead> png_head(std::string_view bytes, const std::string& name)
{
    png_image png{};
    if (auto begun = begin_png(png, bytes, name); !begun)
        return begun.problems();
    const ImageHead head{png.height, png.width, (png.format & PNG_FORMAT_FLAG_COLOR) != 0};
    png_image_free(&png);
    return head;
}

Result<Image> decode_png(std::string_view bytes, const std::string& name)
{
    png_image png{};
    if (auto begun = begin_png(png, bytes, name); !begun)
        return begun.problems();
    const bool color = (png.format & PNG_FORMAT_FLAG_COLOR) != 0;
    png.format = color ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    const png_color white{255, 255, 255};
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(png));
    if (png_image_finish_read(&png, &white, pixels.data(), 0, nullptr) == 0)
        return broken(name, "PNG", png.message);
    return planes(pixels, color ? 3 : 1, png.height, png.width);
}

struct JpegError {
    jpeg_error_mgr manager;
    std::jmp_buf back;
    char message[JMSG_LENGTH_MAX];
};

/// Leaves the library, which would otherwise end the program.
[[noreturn]] void jpeg_failed(j_common_ptr jpeg)
{
    auto* error = reinterpret_cast<JpegError*>(jpeg->err);
    jpeg->err->format_message(jpeg, error->message);
    std::longjmp(error->back, 1);
}

/// Warnings of libjpeg mean missing data that it has made up.
void jpeg_warned(j_common_ptr jpeg, int level)
{
    if (level < 0)
        jpeg_failed(jpeg);
}

/// Decodes into `pixels`, or reads the head alone if there are none. No object with a destructor
/// may live here: longjmp leaves without unwinding.
bool jpeg_decode(std::string_view bytes, std::vector<std::uint8_t>* pixels,
                 jpeg_decompress_struct& jpeg, JpegError& error)
{
    jpeg.err = jpeg_std_error(&error.manager);
    error.manager.error_exit = jpeg_failed;
    error.manager.emit_message = jpeg_warned;
    if (setjmp(error.back) != 0)
        return false;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&jpeg, TRUE);
    if (pixels == nullptr
        || static_cast<std::int64_t>(jpeg.image_width) * jpeg.image_height > most_pixels)
        return true; // seen by the caller: nothing was decoded
    jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&jpeg);
    const std::size_t row = static_cast<std::size_t>(jpeg.output_width)
        * static_cast<std::size_t>(jpeg.output_components);
    pixels->resize(row * jpeg.output_height);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW at = pixels->data() + row * jpeg.output_scanline;
        jpeg_read_scanlines(&jpeg, &at, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

Result<Image> decode_jpeg(std::string_view bytes, const std::string& name)
{
    jpeg_decompress_struct jpeg{};
    JpegError error{};
    std::vector<std::uint8_t> pixels;
    const bool good = jpeg_decode(bytes, &pixels, jpeg, error);
    const std::int64_t width = jpeg.image_width, height = jpeg.image_height,
                       channels = jpeg.output_components;
    jpeg_destroy_decompress(&jpeg);
    if (!good)
        return broken(name, "JPEG", error.message);
    if (width * height > most_pixels)
        return too_large(name, width, height);
    return planes(pixels, channels, height, width);
}

Result<ImageHead> jpeg_head(std::string_view bytes, const std::string& name)
{
    jpeg_decompress_struct jpeg{};
    JpegError error{};
    const bool good = jpeg_decode(bytes, nullptr, jpeg, error);
    const ImageHead head{jpeg.image_height, jpeg.image_width, jpeg.num_components != 1};
    jpeg_destroy_decompress(&jpeg);
    if (!good)
        return broken(name, "JPEG", error.message);
    if (head.width * head.height > most_pixels)
        return too_large(name, head.width, head.height);
    return head;
}

Problem no_picture(const std::string& name)
{
    return file_problem(name, say("is no picture that can be read; PNG, JPEG and BMP can."),
                        say("Save it as PNG."));
}

/// How much of new pixel `to` comes from each old one: the first old pixel and the weights from
/// there.
std::pair<std::size_t, std::vector<double>> covered(std::int64_t to, std::int64_t to_size,
                                                    std::int64_t from_size)
{
    const double scale = static_cast<double>(from_size) / static_cast<double>(to_size);
    const double begin = static_cast<double>(to) * scale,
                 end = std::min(begin + scale, static_cast<double>(from_size));
    const auto first = static_cast<std::size_t>(begin);
    std::vector<double> weights;
    for (std::size_t i = first;
         static_cast<double>(i) < end && i < static_cast<std::size_t>(from_size); ++i)
        weights.push_back(
            (std::min(end, static_cast<double>(i + 1)) - std::max(begin, static_cast<double>(i)))
            / scale);
    return {first, weights};
}
} // namespace

Result<Image> decode_image(std::string_view bytes, const std::string& name)
{
    if (bytes.starts_with("\x89PNG"))
        return decode_png(bytes, name);
    if (bytes.starts_with("\xff\xd8"))
        return decode_jpeg(bytes, name);
    if (bytes.starts_with("BM"))
        return decode_bmp(bytes, name);
    return no_picture(name);
}

Result<ImageHead> image_head(std::string_view bytes, const std::string& name)
{
    if (bytes.starts_with("\x89PNG"))
        return png_head(bytes, name);
    if (bytes.starts_with("\xff\xd8"))
        return jpeg_head(bytes, name);
    if (bytes.starts_with("BM"))
        return bmp_head(bytes, name);
    return no_picture(name);
}

Result<ImageHead> read_image_head(const std::filesystem::path& file)
{
    // Cameras put a small picture and more before the size: rarely this much.
    constexpr std::size_t enough = 1 << 16;
    const auto begin = read_begin(file, enough);
    if (!begin)
        return begin.problems();
    auto head = image_head(*begin, file.string());
    if (head || begin->size() < enough)
        return head;
    const auto all = read_file(file, most_picture_bytes);
    return all ? image_head(*all, file.string()) : all.problems();
}

Result<Image> read_image(const std::filesystem::path& file)
{
    const auto bytes = read_file(file, most_picture_bytes);
    if (!bytes)
        return bytes.problems();
    return decode_image(*bytes, file.string());
}

Image fitted(const Image& image, std::int64_t channels, std::int64_t height, std::int64_t width)
{
    const auto plane = static_cast<std::size_t>(image.height * image.width),
               row = static_cast<std::size_t>(image.width);
    Image out{channels, height, width, {}};
    std::vector<std::pair<std::size_t, std::vector<double>>> columns;
    for (std::int64_t x = 0; x < width; ++x)
        columns.push_back(covered(x, width, image.width));
    // A value of the wanted channel of an old pixel.
    const auto value = [&](std::int64_t channel, std::size_t at) -> double {
        if (image.channels == channels || image.channels == 1)
            return image
                .pixels[(image.channels == 1 ? 0 : static_cast<std::size_t>(channel)) * plane + at];
        if (channels == 1)
            return 0.299 * image.pixels[at] + 0.587 * image.pixels[plane + at]
                + 0.114 * image.pixels[2 * plane + at];
        return channel < image.channels
            ? image.pixels[static_cast<std::size_t>(channel) * plane + at]
            : 255; // opaque
    };
    for (std::int64_t c = 0; c < channels; ++c)
        for (std::int64_t y = 0; y < height; ++y) {
            const auto [first_row, row_weights] = covered(y, height, image.height);
            for (const auto& [first_column, column_weights] : columns) {
                double sum = 0;
                for (std::size_t i = 0; i < row_weights.size(); ++i)
                    for (std::size_t k = 0; k < column_weights.size(); ++k)
                        sum += row_weights[i] * column_weights[k]
                            * value(c, (first_row + i) * row + first_column + k);
                out.pixels.push_back(
                    static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L)));
            }
        }
    return out;
}

} // namespace lepton

// Room backend/data: gzip streams through zlib.
#include "backend/data/gzip.h"

#include <algorithm>
#include <zlib.h>

namespace lepton {

struct Unpacker::Stream {
    z_stream z{};
    bool ended = false;
    ~Stream() { inflateEnd(&z); }
};

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

Unpacker::Unpacker(std::string_view bytes)
    : plain_(bytes)
{
    if (!is_gzip(bytes))
        return;
    stream_ = std::make_shared<Stream>();
    stream_->z.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib only reads it
    inflateInit2(&stream_->z, 16 + MAX_WBITS);
}

Result<std::size_t> Unpacker::read(std::span<std::byte> out, const std::string& name)
{
    if (!stream_) {
        const std::size_t count = std::min(out.size(), plain_.size());
        std::copy_n(std::as_bytes(std::span(plain_)).begin(), count, out.begin());
        plain_.remove_prefix(count);
        position_ += count;
        return count;
    }
    z_stream& z = stream_->z;
    std::size_t given = 0;
    while (given < out.size() && !stream_->ended) {
        const auto at =
            static_cast<std::size_t>(reinterpret_cast<const char*>(z.next_in) - plain_.data());
        z.avail_in = static_cast<uInt>(std::min<std::size_t>(plain_.size() - at, 1 << 30));
        const auto room = static_cast<uInt>(std::min<std::size_t>(out.size() - given, 1 << 30));
        z.next_out = reinterpret_cast<Bytef*>(out.data() + given);
        z.avail_out = room;
        const int code = inflate(&z, Z_NO_FLUSH);
        given += room - z.avail_out;
        position_ += room - z.avail_out;
        const std::string_view rest = plain_.substr(
            static_cast<std::size_t>(reinterpret_cast<const char*>(z.next_in) - plain_.data()));
        if (code == Z_STREAM_END) {
            // gzip files may be written one after the other; what else follows is no data.
            if (!is_gzip(rest) || inflateReset(&z) != Z_OK)
                stream_->ended = true;
        } else if (code != Z_OK) {
            Problem problem =
                file_problem(name,
                             rest.empty() ? say("is cut off: the packed data ends too early.")
                                          : say("is damaged: it cannot be unpacked ({0}).",
                                                z.msg != nullptr ? z.msg : zError(code)),
                             say("Take another copy of it."));
            problem.where.row = static_cast<std::int64_t>(plain_.size() - rest.size());
            return problem;
        }
    }
    return given;
}

Result<std::string> unpack(std::string_view bytes, const std::string& name, std::uint64_t limit)
{
    Unpacker unpacker(bytes);
    std::string out;
    for (;;) {
        const std::size_t before = out.size();
        out.resize(before
                   + std::max<std::size_t>(std::min(bytes.size(), std::size_t(1) << 24) * 4, 4096));
        const auto count =
            unpacker.read(std::as_writable_bytes(std::span(out).subspan(before)), name);
        if (!count)
            return count.problems();
        if (unpacker.position() > limit)
            return file_problem(
                name, say("unpacks to more than {0} bytes.", static_cast<std::int64_t>(limit)),
                say("Is it the right file?"));
        const bool more = before + *count == out.size();
        out.resize(before + *count);
        if (!more)
            return out;
    }
}

} // namespace lepton

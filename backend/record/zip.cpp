// Room backend/record: zip archives (PKWARE APPNOTE 6.3); reading through libzip.
#include "backend/record/zip.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <zip.h>

namespace lepton {

namespace {
/// CRC-32 as zip and gzip use it; archives of ours are small, so a plain table will do.
std::uint32_t crc32_of(std::string_view bytes)
{
    static const auto table = [] {
        std::vector<std::uint32_t> t(256);
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t c = i;
            for (int k = 0; k < 8; ++k)
                c = (c & 1) != 0 ? (c >> 1) ^ 0xedb88320u : c >> 1;
            t[i] = c;
        }
        return t;
    }();
    std::uint32_t c = 0xffffffffu;
    for (const char byte : bytes)
        c = table[(c ^ static_cast<unsigned char>(byte)) & 0xff] ^ (c >> 8);
    return ~c;
}

class Bytes {
public:
    Bytes& u16(std::uint64_t value) { return put(value, 2); }
    Bytes& u32(std::uint64_t value) { return put(value, 4); }
    Bytes& text(std::string_view value) { return bytes.append(value), *this; }
    std::string bytes;

private:
    Bytes& put(std::uint64_t value, int count)
    {
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(value >> (8 * i) & 0xff);
        return *this;
    }
};
} // namespace

Result<std::string> to_zip(const std::vector<ZipEntry>& entries, std::size_t alignment)
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    constexpr std::uint64_t first_of_january_1980 = 1 << 5 | 1; // a zip has no "no date"
    constexpr std::uint64_t utf8_names = 1 << 11;
    Bytes out, directory;
    for (const ZipEntry& entry : entries) {
        if (entry.name.size() > 60000 || entry.bytes.size() > most
            || out.bytes.size() + entry.bytes.size() > most - (1 << 20) || entries.size() > 65000)
            return file_problem(entry.name,
                                say("does not fit into a zip archive of at most 4 GiB."),
                                say("Save it in another format."));
        const std::uint64_t at = out.bytes.size(), crc = crc32_of(entry.bytes),
                            size = entry.bytes.size();
        // An extra field of a private type fills up to the alignment; it needs 4 bytes for itself.
        std::size_t extra = (alignment - (at + 30 + entry.name.size()) % alignment) % alignment;
        while (extra != 0 && extra < 4)
            extra += alignment;
        const auto common = [&](Bytes& to) {
            to.u16(20)
                .u16(utf8_names)
                .u16(0)
                .u16(0)
                .u16(first_of_january_1980)
                .u32(crc)
                .u32(size)
                .u32(size)
                .u16(entry.name.size());
        };
        out.u32(0x04034b50);
        common(out);
        out.u16(extra).text(entry.name);
        if (extra != 0)
            out.u16(0x4246).u16(extra - 4).text(std::string(extra - 4, '\0'));
        out.text(entry.bytes);
        directory.u32(0x02014b50).u16(20);
        common(directory);
        directory.u16(0).u16(0).u16(0).u16(0).u32(0).u32(at).text(entry.name);
    }
    const std::uint64_t at = out.bytes.size();
    out.text(directory.bytes);
    out.u32(0x06054b50)
        .u16(0)
        .u16(0)
        .u16(entries.size())
        .u16(entries.size())
        .u32(directory.bytes.size())
        .u32(at)
        .u16(0);
    return std::move(out.bytes);
}

Result<std::vector<ZipEntry>> from_zip(std::string_view bytes, const std::string& name,
                                       std::uint64_t limit)
{
    const auto broken = [&](Text what) {
        return file_problem(
            name, std::move(what),
            say("The archive is damaged or no zip archive. Take another copy of it."));
    };
    if (bytes.size() < 22) // an archive of no files; libzip takes nothing at all for one
        return broken(say("has {0} bytes; a zip archive has 22 at least.", bytes.size()));
    zip_error_t error;
    zip_error_init(&error);
    const std::unique_ptr<zip_error_t, void (*)(zip_error_t*)> free_error(&error, zip_error_fini);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr)
        return broken(say("cannot be opened as a zip archive: {0}.", zip_error_strerror(&error)));
    zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (opened == nullptr) {
        zip_source_free(source);
        return broken(say("cannot be opened as a zip archive of {0} bytes: {1}.", bytes.size(),
                          zip_error_strerror(&error)));
    }
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(opened, zip_discard);

    std::vector<ZipEntry> entries;
    std::uint64_t unpacked = 0;
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &status) != 0
            || (status.valid & ZIP_STAT_NAME) == 0 || (status.valid & ZIP_STAT_SIZE) == 0)
            return broken(say("has an entry {0} without name or size.", i));
        const std::string entry = status.name;
        if (entry.ends_with('/'))
            continue;
        if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0
            && status.encryption_method != ZIP_EM_NONE)
            return file_problem(name, say("has '{0}' encrypted.", entry),
                                say("Save it without a password."));
        if (status.size > limit - unpacked)
            return file_problem(name,
                                say("unpacks to more than {0} bytes ('{1}').",
                                    static_cast<std::int64_t>(limit), entry),
                                say("Is it the right file?"));
        // Deflate packs 1 032 : 1 at most; whoever claims more lies about the size.
        if (status.size / 1100 > bytes.size())
            return broken(say("says '{0}' has {1} bytes, but the whole archive has {2}.", entry,
                              static_cast<std::int64_t>(status.size), bytes.size()));
        unpacked += status.size;
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
            zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
        if (!file)
            return broken(
                say("has '{0}' that cannot be unpacked: {1}.", entry, zip_strerror(archive.get())));
        std::string content(static_cast<std::size_t>(status.size), '\0');
        std::size_t filled = 0;
        while (filled < content.size()) {
            const zip_int64_t got =
                zip_fread(file.get(), content.data() + filled, content.size() - filled);
            if (got <= 0)
                return broken(
                    say("has '{0}' that ends after {1} of {2} bytes, or whose checksum is wrong.",
                        entry, filled, content.size()));
            filled += static_cast<std::size_t>(got);
        }
        // The checksum is only looked at when the end is met.
        if (char beyond = 0; zip_fread(file.get(), &beyond, 1) != 0)
            return broken(
                say("has '{0}' whose checksum is wrong, or that is longer than it says.", entry));
        entries.push_back({entry, std::move(content)});
    }
    return entries;
}

} // namespace lepton

// Room backend/data: decoding sound with libsndfile.
#include "backend/data/sound.h"

#include "nodes/files.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <sndfile.h>

namespace lepton {

namespace {
constexpr std::int64_t most_samples = 500'000'000;

/// A file in memory, as libsndfile wants it.
struct Memory {
    std::string_view bytes;
    sf_count_t at = 0;
    sf_count_t size() const { return static_cast<sf_count_t>(bytes.size()); }
};

SF_VIRTUAL_IO memory_io()
{
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* user) { return static_cast<Memory*>(user)->size(); };
    io.tell = [](void* user) { return static_cast<Memory*>(user)->at; };
    io.write = [](const void*, sf_count_t, void*) { return sf_count_t(0); };
    io.read = [](void* to, sf_count_t count, void* user) {
        auto& memory = *static_cast<Memory*>(user);
        const sf_count_t given =
            std::clamp<sf_count_t>(memory.size() - memory.at, 0, std::max<sf_count_t>(count, 0));
        if (given > 0)
            std::memcpy(to, memory.bytes.data() + memory.at, static_cast<std::size_t>(given));
        memory.at += given;
        return given;
    };
    io.seek = [](sf_count_t offset, int whence, void* user) {
        auto& memory = *static_cast<Memory*>(user);
        const sf_count_t base = whence == SEEK_CUR ? memory.at
            : whence == SEEK_END                   ? memory.size()
                                                   : 0;
        memory.at = std::clamp<sf_count_t>(base + offset, 0, memory.size());
        return memory.at;
    };
    return io;
}
} // namespace

Result<Sound> decode_sound(std::string_view bytes, const std::string& name)
{
    Memory memory{bytes};
    SF_INFO info{};
    SF_VIRTUAL_IO io = memory_io();
    const std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> file(
        sf_open_virtual(&io, SFM_READ, &info, &memory), sf_close);
    if (!file)
        return file_problem(name, say("is no sound that can be read: {0}.", sf_strerror(nullptr)),
                            say("Save it as WAV."));
    if (info.channels < 1 || info.frames < 1 || info.frames > most_samples / info.channels)
        return file_problem(
            name,
            say("holds {0} frames of {1} channels; expected some, and at most {2} samples.",
                static_cast<std::int64_t>(info.frames), info.channels, most_samples),
            say("Take a part of it."));
    // The count comes from the head and may be a lie, so memory is taken as frames come.
    const auto channels = static_cast<std::size_t>(info.channels);
    std::vector<float> interleaved, block(4096 * channels);
    for (sf_count_t frames = 0; (frames = sf_readf_float(file.get(), block.data(), 4096)) > 0;) {
        interleaved.insert(
            interleaved.end(), block.begin(),
            block.begin()
                + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(frames) * channels));
        if (static_cast<std::int64_t>(interleaved.size()) > most_samples)
            break;
    }
    const std::size_t frames = interleaved.size() / channels;
    if (static_cast<sf_count_t>(frames) < info.frames) {
        Problem problem = file_problem(name,
                                       say("is cut off: it should have {0} frames, {1} are there.",
                                           static_cast<std::int64_t>(info.frames), frames),
                                       say("Take another copy of it."));
        problem.where.row = static_cast<std::int64_t>(frames);
        return problem;
    }
    Sound sound{info.channels, static_cast<std::int64_t>(frames), info.samplerate,
                std::vector<float>(interleaved.size())};
    for (std::size_t c = 0; c < channels; ++c)
        for (std::size_t i = 0; i < frames; ++i) {
            const float value = interleaved[i * channels + c];
            sound.samples[c * frames + i] = std::isfinite(value) ? value : 0;
        }
    return sound;
}

Result<Sound> read_sound(const std::filesystem::path& file)
{
    const auto bytes = read_file(file, std::uint64_t(1) << 31);
    if (!bytes)
        return bytes.problems();
    return decode_sound(*bytes, file.string());
}

} // namespace lepton

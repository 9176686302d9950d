// Room backend/export: what stands beside every exported model.
#include "backend/export/companions.h"

#include "backend/export/raw.h"
#include "backend/record/files.h"
#include "backend/record/npy.h"
#include "backend/run/engine.h"
#include "nodes/files.h"

#include <csignal>
#include <unistd.h>

namespace lepton {

namespace {
Json shape_json(const Shape& shape)
{
    Json out = Json::array();
    for (const Dim& dim : shape.dims())
        out.push_back(dim.known() ? Json(dim.value()) : Json(dim.text()));
    return out;
}

std::string_view exported_dtype(DType type)
{
    return type == DType::real ? "float32" : dtype_name(type);
}

Json port_json(const Exported& model, const ExportedPort& port)
{
    const Type& type = model.type(port);
    Json out = {{"name", port.name},
                {"dtype", exported_dtype(type.dtype)},
                {"shape", shape_json(type.shape)}};
    Json free = Json::array();
    for (const Dim& dim : type.shape.dims())
        if (!dim.known())
            free.push_back(dim.text());
    out["free"] = std::move(free);
    if (type.image)
        out["layout"] = "N C H W";
    if (type.range)
        out["range"] = {type.range->first, type.range->second};
    return out;
}

std::string description(const Exported& model, const Format& format, const std::string& name,
                        const std::string& bytes)
{
    char hash[16];
    std::snprintf(hash, sizeof hash, "%08x", crc32c(bytes));
    Json out = model.about;
    out["made_by"] = "Lepton Studio";
    out["format"] = format.id;
    out["model"] = name;
    out["bytes"] = bytes.size();
    out["crc32c"] = hash;
    out["inputs"] = Json::array();
    for (const ExportedPort& input : model.inputs)
        out["inputs"].push_back(port_json(model, input));
    if (!model.columns.empty() && !model.inputs.empty())
        out["inputs"][0]["columns"] = model.columns;
    out["outputs"] = Json::array();
    for (const ExportedPort& output : model.outputs) {
        Json port = port_json(model, output);
        port["meaning"] = output.activation == "softmax" || output.activation == "sigmoid"
            ? "probabilities"
            : "raw values";
        if (!model.labels.empty())
            port["labels"] = model.labels;
        out["outputs"].push_back(std::move(port));
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::string> sample(const Exported& model)
{
    std::vector<RawTensor> arrays;
    for (std::size_t i = 0; i < model.inputs.size(); ++i)
        arrays.push_back(raw_tensor("input." + model.inputs[i].name, model.sample[i]));
    for (std::size_t i = 0; i < model.outputs.size(); ++i)
        arrays.push_back(raw_tensor("output." + model.outputs[i].name, model.answers[i]));
    return to_npz(arrays);
}

std::string quoted(const std::vector<ExportedPort>& ports)
{
    std::string out;
    for (const ExportedPort& port : ports)
        out += (out.empty() ? "\"" : ", \"") + port.name + "\"";
    return out;
}

std::string use_python(const Exported& model, const Format& format, const std::string& name,
                       const std::string& source)
{
    return "# Loads the exported model and compares its answers with those kept in the sample.\n"
           "# Ends with 1 if they differ by more than 1e-5 of the largest answer.\n"
           "import sys\nfrom pathlib import Path\n\nimport numpy\n\nHERE = "
           "Path(__file__).resolve().parent\n"
           "MODEL = str(HERE / \""
        + name + "\")\nSOURCE = \"" + source + "\"\nINPUTS = [" + quoted(model.inputs)
        + "]\nOUTPUTS = [" + quoted(model.outputs) + "]\n" + std::string(format.use_python)
        + "\nsample = numpy.load(HERE / \"" + name
        + ".sample.npz\")\n"
          "answers = run({name: sample[\"input.\" + name] for name in INPUTS})\ngood = True\nfor "
          "name in OUTPUTS:\n"
          "    expected = sample[\"output.\" + name]\n"
          "    worst = numpy.abs(answers[name].astype(numpy.float64) - expected).max()\n"
          "    print(f\"{name}: largest difference {worst:g}\")\n"
          "    good = good and bool(worst <= 1e-5 * max(numpy.abs(expected).max(), 1e-30))\n"
          "sys.exit(0 if good else 1)\n";
}

/// What both C++ programs read the sample with.
constexpr std::string_view npz_reader = R"(struct Array {
    std::vector<std::int64_t> shape;
    std::string type;  // "f4", "u1" or "i8"
    std::string bytes;
};

// Reads one array of an uncompressed .npz by name (little-endian, C order).
static Array read(const std::string& file, const std::string& name)
{
    std::ifstream in(file, std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(in)), {});
    for (std::size_t at = all.find("PK\3\4"); at != std::string::npos; at = all.find("PK\3\4", at + 4)) {
        std::uint16_t name_length, extra;
        std::memcpy(&name_length, &all[at + 26], 2);
        std::memcpy(&extra, &all[at + 28], 2);
        if (all.compare(at + 30, name_length, name + ".npy") != 0)
            continue;
        const std::size_t npy = at + 30 + name_length + extra;
        std::uint16_t header_length;
        std::memcpy(&header_length, &all[npy + 8], 2);
        const std::string header = all.substr(npy + 10, header_length);
        Array array;
        std::size_t count = 1;
        for (std::size_t p = header.find('(') + 1; header[p] != ')';) {
            if (header[p] >= '0' && header[p] <= '9') {
                std::size_t used = 0;
                array.shape.push_back(std::stoll(header.substr(p), &used));
                count *= static_cast<std::size_t>(array.shape.back());
                p += used;
            } else {
                ++p;
            }
        }
        for (const char* type : {"f4", "u1", "i8"})
            if (header.find(type) != std::string::npos)
                array.type = type;
        const std::size_t size = array.type == "u1" ? 1 : array.type == "i8" ? 8 : 4;
        array.bytes = all.substr(npy + 10 + header_length, count * size);
        return array;
    }
    std::fprintf(stderr, "%s has no array %s\n", file.c_str(), name.c_str());
    std::exit(2);
}
)";

std::string replaced(std::string text, const std::string& slot, const std::string& with)
{
    for (std::size_t at = text.find(slot); at != std::string::npos;
         at = text.find(slot, at + with.size()))
        text.replace(at, slot.size(), with);
    return text;
}
} // namespace

Result<std::vector<ExportFile>> companions(const Exported& model, const Format& format,
                                           const std::string& name, const std::string& bytes,
                                           const std::string& source)
{
    auto npz = sample(model);
    if (!npz)
        return npz.problems();
    std::vector<ExportFile> files{{name + ".json", description(model, format, name, bytes)},
                                  {name + ".sample.npz", std::move(*npz)}};
    // Weights alone cannot be run where the network has no Python spelling.
    if (format.use_python.find("SOURCE") == std::string::npos || !source.empty())
        files.push_back({name + ".use.py", use_python(model, format, name, source)});
    if (!format.use_cpp.empty()) {
        std::string text =
            replaced(std::string(format.use_cpp), "@NPZ@\n", std::string(npz_reader));
        text = replaced(text, "@MODEL@", name);
        text = replaced(text, "@SAMPLE@", name + ".sample.npz");
        text = replaced(text, "@INPUTS@", quoted(model.inputs));
        files.push_back({name + ".use.cpp", replaced(text, "@OUTPUTS@", quoted(model.outputs))});
    }
    return files;
}

namespace {
/// Writes all files beside each other first, then moves them into place, the model last: on a full
/// disk everything that was there before stays as it was.
Result<std::vector<std::string>> put_in_place(const std::vector<ExportFile>& all,
                                              const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    fs::create_directories(folder, error);
    const std::string stem = "." + path.filename().string() + ".export-";
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        // What a killed export has left.
        const std::string name = entry.path().filename().string();
        if (name.starts_with(stem) && ::kill(std::atoi(name.c_str() + stem.size()), 0) != 0)
            fs::remove_all(entry.path(), error);
    }
    const fs::path stage = folder / (stem + std::to_string(::getpid()));
    if (!fs::create_directory(stage, error) && error)
        return system_problem(path, error.value(), FileUse::writing);
    const auto target = [&](const ExportFile& file) {
        return file.name.empty() ? path : path.parent_path() / file.name;
    };
    Problems problems;
    for (const ExportFile& file : all)
        if (const auto done = write_file(stage / target(file).filename(), file.bytes); !done) {
            problems = done.problems();
            for (Problem& problem : problems)
                problem.where.file = target(file).string();
            break;
        }
    std::vector<std::string> written;
    for (auto file = all.rbegin(); file != all.rend() && problems.empty(); ++file) {
        fs::rename(stage / target(*file).filename(), target(*file), error);
        if (error)
            problems = {system_problem(target(*file), error.value(), FileUse::writing)};
        written.insert(written.begin(), target(*file).string());
    }
    fs::remove_all(stage, error);
    if (!problems.empty())
        return problems;
    return written;
}
} // namespace

Result<std::vector<std::string>> export_model(const Exported& model, const Format& format,
                                              const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    if (name.empty() || name.find_first_of("\"\\\n") != std::string::npos)
        return file_problem(path.string(), say("is no name for a model's file."),
                            say("Name a file such as model{0}.", format.extension));
    auto files = guarded([&] { return format.write(model, name); });
    if (!files)
        return files.problems();
    std::vector<ExportFile> all = std::move(*files);
    std::string source;
    for (const ExportFile& file : all)
        if (file.name.ends_with(".py"))
            source = file.name;
    auto beside = companions(model, format, name, all[0].bytes, source);
    if (!beside)
        return beside.problems();
    all.insert(all.end(), std::make_move_iterator(beside->begin()),
               std::make_move_iterator(beside->end()));
    return put_in_place(all, path);
}

} // namespace lepton

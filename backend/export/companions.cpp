// Room backend/export: what stands beside every exported model.
#include "backend/export/companions.h"

#include "backend/export/raw.h"
#include "backend/record/files.h"
#include "backend/record/npy.h"
#include "backend/run/engine.h"

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
        std::string text(format.use_cpp);
        text = replaced(text, "@MODEL@", name);
        text = replaced(text, "@SAMPLE@", name + ".sample.npz");
        text = replaced(text, "@INPUTS@", quoted(model.inputs));
        files.push_back({name + ".use.cpp", replaced(text, "@OUTPUTS@", quoted(model.outputs))});
    }
    return files;
}

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
    std::error_code error;
    std::filesystem::create_directories(path.has_parent_path() ? path.parent_path() : ".", error);
    std::vector<std::string> written;
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
        const std::filesystem::path file = at->name.empty() ? path : path.parent_path() / at->name;
        if (auto done = write_file(file, at->bytes); !done)
            return done.problems();
        written.insert(written.begin(), file.string());
    }
    return written;
}

} // namespace lepton

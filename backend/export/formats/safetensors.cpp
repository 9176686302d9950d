// Room backend/export: safetensors: the weights alone, under their PyTorch names.
#include "backend/export/format.h"
#include "backend/export/python_source.h"
#include "backend/export/raw.h"

namespace lepton {

namespace {
Result<std::vector<ExportFile>> write(const Exported& model, const std::string& name)
{
    TensorFile file;
    for (std::size_t i = 0; i < model.weights.size(); ++i)
        file.tensors.push_back(raw_tensor(model.program.weights[i].name, model.weights[i]));
    file.metadata = {{"format", "pt"}};
    std::vector<ExportFile> files{{{}, to_safetensors(file, false)}};
    add_source(files, model, name);
    return files;
}
} // namespace

void add_format_safetensors(Formats& formats)
{
    formats.add(
        {.id = "safetensors",
         .title = "safetensors",
         .extension = ".safetensors",
         .doc = "The weights by name, for PyTorch and whatever reads safetensors.",
         .write = write,
         .use_python = use_source(
             "HERE / SOURCE",
             "__import__(\"safetensors.torch\", fromlist=[\"load_file\"]).load_file(MODEL)"),
         .use_cpp = {}});
}

} // namespace lepton

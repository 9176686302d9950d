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
    auto source = python_source(model);
    if (!source)
        return source.problems();
    return std::vector<ExportFile>{{{}, to_safetensors(file, false)},
                                   {name + ".py", std::move(*source)}};
}
} // namespace

void add_format_safetensors(Formats& formats)
{
    formats.add({.id = "safetensors",
                 .title = "safetensors",
                 .extension = ".safetensors",
                 .doc = "The weights by name, for PyTorch and whatever reads safetensors.",
                 .write = write,
                 .use_python = R"(
import importlib.util
import torch
from safetensors.torch import load_file
spec = importlib.util.spec_from_file_location("network", HERE / SOURCE)
network = importlib.util.module_from_spec(spec)
spec.loader.exec_module(network)
model = network.Model()
model.load_state_dict(load_file(MODEL))
model.eval()

def run(inputs):
    with torch.inference_mode():
        out = model(*[torch.from_numpy(inputs[name]) for name in INPUTS])
    out = out if isinstance(out, tuple) else (out,)
    return {name: value.numpy() for name, value in zip(OUTPUTS, out)}
)",
                 .use_cpp = {}});
}

} // namespace lepton

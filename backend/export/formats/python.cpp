// Room backend/export: Python source: a readable nn.Module, with the weights beside it.
#include "backend/export/format.h"
#include "backend/export/python_source.h"

namespace lepton {

namespace {
Result<std::vector<ExportFile>> write(const Exported& model, const std::string& name)
{
    auto source = python_source(model);
    if (!source)
        return source.problems();
    const Format* weights = formats().find("safetensors");
    auto files = weights->write(model, name);
    if (!files)
        return files.problems();
    return std::vector<ExportFile>{{{}, std::move(*source)},
                                   {name + ".safetensors", std::move((*files)[0].bytes)}};
}
} // namespace

void add_format_python(Formats& formats)
{
    formats.add({.id = "python",
                 .title = "Python source",
                 .extension = ".py",
                 .doc = "A readable nn.Module in PyTorch, with its weights beside it.",
                 .write = write,
                 .use_python = R"(
import importlib.util
import torch
from safetensors.torch import load_file
spec = importlib.util.spec_from_file_location("network", MODEL)
network = importlib.util.module_from_spec(spec)
spec.loader.exec_module(network)
model = network.Model()
model.load_state_dict(load_file(MODEL + ".safetensors"))
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

// Room backend/export: a network as readable Python.
#include "backend/export/python_source.h"

#include "backend/export/python_classes.h"

namespace lepton {

Result<std::string> python_source(const Exported& model)
{
    auto classes = python_classes(model);
    if (!classes)
        return classes;
    return "# Made by Lepton Studio. The weights stand beside this file.\nimport torch\nfrom torch "
           "import nn\n\n\n"
        + *classes;
}

void add_source(std::vector<ExportFile>& files, const Exported& model, const std::string& name)
{
    if (auto source = python_source(model))
        files.push_back({name + ".py", std::move(*source)});
}

std::string use_module(std::string_view load)
{
    return "import torch\n" + std::string(load) + R"(
model.eval()

def run(inputs):
    with torch.inference_mode():
        out = model(*[torch.from_numpy(inputs[name]) for name in INPUTS])
    out = out if isinstance(out, tuple) else (out,)
    return {name: value.numpy() for name, value in zip(OUTPUTS, out)}
)";
}

std::string use_source(std::string_view from, std::string_view weights)
{
    return use_module(
        "import importlib.util\nspec = importlib.util.spec_from_file_location(\"network\", "
        + std::string(from)
        + ")\nnetwork = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(network)\n"
          "model = network.Model()\nmodel.load_state_dict("
        + std::string(weights) + ")");
}

} // namespace lepton

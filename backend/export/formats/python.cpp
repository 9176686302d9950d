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
    formats.add(
        {.id = "python",
         .title = "Python source",
         .extension = ".py",
         .doc = "A readable nn.Module in PyTorch, with its weights beside it.",
         .write = write,
         .use_python = use_source("MODEL",
                                  "__import__(\"safetensors.torch\", "
                                  "fromlist=[\"load_file\"]).load_file(MODEL + \".safetensors\")"),
         .use_cpp = {}});
}

} // namespace lepton

// Room backend/export: PyTorch's state_dict: the zip and pickle that torch.load(weights_only=True)
// reads.
#include "backend/export/format.h"
#include "backend/export/python_source.h"
#include "backend/export/raw.h"
#include "backend/record/zip.h"

namespace lepton {

namespace {
/// Writes the few pickle opcodes (protocol 2) that a state_dict needs. Source: Python's
/// pickletools.
class Pickle {
public:
    Pickle() { bytes_ = "\x80\x02"; }
    std::string end() { return bytes_ + "."; }

    void global(std::string_view module, std::string_view name)
    {
        bytes_ += "c" + std::string(module) + "\n" + std::string(name) + "\n";
    }
    void empty_tuple() { bytes_ += ")"; }
    void mark() { bytes_ += "("; }
    void tuple() { bytes_ += "t"; }
    void reduce() { bytes_ += "R"; }
    void persistent() { bytes_ += "Q"; }
    void set_items() { bytes_ += "u"; }
    void boolean(bool value) { bytes_ += value ? "\x88" : "\x89"; }

    void text(std::string_view value)
    {
        bytes_ += "X";
        little(static_cast<std::uint64_t>(value.size()), 4);
        bytes_ += value;
    }
    void integer(std::int64_t value)
    {
        // BININT below 2^31, LONG1 of eight bytes above.
        if (value >= 0 && value < (std::int64_t(1) << 31)) {
            bytes_ += "J";
            little(static_cast<std::uint64_t>(value), 4);
        } else {
            bytes_ += "\x8a\x08";
            little(static_cast<std::uint64_t>(value), 8);
        }
    }
    void integers(at::IntArrayRef list)
    {
        mark();
        for (const std::int64_t value : list)
            integer(value);
        tuple();
    }
    void ordered_dict()
    {
        global("collections", "OrderedDict");
        empty_tuple();
        reduce();
    }

private:
    void little(std::uint64_t value, int count)
    {
        for (int i = 0; i < count; ++i)
            bytes_ += static_cast<char>(value >> (8 * i));
    }
    std::string bytes_;
};

std::string_view storage(at::ScalarType type)
{
    switch (type) {
    case at::kFloat:
        return "FloatStorage";
    case at::kDouble:
        return "DoubleStorage";
    case at::kLong:
        return "LongStorage";
    case at::kInt:
        return "IntStorage";
    case at::kByte:
        return "ByteStorage";
    default:
        return "BoolStorage";
    }
}

Result<std::vector<ExportFile>> write(const Exported& model, const std::string& name)
{
    Pickle pickle;
    std::vector<ZipEntry> entries{{"archive/data.pkl", {}}, {"archive/byteorder", "little"}};
    pickle.ordered_dict();
    pickle.mark();
    for (std::size_t i = 0; i < model.weights.size(); ++i) {
        const at::Tensor& tensor = model.weights[i];
        pickle.text(model.program.weights[i].name);
        pickle.global("torch._utils", "_rebuild_tensor_v2");
        pickle.mark();
        pickle.mark();
        pickle.text("storage");
        pickle.global("torch", storage(tensor.scalar_type()));
        pickle.text(std::to_string(i));
        pickle.text("cpu");
        pickle.integer(tensor.numel());
        pickle.tuple();
        pickle.persistent();
        pickle.integer(0);
        pickle.integers(tensor.sizes());
        pickle.integers(tensor.strides());
        pickle.boolean(false);
        pickle.ordered_dict();
        pickle.tuple();
        pickle.reduce();
        entries.push_back({"archive/data/" + std::to_string(i), raw_tensor({}, tensor).data});
    }
    pickle.set_items();
    entries[0].bytes = pickle.end();
    entries.push_back({"archive/version", "3\n"});
    auto zip = to_zip(entries, 64);
    if (!zip)
        return zip.problems();
    std::vector<ExportFile> files{{{}, std::move(*zip)}};
    add_source(files, model, name);
    return files;
}
} // namespace

void add_format_state_dict(Formats& formats)
{
    formats.add({.id = "state_dict",
                 .title = "PyTorch state_dict",
                 .extension = ".pt",
                 .doc = "The weights for torch.load and load_state_dict.",
                 .write = write,
                 .use_python = use_source("HERE / SOURCE", "torch.load(MODEL, weights_only=True)"),
                 .use_cpp = {}});
}

} // namespace lepton

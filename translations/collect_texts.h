// Room translations: the English texts that no tr() holds: cards, fields, and the templates of
// problems.
#pragma once

#include "backend/data/source.h"
#include "nodes/settings.h"
#include "nodes/subgraphs.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace lepton {

/// Adds what a field shows: label, unit, tip, filter, fix, choices.
inline void collect_fields(const std::vector<FieldInfo>& fields, std::set<std::string>& texts)
{
    for (const FieldInfo& field : fields) {
        std::string label(field.label.empty() ? field.name : field.label);
        if (field.label.empty())
            for (char& c : label)
                if (c == '_')
                    c = ' ';
        texts.insert(label);
        for (const std::string_view text : {field.unit, field.tip, field.filter, field.fix})
            texts.emplace(text);
        for (const std::string_view choice : field.choices)
            texts.emplace(choice);
    }
}

/// Adds the literals of every `say("…" "…")` in a source file.
inline void collect_said(const std::string& source, std::set<std::string>& texts)
{
    static const std::regex call(R"re(\bsay\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
    static const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
    for (std::sregex_iterator at(source.begin(), source.end(), call), end; at != end; ++at) {
        const std::string all = (*at)[1];
        std::string text;
        for (std::sregex_iterator part(all.begin(), all.end(), literal); part != end; ++part) {
            const std::string raw = (*part)[1];
            for (std::size_t i = 0; i < raw.size(); ++i) {
                if (raw[i] == '\\' && i + 1 < raw.size())
                    text += raw[++i] == 'n' ? '\n' : raw[i];
                else
                    text += raw[i];
            }
        }
        texts.insert(text);
    }
}

/// Everything that text_of() may be asked for. `root` is the source tree.
inline std::set<std::string> collect_texts(const std::filesystem::path& root)
{
    std::set<std::string> texts{"validation loss"};
    std::vector<Kind> kinds = catalog().kinds();
    for (Kind& kind : subgraph_kinds())
        kinds.push_back(std::move(kind));
    for (const Kind& kind : kinds) {
        for (const std::string_view text : {kind.card.title, kind.card.group, kind.card.doc})
            texts.emplace(text);
        for (const auto& ports : {kind.inputs(), kind.outputs()})
            for (const Port& port : ports)
                texts.emplace(port.name);
        collect_fields(kind.fields, texts);
    }
    Settings settings;
    Fields fields;
    settings.fields(fields);
    collect_fields(fields.describe(), texts);
    for (const char* room : {"nodes", "backend", "gui"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / room)) {
            const auto suffix = entry.path().extension();
            if (suffix != ".cpp" && suffix != ".h")
                continue;
            std::stringstream source;
            source << std::ifstream(entry.path()).rdbuf();
            collect_said(source.str(), texts);
        }
    texts.erase("");
    // "{0}" alone, numbers and signs need no translation.
    std::erase_if(texts, [](const std::string& text) {
        return text.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
            == std::string::npos;
    });
    return texts;
}

} // namespace lepton

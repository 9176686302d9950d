// Room gui: texts of nodes and problems in the user's language. [gui]
#include "gui/texts.h"

#include "backend/data/source.h"
#include "nodes/subgraphs.h"

#include <QCoreApplication>

#include <array>

namespace lepton {

QString tr(const char* english) { return QCoreApplication::translate("lepton", english); }

QString text_of(std::string_view english)
{
    const std::string text(english); // literals end in 0, but a view need not
    return QCoreApplication::translate("Text", text.c_str());
}

QString text_of(const Text& text)
{
    return QString::fromStdString(
        fill(text_of(std::string_view(text.pattern)).toStdString(), text.arguments));
}

QString sentence_of(const Problem& problem)
{
    QString what = text_of(problem.what);
    if (problem.hint.empty() || what.isEmpty())
        return what;
    // "takes 1024 features, gets 3136" and "Take 3136 features." are two sentences.
    const QString hint = text_of(problem.hint);
    return QStringLiteral(".:!?。：！？").contains(what.back()) ? what + QLatin1Char(' ') + hint
                                                                : tr("%1. %2").arg(what, hint);
}

QString unit_of(std::string_view unit, const QString& number)
{
    const QString text = text_of(unit);
    const bool english = text == from_view(unit);
    return english && number == QLatin1String("1") && text.endsWith(QLatin1Char('s'))
        ? text.chopped(1)
        : text;
}

QString text_of(const Problem& problem)
{
    QStringList place;
    const Place& where = problem.where;
    for (const std::string& part : {where.file, where.name, where.port, where.field})
        if (!part.empty())
            place << QString::fromStdString(part);
    if (where.row >= 0)
        place << QString::number(where.row);
    QString sentence = sentence_of(problem);
    if (place.isEmpty())
        return sentence;
    // Most say what their place does: "linear1 takes 1024 features"; others are whole sentences.
    const std::string_view english(problem.what.pattern);
    const bool predicate = !english.empty() && english.front() >= 'a' && english.front() <= 'z';
    return place.join(QStringLiteral(" · "))
        + (predicate ? QStringLiteral(" ") : QStringLiteral(": ")) + sentence;
}

QString title_of(const Node& node)
{
    if (!node.title.empty())
        return QString::fromStdString(node.title);
    const auto title = [](const Kind& kind) {
        return QString::fromUtf8(kind.card.title.data(),
                                 static_cast<qsizetype>(kind.card.title.size()));
    };
    if (const Kind* kind = catalog().find(node.kind))
        return title(*kind);
    static const std::vector<Kind> in_subgraphs = subgraph_kinds();
    for (const Kind& kind : in_subgraphs)
        if (kind.card.id == node.kind)
            return title(kind);
    return QString::fromStdString(definition_of(node.kind) != 0 ? node.name : node.kind);
}

QString translated_title(const Kind& kind)
{
    const QString english =
        QString::fromUtf8(kind.card.title.data(), static_cast<qsizetype>(kind.card.title.size()));
    const QString translated = text_of(kind.card.title);
    return translated == english ? QString() : translated;
}

QString label_of(const FieldInfo& field)
{
    QString label;
    if (!field.label.empty()) {
        label = text_of(field.label);
    } else {
        std::string words(field.name);
        for (char& c : words)
            if (c == '_')
                c = ' ';
        label = text_of(std::string_view(words));
    }
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label;
}

QString grouped(qint64 number)
{
    return QString::fromStdString(detail::argument(static_cast<std::int64_t>(number)));
}

QString short_number(double number)
{
    constexpr std::array<const char*, 5> units{"", " k", " M", " G", " T"};
    std::size_t unit = 0;
    while (qAbs(number) >= 1000 && unit + 1 < units.size()) {
        number /= 1000;
        ++unit;
    }
    const bool whole = unit == 0 || qAbs(number) >= 100;
    return QString::number(number, 'f', whole ? 0 : 1) + QLatin1String(units[unit]);
}

QString bytes_text(double number)
{
    const QString text = short_number(number);
    return text.contains(u' ') ? text + u'B' : text + QStringLiteral(" B");
}

} // namespace lepton

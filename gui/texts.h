// Room gui: texts of nodes and problems in the user's language. [gui]
#pragma once

#include "nodes/fields.h"
#include "nodes/problem.h"

#include <QString>

#include <string_view>

namespace lepton {

struct Kind;
class Graph;
struct Node;

/// UTF-8 as it stands in cards and documents.
inline QString from_view(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
/// A text of the window, in functions that belong to no class (context "lepton").
QString tr(const char* english);
/// A constant text of a card, field or problem, translated (context "Text").
QString text_of(std::string_view english);
/// The unit of so many: "features", and "feature" of one, where the language makes that difference.
QString unit_of(std::string_view unit, const QString& number);
/// A sentence with its arguments.
QString text_of(const Text& text);
/// "conv1 · kernel: must be odd. Take 3." in the user's language.
QString text_of(const Problem& problem);
/// What is wrong and the hint, without the place.
QString sentence_of(const Problem& problem);
/// What people call this node: its own title, else the card's title, else the unknown kind's id.
QString title_of(const Node& node);
/// The card's title as the field writes it ("Conv 2D"), and its translation beneath; empty where it
/// is the same.
QString translated_title(const Kind& kind);
/// The words beside a field: its label, else its name with spaces, first letter large.
QString label_of(const FieldInfo& field);
/// 421642 → "421 642"; 4.2e6 → "4.2 M".
QString grouped(qint64 number);
QString short_number(double number);
/// "512 B", "50.2 kB".
QString bytes_text(double number);

} // namespace lepton

// Room gui/canvas: finds node kinds by what people type.
#include "gui/canvas/search.h"

#include "gui/open_document.h"
#include "gui/pinyin.h"
#include "gui/texts.h"
#include "nodes/infer.h"

#include <algorithm>

namespace lepton::canvas {

namespace {
bool carries_tensor(PortKind kind)
{
    return kind == PortKind::features || kind == PortKind::sequence || kind == PortKind::label;
}

/// Wires join equal kinds and, among tensors, all.
bool fit(PortKind from, PortKind to)
{
    return from == to || (carries_tensor(from) && carries_tensor(to));
}

/// How many dimensions a pattern like "N C H W" asks for; −1 for any ("N … F" or none).
int rank_of(std::string_view pattern)
{
    if (pattern.empty() || pattern.find("…") != std::string_view::npos
        || pattern.find('*') != std::string_view::npos)
        return -1;
    int words = 0;
    bool inside = false;
    for (const char c : pattern) {
        if (c != ' ' && !inside)
            ++words;
        inside = c != ' ';
    }
    return words;
}

int port_score(const Port& port, const PortWish& wish)
{
    const bool fits = wish.from_output ? fit(wish.kind, port.kind) : fit(port.kind, wish.kind);
    if (!fits)
        return 0;
    int score = port.kind == wish.kind ? 60 : 10;
    if (port.optional)
        score -= 8;
    const int rank = rank_of(port.pattern);
    if (wish.from_output && wish.type.shape.ranked()) {
        if (rank == static_cast<int>(wish.type.shape.rank()))
            score += 30;
        else if (rank >= 0)
            score -= 40;
    } else if (rank >= 0) {
        score += 4;
    }
    return std::max(1, score);
}

int best_score(const Kind& kind, const PortWish& wish, std::string* port)
{
    int best = 0;
    for (const Port& p : wish.from_output ? kind.inputs() : kind.outputs())
        if (const int score = port_score(p, wish); score > best) {
            best = score;
            if (port)
                *port = std::string(p.name) + (p.list ? ".0" : "");
        }
    return best;
}

int match_word(const Kind& kind, const QString& typed)
{
    int best = 0;
    const auto consider = [&](const QString& text, int percent) {
        best = std::max(best, match(text, typed) * percent / 100);
    };
    const Card& card = kind.card;
    consider(from_view(card.title), 100);
    consider(from_view(card.id), 95);
    const QStringList aliases = from_view(card.aliases).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& alias : aliases)
        consider(alias.trimmed(), 92);
    consider(framework_name(kind), 95);
    const QString translated = translated_title(kind);
    consider(translated, 100);
    if (const QString read = pinyin_of(translated); !read.isEmpty()) {
        QString joined, initials;
        for (const QString& one : read.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            joined += one;
            initials += one.front();
        }
        consider(joined, 90);
        if (typed.size() > 1)
            consider(initials, 85);
    }
    consider(from_view(card.group), 45);
    consider(text_of(card.group), 45);
    return best;
}
} // namespace

QString framework_name(const Kind& kind)
{
    QString text = from_view(kind.card.python);
    text = text.left(text.indexOf(QLatin1Char('(')));
    return text.section(QLatin1Char('.'), -1);
}

int match(const QString& text, const QString& typed)
{
    if (typed.isEmpty() || text.isEmpty())
        return 0;
    const int shorter = static_cast<int>(std::min<qsizetype>(text.size(), 40));
    if (text.compare(typed, Qt::CaseInsensitive) == 0)
        return 1000;
    if (text.startsWith(typed, Qt::CaseInsensitive))
        return 860 - shorter;
    QString initials;
    bool at_word = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (at_word && c.isLetterOrNumber()) {
            initials += c;
            if (QStringView(text).mid(i).startsWith(typed, Qt::CaseInsensitive))
                return 720 - shorter;
        }
        const bool camel = i + 1 < text.size() && c.isLower() && text[i + 1].isUpper();
        at_word = !c.isLetterOrNumber() || camel
            || (c.isLetter() && i + 1 < text.size() && text[i + 1].isDigit());
    }
    if (typed.size() > 1 && initials.startsWith(typed, Qt::CaseInsensitive))
        return 640 - shorter;
    if (text.contains(typed, Qt::CaseInsensitive))
        return 480 - shorter;
    if (typed.size() < 2)
        return 0;
    // Letters in order, with few gaps.
    qsizetype from = 0, gaps = 0;
    for (const QChar c : typed) {
        const qsizetype at = text.indexOf(c, from, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        gaps += from == 0 ? at * 2 : at - from;
        from = at + 1;
    }
    return gaps > 2 * typed.size() + 2 ? 0 : 240 - 8 * static_cast<int>(gaps) - shorter / 2;
}

PortWish wish_for(const OpenDocument& document, const End& end, bool from_output, PortKind kind)
{
    PortWish wish;
    wish.from_output = from_output;
    wish.kind = kind;
    if (from_output)
        wish.type = document.type(end.node, end.port);
    const Node* node = document.graph().find(end.node);
    wish.key = QString::fromStdString((node ? node->kind : std::string()) + '.'
                                      + end.port.substr(0, end.port.find('.')));
    return wish;
}

std::string best_port(const Kind& kind, const PortWish& wish)
{
    std::string port;
    return best_score(kind, wish, &port) > 0 ? port : std::string();
}

std::vector<Found> find_kinds(const Catalog& catalog, const QString& typed,
                              const QStringList& recent, const std::optional<PortWish>& wish)
{
    const QStringList words = typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<Found> found;
    for (const Kind& kind : catalog.kinds()) {
        Found f{&kind, 0, {}};
        if (wish) {
            const int score = best_score(kind, *wish, &f.port);
            if (score == 0)
                continue;
            f.score += score;
        }
        if (!words.isEmpty()) {
            // "max pool" is tried as one text first, then word by word.
            int score = match_word(kind, words.join(QLatin1Char(' ')));
            int sum = 0;
            for (const QString& word : words) {
                const int part = match_word(kind, word);
                sum = part == 0 ? -1 : sum < 0 ? -1 : sum + part;
            }
            score = std::max(score, sum < 0 ? 0 : sum / static_cast<int>(words.size()));
            if (score == 0)
                continue;
            f.score += score * 2;
        }
        if (const qsizetype at = recent.indexOf(from_view(kind.card.id)); at >= 0)
            f.score += std::max(4, 40 - 4 * static_cast<int>(at)) * (words.isEmpty() ? 3 : 1);
        found.push_back(std::move(f));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.score > b.score; });
    return found;
}

bool kinds_fit(const Catalog& catalog, const Kind& from, const Port& output, const Kind& to,
               const Port& input)
{
    // Asked of a graph of two nodes: the answer does not depend on the rest.
    Graph graph;
    Node a, b;
    a.id = 1;
    a.kind = from.card.id;
    a.name = "a";
    b.id = 2;
    b.kind = to.card.id;
    b.name = "b";
    graph.insert(a);
    graph.insert(b);
    const std::string in = std::string(input.name) + (input.list ? ".0" : "");
    return may_connect(catalog, graph, {{1, std::string(output.name)}, {2, in}});
}

} // namespace lepton::canvas

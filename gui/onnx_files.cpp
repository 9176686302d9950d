// Room gui: ONNX files become nodes. [gui]
#include "gui/onnx_files.h"

#include "gui/canvas/canvas.h"
#include "gui/canvas/commands/place_network.h"
#include "gui/mailbox.h"
#include "gui/notices.h"
#include "gui/texts.h"
#include "nodes/files.h"
#include "nodes/onnx/onnx_network.h"

#include <QFileInfo>
#include <QPointer>

namespace lepton {

namespace {
constexpr std::uint64_t most_of_onnx = std::uint64_t(2) << 30; ///< of a protobuf message
constexpr std::size_t most_gaps = 6; ///< kinds of gaps that a line tells
constexpr qsizetype most_of_name = 60; ///< of a name that the file gives

QString shortened(const std::string& name)
{
    const QString all = QString::fromStdString(name);
    return all.size() > most_of_name ? all.left(most_of_name) + QChar(0x2026) : all;
}

/// "3 × Clip (act.1, act.2 …): no node does this"
QString gap_text(const OnnxLeftOut& gap)
{
    QStringList names;
    for (const std::string& name : gap.names)
        names << shortened(name);
    QString list = names.join(QStringLiteral(", "));
    if (!list.isEmpty())
        list = QStringLiteral(" (%1%2)").arg(
            list, gap.count > gap.names.size() ? QStringLiteral(" …") : QString());
    return QStringLiteral("%1 × %2%3: %4")
        .arg(gap.count)
        .arg(shortened(gap.type), list, text_of(gap.why));
}

QString report(const QString& file, std::size_t nodes, const std::vector<OnnxLeftOut>& gaps)
{
    QString text =
        GraphCanvas::tr("%1: %n nodes were drawn.", nullptr, static_cast<int>(nodes)).arg(file)
        + QLatin1Char(' ') + GraphCanvas::tr("Weights are not taken over: they begin anew.");
    if (gaps.empty())
        return text;
    QStringList list;
    for (std::size_t i = 0; i < std::min(gaps.size(), most_gaps); ++i)
        list << gap_text(gaps[i]);
    if (gaps.size() > most_gaps)
        list << GraphCanvas::tr("and %n more", nullptr, static_cast<int>(gaps.size() - most_gaps));
    return text + QLatin1Char('\n')
        + GraphCanvas::tr("Left out, where wires are open: %1")
              .arg(list.join(QStringLiteral("; ")));
}
} // namespace

bool is_onnx(const QString& path)
{
    return QFileInfo(path).suffix().compare(QLatin1String("onnx"), Qt::CaseInsensitive) == 0;
}

void draw_onnx(GraphCanvas& canvas, Notices& notices, const QString& path, std::optional<Point> at,
               const std::function<bool()>& ready)
{
    const QString file = QFileInfo(path).fileName();
    const auto read = [path = path.toStdString(),
                       name = file.toStdString()]() -> Result<OnnxNetwork> {
        const auto bytes = read_file(path, most_of_onnx);
        if (!bytes)
            return bytes.problems();
        return onnx_network(catalog(), *bytes, name);
    };
    in_background(
        &canvas, read,
        [=, open = canvas::while_open(canvas), lines = QPointer<Notices>(&notices)](
            GraphCanvas& there, const Result<OnnxNetwork>& network) {
            if (!*open)
                return;
            const QString id = QStringLiteral("open");
            if (!network) {
                if (lines)
                    lines->show_line(id, Level::problem, text_of(network.problems().front()));
                return;
            }
            if (!ready())
                return;
            canvas::place_network(
                there, network->graph, at, say("Add the network of {0}", file.toStdString()),
                [=, nodes = network->graph.slots().size(), gaps = network->left_out] {
                    if (lines)
                        lines->show_line(id, gaps.empty() ? Level::unfinished : Level::warning,
                                         report(file, nodes, gaps));
                });
        });
}

} // namespace lepton

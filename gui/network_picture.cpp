// Room gui: networks inside pictures of themselves. [gui]
#include "gui/network_picture.h"

#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>

namespace lepton {

namespace {
const QString text_key = QStringLiteral("lepton");
constexpr quint32 most_bytes = 64 << 20; ///< of a document, as from_text() takes it
} // namespace

void put_network(QImage& picture, const Document& document)
{
    const std::string text = to_text(document);
    const QByteArray bytes =
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    picture.setText(text_key, QString::fromLatin1(qCompress(bytes, 9).toBase64()));
}

std::optional<Result<Document>> network_in(const QString& file)
{
    QImageReader reader(file, "png");
    const QString text = reader.canRead() ? reader.text(text_key) : QString();
    if (text.isEmpty())
        return std::nullopt;
    const QByteArray packed = QByteArray::fromBase64(text.toLatin1());
    // qCompress() writes the length before the bytes: a few of them could ask for gigabytes.
    const bool fits =
        packed.size() > 4 && qFromBigEndian<quint32>(packed.constData()) <= most_bytes;
    const QByteArray bytes = fits ? qUncompress(packed) : QByteArray();
    const std::string name = QFileInfo(file).fileName().toStdString();
    if (bytes.isEmpty())
        return Result<Document>(file_problem(name,
                                             say("The network inside this picture is damaged."),
                                             say("Open the document it was made from.")));
    return from_text(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())),
                     name);
}

} // namespace lepton

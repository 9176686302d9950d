// Room gui: how Chinese titles are typed on a Latin keyboard. [any]
#include "gui/pinyin.h"

#include "gui/mailbox.h"

#include <QHash>
#include <QMutex>

#include <algorithm>
#include <unicode/utrans.h>
#include <vector>

namespace lepton {

namespace {
/// ICU's transform, and what it was asked before.
class HanLatin {
public:
    HanLatin()
    {
        UErrorCode error = U_ZERO_ERROR;
        transform_ = utrans_openU(u"Han-Latin; Latin-ASCII", -1, UTRANS_FORWARD, nullptr, 0,
                                  nullptr, &error);
    }
    QString operator()(const QString& text)
    {
        const auto known = said_.constFind(text);
        return known != said_.constEnd() ? *known : *said_.insert(text, read(text));
    }

private:
    QString read(const QString& text) const
    {
        constexpr int letters = 8; ///< of one reading at most, with a space
        std::vector<UChar> buffer(static_cast<std::size_t>(text.size()) * letters);
        std::copy_n(reinterpret_cast<const UChar*>(text.utf16()), text.size(), buffer.begin());
        auto length = static_cast<std::int32_t>(text.size());
        std::int32_t limit = length;
        UErrorCode error = U_ZERO_ERROR;
        if (transform_)
            utrans_transUChars(transform_, buffer.data(), &length,
                               static_cast<std::int32_t>(buffer.size()), 0, &limit, &error);
        return transform_ && U_SUCCESS(error) ? QString::fromUtf16(buffer.data(), length)
                                              : QString();
    }

    UTransliterator* transform_ = nullptr;
    QHash<QString, QString> said_;
};

QString read_aloud(const QString& text)
{
    static QMutex mutex;
    const QMutexLocker lock(&mutex);
    static HanLatin* const read = new HanLatin; // stays: another thread may be asking at the end
    return (*read)(text);
}
} // namespace

QString pinyin_of(const QString& text)
{
    const bool chinese = std::ranges::any_of(
        text, [](QChar letter) { return letter.script() == QChar::Script_Han; });
    return chinese ? read_aloud(text) : QString();
}

void prepare_pinyin()
{
    in_pool([] {
        (void)read_aloud(QStringLiteral("中"));
        return Mailbox::Letter();
    });
}

} // namespace lepton

// tests/gui: a language made from English: longer by two fifths and full of accents, as
// translations can be. It shows what is too narrow before anybody has translated anything.
#pragma once

#include <QTranslator>

namespace lepton {

/// "Save the drawing" becomes "Šaavée thée draawiing": every letter still readable.
inline QString pseudo(const QString& english)
{
    static const QString plain = QStringLiteral("aeiouycnsAEIOUYCNS");
    static const QString accented = QStringLiteral("àéïöüýçñšÀÉÏÖÜÝÇÑŠ");
    QString out;
    qsizetype letters = 0, added = 0, last_letter = -1;
    bool tag = false;
    for (qsizetype i = 0; i < english.size(); ++i) {
        const QChar c = english[i];
        tag = (tag && c != QLatin1Char('>'))
            || (c == QLatin1Char('<') && i + 1 < english.size()
                && english[i + 1] != QLatin1Char(' '));
        // %1, %L1, %n, {0} and &: places and keys stay as they are.
        const bool place = (i > 0 && english[i - 1] == QLatin1Char('%'))
            || (i > 1 && english[i - 2] == QLatin1Char('%') && english[i - 1] == QLatin1Char('L'));
        const qsizetype known = tag || place ? -1 : plain.indexOf(c);
        out += known < 0 ? c : accented[known];
        if (tag || place || !c.isLetter())
            continue;
        ++letters;
        last_letter = out.size();
        if (known >= 0 && 10 * (added + 1) <= 4 * letters + 9 && c.isLower()) {
            out += accented[known];
            last_letter = out.size();
            ++added;
        }
    }
    for (; last_letter >= 0 && 10 * added < 4 * letters; ++added)
        out.insert(last_letter, QChar(0x00E9));
    return out;
}

/// Translates every text of the window into it.
class PseudoLanguage : public QTranslator {
public:
    using QTranslator::QTranslator;
    QString translate(const char*, const char* source, const char*, int) const override
    {
        return pseudo(QString::fromUtf8(source));
    }
    bool isEmpty() const override { return false; }
};

} // namespace lepton

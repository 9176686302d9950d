// Tests the translations: a failure means that somebody reads English in the middle of their own
// language.
#include "tests/room.h"
#include "translations/collect_texts.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace lepton {

namespace {

/// Context and source of every entry, with whether it is finished and its slots.
struct Entry {
    QString context, source, translation;
    bool finished = false;
};

QList<Entry> entries_of(const QString& file)
{
    QList<Entry> entries;
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&in);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            entries.append({context, {}, {}, false});
        } else if (xml.name() == QLatin1String("source")) {
            entries.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            entries.last().finished = xml.attributes().value(QLatin1String("type")).isEmpty();
            entries.last().translation =
                xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return entries;
}

const QString root = QStringLiteral(LEPTON_SOURCE_DIR);

QStringList catalogues()
{
    QStringList files;
    for (const QString& name :
         QDir(root + QStringLiteral("/translations")).entryList({QStringLiteral("lepton_*.ts")}))
        if (name != QLatin1String("lepton_en.ts")) // English plurals alone
            files << root + QStringLiteral("/translations/") + name;
    return files;
}

/// The `%1`, `%n` and `{0}` of a text, sorted.
QStringList slots_of(const QString& text)
{
    static const QRegularExpression slot(QStringLiteral(R"(%[0-9n]|\{[0-9]\})"));
    QStringList found;
    for (auto at = slot.globalMatch(text); at.hasNext();)
        found << at.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_card_and_problem_is_translated()
    {
        QVERIFY(!catalogues().isEmpty());
        for (const QString& file : catalogues()) {
            QSet<QString> known;
            for (const Entry& entry : entries_of(file))
                if (entry.context == QLatin1String("Text") && entry.finished)
                    known.insert(entry.source);
            QStringList missing;
            for (const std::string& text : collect_texts(root.toStdString()))
                if (!known.contains(QString::fromStdString(text)))
                    missing << QString::fromStdString(text);
            QVERIFY2(missing.isEmpty(),
                     qPrintable(file + QStringLiteral(" lacks (run translations/update.py):\n")
                                + missing.join(QLatin1Char('\n'))));
        }
    }

    void every_entry_is_finished_and_keeps_its_arguments()
    {
        for (const QString& file : catalogues()) {
            const QList<Entry> entries = entries_of(file);
            QVERIFY(entries.size() > 500);
            for (const Entry& entry : entries) {
                QVERIFY2(entry.finished && !entry.translation.isEmpty(),
                         qPrintable(file + QStringLiteral(": ") + entry.source));
                QVERIFY2(slots_of(entry.source) == slots_of(entry.translation),
                         qPrintable(entry.source + QStringLiteral(" → ") + entry.translation));
            }
        }
    }

    void every_text_of_the_window_is_translated()
    {
        QString lupdate = QStandardPaths::findExecutable(
            QStringLiteral("lupdate"),
            {QStringLiteral("/usr/lib/qt6/bin"), QStringLiteral("/usr/lib64/qt6/bin")});
        if (lupdate.isEmpty())
            QSKIP("lupdate (Qt's linguist tools) is not installed.");
        QTemporaryDir folder;
        const QString found = folder.filePath(QStringLiteral("found.ts"));
        QProcess run;
        run.start(lupdate,
                  {QStringLiteral("-silent"), QStringLiteral("-I"), root,
                   QStringLiteral("-locations"), QStringLiteral("none"),
                   QStringLiteral("-target-language"), QStringLiteral("zh_CN"),
                   QStringLiteral("-source-language"), QStringLiteral("en"),
                   root + QStringLiteral("/gui"), QStringLiteral("-extensions"),
                   QStringLiteral("cpp,h"), QStringLiteral("-ts"), found});
        QVERIFY(run.waitForFinished(60'000));
        const QList<Entry> wanted = entries_of(found);
        QVERIFY(wanted.size() > 300);
        for (const QString& file : catalogues()) {
            QSet<QString> known;
            for (const Entry& entry : entries_of(file))
                if (entry.finished)
                    known.insert(entry.context + QLatin1Char('\n') + entry.source);
            QStringList missing;
            for (const Entry& entry : wanted)
                if (!known.contains(entry.context + QLatin1Char('\n') + entry.source))
                    missing << entry.context + QStringLiteral(": ") + entry.source;
            QVERIFY2(missing.isEmpty(),
                     qPrintable(file + QStringLiteral(" lacks (run translations/update.py):\n")
                                + missing.join(QLatin1Char('\n'))));
        }
    }
};

} // namespace lepton

LEPTON_TEST(lepton::TestTranslations)
#include "test_window_translations.moc"

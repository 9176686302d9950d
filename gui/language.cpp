// Room gui: the language of the window. [gui]
#include "gui/language.h"

#include "gui/pinyin.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace lepton {

namespace {

/// Children of the application by these names; so there is no state of our own.
constexpr const char* ours = "lepton_translator";
constexpr const char* of_qt = "qt_translator";

void remove_translator(const char* name)
{
    if (auto* translator =
            qApp->findChild<QTranslator*>(QLatin1String(name), Qt::FindDirectChildrenOnly)) {
        QCoreApplication::removeTranslator(translator);
        delete translator;
    }
}

void install_translator(const char* name, const QString& file, const QString& folder)
{
    auto* translator = new QTranslator(qApp);
    translator->setObjectName(QLatin1String(name));
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QStringList languages()
{
    QStringList names{QStringLiteral("en")};
    for (const QString& file :
         QDir(QStringLiteral(":/translations")).entryList({QStringLiteral("lepton_*.qm")}))
        names << file.mid(7).chopped(3);
    names.removeDuplicates();
    return names;
}

QString language_name(const QString& language)
{
    if (language == QLatin1String("en"))
        return QStringLiteral("English");
    return QLocale(language).nativeLanguageName();
}

QString system_language()
{
    const QStringList known = languages();
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        const QLocale locale(wanted);
        for (const QString& language : known)
            if (QLocale(language).language() == locale.language()
                && locale.script() != QLocale::TraditionalChineseScript)
                return language;
    }
    return QStringLiteral("en");
}

QString spoken_language() { return qApp->property("lepton_language").toString(); }

void speak(const QString& language)
{
    const QString wanted = language.isEmpty() ? system_language() : language;
    if (wanted == spoken_language())
        return;
    remove_translator(ours);
    remove_translator(of_qt);
    qApp->setProperty("lepton_language", wanted);
    if (wanted == QLatin1String("en")) {
        install_translator(ours, QStringLiteral("lepton_en"),
                           QStringLiteral(":/translations")); // plurals
        return;
    }
    install_translator(of_qt, QStringLiteral("qtbase_") + wanted,
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install_translator(ours, QStringLiteral("lepton_") + wanted, QStringLiteral(":/translations"));
    if (wanted.startsWith(QLatin1String("zh")))
        prepare_pinyin();
}

} // namespace lepton

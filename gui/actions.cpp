// Room gui: the table of commands. [gui]
#include "gui/actions.h"

#include <QCoreApplication>
#include <QWidget>

namespace lepton {

namespace {

constexpr const char* english_text = "english_text";
constexpr const char* english_tip = "english_tip";

QString translated(const QAction& action, const char* property)
{
    return QCoreApplication::translate("Actions",
                                       action.property(property).toByteArray().constData());
}

void put_tip(QAction& action)
{
    QString tip = translated(action, english_tip);
    if (!action.shortcut().isEmpty())
        tip += QStringLiteral(" (%1)").arg(action.shortcut().toString(QKeySequence::NativeText));
    action.setToolTip(tip);
}

void put_texts(QAction& action)
{
    const QString text = translated(action, english_text);
    action.setText(text);
    action.setIconText(text);
    put_tip(action);
}

} // namespace

Actions::Actions(QWidget* window)
    : QObject(window)
    , window_(window)
{
}

QAction* Actions::add(const char* id, const char* text, const char* tip, const QKeySequence& key,
                      std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setObjectName(QLatin1String(id));
    action->setProperty(english_text, QByteArray(text));
    action->setProperty(english_tip, QByteArray(tip));
    action->setShortcut(key);
    put_texts(*action);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    by_id_.insert(action->objectName(), action);
    all_.append(action);
    window_->addAction(action);
    return action;
}

QAction* Actions::find(const QString& id) const { return by_id_.value(id); }

void Actions::set_keys(QAction& action, const QList<QKeySequence>& keys)
{
    action.setShortcuts(keys);
    put_tip(action);
}

void Actions::retranslate()
{
    for (QAction* action : all_)
        put_texts(*action);
}

} // namespace lepton

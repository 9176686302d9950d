// Room gui: the table of commands. [gui]
#include "gui/actions.h"

#include <QCoreApplication>
#include <QWidget>

namespace lepton {

namespace {

constexpr const char* english_text = "english_text";
constexpr const char* english_tip = "english_tip";

void put_texts(QAction& action)
{
    const auto translated = [&](const char* property) {
        return QCoreApplication::translate("Actions",
                                           action.property(property).toByteArray().constData());
    };
    const QString text = translated(english_text);
    action.setText(text);
    action.setIconText(text);
    QString tip = translated(english_tip);
    if (!action.shortcut().isEmpty())
        tip += QStringLiteral(" (%1)").arg(action.shortcut().toString(QKeySequence::NativeText));
    action.setToolTip(tip);
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

void Actions::retranslate()
{
    for (QAction* action : all_)
        put_texts(*action);
}

} // namespace lepton

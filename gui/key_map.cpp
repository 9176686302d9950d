// Room gui: which keys run which command: presets, the person's own, import and export. [gui]
#include "gui/key_map.h"

#include "gui/actions.h"
#include "gui/key_presets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSettings>

#include <algorithm>

namespace lepton {

namespace {
constexpr qsizetype largest_file = 1 << 20;
constexpr int most_keys = 8, longest_key = 64;

QJsonArray to_json(const KeyMap::Keys& keys)
{
    QJsonArray out;
    for (const QKeySequence& key : keys)
        out.append(key.toString(QKeySequence::PortableText));
    return out;
}

/// A single key with its modifiers; empty for anything else.
QKeySequence key_from(const QJsonValue& value)
{
    const QString text = value.toString();
    if (text.isEmpty() || text.size() > longest_key)
        return {};
    const QKeySequence key(text, QKeySequence::PortableText);
    return key.count() == 1 && key[0].key() != Qt::Key_unknown ? key : QKeySequence();
}

/// The keys of an array; false if one of them is none.
bool keys_from(const QJsonValue& value, KeyMap::Keys& keys)
{
    if (!value.isArray() || value.toArray().size() > most_keys)
        return false;
    for (const QJsonValue one : value.toArray()) {
        const QKeySequence key = key_from(one);
        if (key.isEmpty())
            return false;
        if (!keys.contains(key))
            keys << key;
    }
    return true;
}
} // namespace

const std::vector<FixedKey>& fixed_keys()
{
    static const std::vector<FixedKey> all{
        {QT_TRANSLATE_NOOP("KeyMap", "Follow a wire, or go to the neighbour"),
         "Left; Right; Up; Down"},
        {QT_TRANSLATE_NOOP(
             "KeyMap",
             "Move the selected nodes by a step; up, with nothing selected: leave the subgraph"),
         "Ctrl+Left; Ctrl+Right; Ctrl+Up; Ctrl+Down"},
        {QT_TRANSLATE_NOOP("KeyMap", "Next and previous node along the data"),
         "Tab; Shift+Tab; Shift+Backtab"},
        {QT_TRANSLATE_NOOP("KeyMap", "Edit the node, look into the subgraph, or accept"),
         "Return; Enter"},
        {QT_TRANSLATE_NOOP("KeyMap", "Stop a gesture, or select nothing"), "Esc"},
        {QT_TRANSLATE_NOOP("KeyMap", "Search a node to add; held: move the view"), "Space"}};
    return all;
}

KeyMap::KeyMap(Actions& actions, QObject* parent)
    : QObject(parent)
    , actions_(actions)
{
    for (const QAction* action : actions_.all()) {
        Keys own = action->shortcuts();
        own.removeAll(QKeySequence()); // an empty text gives one, too
        own_.insert(action->objectName(), own);
    }
    load();
    apply();
}

const FixedKey* KeyMap::fixed(const QKeySequence& key)
{
    for (const FixedKey& each : fixed_keys())
        if (QKeySequence::listFromString(QLatin1String(each.keys)).contains(key))
            return &each;
    return nullptr;
}

QAction* KeyMap::holder(const QKeySequence& key) const
{
    for (auto at = now_.begin(); at != now_.end(); ++at)
        if (at.value().contains(key))
            return actions_.find(at.key());
    return nullptr;
}

/// What the person wants comes first, then what the preset wants; the rest keeps what is left.
KeyMap::Table KeyMap::in_force(const QString& preset, const Table& changes) const
{
    const Table wanted = keys_of_preset(preset);
    Table out;
    QSet<QKeySequence> taken;
    const auto give = [&](const QString& id, const Keys& keys) {
        Keys free;
        for (const QKeySequence& key : keys)
            if (!taken.contains(key) && !fixed(key))
                free << key;
        for (const QKeySequence& key : free)
            taken.insert(key);
        out.insert(id, free);
    };
    for (const Table* table : {&changes, &wanted, &own_})
        for (const QAction* action : actions_.all())
            if (const QString id = action->objectName(); table->contains(id) && !out.contains(id))
                give(id, table->value(id));
    return out;
}

void KeyMap::set(const QString& id, const Keys& keys)
{
    if (!own_.contains(id))
        return;
    Table changes = changes_;
    for (auto at = now_.begin(); at != now_.end(); ++at) {
        if (at.key() == id)
            continue;
        Keys left = at.value();
        if (left.removeIf([&](const QKeySequence& key) { return keys.contains(key); }) > 0)
            changes.insert(at.key(), left);
    }
    changes.insert(id, keys);
    changes_ = changes;
    // What is as the preset has it again is no change.
    const Table standard = in_force(preset_, {});
    changes_.removeIf(
        [&](const auto& entry) { return standard.value(entry.key()) == entry.value(); });
    keep();
    apply();
}

void KeyMap::reset(const QString& id)
{
    const Keys standard = in_force(preset_, {}).value(id);
    set(id, standard);
}

void KeyMap::reset_all() { choose_preset(preset_); }

void KeyMap::choose_preset(const QString& preset)
{
    preset_ = key_presets().contains(preset) ? preset : key_presets().first();
    changes_.clear();
    keep();
    apply();
}

void KeyMap::apply()
{
    now_ = in_force(preset_, changes_);
    for (QAction* action : actions_.all())
        if (const Keys keys = now_.value(action->objectName()); keys != action->shortcuts())
            Actions::set_keys(*action, keys);
    Q_EMIT changed();
}

void KeyMap::load()
{
    const QSettings settings;
    preset_ = settings.value(QStringLiteral("keys/preset")).toString();
    if (!key_presets().contains(preset_))
        preset_ = key_presets().first();
    const QJsonObject kept =
        QJsonDocument::fromJson(settings.value(QStringLiteral("keys/changes")).toByteArray())
            .object();
    for (auto at = kept.begin(); at != kept.end(); ++at)
        if (Keys keys; own_.contains(at.key()) && keys_from(at.value(), keys))
            changes_.insert(at.key(), keys);
}

void KeyMap::keep() const
{
    QJsonObject kept;
    for (auto at = changes_.begin(); at != changes_.end(); ++at)
        kept.insert(at.key(), to_json(at.value()));
    QSettings settings;
    settings.setValue(QStringLiteral("keys/preset"), preset_);
    settings.setValue(QStringLiteral("keys/changes"),
                      QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

QByteArray KeyMap::exported() const
{
    QJsonObject keys;
    for (auto at = now_.begin(); at != now_.end(); ++at)
        keys.insert(at.key(), to_json(at.value()));
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), QStringLiteral("lepton keys")},
                                     {QStringLiteral("version"), 1},
                                     {QStringLiteral("preset"), preset_},
                                     {QStringLiteral("keys"), keys}})
        .toJson();
}

QString KeyMap::import(const QByteArray& json)
{
    if (json.size() > largest_file)
        return tr("The file is too large to hold keys.");
    const QJsonObject file = QJsonDocument::fromJson(json).object();
    if (file.value(QStringLiteral("format")).toString() != QLatin1String("lepton keys")
        || !file.value(QStringLiteral("keys")).isObject())
        return tr("The file does not hold keys of Lepton Studio.");
    if (file.value(QStringLiteral("version")).toInt() != 1)
        return tr("The file was written by a newer version.");
    const QString preset = file.value(QStringLiteral("preset")).toString();
    Table changes;
    QMap<QKeySequence, QString> seen;
    const QJsonObject keys = file.value(QStringLiteral("keys")).toObject();
    for (auto at = keys.begin(); at != keys.end(); ++at) {
        if (!own_.contains(at.key()))
            continue;
        Keys list;
        if (!keys_from(at.value(), list))
            return tr("“%1” has something that is no key.").arg(at.key());
        for (const QKeySequence& key : list) {
            const QString name = key.toString(QKeySequence::NativeText);
            if (fixed(key))
                return tr("“%1” takes %2, which the drawing itself uses.").arg(at.key(), name);
            if (const QString other = seen.value(key); !other.isEmpty())
                return tr("%1 stands for both “%2” and “%3”.").arg(name, other, at.key());
            seen.insert(key, at.key());
        }
        changes.insert(at.key(), list);
    }
    preset_ = key_presets().contains(preset) ? preset : key_presets().first();
    const Table standard = in_force(preset_, {});
    changes.removeIf(
        [&](const auto& entry) { return standard.value(entry.key()) == entry.value(); });
    changes_ = changes;
    keep();
    apply();
    return {};
}

} // namespace lepton

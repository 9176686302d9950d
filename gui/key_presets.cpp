// Room gui: keys as other programs have them. [gui]
#include "gui/key_presets.h"

namespace lepton {

namespace {
struct PresetKey {
    const char* id;
    const char* keys; ///< portable text; several are separated by "; ", none is empty
};

/// Blender's node editor.
constexpr PresetKey blender[] = {{"edit.duplicate", "Shift+D"},
                                 {"edit.delete", "X; Del"},
                                 {"edit.take_out", "Ctrl+X; Ctrl+Del"},
                                 {"edit.cut", "Shift+Del"},
                                 {"edit.select_all", "A"},
                                 {"edit.select_none", "Alt+A"},
                                 {"node.wire", "F; Ctrl+L"},
                                 {"view.fit", "Home"},
                                 {"select.upstream", "L; ["},
                                 {"select.downstream", "Shift+L; ]"},
                                 {"select.same_kind", "Shift+G"},
                                 {"view.grid", "Ctrl+Shift+G"},
                                 {"arrange.layers", "Ctrl+Alt+L"},
                                 {"arrange.straighten", "Ctrl+Alt+Shift+L"},
                                 {"help.commands", "F3; Ctrl+Shift+P"}};

/// Unreal's blueprint editor.
constexpr PresetKey unreal[] = {{"edit.duplicate", "Ctrl+W; Ctrl+D"},
                                {"edit.redo", "Ctrl+Y; Ctrl+Shift+Z"},
                                {"node.add", "A"},
                                {"node.swap", "Alt+S"},
                                {"select.wire", "Alt+W"},
                                {"view.fit", "Home"},
                                {"arrange.straighten", "Q"},
                                {"align.left", "Shift+A"},
                                {"align.right", "Shift+D"},
                                {"align.top", "Shift+W"},
                                {"align.bottom", "Shift+S"},
                                {"align.center", "Alt+Shift+S"},
                                {"place.go_1", "Shift+1"},
                                {"place.go_2", "Shift+2"},
                                {"place.go_3", "Shift+3"},
                                {"place.go_4", "Shift+4"},
                                {"place.go_5", "Shift+5"},
                                {"place.go_6", "Shift+6"},
                                {"place.go_7", "Shift+7"},
                                {"place.go_8", "Shift+8"},
                                {"place.go_9", "Shift+9"},
                                {"place.keep_1", "Ctrl+1"},
                                {"place.keep_2", "Ctrl+2"},
                                {"place.keep_3", "Ctrl+3"},
                                {"place.keep_4", "Ctrl+4"},
                                {"place.keep_5", "Ctrl+5"},
                                {"place.keep_6", "Ctrl+6"},
                                {"place.keep_7", "Ctrl+7"},
                                {"place.keep_8", "Ctrl+8"},
                                {"place.keep_9", "Ctrl+9"}};

template <std::size_t N> QMap<QString, QList<QKeySequence>> read(const PresetKey (&table)[N])
{
    QMap<QString, QList<QKeySequence>> out;
    for (const PresetKey& key : table)
        out.insert(QLatin1String(key.id), QKeySequence::listFromString(QLatin1String(key.keys)));
    return out;
}
} // namespace

QStringList key_presets()
{
    return {QStringLiteral("Lepton"), QStringLiteral("Blender"), QStringLiteral("Unreal")};
}

QMap<QString, QList<QKeySequence>> keys_of_preset(const QString& preset)
{
    if (preset == QLatin1String("Blender"))
        return read(blender);
    return preset == QLatin1String("Unreal") ? read(unreal) : QMap<QString, QList<QKeySequence>>();
}

} // namespace lepton

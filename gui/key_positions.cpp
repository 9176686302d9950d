// Room gui: keys by where they lie, for keyboards that write no Latin letters. [gui]
#include "gui/key_positions.h"

#include <QAction>
#include <QChar>
#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <string_view>

namespace lepton {

namespace {
/// A row of a US keyboard, from the code of its first key (Linux' input codes and eight).
struct KeyRow {
    quint32 first;
    std::string_view keys;
};
constexpr std::array letter_rows{KeyRow{24, "QWERTYUIOP[]"}, KeyRow{38, "ASDFGHJKL;'`"},
                                 KeyRow{52, "ZXCVBNM,./"}};
} // namespace

QKeySequence keys_by_place(const QKeyEvent& event)
{
    // Latin letters, digits and signs are what they say, wherever they lie.
    const int key = event.key();
    if (key <= 0xff || key >= Qt::Key_Escape || !QChar::isLetter(static_cast<char32_t>(key)))
        return {};
    for (const KeyRow& row : letter_rows)
        if (const quint32 place = event.nativeScanCode() - row.first; place < row.keys.size())
            return QKeySequence(static_cast<int>(event.modifiers() & ~Qt::KeypadModifier)
                                | row.keys[place]);
    return {};
}

QAction* action_of(const QKeySequence& keys, const QList<QAction*>& actions)
{
    const auto at = std::ranges::find_if(actions, [&](const QAction* action) {
        return !keys.isEmpty() && action->isEnabled() && action->shortcuts().contains(keys);
    });
    return at == actions.end() ? nullptr : *at;
}

} // namespace lepton

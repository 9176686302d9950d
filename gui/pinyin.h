// Room gui: how Chinese titles are typed on a Latin keyboard. [any]
#pragma once

#include <QString>

namespace lepton {

/// Chinese letters as they are read, without tones: "卷积" gives "juan ji". Empty for a text
/// without any. By ICU's transform Han-Latin, which takes a third of a second to load: see
/// prepare_pinyin().
QString pinyin_of(const QString& text);
/// Loads it on another thread, for who will ask soon.
void prepare_pinyin();

} // namespace lepton

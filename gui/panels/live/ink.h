// Room gui/panels/live: from strokes of a brush to a picture as the MNIST digits were prepared.
// [gui]
#pragma once

#include <QImage>

namespace lepton {

/// Light ink on black, of any size, as a picture of `target`: its box is fitted into 20/28 of the
/// side with its proportions kept, and its centre of mass is put into the middle (LeCun et al., the
/// MNIST database). Black stays black. [any]
QImage centered_ink(const QImage& ink, QSize target);

/// A photograph or a scan of something drawn, as light ink on black: grey, and turned over when its
/// rim is light.
QImage ink_of_picture(const QImage& picture);

} // namespace lepton

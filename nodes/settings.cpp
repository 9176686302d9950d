// Room nodes: the training settings as fields.
#include "nodes/settings.h"

namespace lepton {

void Settings::fields(Fields& f)
{
    f("epochs", epochs)
        .range(1, 1e6)
        .unit("epochs")
        .tip("How often the training data is gone through.")
        .shown();
    f("batch", batch)
        .range(1, 1e6)
        .unit("samples")
        .label("batch size")
        .tip("Samples in one training step.")
        .shown();
    f("seed", seed).range(0, 9007199254740992.0).tip("The same seed gives the same run.").shown();
    f("best_by", best_by).label("best by").tip("What decides which checkpoint is the best one.");
    f("patience", patience)
        .range(0, 1e6)
        .unit("epochs")
        .tip("Stops after this many epochs without a better result; 0 never "
             "stops early.");
    f("clip_norm", clip_norm)
        .range(0, 1e9)
        .label("gradient clipping")
        .tip("Largest norm of the gradient; 0 does not clip.");
    f("shuffle", shuffle).tip("Draws the training samples in a new order every epoch.").advanced();
    f("drop_last", drop_last).label("drop last").tip("Leaves out a smaller last batch.").advanced();
    f("deterministic", deterministic)
        .tip("Equal bits in every run on this machine; may be slower.")
        .advanced();
}

} // namespace lepton

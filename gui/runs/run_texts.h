// Room gui/runs: runs in words: states, durations, the plain sentence at the end. [gui]
#pragma once

#include "backend/record/run_directory.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace lepton {

class RunCurves;
struct RunFacts;
struct Change;

/// "running", "interrupted" … in the user's language.
QString state_text(RunState state);
/// "0:26", "1:42", "2:03:09".
QString duration_text(double seconds);
/// "adam1.lr 0.001 → 0.003", "conv1 bypassed": a change in the user's language.
QString change_text(const Change& change);
/// "4 s ago", "3 min ago", "2 h ago".
QString ago_text(double seconds);

/// The pair of classes that is mixed up most often, and how often.
struct MixedPair {
    int truth = 0, answer = 0;
    double count = 0;
};
/// From a confusion matrix [[…]] (truth × answer); nothing when no answer was wrong.
std::optional<MixedPair> most_mixed(const QJsonArray& confusion);

/// "99.1 % of new samples right after 1:42; mixes 4 with 9 most often; validation stopped improving
/// at epoch 3." What is not known is left out; empty when nothing was measured.
QString run_sentence(const RunInfo& info, const RunCurves& curves, const QJsonObject& predictions,
                     const RunFacts* facts);

} // namespace lepton

// Room backend/train: the wish to stop, from Ctrl+C or a system that shuts down. Torch-free.
#pragma once

namespace lepton {

/// From now on SIGINT and SIGTERM ask to stop; a second SIGINT ends the process at once. SIGHUP
/// asks to stop where a terminal was the audience and is ignored otherwise, so that closing a
/// window or a session never ends a training. SIGPIPE and SIGXFSZ are ignored: the write that
/// caused them says so.
void catch_stop_signals();
/// True once somebody asked.
bool stop_asked();
/// Asks as a signal would.
void ask_to_stop();

} // namespace lepton

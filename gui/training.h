// Room gui: Train, Pause, Stop: from the open document to a run. [gui]
#pragma once

#include "gui/panel.h"

#include <QObject>

namespace lepton {

class DocumentFiles;
class Notices;
struct Finding;
struct Problem;

/// Adds the commands of the Run menu and keeps them true.
class Training : public QObject {
    Q_OBJECT
public:
    Training(const Workbench& bench, DocumentFiles& files, Notices& notices, QObject* parent);

    /// Trains the document, or queues it behind the live run. On an unfinished drawing it goes to
    /// the first gap and offers what is missing.
    void train();
    void pause();
    void go_on();
    void stop();
    void stop_keep_best();
    void resume_run();

Q_SIGNALS:
    /// A training began: the window goes where one watches it.
    void began();

private:
    void add_actions();
    void update_actions();
    void show_gap();
    void send(const char* what);
    void show_finding(const Finding& finding, const Problem& problem);

    Workbench bench_;
    DocumentFiles& files_;
    Notices& notices_;
};

} // namespace lepton

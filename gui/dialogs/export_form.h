// Room gui/dialogs: format, weights, file, progress and result of an export. [gui]
#pragma once

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace lepton {

class Engine;
class RunShown;

/// Exports the model of the run on show through `lepton export`; can be cancelled. Follows the run.
class ExportForm : public QWidget {
    Q_OBJECT
public:
    ExportForm(Engine& engine, RunShown& run, QWidget* parent = nullptr);
    ~ExportForm() override;

Q_SIGNALS:
    /// Finished, and whether files were written.
    void finished(bool good);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow_run();
    void propose();
    void choose();
    void begin();
    void cancel();
    void ended(int code, const QString& output);
    void say_result(const QString& text, const QColor& color);
    void retranslate();

    Engine& engine_;
    RunShown& run_;
    QLabel *format_label_, *which_label_, *path_label_;
    QComboBox *format_, *which_;
    QLineEdit* path_;
    QString proposed_; ///< the path that stands there until people choose another
    QLabel *what_, *said_;
    QProgressBar* progress_;
    QPushButton *browse_, *start_, *folder_;
    quint64 handle_ = 0;
};

} // namespace lepton

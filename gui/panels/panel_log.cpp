// Room gui/panels: what the engine of the run on show said. [gui]
#include "gui/panel.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/task_view.h"
#include "gui/runs/run_shown.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lepton {

namespace {

class LogPanel : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(LogPanel)
public:
    explicit LogPanel(const Workbench& bench)
        : bench_(bench)
    {
        setObjectName(QStringLiteral("log"));
        text_ = new QPlainTextEdit;
        text_->setReadOnly(true);
        text_->setFrameShape(QFrame::NoFrame);
        text_->setLineWrapMode(QPlainTextEdit::NoWrap);
        text_->setMaximumBlockCount(20'000);
        text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text_->setAccessibleName(tr("Log"));
        empty_ = new EmptyState(text_);
        auto* outer = new QVBoxLayout(this);
        outer->setContentsMargins(0, 0, 0, 0);
        outer->addWidget(empty_);
        connect(&bench.run, &RunShown::run_changed, this, [this] { restart(); });
        connect(&bench.run, &RunShown::log_read, this, [this](const QString& text) { add(text); });
        restart();
    }

private:
    void restart()
    {
        text_->clear();
        if (!bench_.run.log().isEmpty())
            add(bench_.run.log());
        else if (bench_.run.run())
            empty_->say(tr("The engine of %1 has said nothing yet.").arg(bench_.run.title()));
        else
            empty_->say(tr("What the engine says during training appears here."), tr("Train"),
                        [this] { trigger(bench_, "run.train"); });
    }

    void add(const QString& text)
    {
        // Follows the end unless the reader has scrolled up.
        QScrollBar* bar = text_->verticalScrollBar();
        const bool at_end = bar->value() >= bar->maximum() - 2;
        QString lines = text;
        if (lines.endsWith(u'\n'))
            lines.chop(1);
        text_->appendPlainText(lines);
        if (at_end)
            bar->setValue(bar->maximum());
        empty_->show_content();
    }

    Workbench bench_;
    QPlainTextEdit* text_;
    EmptyState* empty_;
};

} // namespace

void add_panel_log(Panels& panels)
{
    panels.add({"log",
                QT_TRANSLATE_NOOP("Panel", "Log"),
                PanelArea::bottom,
                50,
                {"train"},
                [](const Workbench& bench) -> QWidget* { return new LogPanel(bench); }});
}

} // namespace lepton

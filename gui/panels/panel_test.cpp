// Room gui/panels: Test: one button measures the best checkpoint on the part nobody has touched.
// [gui]
#include "gui/panel.h"
#include "gui/panels/live/card_frame.h"
#include "gui/panels/live/cell_samples.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/gallery.h"
#include "gui/panels/live/task_view.h"
#include "gui/panels/live/test_report.h"
#include "gui/plots/metric_plot.h"
#include "gui/plots/scatter_view.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

namespace lepton {

namespace {

class TestPanel : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(TestPanel)
public:
    explicit TestPanel(const Workbench& bench)
        : bench_(bench)
    {
        setObjectName(QStringLiteral("test"));
        auto* content = new QWidget;
        row_ = new QHBoxLayout(content);
        row_->setContentsMargins(12, 8, 12, 8);
        row_->setSpacing(20);
        auto* left = new QVBoxLayout;
        left->setSpacing(8);
        head_ = new QLabel;
        head_->setWordWrap(true);
        metrics_ = new CardFrame;
        again_ = new QPushButton(tr("Test again"));
        again_->setMinimumHeight(28);
        remark_ = new QLabel;
        remark_->setWordWrap(true);
        remark_->setForegroundRole(QPalette::PlaceholderText);
        left->addWidget(head_);
        left->addWidget(metrics_);
        left->addWidget(again_, 0, Qt::AlignLeft);
        left->addWidget(remark_);
        left->addStretch();
        tabs_ = new QTabWidget;
        tabs_->setDocumentMode(true);
        cells_ = new CellSamples(bench);
        worst_ = new Gallery;
        scatter_ = new ScatterView;
        table_ = make_table(tr("By class"));
        worst_table_ = make_table(tr("Worst samples"));
        tabs_->setAccessibleName(tr("What the test found"));
        tabs_->tabBar()->setAccessibleName(tabs_->accessibleName());
        row_->addLayout(left, 2);
        row_->addWidget(tabs_, 5);
        empty_ = new EmptyState(content);
        auto* outer = new QVBoxLayout(this);
        outer->setContentsMargins(0, 0, 0, 0);
        outer->addWidget(empty_);
        for (QWidget* page : pages())
            page->hide();
        connect(again_, &QPushButton::clicked, this, [this] { measure(); });
        const auto read = [this] { refresh(); };
        connect(&bench.run, &RunShown::run_changed, this, [this] {
            cancel();
            remark_->clear();
            refresh();
        });
        connect(&bench.run, &RunShown::test_changed, this, read);
        connect(&bench.run, &RunShown::info_changed, this, read);
        connect(&bench.run.data(), &RunData::changed, this, read);
        connect(&Theme::current(), &Theme::changed, this, read);
        refresh();
    }

    ~TestPanel() override
    {
        for (QWidget* page : pages()) // those not in a tab
            if (!page->parentWidget())
                delete page;
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        // In a narrow panel the figures stand above what the test found, not beside it.
        const bool narrow = event->size().width() < least_beside;
        row_->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        row_->setStretch(0, narrow ? 0 : 2);
        QWidget::resizeEvent(event);
    }

private:
    static constexpr int least_beside = 620;

    std::vector<QWidget*> pages() const { return {cells_, worst_, worst_table_, table_, scatter_}; }

    static QTableWidget* make_table(const QString& name)
    {
        auto* table = new QTableWidget;
        table->setAccessibleName(name);
        table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        table->setShowGrid(false);
        table->verticalHeader()->hide();
        table->setFrameShape(QFrame::NoFrame);
        table->setFont(Theme::current().figures());
        return table;
    }

    void cancel()
    {
        if (running_)
            bench_.engine.cancel(std::exchange(running_, 0));
    }

    void measure()
    {
        if (!bench_.run.run() || running_)
            return;
        const QString run = QString::fromStdString(bench_.run.run()->path.string());
        const QPointer<TestPanel> self(this);
        running_ = bench_.engine.run(
            {QStringLiteral("eval"), run, QStringLiteral("--split"), QStringLiteral("test"),
             QStringLiteral("--report")},
            [self](const QString& line) {
                if (self)
                    self->progress(line);
            },
            [self, run](int code, const QString& output) {
                if (!self || !self->running_)
                    return;
                self->running_ = 0;
                const QStringList lines = output.trimmed().split(u'\n');
                self->remark_->setText(code == 0 ? QString() : lines.constLast());
                self->failed_ = code == 0 ? QString() : lines.constLast();
                self->refresh();
            });
        failed_.clear();
        refresh();
    }

    void progress(const QString& line)
    {
        if (report_.exists())
            remark_->setText(line);
    }

    void refresh()
    {
        const RunShown& run = bench_.run;
        report_ = read_test(run.test(), bench_.run.data().facts());
        again_->setEnabled(!running_);
        again_->setText(running_ ? tr("Testing …") : tr("Test again"));
        if (!report_.exists()) {
            if (!run.run())
                empty_->say(tr("How well the best checkpoint does on samples nobody has touched is "
                               "measured here, once something was trained."),
                            tr("Train"), [this] { trigger(bench_, "run.train"); });
            else if (running_)
                empty_->say(tr("Testing %1 …").arg(run.title()), tr("Cancel"), [this] {
                    cancel();
                    refresh();
                });
            else if (!run.info().best && !run.info().last)
                empty_->say(tr("%1 has no checkpoint to test yet.").arg(run.title()));
            else
                empty_->say(failed_.isEmpty()
                                ? tr("The test part of the data has not been touched. Test the "
                                     "best checkpoint of %1 on it when you are done choosing.")
                                      .arg(run.title())
                                : failed_,
                            tr("Test"), [this] { measure(); });
            return;
        }
        empty_->show_content();
        const QString when = report_.time > 0
            ? QDateTime::fromSecsSinceEpoch(static_cast<qint64>(report_.time))
                  .toString(QStringLiteral("yyyy-MM-dd HH:mm")) // read alike in every language
            : QString();
        head_->setText(head_html(
            tr("Test"),
            run.title() + QStringLiteral(", ") + tr("step %1").arg(grouped(report_.snapshot.step))
                + QStringLiteral(" · ") + tr("%1 untouched samples").arg(grouped(report_.samples))
                + (when.isEmpty() ? QString() : QStringLiteral(" · ") + when)));
        metrics_->set_html(metrics_html());
        fill_pages();
    }

    QString metrics_html() const
    {
        const QString pale = Theme::current().colors().secondary.name();
        QString html =
            QStringLiteral("<table cellspacing='0' cellpadding='2'><tr><td></td><td></td><td "
                           "style='padding-left:12px;white-space:nowrap;color:%1'>%2</td><td "
                           "style='padding-left:12px;white-space:nowrap;color:%1'>%3</td></tr>")
                .arg(pale, tr("95 % interval"), tr("just guessing"));
        for (const TestedMetric& m : report_.metrics) {
            const auto text = [&](std::optional<double> v) {
                return v ? metric_text(*v, m.percent) : QStringLiteral("–");
            };
            const QString interval = m.low && m.high
                ? text(m.low) + QStringLiteral(" … ") + text(m.high)
                : QStringLiteral("–");
            html += QStringLiteral(
                        "<tr><td>%1</td><td align='right' "
                        "style='padding-left:12px;white-space:nowrap'><b>%2</b></td><td "
                        "style='padding-left:12px;white-space:nowrap'>%3</td><td align='right' "
                        "style='padding-left:12px;white-space:nowrap;color:%5'>%4</td></tr>")
                        .arg(metric_title(m.name.toStdString()).toHtmlEscaped(),
                             metric_text(m.value, m.percent), interval, text(m.guess), pale);
        }
        return html + QStringLiteral("</table>");
    }

    void fill_pages()
    {
        const RunFacts* facts = bench_.run.data().facts();
        const Snapshot& s = report_.snapshot;
        std::vector<std::pair<QWidget*, QString>> wanted;
        if (!s.confusion.empty()) {
            cells_->set(s);
            wanted.emplace_back(cells_, tr("What is taken for what"));
        }
        if (s.points.size() > 1) {
            scatter_->set(s.points);
            wanted.emplace_back(scatter_, tr("Predicted against true"));
        }
        if (!s.samples.empty()) {
            if (facts && facts->image && s.has_classes()) {
                std::vector<GalleryItem> items;
                for (const PredictedSample& p : s.samples)
                    items.push_back({p.index, bench_.run.data().picture(p.index), p.truth_text,
                                     p.answer_text, p.probability, p.wrong,
                                     sample_details(p, s.labels)});
                worst_->set_items(std::move(items));
                wanted.emplace_back(worst_, tr("Worst samples"));
            } else {
                std::vector<QStringList> rows;
                for (const PredictedSample& p : s.samples)
                    rows.push_back({QString::number(p.index), p.truth_text, p.answer_text,
                                    s.has_classes() ? metric_text(p.probability, true)
                                                    : metric_text(p.error, false)});
                fill(worst_table_,
                     {tr("Sample"), tr("Truth"), tr("Answer"),
                      s.has_classes() ? tr("Sure") : tr("Off by")},
                     rows);
                wanted.emplace_back(worst_table_, tr("Worst samples"));
            }
        }
        if (!report_.classes.empty()) {
            std::vector<QStringList> rows;
            for (const TestedClass& c : report_.classes)
                rows.push_back({c.label, grouped(c.count), metric_text(c.precision, true),
                                metric_text(c.recall, true), metric_text(c.f1, true)});
            fill(table_, {tr("Class"), tr("Samples"), tr("Precision"), tr("Recall"), tr("F1")},
                 rows);
            wanted.emplace_back(table_, tr("By class"));
        }
        bool same = tabs_->count() == static_cast<int>(wanted.size());
        for (int i = 0; same && i < tabs_->count(); ++i)
            same = tabs_->widget(i) == wanted[static_cast<std::size_t>(i)].first;
        if (same)
            return;
        tabs_->clear();
        for (const auto& [page, title] : wanted)
            tabs_->addTab(page, title);
        for (QWidget* page : pages())
            if (tabs_->indexOf(page) < 0)
                page->hide();
    }

    static void fill(QTableWidget* table, const QStringList& heads,
                     const std::vector<QStringList>& rows)
    {
        table->setColumnCount(static_cast<int>(heads.size()));
        table->setHorizontalHeaderLabels(heads);
        table->setRowCount(static_cast<int>(rows.size()));
        for (int r = 0; r < table->rowCount(); ++r)
            for (int c = 0; c < table->columnCount(); ++c) {
                auto* item = new QTableWidgetItem(rows[static_cast<std::size_t>(r)].value(c));
                item->setTextAlignment(c == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                              : Qt::AlignRight | Qt::AlignVCenter);
                table->setItem(r, c, item);
            }
        table->resizeColumnsToContents();
    }

    Workbench bench_;
    TestReport report_;
    quint64 running_ = 0;
    QString failed_;
    EmptyState* empty_;
    QBoxLayout* row_;
    QLabel *head_, *remark_;
    CardFrame* metrics_;
    QPushButton* again_;
    QTabWidget* tabs_;
    CellSamples* cells_;
    Gallery* worst_;
    ScatterView* scatter_;
    QTableWidget *table_, *worst_table_;
};

} // namespace

void add_panel_test(Panels& panels)
{
    panels.add({"test",
                QT_TRANSLATE_NOOP("Panel", "Test"),
                PanelArea::bottom,
                5,
                {"understand"},
                [](const Workbench& bench) -> QWidget* { return new TestPanel(bench); }});
}

} // namespace lepton

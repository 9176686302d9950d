// Room gui/panels: everything wrong in the drawing, worst first, each with the clicks that mend it.
// [gui]
#include "gui/panels/problem_list.h"

#include "gui/mailbox.h"
#include "gui/open_document.h"
#include "gui/panel.h"
#include "gui/texts.h"
#include "gui/theme.h"
#include "nodes/lint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lepton {

namespace {

constexpr std::size_t most_rows = 100;

/// A mark whose shape says the level as well as its colour: disc, triangle, ring.
class LevelMark : public QWidget {
public:
    LevelMark(Level level, QWidget* parent)
        : QWidget(parent)
        , level_(level)
    {
        setFixedSize(14, 14);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& c = Theme::current().colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (level_ == Level::unfinished) {
            painter.setPen(QPen(c.secondary, 1.5));
            painter.drawEllipse(QRectF(3, 3, 8, 8));
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(level_ == Level::problem ? c.problem : c.warning);
        if (level_ == Level::problem)
            painter.drawEllipse(QRectF(2.5, 2.5, 9, 9));
        else
            painter.drawPolygon(QPolygonF({{7, 2}, {13, 12}, {1, 12}}));
    }

private:
    Level level_;
};

} // namespace

ProblemList::ProblemList(const Workbench& bench)
    : document_(bench.document)
{
    setObjectName(QStringLiteral("problem_list"));
    setWidgetResizable(true);
    auto* page = new QWidget;
    page->setProperty("panel", true);
    rows_ = new QVBoxLayout(page);
    rows_->setContentsMargins(12, 4, 12, 8);
    rows_->setSpacing(0);
    setWidget(page);
    soon_.setSingleShot(true);
    soon_.setInterval(40);
    idle_.setSingleShot(true);
    idle_.setInterval(180);
    connect(&soon_, &QTimer::timeout, this, &ProblemList::show_now);
    connect(&idle_, &QTimer::timeout, this, &ProblemList::look_for_fixes);
    const auto later = [this] {
        search_.request_stop(); // its answer would be of another drawing
        soon_.start();
        idle_.start();
    };
    connect(&document_, &OpenDocument::inferred, this, later);
    connect(&document_, &OpenDocument::changed, this, later);
    connect(&document_, &OpenDocument::settings_changed, this, later);
    connect(&document_, &OpenDocument::replaced, this, later);
    later();
    show_now();
}

void ProblemList::show_now()
{
    // Fixes that were proven a moment ago stay in sight as long as their problem does.
    std::vector<Finding> now;
    Problems problems = document_.inference().problems();
    for (const Problem& problem : document_.data_problems())
        if (std::ranges::find(problems, problem) == problems.end())
            problems.insert(problems.begin(), problem);
    for (const Problem& problem : document_.lints())
        if (document_.document().graph().contains(problem.where.node))
            problems.push_back(problem);
    std::ranges::stable_sort(problems, {}, &Problem::level);
    for (const Problem& problem : problems) {
        const auto known = std::ranges::find(findings_, problem, &Finding::problem);
        now.push_back({problem, known == findings_.end() ? std::vector<Fix>() : known->fixes});
    }
    findings_ = std::move(now);
    rebuild();
}

void ProblemList::look_for_fixes()
{
    if (document_.document().graph().slots().empty()) {
        document_.take_lints({});
        return;
    }
    // On a copy, on another thread: proving fixes on a large drawing takes longer than a frame.
    struct Found {
        std::vector<Finding> findings;
        Problems lints;
    };
    search_ = std::stop_source();
    in_background(
        this,
        [document = document_.document(), facts = document_.facts(), stop = search_.get_token()] {
            Inference inference(catalog());
            inference.reset(document, facts);
            Found found{inference.findings(document, stop), {}};
            for (Finding& lint : lint_findings(catalog(), document, facts, stop)) {
                found.lints.push_back(lint.problem);
                found.findings.push_back(std::move(lint));
            }
            return found;
        },
        [stop = search_.get_token()](ProblemList& self, const Found& found) {
            if (stop.stop_requested())
                return;
            self.take(found.findings);
            self.document_.take_lints(found.lints);
        });
}

void ProblemList::take(const std::vector<Finding>& found)
{
    bool news = false;
    // Lints are found here first: they come with their fixes.
    for (const Finding& finding : found)
        if (finding.problem.level == Level::warning
            && std::ranges::find(findings_, finding.problem, &Finding::problem)
                == findings_.end()) {
            findings_.push_back(finding);
            news = true;
        }
    for (Finding& finding : findings_) {
        const auto with_fixes = std::ranges::find(found, finding.problem, &Finding::problem);
        if (with_fixes == found.end() || with_fixes->fixes.size() == finding.fixes.size())
            continue;
        finding.fixes = with_fixes->fixes;
        news = true;
    }
    if (news)
        rebuild();
}

void ProblemList::rebuild()
{
    setUpdatesEnabled(false);
    while (QLayoutItem* item = rows_->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    if (findings_.empty()) {
        auto* calm = new QLabel(
            document_.document().graph().slots().empty()
                ? tr("What is wrong with the drawing will stand here, with a click that mends it.")
                : tr("No problems. The network can be trained."));
        calm->setProperty("quiet", true);
        calm->setContentsMargins(0, 8, 0, 0);
        calm->setWordWrap(true);
        rows_->addWidget(calm);
    }
    for (std::size_t i = 0; i < std::min(findings_.size(), most_rows); ++i)
        rows_->addWidget(row(findings_[i]));
    if (findings_.size() > most_rows) {
        auto* more =
            new QLabel(tr("and %n more", nullptr, static_cast<int>(findings_.size() - most_rows)));
        more->setProperty("quiet", true);
        rows_->addWidget(more);
    }
    rows_->addStretch();
    const auto bad = std::ranges::count_if(
        findings_, [](const Finding& f) { return f.problem.level != Level::unfinished; });
    const QString title = QCoreApplication::translate("Panel", "Problems");
    setWindowTitle(bad > 0 ? QStringLiteral("%1 %2").arg(title).arg(bad) : title);
    setUpdatesEnabled(true);
}

QWidget* ProblemList::row(const Finding& finding)
{
    const Problem& problem = finding.problem;
    auto* line = new QWidget;
    auto* column = new QHBoxLayout(line);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(8);
    column->addWidget(new LevelMark(problem.level, line));
    QString place = QString::fromStdString(!problem.where.name.empty() ? problem.where.name
                                                                       : problem.where.file);
    const std::string& part = problem.where.port.empty() ? problem.where.field : problem.where.port;
    if (!part.empty())
        place +=
            (place.isEmpty() ? QString() : QStringLiteral(" · ")) + QString::fromStdString(part);
    if (!place.isEmpty()) {
        auto* where = new QPushButton(place, line);
        where->setFlat(true);
        QFont bold = where->font();
        bold.setWeight(QFont::DemiBold);
        where->setFont(bold);
        where->setToolTip(tr("Show it on the canvas"));
        connect(where, &QPushButton::clicked, this,
                [this, at = problem.where] { document_.show(at); });
        column->addWidget(where);
    }
    auto* text = new QLabel(sentence_of(problem), line);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(text, 1);
    for (const Fix& fix : finding.fixes) {
        auto* button = new QPushButton(text_of(fix.label), line);
        button->setProperty("link", true);
        button->setObjectName(QStringLiteral("fix"));
        button->setAccessibleDescription(sentence_of(problem));
        connect(button, &QPushButton::clicked, this,
                [this, fix] { document_.push(fix.label, fix.edits); });
        column->addWidget(button);
    }
    line->setAccessibleName(text_of(problem));
    return line;
}

void ProblemList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QScrollArea::changeEvent(event);
}

} // namespace lepton

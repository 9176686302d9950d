// Room gui/panels/live: the draw pad with its answer: one bar per class, run and checkpoint named.
// [gui]
#include "gui/panels/live/ask_pad.h"

#include "gui/panels/live/class_bars.h"
#include "gui/panels/live/draw_pad.h"
#include "gui/panels/live/empty_state.h"
#include "gui/panels/live/ink.h"
#include "gui/panels/live/snapshot.h"
#include "gui/panels/live/task_view.h"
#include "gui/runs/engine.h"
#include "gui/runs/run_data.h"
#include "gui/runs/run_shown.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QJsonArray>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace lepton {

AskPad::AskPad(const Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , bench_(bench)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    title_ = new QLabel;
    pad_ = new DrawPad;
    bars_ = new ClassBars;
    remark_ = new QLabel;
    remark_->setWordWrap(true);
    remark_->setForegroundRole(QPalette::PlaceholderText);
    clear_ = new QPushButton(tr("Clear"));
    open_ = new QPushButton(tr("Open picture…"));
    for (QPushButton* button : {clear_, open_})
        button->setMinimumHeight(28);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(clear_);
    buttons->addWidget(open_);
    buttons->addStretch();
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(pad_, 0, Qt::AlignLeft | Qt::AlignTop);
    row->addWidget(bars_, 1, Qt::AlignTop);
    column->addWidget(title_);
    column->addLayout(row);
    column->addLayout(buttons);
    column->addWidget(remark_);
    column->addStretch();
    empty_ = new EmptyState(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(empty_);

    connect(clear_, &QPushButton::clicked, pad_, &DrawPad::clear);
    connect(open_, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, tr("Open picture"), {},
            tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.ppm *.pgm)"));
        if (!file.isEmpty())
            open_picture(file);
    });
    connect(pad_, &DrawPad::changed, this, [this] {
        clear_->setEnabled(!pad_->is_empty());
        ask();
    });
    connect(pad_, &DrawPad::dropped, this, &AskPad::open_picture);
    connect(&bench_.run, &RunShown::run_changed, this, [this] {
        ++generation_;
        asking_ = false;
        use_last_ = false;
        answer_ = {};
        settle();
        ask();
    });
    connect(&bench_.run, &RunShown::info_changed, this, &AskPad::settle);
    connect(&bench_.run, &RunShown::predictions_changed, this, &AskPad::settle);
    connect(&bench_.run.data(), &RunData::changed, this, [this] {
        settle();
        Q_EMIT fits_changed();
        ask();
    });
    again_.setInterval(2000);
    connect(&again_, &QTimer::timeout, this, [this] {
        if (bench_.run.is_live() && isVisible())
            ask();
    });
    again_.start();
    clear_->setEnabled(false);
    settle();
}

void AskPad::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // As large as the place allows, with room for the bars beside it.
    const int around = title_->sizeHint().height() + open_->sizeHint().height()
        + remark_->sizeHint().height() + 28;
    const int side = std::clamp(std::min(width() * 52 / 100, height() - around), 112, 420);
    pad_->setFixedSize(side, side);
}

bool AskPad::fits() const
{
    const RunFacts* facts = bench_.run.data().facts();
    return bench_.run.run() && facts && facts->image && facts->classes;
}

void AskPad::settle()
{
    const RunFacts* facts = bench_.run.data().facts();
    if (!bench_.run.run()) {
        empty_->say(tr("Draw something here and the network says what it sees, once it trains."),
                    tr("Train"), [this] { trigger(bench_, "run.train"); });
        return;
    }
    if (!facts) {
        empty_->say(tr("Reading the data of %1 …").arg(bench_.run.title()));
        return;
    }
    if (!fits()) {
        empty_->say(tr("The data of %1 are no pictures, so there is nothing to draw.")
                        .arg(bench_.run.title()));
        return;
    }
    empty_->show_content();
    const bool one_channel = facts->shape.size() == 2 || facts->shape[0] == 1;
    pad_->set_drawable(one_channel);
    const QStringList labels =
        class_names(bench_.run.predictions().value(QLatin1String("labels")).toArray(), facts, 0);
    if (answer_.isEmpty())
        bars_->set(labels, {});
    const QString what = one_channel ? tr("Draw") : tr("Ask");
    const QString where = answer_.isEmpty() ? bench_.run.title()
                                            : bench_.run.title() + QStringLiteral(", ")
            + checkpoint_text(answer_.value(QLatin1String("checkpoint")).toString(),
                              answer_.value(QLatin1String("step")).toInteger());
    title_->setText(head_html(what, where));
}

bool AskPad::open_picture(const QString& file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setAllocationLimit(256);
    const QImage picture = reader.read();
    if (picture.isNull()) {
        remark_->setText(tr("%1 is no picture that can be read: %2")
                             .arg(QFileInfo(file).fileName(), reader.errorString()));
        return false;
    }
    remark_->clear();
    const RunFacts* facts = bench_.run.data().facts();
    const bool one_channel =
        facts && (facts->shape.size() == 2 || (!facts->shape.empty() && facts->shape[0] == 1));
    pad_->set_picture(one_channel ? ink_of_picture(picture) : picture);
    return true;
}

QImage AskPad::prepared() const
{
    const RunFacts* facts = bench_.run.data().facts();
    const bool flat = facts->shape.size() == 2;
    const QSize size(static_cast<int>(facts->shape[flat ? 1 : 2]),
                     static_cast<int>(facts->shape[flat ? 0 : 1]));
    if (flat || facts->shape[0] == 1)
        return centered_ink(pad_->ink(), size);
    return pad_->ink();
}

void AskPad::ask()
{
    if (!fits())
        return;
    if (pad_->is_empty()) {
        answer_ = {};
        settle();
        return;
    }
    if (asking_) {
        ask_again_ = true; // one question at a time; the newest strokes go next
        return;
    }
    const RunFacts* facts = bench_.run.data().facts();
    QJsonArray numbers, shape;
    for (const double v : picture_numbers(*facts, prepared()))
        numbers.append(v);
    for (const std::int64_t d : facts->shape)
        shape.append(static_cast<qint64>(d));
    QJsonObject question{
        {QStringLiteral("do"), QStringLiteral("predict")},
        {QStringLiteral("input"),
         QJsonObject{{QStringLiteral("shape"), shape}, {QStringLiteral("numbers"), numbers}}}};
    asking_ = true;
    const QPointer<AskPad> self(this);
    const auto reply = [self, generation = generation_](const QJsonObject& answer) {
        if (!self || self->generation_ != generation)
            return;
        self->asking_ = false;
        self->take(answer);
        if (std::exchange(self->ask_again_, false))
            self->ask();
    };
    if (bench_.run.is_live()) {
        bench_.run.command(question, reply);
        return;
    }
    question[QStringLiteral("run")] = QString::fromStdString(bench_.run.run()->path.string());
    question[QStringLiteral("checkpoint")] =
        use_last_ || !bench_.run.info().best ? QStringLiteral("last") : QStringLiteral("best");
    bench_.engine.ask(question, reply);
}

void AskPad::take(const QJsonObject& reply)
{
    if (pad_->is_empty())
        return;
    if (!reply.value(QLatin1String("ok")).toBool()) {
        remark_->setText(reply.value(QLatin1String("problem")).toString());
        return;
    }
    remark_->clear();
    answer_ = reply;
    std::vector<double> probabilities;
    for (const QJsonValue p : reply.value(QLatin1String("probabilities")).toArray())
        probabilities.push_back(p.toDouble());
    const QStringList labels =
        class_names(reply.value(QLatin1String("labels")).toArray(), bench_.run.data().facts(),
                    static_cast<qsizetype>(probabilities.size()));
    bars_->set(labels, std::move(probabilities));
    settle();
    Q_EMIT answered();
}

} // namespace lepton

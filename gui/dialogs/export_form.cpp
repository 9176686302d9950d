// Room gui/dialogs: format, weights, file, progress and result of an export. [gui]
#include "gui/dialogs/export_form.h"

#include "gui/runs/engine.h"
#include "gui/runs/run_shown.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QUrl>
#include <QVBoxLayout>

namespace lepton {

namespace {

struct Format {
    const char *id, *title, *suffix, *what;
};

constexpr Format formats[] = {
    {"torchscript", "TorchScript", ".pt",
     QT_TRANSLATE_NOOP(
         "ExportForm",
         "One file for PyTorch and LibTorch: torch.jit.load opens it without any other code.")},
    {"onnx", "ONNX", ".onnx",
     QT_TRANSLATE_NOOP("ExportForm", "For onnxruntime, browsers, phones and other frameworks.")},
    {"safetensors", "safetensors", ".safetensors",
     QT_TRANSLATE_NOOP("ExportForm", "The weights alone, by name, in a format that runs no code.")},
    {"state_dict", "PyTorch state_dict", ".pth",
     QT_TRANSLATE_NOOP("ExportForm",
                       "The weights as torch.load reads them, for the Python source.")},
    {"python", "Python", ".py",
     QT_TRANSLATE_NOOP("ExportForm",
                       "The network as readable PyTorch code, with its weights beside it.")},
};

} // namespace

ExportForm::ExportForm(Engine& engine, RunShown& run, QWidget* parent)
    : QWidget(parent)
    , engine_(engine)
    , run_(run)
    , format_label_(new QLabel(this))
    , which_label_(new QLabel(this))
    , path_label_(new QLabel(this))
    , format_(new QComboBox(this))
    , which_(new QComboBox(this))
    , path_(new QLineEdit(this))
    , what_(new QLabel(this))
    , said_(new QLabel(this))
    , progress_(new QProgressBar(this))
    , browse_(new QPushButton(this))
    , start_(new QPushButton(this))
    , folder_(new QPushButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    for (QComboBox* box : {format_, which_}) {
        box->setView(new QListView(box));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }
    format_->setObjectName(QStringLiteral("format"));
    which_->setObjectName(QStringLiteral("checkpoint"));
    path_->setObjectName(QStringLiteral("path"));
    said_->setObjectName(QStringLiteral("said"));
    start_->setObjectName(QStringLiteral("start"));
    for (const Format& format : formats)
        format_->addItem(QLatin1String(format.title), QLatin1String(format.id));
    what_->setProperty("quiet", true);
    format_label_->setBuddy(format_);
    which_label_->setBuddy(which_);
    path_label_->setBuddy(path_);
    auto* place = new QHBoxLayout;
    place->addWidget(path_, 1);
    place->addWidget(browse_);
    column->addWidget(format_label_);
    column->addWidget(format_);
    column->addWidget(what_);
    form->addRow(which_label_, which_);
    form->addRow(path_label_, place);
    column->addLayout(form);
    for (QLabel* label : {what_, said_})
        label->setWordWrap(true);
    said_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    said_->setFocusPolicy(Qt::NoFocus); // empty most of the time: nothing to stop at
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);
    progress_->hide();
    column->addWidget(progress_);
    column->addWidget(said_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(folder_);
    buttons->addStretch();
    buttons->addWidget(start_);
    column->addLayout(buttons);
    folder_->hide();
    start_->setProperty("primary", true);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportForm::propose);
    connect(browse_, &QPushButton::clicked, this, &ExportForm::choose);
    connect(start_, &QPushButton::clicked, this, [this] { handle_ == 0 ? begin() : cancel(); });
    connect(folder_, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path_->text()).absolutePath()));
    });
    connect(&run_, &RunShown::run_changed, this, &ExportForm::follow_run);
    connect(&run_, &RunShown::info_changed, this, &ExportForm::follow_run);
    format_->setCurrentIndex(
        std::max(0,
                 format_->findData(QSettings().value(QStringLiteral("export/format"),
                                                     QStringLiteral("torchscript")))));
    retranslate();
}

ExportForm::~ExportForm()
{
    if (handle_ != 0)
        engine_.cancel(handle_);
}

void ExportForm::follow_run()
{
    const RunInfo& info = run_.info();
    const QVariant before = which_->currentData();
    which_->clear();
    if (info.best)
        which_->addItem(tr("Best: %1 %2, epoch %3")
                            .arg(QString::fromStdString(info.best->by))
                            .arg(info.best->value, 0, 'g', 4)
                            .arg(info.best->epoch, 0, 'g', 3),
                        QString::fromStdString(info.best->checkpoint));
    if (info.last && (!info.best || info.last->checkpoint != info.best->checkpoint))
        which_->addItem(tr("Last: step %1").arg(info.last->step),
                        QString::fromStdString(info.last->checkpoint));
    which_->setCurrentIndex(std::max(0, which_->findData(before)));
    if (path_->text() == proposed_)
        propose();
    const bool some = run_.run().has_value() && which_->count() > 0;
    start_->setEnabled(some || handle_ != 0);
    which_->setEnabled(some);
    if (!some && handle_ == 0)
        say_result(tr("Train the network first: then its model can be exported."), {});
    else if (said_->text() == tr("Train the network first: then its model can be exported."))
        say_result({}, {});
}

/// What people chose stays but for the ending, which follows the format; before, the model is
/// called like the document and lies beside it, or where the last one was put.
void ExportForm::propose()
{
    const Format& format = formats[std::max(0, format_->currentIndex())];
    what_->setText(QCoreApplication::translate("ExportForm", format.what));
    QFileInfo base(path_->text());
    if (path_->text().isEmpty() || path_->text() == proposed_) {
        QFileInfo document(QDir::homePath() + QStringLiteral("/model.lepton"));
        if (run_.run()) { // <document>.runs/<run>
            const QFileInfo runs(from_view(run_.run()->path.parent_path().string()));
            if (runs.suffix() == QLatin1String("runs"))
                document = runs;
        }
        const QString folder =
            QSettings().value(QStringLiteral("export/folder"), document.absolutePath()).toString();
        base.setFile(QDir(folder), document.completeBaseName() + QStringLiteral(".model"));
    }
    proposed_ = base.absolutePath() + QLatin1Char('/') + base.completeBaseName()
        + QLatin1String(format.suffix);
    path_->setText(proposed_);
}

void ExportForm::choose()
{
    const Format& format = formats[std::max(0, format_->currentIndex())];
    const QString picked = QFileDialog::getSaveFileName(
        this, tr("Export as"), path_->text(),
        QStringLiteral("%1 (*%2)").arg(QLatin1String(format.title), QLatin1String(format.suffix)));
    if (!picked.isEmpty())
        path_->setText(picked);
}

void ExportForm::begin()
{
    if (!run_.run())
        return;
    const Format& format = formats[std::max(0, format_->currentIndex())];
    QString from = QString::fromStdString(run_.run()->path.string());
    if (const QString checkpoint = which_->currentData().toString(); !checkpoint.isEmpty())
        from =
            QString::fromStdString((run_.run()->checkpoints() / checkpoint.toStdString()).string());
    QSettings().setValue(QStringLiteral("export/format"), QLatin1String(format.id));
    QSettings().setValue(QStringLiteral("export/folder"), QFileInfo(path_->text()).absolutePath());
    say_result(tr("Exporting …"), {});
    folder_->hide();
    progress_->show();
    start_->setText(tr("Cancel"));
    handle_ = engine_.run(
        {QStringLiteral("export"), from, QStringLiteral("--format"), QLatin1String(format.id),
         QStringLiteral("--out"), path_->text()},
        [this](const QString& line) { say_result(line, {}); },
        [this](int code, const QString& output) { ended(code, output); });
}

void ExportForm::cancel()
{
    engine_.cancel(std::exchange(handle_, 0));
    progress_->hide();
    start_->setText(tr("Export"));
    say_result(tr("Cancelled. Nothing was written."), {});
    Q_EMIT finished(false);
}

void ExportForm::ended(int code, const QString& output)
{
    if (handle_ == 0)
        return; // cancelled
    handle_ = 0;
    progress_->hide();
    start_->setText(tr("Export"));
    folder_->setVisible(code == 0);
    if (code == 0)
        say_result(
            tr("Written: %1, and beside it what it is (JSON), samples and a program that checks "
               "them.")
                .arg(QDir::toNativeSeparators(path_->text())),
            Theme::current().colors().good);
    else
        say_result(output.trimmed().isEmpty()
                       ? tr("The engine ended without a word (code %1).").arg(code)
                       : output.trimmed(),
                   Theme::current().colors().problem);
    Q_EMIT finished(code == 0);
}

void ExportForm::say_result(const QString& text, const QColor& color)
{
    said_->setText(text);
    said_->setStyleSheet(color.isValid() ? QStringLiteral("color: %1").arg(color.name())
                                         : QString());
}

void ExportForm::retranslate()
{
    format_label_->setText(tr("Format"));
    which_label_->setText(tr("Weights"));
    path_label_->setText(tr("File"));
    format_->setAccessibleName(format_label_->text());
    which_->setAccessibleName(which_label_->text());
    path_->setAccessibleName(path_label_->text());
    browse_->setText(tr("Choose …"));
    folder_->setText(tr("Open the folder"));
    start_->setText(handle_ == 0 ? tr("Export") : tr("Cancel"));
    said_->clear();
    propose();
    follow_run();
}

void ExportForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lepton

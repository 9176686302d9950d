// Room gui/panels/live: curves as files: pictures, and their values as CSV. [gui]
#include "gui/panels/live/curve_board.h"
#include "gui/plots/metric_plot.h"
#include "gui/runs/run_shown.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QTextStream>
#include <QToolButton>
#include <QToolTip>

namespace lepton {

void CurveBoard::export_all()
{
    if (plots_.empty())
        return;
    const QString name = bench_.run.title().replace(u' ', u'-');
    QString kind;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save curves"), name + QStringLiteral(".png"),
        tr("Picture (*.png);;Drawing (*.svg);;Document (*.pdf);;Values (*.csv)"), &kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += kind.mid(kind.indexOf(u'.'), 4);
    QString trouble;
    if (file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        trouble = save_csv(file) ? QString() : file;
    else
        trouble = save_pictures(file);
    QToolTip::showText(
        save_->mapToGlobal(QPoint(0, save_->height())),
        trouble.isEmpty()
            ? tr("Saved")
            : tr("%1 could not be written. Is the folder writable and the disk not full?")
                  .arg(trouble),
        save_);
}

QString CurveBoard::save_pictures(const QString& file)
{
    const QFileInfo info(file);
    for (MetricPlot* plot : plots_) {
        QString name = plots_.size() == 1 ? file
                                          : info.path() + u'/' + info.completeBaseName() + u'-'
                + QString::fromStdString(plot->metric_name()) + u'.' + info.suffix();
        if (!plot->save_picture(name))
            return name;
    }
    return {};
}

bool CurveBoard::save_csv(const QString& file) const
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    const RunCurves& curves = bench_.run.curves();
    const auto number = [](double v) {
        return std::isfinite(v) ? QString::number(v, 'g', QLocale::FloatingPointShortest)
                                : QString();
    };
    QTextStream text(&out);
    text << "part,step,epoch,seconds";
    for (const std::string& metric : curves.metrics())
        text << ',' << QString::fromStdString(metric);
    text << '\n';
    const auto write = [&](const char* part, const std::vector<double>& steps,
                           const std::vector<double>& epochs, const std::vector<double>& times,
                           auto series_of) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            text << part << ',' << static_cast<qint64>(steps[i]) << ',' << number(epochs[i]) << ','
                 << number(times[i]);
            for (const std::string& metric : curves.metrics()) {
                const auto series = series_of(metric);
                text << ',' << (series ? number(series->raw().value(i)) : QString());
            }
            text << '\n';
        }
    };
    write("train", curves.train_steps(), curves.train_epochs(), curves.train_times(),
          [&](const std::string& m) { return curves.train(m); });
    write("validation", curves.validation_steps(), curves.validation_epochs(),
          curves.validation_times(), [&](const std::string& m) { return curves.validation(m); });
    text.flush();
    return out.flush() && out.error() == QFileDevice::NoError;
}

} // namespace lepton

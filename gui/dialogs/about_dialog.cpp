// Room gui/dialogs: about, with the licences of everything used. [gui]
#include "gui/dialogs/about_dialog.h"

#include "gui/theme.h"
#include "lepton_paths.h"

#include <QCoreApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace lepton {

namespace {

struct Used {
    const char *what, *licence, *where;
};

constexpr Used used[] = {
    {"Qt 6", "LGPL-3.0-only", "https://www.qt.io"},
    {"QCustomPlot", "GPL-3.0-or-later", "https://www.qcustomplot.com"},
    {"LibTorch (PyTorch)", "BSD-3-Clause", "https://pytorch.org"},
    {"Apache Arrow, Parquet", "Apache-2.0", "https://arrow.apache.org"},
    {"JSON for Modern C++", "MIT", "https://json.nlohmann.me"},
    {"CLI11", "BSD-3-Clause", "https://github.com/CLIUtils/CLI11"},
    {"libpng", "libpng-2.0", "https://www.libpng.org"},
    {"libjpeg-turbo", "IJG, BSD-3-Clause", "https://libjpeg-turbo.org"},
    {"libsndfile", "LGPL-2.1-or-later", "https://libsndfile.github.io"},
    {"ICU", "Unicode-DFS-2016", "https://icu.unicode.org"},
    {"libzip", "BSD-3-Clause", "https://libzip.org"},
    {"zlib", "Zlib", "https://zlib.net"},
    {"Lucide (icons)", "ISC, MIT", "https://lucide.dev"},
};

class AboutDialog : public QDialog {
    Q_DECLARE_TR_FUNCTIONS(AboutDialog)
public:
    explicit AboutDialog(QWidget* window)
        : QDialog(window)
    {
        setObjectName(QStringLiteral("about"));
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(tr("About Lepton Studio"));
        resize(560, 520);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(24, 20, 24, 16);
        column->setSpacing(10);
        auto* name = new QLabel(tr("Lepton Studio %1").arg(QLatin1String(program_version)), this);
        QFont large = name->font();
        large.setPointSizeF(large.pointSizeF() * 1.5);
        large.setWeight(QFont::DemiBold);
        name->setFont(large);
        auto* what = new QLabel(tr("A debugger for learning."), this);
        what->setProperty("quiet", true);
        auto* text = new QTextBrowser(this);
        text->setOpenExternalLinks(true);
        text->setAccessibleName(tr("Licences"));
        text->setHtml(licences());
        auto* close = new QPushButton(tr("Close"), this);
        connect(close, &QPushButton::clicked, this, &QDialog::close);
        auto* row = new QHBoxLayout;
        row->addStretch();
        row->addWidget(close);
        column->addWidget(name);
        column->addWidget(what);
        column->addWidget(text, 1);
        column->addLayout(row);
    }

private:
    static QString licences()
    {
        QString html =
            QStringLiteral("<p>%1</p><p>%2</p><p>%3</p><table cellpadding=3>")
                .arg(
                    tr("The window is free software under the GPL, version 3 or later. The engine, "
                       "the nodes and the plug-in interface are under the Apache License 2.0.")
                        .toHtmlEscaped(),
                    tr("Models that you train and code that you export are your own.")
                        .toHtmlEscaped(),
                    tr("It stands on the work of others:").toHtmlEscaped());
        for (const Used& one : used)
            html += QStringLiteral("<tr><td><a href='%1'>%2</a></td><td>%3</td></tr>")
                        .arg(QLatin1String(one.where), QString::fromUtf8(one.what).toHtmlEscaped(),
                             QLatin1String(one.licence));
        html += QStringLiteral("</table><p>%1</p><p>%2</p>")
                    .arg(tr("Data that come with it: MNIST by Yann LeCun, Corinna Cortes and "
                            "Christopher J. C. Burges (CC BY-SA 3.0); breast cancer (W. H. "
                            "Wolberg, W. N. Street, O. L. Mangasarian) and iris (R. A. Fisher) as "
                            "in scikit-learn (BSD-3-Clause).")
                             .toHtmlEscaped(),
                         tr("Where CUDA is used, NVIDIA's libraries are under NVIDIA's terms.")
                             .toHtmlEscaped());
        return html;
    }
};

} // namespace

void show_about(QWidget* window) { (new AboutDialog(window))->show(); }

} // namespace lepton

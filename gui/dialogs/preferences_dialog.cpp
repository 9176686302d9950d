// Room gui/dialogs: preferences. [gui]
#include "gui/dialogs/preferences_dialog.h"

#include "gui/language.h"
#include "gui/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace lepton {

namespace {

class PreferencesDialog : public QDialog {
    Q_DECLARE_TR_FUNCTIONS(PreferencesDialog)
public:
    explicit PreferencesDialog(QWidget* window)
        : QDialog(window)
        , theme_(new QComboBox(this))
        , language_(new QComboBox(this))
        , motion_(new QCheckBox(this))
        , wheel_(new QCheckBox(this))
        , theme_label_(new QLabel(this))
        , language_label_(new QLabel(this))
        , close_(new QPushButton(this))
    {
        setObjectName(QStringLiteral("preferences"));
        setAttribute(Qt::WA_DeleteOnClose);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(24, 20, 24, 16);
        column->setSpacing(16);
        auto* form = new QFormLayout;
        form->setHorizontalSpacing(20);
        form->setVerticalSpacing(12);
        for (QComboBox* box : {theme_, language_}) {
            box->setView(new QListView(box));
            box->setMinimumWidth(220);
        }
        theme_->setObjectName(QStringLiteral("theme"));
        language_->setObjectName(QStringLiteral("language"));
        motion_->setObjectName(QStringLiteral("motion"));
        wheel_->setObjectName(QStringLiteral("wheel"));
        theme_label_->setBuddy(theme_);
        language_label_->setBuddy(language_);
        form->addRow(theme_label_, theme_);
        form->addRow(language_label_, language_);
        form->addRow(QString(), motion_);
        form->addRow(QString(), wheel_);
        column->addLayout(form);
        auto* buttons = new QHBoxLayout;
        buttons->addStretch();
        buttons->addWidget(close_);
        column->addLayout(buttons);
        retranslate();
        connect(theme_, &QComboBox::activated, this,
                [](int index) { preferences::set_theme(static_cast<Theme::Choice>(index)); });
        connect(language_, &QComboBox::activated, this, [this](int index) {
            preferences::set_language(language_->itemData(index).toString());
        });
        connect(motion_, &QCheckBox::toggled, this,
                [](bool on) { preferences::set_reduced_motion(on); });
        connect(wheel_, &QCheckBox::toggled, this,
                [](bool on) { preferences::set_wheel_zooms(on); });
        connect(close_, &QPushButton::clicked, this, &QDialog::close);
    }

protected:
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        QDialog::changeEvent(event);
    }

private:
    void retranslate()
    {
        setWindowTitle(tr("Preferences"));
        theme_label_->setText(tr("Theme"));
        language_label_->setText(tr("Language"));
        theme_->clear();
        theme_->addItems({tr("Like the system"), tr("Light"), tr("Dark")});
        theme_->setCurrentIndex(static_cast<int>(preferences::theme()));
        language_->clear();
        language_->addItem(tr("Like the system (%1)").arg(language_name(system_language())),
                           QString());
        for (const QString& language : languages())
            language_->addItem(language_name(language), language);
        language_->setCurrentIndex(std::max(0, language_->findData(preferences::language())));
        motion_->setText(tr("Reduce motion"));
        motion_->setToolTip(tr("Views jump to their place instead of gliding."));
        motion_->setChecked(preferences::reduced_motion());
        wheel_->setText(tr("The mouse wheel zooms the drawing"));
        wheel_->setToolTip(tr("Off: it scrolls; with Ctrl it zooms. A trackpad always scrolls."));
        wheel_->setChecked(preferences::wheel_zooms());
        close_->setText(tr("Close"));
        theme_->setAccessibleName(theme_label_->text());
        language_->setAccessibleName(language_label_->text());
    }

    QComboBox *theme_, *language_;
    QCheckBox *motion_, *wheel_;
    QLabel *theme_label_, *language_label_;
    QPushButton* close_;
};

} // namespace

void show_preferences(QWidget* window)
{
    if (auto* open = window->findChild<QDialog*>(QStringLiteral("preferences"))) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new PreferencesDialog(window))->show();
}

} // namespace lepton

// Room tests/pictures: a walk through everything that can be opened, with a picture of each.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

class QWidget;

namespace lepton {

class MainWindow;

/// Drives real windows over real runs.
class Tour {
public:
    /// Pictures go into `folder`; drawings and their runs are made in `work` and used again.
    Tour(QString folder, QString work);
    ~Tour();

    /// Trains what the pictures show. False if the engine could not.
    bool prepare();
    /// All pictures in one language ("en") and theme ("light", "dark").
    void take(const QString& language, const QString& theme, int scale);

    int taken() const { return taken_; }
    const QStringList& complaints() const { return complaints_; }

private:
    std::unique_ptr<MainWindow> open(const QString& document, int width = 1440, int height = 900);
    bool train(const QString& document, const QStringList& flags);
    QString place(const char* document) const;
    void keep(QWidget& widget, const QString& name);
    void workspaces_of(MainWindow& window);
    void panels_of(MainWindow& window);
    void dialogs_of(MainWindow& window);
    void broken();
    void drawing();
    void live();
    void small_tasks();

    QString folder_, work_, variant_;
    int taken_ = 0;
    QStringList complaints_;
};

} // namespace lepton

// tests/gui: the main window in a home of its own, made anew for each test.
#pragma once

#include "gui/autosave.h"
#include "gui/document_files.h"
#include "gui/main_window.h"
#include "gui/preferences.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace lepton {

/// Settings and data of these tests lie in a folder that goes with them.
class WindowFixture {
protected:
    /// Call before all tests; `name` keeps the settings apart.
    void begin(const char* name)
    {
        qputenv("XDG_CONFIG_HOME", home_.path().toUtf8() + "/config");
        qputenv("XDG_DATA_HOME", home_.path().toUtf8() + "/data");
        QApplication::setOrganizationName(QStringLiteral("lepton-test"));
        QApplication::setApplicationName(QLatin1String(name));
    }
    /// Call before each: a window as a new user sees it. False if it does not come up.
    bool make(QSize size = {})
    {
        QSettings().clear();
        preferences::apply();
        window_ = std::make_unique<MainWindow>();
        if (!size.isEmpty())
            window_->resize(size);
        window_->start({});
        window_->show();
        return QTest::qWaitForWindowExposed(window_.get());
    }
    /// Call after each: nothing is left behind.
    void end()
    {
        if (window_)
            window_->files().autosave().forget();
        window_.reset();
    }
    QString path(const char* name) const { return home_.filePath(QLatin1String(name)); }

    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;
};

/// A large window on an empty canvas, or none if it does not come up.
inline std::unique_ptr<MainWindow> window_on_an_empty_canvas()
{
    preferences::apply();
    auto window = std::make_unique<MainWindow>();
    window->resize(1600, 1000);
    window->start({});
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        return nullptr;
    QTest::mouseClick(window->findChild<QAbstractButton*>(QStringLiteral("empty_canvas")),
                      Qt::LeftButton);
    QTest::qWait(50);
    return window;
}

} // namespace lepton

// Room gui: the docks round the canvas. [gui]
#include "gui/dock_area.h"

#include "gui/preferences.h"
#include "gui/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace lepton {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 5> all_workspaces{
    {{"data", QT_TRANSLATE_NOOP("Workspace", "Data")},
     {"design", QT_TRANSLATE_NOOP("Workspace", "Design")},
     {"train", QT_TRANSLATE_NOOP("Workspace", "Train")},
     {"understand", QT_TRANSLATE_NOOP("Workspace", "Understand")},
     {"export", QT_TRANSLATE_NOOP("Workspace", "Export")}}};

constexpr QLatin1String whole_area("."); ///< the area among the sizes of its docks

QString panel_title(const Panel& panel)
{
    return QCoreApplication::translate("Panel", panel.title);
}

Qt::DockWidgetArea area_of(PanelArea area)
{
    switch (area) {
    case PanelArea::left:
        return Qt::LeftDockWidgetArea;
    case PanelArea::right:
        return Qt::RightDockWidgetArea;
    case PanelArea::bottom:
        return Qt::BottomDockWidgetArea;
    }
    return Qt::BottomDockWidgetArea;
}

} // namespace

QStringList workspaces()
{
    QStringList ids;
    for (const auto& [id, title] : all_workspaces)
        ids << QLatin1String(id);
    return ids;
}

QString workspace_title(const QString& workspace)
{
    for (const auto& [id, title] : all_workspaces)
        if (workspace == QLatin1String(id))
            return QCoreApplication::translate("Workspace", title);
    return {};
}

DockTitle::DockTitle(QDockWidget* dock)
    : QWidget(dock)
    , dock_(dock)
    , float_(new QToolButton(this))
    , close_(new QToolButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 2);
    row->setSpacing(0);
    row->addStretch();
    float_->setIcon(Theme::current().icon(QStringLiteral("external-link")));
    close_->setIcon(Theme::current().icon(QStringLiteral("x")));
    for (QToolButton* button : {float_, close_}) {
        button->setIconSize({13, 13});
        button->setFocusPolicy(Qt::NoFocus); // the View menu does the same by keyboard
        QSizePolicy keep = button->sizePolicy();
        keep.setRetainSizeWhenHidden(true);
        button->setSizePolicy(keep);
        button->hide();
        row->addWidget(button);
    }
    connect(float_, &QToolButton::clicked, dock_,
            [this] { dock_->setFloating(!dock_->isFloating()); });
    connect(close_, &QToolButton::clicked, dock_, &QDockWidget::close);
    connect(dock_, &QWidget::windowTitleChanged, this, [this] { update(); });
    retranslate();
}

void DockTitle::collapse(bool on)
{
    if (on == collapsed_)
        return;
    collapsed_ = on;
    layout()->setEnabled(!on);
    for (QToolButton* button : {float_, close_})
        button->hide();
    updateGeometry();
    // The dock asks for the heading's size only when it is given one.
    dock_->setTitleBarWidget(nullptr);
    dock_->setTitleBarWidget(this);
    show();
}

QSize DockTitle::sizeHint() const { return collapsed_ ? QSize(0, 0) : QSize(80, 32); }

QSize DockTitle::minimumSizeHint() const { return sizeHint(); }

void DockTitle::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colors().panel);
    if (collapsed_)
        return;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(Theme::current().colors().secondary);
    painter.drawText(rect().adjusted(12, 3, -60, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     dock_->windowTitle());
}

void DockTitle::enterEvent(QEnterEvent*)
{
    float_->setVisible(!collapsed_);
    close_->setVisible(!collapsed_);
}

void DockTitle::leaveEvent(QEvent*)
{
    float_->hide();
    close_->hide();
}

void DockTitle::retranslate()
{
    float_->setToolTip(tr("Float or dock"));
    close_->setToolTip(tr("Close"));
    float_->setAccessibleName(float_->toolTip());
    close_->setAccessibleName(close_->toolTip());
}

void DockTitle::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

DockArea::DockArea(const Workbench& bench, QWidget* centre, QWidget* parent)
    : QMainWindow(parent)
    , bench_(bench)
{
    setWindowFlags(Qt::Widget);
    setObjectName(QStringLiteral("docks"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setCentralWidget(centre);
    add_all_panels(panels_);
    std::vector<Panel> sorted = panels_.all();
    std::ranges::stable_sort(sorted, {}, &Panel::order);
    Panels in_order;
    for (Panel& panel : sorted)
        in_order.add(std::move(panel));
    panels_ = std::move(in_order);
    for (const Panel& panel : panels_.all()) {
        auto* dock = new QDockWidget(panel_title(panel), this);
        dock->setObjectName(QLatin1String(panel.id));
        dock->setTitleBarWidget(new DockTitle(dock));
        dock->installEventFilter(this);
        dock->hide();
        // Made when first shown: panels of other workspaces cost nothing at start.
        connect(dock, &QDockWidget::visibilityChanged, this, [this, dock, &panel](bool visible) {
            if (visible)
                fill(dock, panel);
        });
        connect(dock, &QDockWidget::dockLocationChanged, this, &DockArea::update_titles);
        connect(dock, &QDockWidget::topLevelChanged, this, &DockArea::update_titles);
    }
    connect(&Theme::current(), &Theme::changed, this, [this] { update(); });
}

void DockArea::fill(QDockWidget* dock, const Panel& panel)
{
    if (dock->widget() != nullptr)
        return;
    QWidget* widget = panel.make(bench_);
    if (widget->accessibleName().isEmpty())
        widget->setAccessibleName(panel_title(panel));
    widget->setAttribute(Qt::WA_StyledBackground);
    widget->setProperty("panel", true); // one ground for all of them
    dock->setWidget(widget);
    // A panel may show a count in its name: "Problems 2".
    const auto take_title = [dock, widget] { dock->setWindowTitle(widget->windowTitle()); };
    if (!widget->windowTitle().isEmpty())
        take_title();
    connect(widget, &QWidget::windowTitleChanged, dock, take_title);
}

QDockWidget* DockArea::dock(const QString& panel) const
{
    return findChild<QDockWidget*>(panel, Qt::FindDirectChildrenOnly);
}

QList<QDockWidget*> DockArea::docks() const
{
    QList<QDockWidget*> list;
    for (const Panel& panel : panels_.all())
        list << dock(QLatin1String(panel.id));
    return list;
}

void DockArea::enter(const QString& workspace)
{
    if (workspace == workspace_ || !workspaces().contains(workspace))
        return;
    if (!workspace_.isEmpty())
        remember();
    workspace_ = workspace;
    // The panels that were open, then their arrangement: Qt's alone brings back closed ones that
    // once shared tabs with those.
    const QByteArray kept = preferences::workspace(workspace);
    const qsizetype names_end = kept.indexOf('\n');
    clear(); // what a remembered arrangement does not know would stay from the one before
    if (names_end < 0 || !restoreState(kept.mid(names_end + 1))) {
        arrange();
    } else {
        take_sizes(kept.left(names_end));
    }
    preferences::set_last_workspace(workspace);
    update_titles();
    Q_EMIT workspace_changed(workspace);
}

void DockArea::take_sizes(const QByteArray& open)
{
    // Qt shares the room out anew among all that an arrangement has ever held.
    QMap<QString, QSize> sizes;
    for (const QByteArray& one : open.split(' ')) {
        const QList<QByteArray> parts = one.split(':');
        sizes[QString::fromLatin1(parts.front())] =
            parts.size() == 3 ? QSize(parts[1].toInt(), parts[2].toInt()) : QSize();
    }
    QList<QDockWidget*> sized;
    QList<int> widths;
    QDockWidget* tallest = nullptr; // of the bottom; the others there stand under a tab bar
    for (QDockWidget* one : docks()) {
        if (!sizes.contains(one->objectName())) {
            take_out(one);
        } else if (const QSize size = sizes.value(one->objectName()); size.isValid()) {
            sized << one;
            widths << size.width();
            if (dockWidgetArea(one) == Qt::BottomDockWidgetArea
                && (tallest == nullptr
                    || size.height() > sizes.value(tallest->objectName()).height()))
                tallest = one;
        }
    }
    resizeDocks(sized, widths, Qt::Horizontal);
    if (tallest != nullptr)
        resizeDocks({tallest},
                    {std::min(sizes.value(tallest->objectName()).height(),
                              sizes.value(whole_area).height() > height() ? most_at_bottom()
                                                                          : QWIDGETSIZE_MAX)},
                    Qt::Vertical);
}

int DockArea::most_at_bottom() const
{
    return std::max(150, height() * (workspace_ == QLatin1String("design") ? 3 : 6) / 10);
}

void DockArea::remember()
{
    if (workspace_.isEmpty())
        return;
    QByteArrayList open{whole_area.latin1() + QByteArray(":") + QByteArray::number(width()) + ':'
                        + QByteArray::number(height())};
    for (const QDockWidget* one : docks())
        if (!one->isHidden()) {
            open << one->objectName().toLatin1();
            if (!one->isFloating() && !one->visibleRegion().isEmpty()) // not behind another tab
                open.back() += ':' + QByteArray::number(one->width()) + ':'
                    + QByteArray::number(one->height());
        }
    preferences::set_workspace(workspace_, open.join(' ') + '\n' + saveState());
}

void DockArea::restore_design()
{
    arrange();
    remember();
}

void DockArea::clear()
{
    for (QDockWidget* one : docks())
        take_out(one);
}

void DockArea::take_out(QDockWidget* dock)
{
    dock->setFloating(false);
    removeDockWidget(dock);
    dock->hide(); // a dock that was never shown would come with its window
}

void DockArea::arrange()
{
    std::vector<QDockWidget*> left, right, bottom;
    clear();
    for (const Panel& panel : panels_.all()) {
        QDockWidget* one = dock(QLatin1String(panel.id));
        const bool wanted = std::ranges::any_of(
            panel.workspaces, [&](const char* w) { return workspace_ == QLatin1String(w); });
        if (wanted)
            (panel.area == PanelArea::left        ? left
                 : panel.area == PanelArea::right ? right
                                                  : bottom)
                .push_back(one);
    }
    for (const auto& [docks, area] :
         {std::pair(&left, Qt::LeftDockWidgetArea), std::pair(&right, Qt::RightDockWidgetArea)}) {
        for (std::size_t i = 0; i < docks->size(); ++i) {
            addDockWidget(area, (*docks)[i]);
            (*docks)[i]->show();
            if (i > 0)
                tabifyDockWidget((*docks)[0], (*docks)[i]);
        }
        if (!docks->empty()) {
            docks->front()->raise();
            resizeDocks({docks->front()}, {area == Qt::LeftDockWidgetArea ? 228 : 330},
                        Qt::Horizontal);
        }
    }
    arrange_bottom(bottom);
}

void DockArea::arrange_bottom(const std::vector<QDockWidget*>& docks)
{
    if (docks.empty())
        return;
    // Where curves and pictures are what one came for, two panels stand side by side, if there is
    // room for what Understand has to say.
    const bool tall = workspace_ != QLatin1String("design");
    const bool two = workspace_ == QLatin1String("train")
        || (workspace_ == QLatin1String("understand") && width() >= 1360);
    const std::size_t columns = two ? 2 : 1;
    QList<QDockWidget*> heads;
    for (std::size_t i = 0; i < docks.size(); ++i) {
        docks[i]->show();
        if (i < columns) {
            addDockWidget(Qt::BottomDockWidgetArea, docks[i], Qt::Horizontal);
            heads << docks[i];
        } else {
            tabifyDockWidget(docks[columns - 1 < docks.size() ? columns - 1 : 0], docks[i]);
        }
    }
    for (QDockWidget* head : heads)
        head->raise();
    const int room = std::max(height(), 400);
    resizeDocks({heads.front()}, {tall ? room * 3 / 5 : std::max(150, room / 5)}, Qt::Vertical);
    if (heads.size() > 1)
        // The curves with their summary want more, and so does what a test found.
        resizeDocks(heads, {std::max(300, width() * 3 / 5), std::max(300, width() * 2 / 5)},
                    Qt::Horizontal);
}

void DockArea::show_panel(const QString& panel)
{
    if (QDockWidget* wanted = dock(panel)) {
        if (dockWidgetArea(wanted) == Qt::NoDockWidgetArea)
            for (const Panel& known : panels_.all())
                if (panel == QLatin1String(known.id))
                    addDockWidget(area_of(known.area), wanted);
        wanted->show();
        wanted->raise();
        if (wanted->widget() != nullptr)
            wanted->widget()->setFocus();
    }
}

void DockArea::update_titles()
{
    if (titles_due_)
        return;
    titles_due_ = true;
    QTimer::singleShot(0, this, [this] {
        titles_due_ = false;
        for (QDockWidget* one : docks())
            if (auto* title = qobject_cast<DockTitle*>(one->titleBarWidget())) {
                const QList<QDockWidget*> others = tabifiedDockWidgets(one);
                const bool tabbed = !one->isFloating()
                    && std::ranges::any_of(others,
                                           [](const QDockWidget* d) { return !d->isHidden(); });
                title->collapse(tabbed);
            }
        for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
            bar->setDrawBase(false);
            bar->setExpanding(false);
            bar->setElideMode(Qt::ElideRight);
            bar->setUsesScrollButtons(
                false); // scrolled tabs stay scrolled when there is room again
            bar->setAutoFillBackground(true);
            bar->setAccessibleName(tr("Panels"));
        }
    });
}

void DockArea::childEvent(QChildEvent* event)
{
    // Tab bars come when Qt lays the docks out, after everything else.
    if (event->type() == QEvent::ChildPolished && qobject_cast<QTabBar*>(event->child()) != nullptr)
        update_titles();
    QMainWindow::childEvent(event);
}

void DockArea::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // Qt takes from the middle what a smaller window lacks.
    if (!isVisible() || event->size().height() >= event->oldSize().height())
        return;
    const int most = most_at_bottom();
    for (QDockWidget* one : docks())
        if (!one->isHidden() && !one->isFloating() && !one->visibleRegion().isEmpty()
            && dockWidgetArea(one) == Qt::BottomDockWidgetArea && one->height() > most)
            resizeDocks({one}, {most}, Qt::Vertical);
}

bool DockArea::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide
        || event->type() == QEvent::ParentChange)
        update_titles();
    return QMainWindow::eventFilter(watched, event);
}

void DockArea::retranslate()
{
    update_titles();
    for (const Panel& panel : panels_.all()) {
        QDockWidget* one = dock(QLatin1String(panel.id));
        one->setWindowTitle(panel_title(panel));
        if (QWidget* before = one->widget()) {
            // Made anew: what a panel shows lies in the document and the run, its words do not.
            const bool had_focus = before->isAncestorOf(QApplication::focusWidget());
            one->setWidget(nullptr);
            before->deleteLater();
            fill(one, panel);
            if (had_focus)
                one->widget()->setFocus();
        }
    }
}

} // namespace lepton

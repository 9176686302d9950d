// Room gui: what is seen when nothing is open. [gui]
#include "gui/start_page.h"

#include "backend/data/source.h"
#include "gui/preferences.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace lepton {

namespace {

/// A large button: icon or picture, a title, one sentence.
class Tile : public QAbstractButton {
public:
    Tile(QSize size, QWidget* parent)
        : QAbstractButton(parent)
    {
        setFixedSize(size);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
    }
    void say_what(const QString& title, const QString& sentence)
    {
        setText(title);
        sentence_ = sentence;
        setAccessibleName(title);
        setAccessibleDescription(sentence);
        update();
    }
    void show_picture(std::function<QPixmap(QSize, qreal)> picture)
    {
        picture_ = std::move(picture);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& c = Theme::current().colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(underMouse() ? c.accent : c.line, 1));
        painter.setBrush(isDown() ? c.hover : c.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
        QRect text = rect().adjusted(18, 16, -18, -12);
        if (picture_) {
            const QRect frame(10, 10, width() - 20, height() - 82);
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.canvas);
            painter.drawRoundedRect(frame, 6, 6);
            painter.drawPixmap(frame.topLeft(), picture_(frame.size(), devicePixelRatioF()));
            text.setTop(frame.bottom() + 8);
            text.adjust(-4, 0, 4, 6);
        } else {
            icon().paint(&painter, QRect(text.left(), text.top(), 30, 30));
            text.setTop(text.top() + 44);
        }
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        if (!picture_)
            bold.setPointSizeF(bold.pointSizeF() * 1.15);
        painter.setFont(bold);
        painter.setPen(c.text);
        QRect used;
        painter.drawText(text, Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, this->text(),
                         &used);
        text.setTop(used.bottom() + (picture_ ? 2 : 8));
        painter.setFont(font());
        painter.setPen(c.secondary);
        painter.drawText(text, Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, sentence_);
    }

private:
    QString sentence_;
    std::function<QPixmap(QSize, qreal)> picture_;
};

/// What the examples that come with the program are called and teach.
struct Example {
    const char *file, *title, *doc;
};

/// Networks that lack only their data, by what they are for.
constexpr Example templates[] = {
    {"table_classes", QT_TRANSLATE_NOOP("StartPage", "Table: classification"),
     QT_TRANSLATE_NOOP("StartPage", "Numbers in, one of several classes out.")},
    {"table_numbers", QT_TRANSLATE_NOOP("StartPage", "Table: regression"),
     QT_TRANSLATE_NOOP("StartPage", "A price, a temperature: one number from many.")},
    {"picture_classes", QT_TRANSLATE_NOOP("StartPage", "Images: classification"),
     QT_TRANSLATE_NOOP("StartPage", "Convolutions for images with labels, from IDX files.")},
    {"autoencoder", QT_TRANSLATE_NOOP("StartPage", "Images: autoencoder"),
     QT_TRANSLATE_NOOP("StartPage", "Sixteen numbers have to do for an image.")},
};

constexpr Example examples[] = {
    {"leptonnet", QT_TRANSLATE_NOOP("StartPage", "LeptonNet"),
     QT_TRANSLATE_NOOP("StartPage", "Reads digits with two convolutions. 99 % after %1 epochs.")},
    {"leptonnet_broken", QT_TRANSLATE_NOOP("StartPage", "LeptonNet, broken"),
     QT_TRANSLATE_NOOP("StartPage", "One layer expects the wrong size. Mend it with one click.")},
    {"mlp", QT_TRANSLATE_NOOP("StartPage", "Dense layers"),
     QT_TRANSLATE_NOOP("StartPage", "The same digits without convolutions.")},
    {"diagnosis", QT_TRANSLATE_NOOP("StartPage", "Diagnosis"),
     QT_TRANSLATE_NOOP("StartPage", "Benign or malignant, from a table of thirty numbers.")},
    {"residual", QT_TRANSLATE_NOOP("StartPage", "Residual network"),
     QT_TRANSLATE_NOOP("StartPage", "One block, drawn once and repeated three times.")},
    {"siamese", QT_TRANSLATE_NOOP("StartPage", "Siamese pair"),
     QT_TRANSLATE_NOOP("StartPage",
                       "Two views of one sample through one encoder: shared weights.")},
    {"iris", QT_TRANSLATE_NOOP("StartPage", "Iris"),
     QT_TRANSLATE_NOOP("StartPage", "Three flowers by four measures, in a second.")},
    {"moons", QT_TRANSLATE_NOOP("StartPage", "Two moons"),
     QT_TRANSLATE_NOOP("StartPage", "Watch the boundary bend between two classes.")},
    {"xor", QT_TRANSLATE_NOOP("StartPage", "XOR"),
     QT_TRANSLATE_NOOP("StartPage", "The smallest problem that needs a hidden layer.")},
};

/// Lays tiles of drawings in a resource folder, each with its picture. Clicked, they are asked for.
bool fill_tiles(QGridLayout& grid, QWidget* page, const char* resource,
                std::span<const Example> all, const char* prefix,
                const std::function<void(const QString&)>& open)
{
    int place = 0;
    for (const Example& example : all) {
        const std::filesystem::path path =
            resources_folder() / resource / (std::string(example.file) + ".lepton");
        auto read = load(path);
        if (!read)
            continue;
        const auto document = std::make_shared<Document>(std::move(*read));
        auto* tile = new Tile({260, 188}, page);
        tile->setObjectName(QLatin1String(prefix) + QLatin1String(example.file));
        tile->show_picture(
            [document](QSize size, qreal ratio) { return picture_of(*document, size, ratio); });
        QString doc = QCoreApplication::translate("StartPage", example.doc);
        doc.replace(QLatin1String("%1"), QString::number(document->settings.epochs));
        tile->say_what(QCoreApplication::translate("StartPage", example.title), doc);
        const QString file = QString::fromStdString(path.string());
        QObject::connect(tile, &QAbstractButton::clicked, page, [open, file] { open(file); });
        grid.addWidget(tile, place / 3, place % 3);
        ++place;
    }
    return place > 0;
}

void empty(QLayout& layout)
{
    while (QLayoutItem* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

QPixmap picture_of(const Document& document, QSize size, qreal ratio)
{
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    const Graph& graph = document.graph();
    if (graph.slots().empty())
        return pixmap;
    constexpr double w = 150;
    constexpr double h = 70;
    QRectF all;
    for (const auto& [id, slot] : graph.slots())
        all |= QRectF(slot.node.position.x, slot.node.position.y, w, h);
    // Wires bend out beyond the nodes at both sides.
    const double scale =
        std::min({(size.width() - 44) / all.width(), (size.height() - 20) / all.height(), 0.6});
    const Colors& c = Theme::current().colors();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(size.width() / 2.0, size.height() / 2.0);
    painter.scale(scale, scale);
    painter.translate(-all.center());
    for (const Wire& wire : graph.wires()) {
        const Point& a = graph.find(wire.from.node)->position;
        const Point& b = graph.find(wire.to.node)->position;
        const Kind* kind = catalog().find(graph.find(wire.from.node)->kind);
        const Port* port = kind ? kind->output(wire.from.port) : nullptr;
        QPainterPath path(QPointF(a.x + w, a.y + h / 2));
        const double bend = std::max(40.0, std::abs(b.x - a.x - w) / 2);
        path.cubicTo(QPointF(a.x + w + bend, a.y + h / 2), QPointF(b.x - bend, b.y + h / 2),
                     QPointF(b.x, b.y + h / 2));
        painter.setPen(QPen(c.wire(port ? port->kind : PortKind::features), 1.4 / scale));
        painter.drawPath(path);
    }
    for (const auto& [id, slot] : graph.slots()) {
        const Kind* kind = catalog().find(slot.node.kind);
        painter.setPen(QPen(c.node_border, 1 / scale));
        painter.setBrush(c.header(kind ? kind->card.role : Role::merge));
        painter.drawRoundedRect(QRectF(slot.node.position.x, slot.node.position.y, w, h), 10, 10);
    }
    return pixmap;
}

StartPage::StartPage(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("start_page"));
    setWidgetResizable(true);
    auto* page = new QWidget;
    auto* outer = new QHBoxLayout(page);
    outer->addStretch(1);
    auto* column = new QVBoxLayout;
    outer->addLayout(column);
    outer->addStretch(1);
    column->setContentsMargins(24, 44, 24, 32);
    column->setSpacing(10);
    heading_ = new QLabel(page);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setWeight(QFont::DemiBold);
    heading_->setFont(large);
    subtitle_ = new QLabel(page);
    subtitle_->setProperty("quiet", true);
    column->addWidget(heading_);
    column->addWidget(subtitle_);
    column->addSpacing(14);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    for (QWidget* one : {way("learn", QStringLiteral("graduation-cap")),
                         way("use_my_data", QStringLiteral("table")),
                         way("empty_canvas", QStringLiteral("workflow"))})
        row->addWidget(one);
    column->addLayout(row);
    column->addSpacing(18);
    const auto section = [&] {
        auto* label = new QLabel(page);
        label->setProperty("section", true);
        column->addWidget(label);
        return label;
    };
    recent_heading_ = section();
    recent_ = new QVBoxLayout;
    recent_->setSpacing(0);
    column->addLayout(recent_);
    column->addSpacing(8);
    const auto tiles = [&] {
        auto* grid = new QGridLayout;
        grid->setSpacing(16);
        column->addLayout(grid);
        return grid;
    };
    templates_heading_ = section();
    templates_ = tiles();
    column->addSpacing(8);
    examples_heading_ = section();
    examples_ = tiles();
    column->addStretch(1);
    setWidget(page);
    connect(&Theme::current(), &Theme::changed, this, [this] { widget()->update(); });
    retranslate();
}

QWidget* StartPage::way(const char* name, const QString& icon)
{
    auto* tile = new Tile({260, 150}, this);
    tile->setObjectName(QLatin1String(name));
    tile->setIcon(Theme::current().icon(icon));
    ways_.push_back(tile);
    const QString which = QLatin1String(name);
    connect(tile, &QAbstractButton::clicked, this, [this, which, tile] {
        if (which == QLatin1String("learn"))
            Q_EMIT learn();
        else if (which == QLatin1String("use_my_data"))
            ask_for_data(tile);
        else
            Q_EMIT empty_canvas();
    });
    return tile;
}

void StartPage::ask_for_data(QWidget* beside)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("my_data"));
    menu->setAccessibleName(tr("Use my data"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* file = menu->addAction(Theme::current().icon(QStringLiteral("file")), tr("A file …"),
                                    this, [this] { Q_EMIT use_my_data(false); });
    menu->addAction(Theme::current().icon(QStringLiteral("folder-open")),
                    tr("A folder of images …"), this, [this] { Q_EMIT use_my_data(true); });
    menu->setActiveAction(file); // Enter takes it
    menu->popup(beside->mapToGlobal(QPoint(0, beside->height() + 4)));
}

void StartPage::fill()
{
    fill_recent();
    if (!filled_) {
        filled_ = true;
        QTimer::singleShot(0, this, &StartPage::fill_pictures);
    }
}

void StartPage::fill_recent()
{
    empty(*recent_);
    const QStringList files = preferences::recent_files().mid(0, 6);
    recent_heading_->setVisible(!files.isEmpty());
    for (const QString& file : files) {
        auto* button = new QPushButton(Theme::current().icon(QStringLiteral("file")),
                                       QFileInfo(file).completeBaseName());
        button->setFlat(true);
        button->setToolTip(file);
        button->setAccessibleDescription(file);
        button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; }"));
        connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT open_file(file); });
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* folder = new QLabel(row);
        folder->setProperty("quiet", true);
        folder->setText(folder->fontMetrics().elidedText(
            QDir::toNativeSeparators(QFileInfo(file).absolutePath()), Qt::ElideMiddle, 480));
        line->addWidget(button);
        line->addWidget(folder, 1);
        recent_->addWidget(row);
    }
}

void StartPage::fill_pictures()
{
    templates_heading_->setVisible(
        fill_tiles(*templates_, widget(), "templates", templates, "template_",
                   [this](const QString& path) { Q_EMIT open_template(path); }));
    examples_heading_->setVisible(
        fill_tiles(*examples_, widget(), "examples", examples, "example_",
                   [this](const QString& path) { Q_EMIT open_example(path); }));
}

void StartPage::retranslate()
{
    heading_->setText(tr("Lepton Studio"));
    subtitle_->setText(tr("Draw a network, watch it learn, see why."));
    recent_heading_->setText(tr("Recent"));
    templates_heading_->setText(tr("Templates: add your data"));
    examples_heading_->setText(tr("Examples"));
    for (QWidget* one : ways_) {
        auto* tile = static_cast<Tile*>(one);
        if (tile->objectName() == QLatin1String("learn"))
            tile->say_what(
                tr("Learn: digits in two minutes"),
                tr("A network that reads handwriting. Press Train, then draw a digit yourself."));
        else if (tile->objectName() == QLatin1String("use_my_data"))
            tile->say_what(tr("Use my data"),
                           tr("Open a table, pictures or arrays and build a network for them."));
        else
            tile->say_what(tr("Empty canvas"), tr("Start from nothing. Space finds every node."));
    }
    setAccessibleName(tr("Start page"));
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        empty(*templates_);
        empty(*examples_);
        if (filled_)
            fill_pictures();
    }
    QScrollArea::changeEvent(event);
}

} // namespace lepton

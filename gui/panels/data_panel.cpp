// Room gui/panels: the Data panel: samples, classes and columns of a dataset. [gui]
#include "gui/panels/data_panel.h"

#include "gui/mailbox.h"
#include "gui/open_document.h"
#include "gui/panels/data_views.h"
#include "gui/panels/place_node.h"
#include "gui/texts.h"
#include "gui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lepton {

namespace {

QTableWidget* quiet_table(QWidget* parent)
{
    auto* table = new QTableWidget(parent);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->verticalHeader()->setDefaultSectionSize(26);
    table->setFont(Theme::current().figures());
    table->setFrameShape(QFrame::NoFrame);
    return table;
}

} // namespace

DataPanel::DataPanel(const Workbench& bench)
    : document_(bench.document)
    , which_(new QComboBox(this))
    , part_(new QComboBox(this))
    , counts_(new QLabel(this))
    , message_(new QLabel(this))
    , add_(new QPushButton(this))
    , samples_(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("data_panel"));
    setProperty("panel", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 8);
    column->setSpacing(8);
    auto* top = new QHBoxLayout;
    for (QComboBox* box : {which_, part_})
        box->setView(new QListView(box));
    counts_->setProperty("quiet", true);
    counts_->setFont(Theme::current().figures());
    message_->setWordWrap(true);
    message_->setProperty("quiet", true);
    top->addWidget(which_);
    top->addWidget(part_);
    top->addWidget(counts_, 1);
    column->addLayout(top);
    auto* empty = new QHBoxLayout;
    empty->addWidget(message_, 1);
    empty->addWidget(add_);
    column->addLayout(empty);

    auto* split = new QSplitter(this);
    body_ = split;
    pictures_ = new PictureGrid;
    picture_scroll_ = new QScrollArea(split);
    picture_scroll_->setWidgetResizable(true);
    picture_scroll_->setWidget(pictures_);
    pictures_->setAutoFillBackground(false);
    picture_scroll_->viewport()->setAutoFillBackground(false);
    rows_ = quiet_table(split);
    points_ = new PointCloud(split);
    samples_->addWidget(picture_scroll_);
    samples_->addWidget(rows_);
    samples_->addWidget(points_);
    split->addWidget(samples_);
    auto* classes = new QWidget;
    auto* classes_column = new QVBoxLayout(classes);
    classes_column->setContentsMargins(8, 0, 0, 0);
    classes_heading_ = new QLabel(classes);
    classes_heading_->setProperty("section", true);
    bars_ = new ClassCounts(classes);
    class_scroll_ = new QScrollArea(classes);
    class_scroll_->setWidgetResizable(true);
    class_scroll_->setWidget(bars_);
    bars_->setAutoFillBackground(false);
    class_scroll_->viewport()->setAutoFillBackground(false);
    classes_column->addWidget(classes_heading_);
    classes_column->addWidget(class_scroll_, 1);
    split->addWidget(classes);
    auto* statistics = new QWidget;
    auto* statistics_column = new QVBoxLayout(statistics);
    statistics_column->setContentsMargins(8, 0, 0, 0);
    columns_heading_ = new QLabel(statistics);
    columns_heading_->setProperty("section", true);
    columns_ = quiet_table(statistics);
    columns_->verticalHeader()->hide();
    statistics_column->addWidget(columns_heading_);
    statistics_column->addWidget(columns_, 1);
    split->addWidget(statistics);
    split->setSizes({470, 205, 475});
    split->setChildrenCollapsible(false);
    column->addWidget(split, 1);
    column->addStretch(0);

    soon_.setSingleShot(true);
    soon_.setInterval(150);
    connect(&soon_, &QTimer::timeout, this, &DataPanel::follow);
    const auto later = [this] { soon_.start(); };
    connect(&document_, &OpenDocument::changed, this, later);
    connect(&document_, &OpenDocument::inferred, this, later);
    connect(&document_, &OpenDocument::replaced, this, later);
    connect(&document_, &OpenDocument::selection_changed, this, later);
    connect(&document_, &OpenDocument::path_changed, this, later);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        if (!shown_.samples.empty())
            show_digest(shown_);
    });
    connect(which_, &QComboBox::activated, this, [this](int index) {
        node_ = which_->itemData(index).toLongLong();
        read();
    });
    connect(part_, &QComboBox::activated, this, &DataPanel::read);
    connect(add_, &QPushButton::clicked, this, &DataPanel::offer_sources);
    retranslate();
    body_->hide();
}

std::vector<NodeId> DataPanel::datasets() const
{
    std::vector<NodeId> nodes;
    for (const auto& [id, slot] : document_.document().graph().slots())
        if (sources().find(slot.node.kind) != nullptr)
            nodes.push_back(id);
    return nodes;
}

void DataPanel::showEvent(QShowEvent* event)
{
    soon_.start();
    QWidget::showEvent(event);
}

void DataPanel::follow()
{
    if (!isVisible())
        return;
    const std::vector<NodeId> nodes = datasets();
    which_->clear();
    for (const NodeId id : nodes)
        which_->addItem(title_of(*document_.document().graph().find(id)) + QStringLiteral(" · ")
                            + QString::fromStdString(document_.document().graph().find(id)->name),
                        QVariant::fromValue<qint64>(id));
    which_->setVisible(nodes.size() > 1);
    if (document_.level().empty() && std::ranges::find(nodes, document_.current()) != nodes.end())
        node_ = document_.current();
    else if (std::ranges::find(nodes, node_) == nodes.end())
        node_ = nodes.empty() ? 0 : nodes.front();
    which_->setCurrentIndex(which_->findData(QVariant::fromValue<qint64>(node_)));
    part_->setVisible(node_ != 0);
    counts_->setVisible(node_ != 0);
    if (node_ != 0) {
        read();
        return;
    }
    read_what_.clear();
    ++reading_;
    shown_ = {};
    body_->hide();
    message_->setText(tr("Samples, classes and columns of your data will stand here."));
    message_->show();
    add_->show();
}

void DataPanel::read()
{
    const Node* node = document_.document().graph().find(node_);
    const Source* source = node ? sources().find(node->kind) : nullptr;
    if (source == nullptr)
        return;
    const auto part = static_cast<Part>(std::max(0, part_->currentIndex()));
    const Surroundings around = document_.surroundings();
    const std::string what = node->kind + node->fields.dump() + around.folder.string()
        + std::to_string(static_cast<int>(part));
    if (what == read_what_)
        return;
    read_what_ = what;
    add_->hide();
    if (shown_.samples.empty()) {
        message_->setText(tr("Reading …"));
        message_->show();
    }
    in_background(
        this,
        [source, fields = node->fields, around, part] {
            return digest(source->open(fields, around), part);
        },
        [number = ++reading_](DataPanel& self, const DataDigest& found) {
            if (self.reading_ == number)
                self.show_digest(found);
        });
}

void DataPanel::show_digest(const DataDigest& found)
{
    shown_ = found;
    QStringList sentences;
    for (const Problem& problem : shown_.problems)
        sentences << text_of(problem);
    message_->setText(sentences.join(QLatin1Char('\n')));
    message_->setVisible(!sentences.isEmpty());
    add_->hide();
    counts_->setText(
        tr("%1 train · %2 validation · %3 test")
            .arg(grouped(shown_.counts[0]), grouped(shown_.counts[1]), grouped(shown_.counts[2])));
    body_->setVisible(!shown_.samples.empty());
    pictures_->show_samples(shown_.pictures ? shown_.samples : std::vector<SampleDigest>());
    points_->show_samples(shown_.points ? shown_.samples : std::vector<SampleDigest>(),
                          shown_.header);
    show_rows(*rows_, shown_.pictures || shown_.points ? DataDigest() : shown_);
    samples_->setCurrentWidget(shown_.pictures     ? static_cast<QWidget*>(picture_scroll_)
                                   : shown_.points ? static_cast<QWidget*>(points_)
                                                   : rows_);
    bars_->show_classes(shown_.classes);
    classes_heading_->setText(tr("Classes: %1").arg(shown_.classes.size()));
    bars_->parentWidget()->parentWidget()->parentWidget()->setVisible(!shown_.classes.empty());
    show_columns(*columns_, shown_.columns);
    Q_EMIT digested();
}

void DataPanel::offer_sources()
{
    QMenu menu(this);
    for (const Source& source : sources().all()) {
        const Card& card = source.kind.card;
        const QString id =
            QString::fromUtf8(card.id.data(), static_cast<qsizetype>(card.id.size()));
        QAction* action = menu.addAction(
            QString::fromUtf8(card.title.data(), static_cast<qsizetype>(card.title.size())));
        action->setToolTip(text_of(card.doc));
        connect(action, &QAction::triggered, this, [this, id] { place_node(document_, id); });
    }
    menu.setToolTipsVisible(true);
    menu.exec(add_->mapToGlobal(QPoint(0, add_->height())));
}

void DataPanel::retranslate()
{
    const int part = std::max(0, part_->currentIndex());
    part_->clear();
    part_->addItems({tr("train"), tr("validation")}); // the test part is read by Test alone
    part_->setCurrentIndex(part);
    part_->setAccessibleName(tr("Part"));
    which_->setAccessibleName(tr("Dataset"));
    add_->setText(tr("Add data"));
    columns_heading_->setText(tr("Columns"));
    rows_->setAccessibleName(tr("Samples"));
    pictures_->setAccessibleName(tr("Samples"));
    picture_scroll_->setAccessibleName(tr("Samples"));
    points_->setAccessibleName(tr("Samples"));
    columns_->setAccessibleName(tr("Columns"));
    bars_->setAccessibleName(tr("Samples of each class"));
    class_scroll_->setAccessibleName(tr("Samples of each class"));
    if (!shown_.samples.empty())
        show_digest(shown_);
    else
        soon_.start();
}

void DataPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lepton

// tests/gui: somebody who does anything: what must hold meanwhile. What it does is in
// random_user_actions.cpp and random_user_around.cpp.
#include "tests/gui/random_user.h"

#include "gui/canvas/canvas.h"
#include "gui/document_files.h"
#include "gui/open_document.h"
#include "nodes/flatten.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace lepton {

namespace {

constexpr std::size_t told = 30; ///< actions in a report
constexpr std::size_t most_nodes = 260, most_opened = 2000; ///< then all begins anew

/// Whom warnings and crashes are told of; Qt and signals have no place for it.
RandomUser* present = nullptr;
QtMessageHandler before = nullptr;

void hear(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    // The offscreen platform says so of every window.
    if (text.startsWith(QLatin1String("This plugin does not support")))
        return;
    if (type != QtDebugMsg && type != QtInfoMsg && present != nullptr)
        present->hear(text);
    before(type, context, text);
}

void crash(int signal)
{
    if (present != nullptr) {
        const QByteArray story = present->story().toUtf8();
        (void)!write(STDERR_FILENO, story.constData(), static_cast<std::size_t>(story.size()));
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// The drawing as text. What is learnt from data and the places of the view have no history.
std::string drawn(Document document)
{
    document.facts = Json::object();
    if (document.views.is_object())
        document.views.erase("places");
    return to_text(document);
}

std::size_t nodes_of(const Document& document)
{
    std::size_t count = 0;
    for (const auto& [id, graph] : document.graphs)
        count += graph.slots().size();
    return count;
}

/// Where two texts part, for a report.
QString difference(const std::string& a, const std::string& b)
{
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at])
        ++at;
    const std::size_t from = at > 120 ? at - 120 : 0;
    return QStringLiteral("\n  expected …%1\n  found    …%2")
        .arg(QString::fromStdString(a.substr(from, 320)),
             QString::fromStdString(b.substr(from, 320)));
}

} // namespace

RandomUser::RandomUser(MainWindow& window, std::uint64_t seed, QString folder)
    : window_(window)
    , hands_(window)
    , seed_(seed)
    , folder_(std::move(folder))
{
    present = this;
    before = qInstallMessageHandler(lepton::hear);
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS})
        std::signal(signal, crash);
    QObject::connect(&answers_, &QTimer::timeout, [] {
        if (auto* asks = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            asks->reject();
    });
    answers_.start(5);
    // A dropped drawing that is opened has a history of its own.
    QObject::connect(&document(), &OpenDocument::replaced, &answers_, [this] {
        if (!document().journal().can_undo() && !document().journal().can_redo())
            begin_history();
    });
}

RandomUser::~RandomUser()
{
    qInstallMessageHandler(before);
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS})
        std::signal(signal, SIG_DFL);
    present = nullptr;
}

QString RandomUser::story() const
{
    QString text = QStringLiteral("\nSeed %1; the last actions:\n").arg(seed_);
    for (const std::string& action : story_)
        text += QStringLiteral("  ") + QString::fromStdString(action) + QLatin1Char('\n');
    return text;
}

void RandomUser::note(const QString& detail)
{
    story_.back() += "; " + detail.left(200).toStdString();
}

QString RandomUser::run(int count, int between_checks)
{
    int all = 0;
    for (const Action& action : actions())
        all += action.weight;
    begin_history();
    for (int number = 1; number <= count; ++number) {
        // Each action has its own numbers, so that one does not shift all that follow.
        random_.seed(seed_ * 1'000'003 + static_cast<std::uint64_t>(number));
        int at = pick(all);
        const auto* action = actions().data();
        while (at >= action->weight)
            at -= action++->weight;
        if (story_.size() >= told)
            story_.pop_front();
        story_.push_back(std::to_string(number) + " " + action->name);
        try {
            if (QApplication::activePopupWidget() != nullptr)
                answer_palette();
            else
                (this->*action->perform)();
        } catch (const std::exception& thrown) {
            return QStringLiteral("Threw: ") + QLatin1String(thrown.what()) + story();
        }
        if (chance(50)) // else the next thing comes before the window has painted
            settle();
        if (number % between_checks == 0 || number == count)
            if (const QString wrong = check(number); !wrong.isEmpty())
                return wrong + story();
        if (!warnings_.isEmpty())
            return QStringLiteral("Warned: ") + warnings_.join(QStringLiteral("\n  ")) + story();
    }
    return {};
}

void RandomUser::settle()
{
    QCoreApplication::processEvents();
    // Outside an event loop it leaves these for later, and all of a long life would pile up.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    close_what_opened();
}

void RandomUser::close_what_opened()
{
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top != &window_ && top->isVisible() && qobject_cast<QDialog*>(top) != nullptr)
            top->close();
    if (QApplication::activeWindow() != &window_)
        QApplication::setActiveWindow(&window_); // no window manager gives it back
}

void RandomUser::begin_history() { start_ = drawn(document().document()); }

QString RandomUser::check_history()
{
    const std::string end = drawn(document().document());
    Document copy = document().document();
    Journal journal = document().journal();
    while (journal.can_undo())
        journal.undo(copy);
    if (const std::string text = drawn(copy); text != start_)
        return QStringLiteral("Undoing all does not lead to the start.") + difference(start_, text);
    const std::size_t position = document().journal().position(); // more may have been undone
    while (journal.position() < position)
        journal.redo(copy);
    if (const std::string text = drawn(copy); text != end)
        return QStringLiteral("Redoing all does not lead to the end.") + difference(end, text);
    while (document().journal().can_undo())
        command("edit.undo");
    settle();
    if (const std::string text = drawn(document().document()); text != start_)
        return QStringLiteral("In the window, undoing all does not lead to the start.")
            + difference(start_, text);
    while (document().journal().position() < position)
        command("edit.redo");
    settle();
    if (const std::string text = drawn(document().document()); text != end)
        return QStringLiteral("In the window, redoing all does not lead to the end.")
            + difference(end, text);
    return {};
}

QString RandomUser::check(int number)
{
    while (QWidget* popup = QApplication::activePopupWidget())
        popup->close();
    canvas().setFocus();
    hands_.key(Qt::Key_Escape);
    settle();
    // The drawing is whole: what is read back is checked in every way a file is.
    const std::string text = to_text(document().document());
    const Result<Document> read = from_text(text);
    if (!read)
        return QStringLiteral("The drawing cannot be read back: ")
            + QString::fromStdString(read.problems().front().str());
    if (!(*read == document().document()))
        return QStringLiteral("The drawing reads back as another one.")
            + difference(text, to_text(*read));
    // What is shown follows what is drawn, and what is inferred step by step is what is inferred
    // anew.
    const canvas::Scene& scene = std::as_const(canvas()).scene();
    if (scene.node_count() != document().graph().slots().size())
        return QStringLiteral("The canvas shows other nodes than there are.");
    for (const auto& [id, slot] : document().graph().slots()) {
        const int item = scene.item_of(id);
        if (item < 0
            || scene.node(item).box.topLeft()
                != QPointF(slot.node.position.x, slot.node.position.y))
            return QStringLiteral("The canvas shows %1 elsewhere.")
                .arg(QString::fromStdString(slot.node.name));
        for (const Wire& wire : slot.in)
            if (scene.item_of(wire) < 0)
                return QStringLiteral("The canvas shows not all wires into %1.")
                    .arg(QString::fromStdString(slot.node.name));
    }
    const Document now = document().document();
    const Facts facts = document().facts();
    Inference anew(catalog());
    anew.reset(now, facts);
    for (const auto& [id, slot] : now.graph().slots())
        if (const Kind* kind = document().catalog().find(slot.node.kind))
            for (const Port& port : kind->outputs())
                if (!(anew.type(id, port.name) == document().inference().type(id, port.name)))
                    return QStringLiteral("%1.%2 has another type when it is inferred anew.")
                        .arg(QString::fromStdString(slot.node.name),
                             QString::fromUtf8(port.name.data(),
                                               static_cast<qsizetype>(port.name.size())));
    if (const auto a = anew.problems(), b = document().inference().problems(); a.size() != b.size())
        return QStringLiteral("%1 problems when inferred anew, %2 step by step.")
            .arg(a.size())
            .arg(b.size());
    if (QString wrong = check_history(); !wrong.isEmpty())
        return wrong;
    const QString file = folder_ + QStringLiteral("/random.lepton");
    if (!window_.files().save_to(file))
        return QStringLiteral("The drawing cannot be saved.");
    const Result<Document> loaded = load(file.toStdString());
    if (!loaded || drawn(*loaded) != drawn(document().document()))
        return QStringLiteral("The saved file is another drawing.")
            + difference(to_text(document().document()), loaded ? to_text(*loaded) : std::string());
    if (number % 1000 == 0) {
        if (!window_.files().open_file(file)) // a new history
            return QStringLiteral("The saved file cannot be opened.");
        begin_history();
    } else if (const Flat* opened = document().inference().opened();
               nodes_of(document().document()) > most_nodes
               || (opened != nullptr && opened->graph.slots().size() > most_opened)) {
        document().look_at({});
        canvas().setFocus();
        hands_.key(Qt::Key_A, Qt::ControlModifier);
        hands_.key(Qt::Key_Delete);
    }
    settle();
    return {};
}

} // namespace lepton

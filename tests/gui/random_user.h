// tests/gui: somebody who does anything, in any order; for the same seed the same, as far as clocks
// allow.
#pragma once

#include "gui/main_window.h"
#include "nodes/graph/document.h"
#include "tests/gui/hands.h"

#include <QTimer>

#include <deque>
#include <random>

namespace lepton {

/// Works at a real window. After each action nothing may have warned; every now and then the
/// drawing must be whole, and the history must lead to the start and back.
class RandomUser {
public:
    /// Files are made in `folder`.
    RandomUser(MainWindow& window, std::uint64_t seed, QString folder);
    ~RandomUser();

    /// Says what went wrong, with the way there; empty if nothing did.
    QString run(int actions, int between_checks = 200);
    /// The last actions, for a report.
    QString story() const;
    /// A warning of Qt or of the program.
    void hear(const QString& warning) { warnings_ << warning; }

private:
    struct Action {
        const char* name;
        int weight;
        void (RandomUser::*perform)();
    };
    static const std::vector<Action>& actions();

    // What it does in the drawing, and around it: random_user_actions.cpp, random_user_around.cpp.
    void add_node();
    void wire();
    void remove();
    void step_history();
    void clipboard();
    void paste_foreign();
    void move_nodes();
    void band();
    void fingers();
    void edit_field();
    void edit_name();
    void marks();
    void edit_mark();
    void subgraphs();
    void switch_off();
    void swap();
    void find();
    void look_around();
    void arrange();
    void walk();
    void wire_by_key();
    void drop();
    void panels();
    void click_panel();
    void any_command();
    void language_and_theme();
    void answer_palette();

    // Chances.
    int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }
    bool chance(int percent) { return pick(100) < percent; }
    template <class T> const T& one_of(const std::vector<T>& all)
    {
        return all[static_cast<std::size_t>(pick(static_cast<int>(all.size())))];
    }
    QPoint anywhere();
    QPoint somewhere(); ///< mostly on something
    std::optional<QPoint> at_node();
    std::optional<QPoint> at_port(bool input);
    Qt::KeyboardModifiers modifiers();
    QString words();
    QString value();
    Json spoilt(Json json);

    GraphCanvas& canvas() { return window_.canvas(); }
    OpenDocument& document() { return window_.document(); }
    void note(const QString& detail);
    void command(const char* id);
    void settle();
    void close_what_opened();
    void begin_history();
    QString check(int number);
    QString check_history();

    MainWindow& window_;
    Hands hands_;
    std::uint64_t seed_;
    QString folder_;
    std::mt19937_64 random_;
    std::deque<std::string> story_;
    QStringList warnings_;
    QTimer answers_; ///< boxes that ask are answered
    std::string start_; ///< the drawing at the beginning of its history
};

} // namespace lepton

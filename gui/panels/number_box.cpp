// Room gui/panels: boxes for whole numbers, real numbers and pairs. [gui]
#include "gui/panels/number_box.h"

#include "gui/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace lepton {

namespace {

constexpr double largest_whole =
    9007199254740992.0; // 2^53: beyond, a double no longer counts by one

QString box_text(double number)
{
    QString text = QString::number(number, 'g', 10);
    text.replace(QStringLiteral("e-0"), QStringLiteral("e-"))
        .replace(QStringLiteral("e+0"), QStringLiteral("e"));
    return text.replace(QStringLiteral("e+"), QStringLiteral("e"));
}

/// The step that changes the leading digit: 0.003 → 0.001, 40 → 10.
double leading_step(double number, bool down)
{
    if (number == 0)
        return 0.1;
    const double size = std::abs(number);
    double step = std::pow(10.0, std::floor(std::log10(size) + 1e-9));
    if (down && number > 0 && size <= step * (1 + 1e-9))
        step /= 10; // 0.001 goes on to 0.0009
    return step;
}

/// The operator and number of "*2", "/4", "+=8", "-=8".
std::optional<std::pair<QChar, double>> relative(const QString& text)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^\s*([*/]|\+=|-=)\s*([-+0-9.eE]+)\s*$)"));
    const auto match = pattern.match(text);
    bool ok = false;
    const double number = match.captured(2).toDouble(&ok);
    if (!match.hasMatch() || !ok)
        return std::nullopt;
    return std::pair(match.captured(1).at(0), number);
}

} // namespace

NumberBox::NumberBox(const FieldInfo& field, QWidget* parent)
    : QAbstractSpinBox(parent)
    , field_(field)
    , pair_(field.type == FieldType::pair)
{
    setKeyboardTracking(true);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    lineEdit()->setFont(Theme::current().figures());
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::edited);
    setFocusPolicy(Qt::StrongFocus);
    retranslate();
}

void NumberBox::retranslate()
{
    lineEdit()->setPlaceholderText(
        field_.type == FieldType::from_wire && shown_ ? tr("from the wire") : QStringLiteral("–"));
}

void NumberBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractSpinBox::changeEvent(event);
}

QSize NumberBox::sizeHint() const { return {112, Theme::control_height}; }

QString NumberBox::text_of_value(const Json& value) const
{
    if (value.is_null())
        return {};
    if (pair_ && value.is_array() && value.size() == 2 && value[0].is_number()
        && value[1].is_number())
        return QStringLiteral("%1 × %2").arg(box_text(value[0].get<double>()),
                                             box_text(value[1].get<double>()));
    if (value.is_number())
        return box_text(value.get<double>());
    return QString::fromStdString(value.dump());
}

void NumberBox::set_value(const std::optional<Json>& value)
{
    shown_ = value;
    retranslate();
    const QString text = value ? text_of_value(*value) : QString();
    if (lineEdit()->text() != text)
        lineEdit()->setText(text);
}

Json NumberBox::bounded(double number) const
{
    const double inside = std::clamp(number, field_.low, field_.high);
    if (field_.type == FieldType::number)
        return inside;
    return static_cast<std::int64_t>(
        std::llround(std::clamp(inside, -largest_whole, largest_whole)));
}

std::optional<Json> NumberBox::parsed(const QString& text) const
{
    const QString plain = text.trimmed();
    if (plain.isEmpty())
        return field_.type == FieldType::from_wire && shown_ ? std::optional<Json>(Json(nullptr))
                                                             : std::nullopt;
    static const QRegularExpression between(QStringLiteral(R"([\s,;x×*]+)"));
    const QStringList parts = pair_
        ? plain.split(between, Qt::SkipEmptyParts)
        : QStringList{QString(plain).remove(QChar(0x202f)).remove(QLatin1Char(' '))};
    std::vector<Json> numbers;
    for (const QString& part : parts) {
        bool ok = false;
        const double number = part.toDouble(&ok);
        if (!ok || !std::isfinite(number) || number < field_.low || number > field_.high)
            return std::nullopt;
        if (field_.type != FieldType::number
            && (number != std::floor(number) || std::abs(number) > largest_whole))
            return std::nullopt;
        numbers.push_back(bounded(number));
    }
    if (!pair_)
        return numbers.size() == 1 ? std::optional(numbers[0]) : std::nullopt;
    if (numbers.empty() || numbers.size() > 2)
        return std::nullopt;
    return Json::array({numbers.front(), numbers.back()});
}

std::optional<Json> NumberBox::value() const { return parsed(lineEdit()->text()); }

bool NumberBox::is_relative() const { return relative(lineEdit()->text()).has_value(); }

Json NumberBox::applied_to(const Json& before) const
{
    const auto change = relative(lineEdit()->text());
    if (!change)
        return before;
    const auto apply = [&](const Json& one) -> Json {
        if (!one.is_number())
            return one;
        const double number = one.get<double>();
        switch (change->first.unicode()) {
        case u'*':
            return bounded(number * change->second);
        case u'/':
            return change->second == 0 ? one : bounded(number / change->second);
        case u'+':
            return bounded(number + change->second);
        default:
            return bounded(number - change->second);
        }
    };
    if (!before.is_array())
        return apply(before);
    Json out = Json::array();
    for (const Json& one : before)
        out.push_back(apply(one));
    return out;
}

void NumberBox::stepBy(int steps)
{
    const std::optional<Json> now = value();
    const Json start = now && !now->is_null() ? *now
        : field_.initial.is_null()            ? Json(1)
                                              : field_.initial;
    const bool down = steps < 0;
    const auto moved = [&](const Json& one) {
        double number = one.is_number() ? one.get<double>() : 0;
        if (field_.type != FieldType::number)
            return bounded(number + steps);
        for (int i = 0; i < std::abs(steps); ++i)
            number += down ? -leading_step(number, true) : leading_step(number, false);
        // Adding tenths leaves dust in the last places; the text has ten digits.
        return bounded(QString::number(number, 'g', 10).toDouble());
    };
    Json next;
    if (pair_ && start.is_array() && start.size() == 2) {
        // The cursor says which of the two is meant; at the ends both.
        const int cross = static_cast<int>(lineEdit()->text().indexOf(QChar(0x00D7)));
        const int cursor = lineEdit()->cursorPosition();
        const bool same = start[0] == start[1];
        next = start;
        if (same || cursor <= cross)
            next[0] = moved(start[0]);
        if (same || cursor > cross)
            next[1] = moved(start[1]);
        lineEdit()->setText(text_of_value(next));
        lineEdit()->setCursorPosition(
            std::min(cursor, static_cast<int>(lineEdit()->text().size())));
    } else {
        next = moved(start);
        lineEdit()->setText(text_of_value(next));
        lineEdit()->selectAll();
    }
    Q_EMIT edited();
    Q_EMIT stepped();
}

QString NumberBox::range_text() const
{
    const bool low = std::isfinite(field_.low);
    const bool high = std::isfinite(field_.high);
    if (low && high)
        return tr("%1 to %2").arg(box_text(field_.low), box_text(field_.high));
    if (low)
        return tr("at least %1").arg(box_text(field_.low));
    if (high)
        return tr("at most %1").arg(box_text(field_.high));
    return {};
}

} // namespace lepton

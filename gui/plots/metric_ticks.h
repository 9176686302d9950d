// Room gui/plots: the numbers on a plot's axes. [gui]
#pragma once

#include <qcustomplot.h>

namespace lepton {

/// Round steps; percent where a metric is a share; thousands grouped as the locale does.
class MetricTicks : public QCPAxisTicker {
public:
    explicit MetricTicks(bool percent)
        : percent_(percent)
    {
        setTickCount(5);
    }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        if (std::abs(tick) < 1e-12)
            tick = 0;
        if (percent_)
            return locale.toString(100 * tick, 'g', 4) + QStringLiteral(" %");
        if (std::abs(tick) >= 1e6 || (tick != 0 && std::abs(tick) < 1e-4))
            return locale.toString(tick, 'g', 3);
        return locale.toString(tick, 'f',
                               std::abs(tick - std::round(tick)) < 1e-9 ? 0 : decimals(tick));
    }
    int getSubTickCount(double) override { return 0; }

private:
    static int decimals(double tick)
    {
        for (int n = 1; n < 7; ++n)
            if (const double scaled = tick * std::pow(10, n);
                std::abs(scaled - std::round(scaled)) < 1e-6)
                return n;
        return 7;
    }
    bool percent_;
};

/// Powers of ten and, where few fit, their halves and fifths.
class LogTicks : public QCPAxisTickerLog {
public:
    LogTicks() { setTickCount(4); }

protected:
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        QVector<double> ticks;
        if (range.lower <= 0)
            return ticks;
        const double decades = std::log10(range.upper / range.lower);
        const int every = std::max(1, static_cast<int>(decades / 6));
        const auto from = static_cast<int>(std::floor(std::log10(range.lower))),
                   to = static_cast<int>(std::ceil(std::log10(range.upper)));
        for (int k = from; k <= to; k += every)
            for (const double m : {1.0, 2.0, 5.0})
                if (m == 1.0 || decades < 2.5)
                    ticks.append(m * std::pow(10.0, k));
        return ticks;
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        return tick >= 1e-3 && tick < 1e5 ? locale.toString(tick, 'g', 6)
                                          : locale.toString(tick, 'e', 0);
    }
    int getSubTickCount(double) override { return 0; }
};

} // namespace lepton

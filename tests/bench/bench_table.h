// Room tests/bench: a table of measurements against limits, and against earlier results scaled by
// how fast the machine is just now.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lepton {

/// CPU time of this thread in milliseconds.
inline double cpu_ms()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Milliseconds of fixed work on numbers and memory: how fast this machine is just now. The median
/// of nine.
inline double calibration()
{
    std::vector<std::uint32_t> v(1 << 20);
    std::vector<double> all;
    std::uint32_t x = 12345;
    for (int pass = 0; pass < 9; ++pass) {
        const double start = cpu_ms();
        for (int round = 0; round < 4; ++round)
            for (std::size_t i = 0; i < v.size(); ++i) {
                x = x * 1664525U + 1013904223U;
                v[(x >> 8) & (v.size() - 1)] += x ^ static_cast<std::uint32_t>(i);
            }
        all.push_back(cpu_ms() - start + (v[x & 1023] == 0xdeadbeef ? 1e-9 : 0));
    }
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

/// Prints one row per measurement and judges all at the end.
class BenchTable {
public:
    /// `reference` is a file of earlier results; `peer` is the name of what stands beside ours.
    BenchTable(std::string reference, const char* unit, const char* peer)
        : file_(std::move(reference))
        , calibration_(calibration())
    {
        std::ifstream in(file_);
        const auto json = nlohmann::json::parse(in, nullptr, false);
        if (json.is_object())
            for (const auto& [name, value] : json.items())
                if (value.is_number())
                    before_[name] = value.get<double>();
        std::printf(
            "calibration %.1f ms\n\n| %-36s | %9s | %9s | %7s | of limit | %s | of before |\n",
            calibration_, unit, "median", "p99", "limit", peer);
        std::printf("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    }

    /// The p99 counts if `worst`, else the median. `peer` is the peer's figure, or empty. Earlier
    /// results are compared by the median. Limits of 0 are only shown.
    void row(const std::string& name, double limit, bool worst, std::vector<double> all,
             const std::string& peer = {})
    {
        judge(name, limit, worst, std::move(all), peer, calibration_);
    }
    /// A measurement that does not depend on the speed of the machine.
    void size(const std::string& name, double limit, double value)
    {
        judge(name, limit, false, {value}, {}, 1);
    }
    /// Says what failed. Writes the results as the new reference if asked. Returns the exit code.
    int finish(bool keep)
    {
        for (const std::string& failure : failures_)
            std::printf("\n%s", failure.c_str());
        std::printf("\n%s\n", failures_.empty() ? "All within limits." : "");
        if (keep) {
            nlohmann::json json = nlohmann::json::object();
            for (const auto& [name, value] : now_)
                json[name] = std::round(value * 1e5) / 1e5;
            std::ofstream(file_) << json.dump(1) << '\n';
            std::printf("Kept as the reference: %s\n", file_.c_str());
        }
        return failures_.empty() ? 0 : 1;
    }

private:
    void judge(const std::string& name, double limit, bool worst, std::vector<double> all,
               const std::string& peer, double unit)
    {
        std::sort(all.begin(), all.end());
        const double median = all[all.size() / 2],
                     high = all[std::min(all.size() - 1, all.size() * 99 / 100)];
        const double counts = worst ? high : median;
        const bool missed = limit > 0 && counts > limit;
        const double scaled = median / unit;
        now_[name] = scaled;
        // What takes next to no time doubles by chance.
        constexpr double slack = 0.05; // ms
        const auto at = before_.find(name);
        const bool slower =
            at != before_.end() && scaled > 1.25 * at->second && median - at->second * unit > slack;
        char before[32] = "–", share[32] = "–";
        if (at != before_.end())
            std::snprintf(before, sizeof before, "%.2f%s", scaled / at->second,
                          slower ? " SLOWER" : "");
        if (limit > 0)
            std::snprintf(share, sizeof share, "%.2f%s", counts / limit, missed ? " MISSED" : "");
        std::printf("| %-36s | %9.2f | %9.2f | %7.0f | %s | %s | %s |\n", name.c_str(), median,
                    high, limit, share, peer.empty() ? "–" : peer.c_str(), before);
        std::fflush(stdout);
        if (missed)
            failures_.push_back(name + ": over its limit");
        if (slower)
            failures_.push_back(name + ": more than a quarter slower than before");
    }

    std::string file_;
    double calibration_;
    std::map<std::string, double> before_, now_;
    std::vector<std::string> failures_;
};

} // namespace lepton

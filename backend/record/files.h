// Room backend/record: whole files (nodes/files.h), and files that only grow.
#pragma once

#include "nodes/files.h"

namespace lepton {

/// Appends whole records with one write each. Keeps the file open. One writer a file.
class Appender {
public:
    static Result<Appender> open(const std::filesystem::path& file);
    /// The same for a file of lines: cuts off a last line that a killed writer left unfinished.
    static Result<Appender> open_lines(const std::filesystem::path& file);
    Appender(Appender&& other) noexcept;
    Appender& operator=(Appender&& other) noexcept;
    ~Appender();
    /// A record that did not fit (disk full) is taken back whole, so that the file stays readable.
    Result<Done> append(std::string_view record);

private:
    Appender(int descriptor, std::string name)
        : descriptor_(descriptor)
        , name_(std::move(name))
    {
    }
    int descriptor_ = -1;
    std::string name_;
};

} // namespace lepton

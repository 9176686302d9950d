// Room backend/record: whole files (nodes/files.h), and files that only grow.
#pragma once

#include "nodes/files.h"

namespace lepton {

/// Appends whole records with one write each. Keeps the file open.
class Appender {
public:
    static Result<Appender> open(const std::filesystem::path& file);
    Appender(Appender&& other) noexcept;
    Appender& operator=(Appender&& other) noexcept;
    ~Appender();
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

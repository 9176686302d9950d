// Room backend/data: reading tables through Apache Arrow: which format it is, and what goes wrong.
#include "backend/data/table.h"

#include "backend/data/arrow_columns.h"
#include "backend/data/gzip.h"
#include "nodes/files.h"

#include <algorithm>
#include <arrow/api.h>
#include <arrow/csv/api.h>
#include <arrow/io/api.h>
#include <arrow/ipc/api.h>
#include <arrow/json/api.h>
#include <cctype>
#include <charconv>
#include <fcntl.h>
#include <parquet/arrow/reader.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lepton {

namespace {
using ArrowTable = std::shared_ptr<arrow::Table>;
using Input = std::shared_ptr<arrow::io::RandomAccessFile>;

constexpr std::int64_t largest_file = std::int64_t(16) << 30;
constexpr std::int64_t most_memory = std::int64_t(16) << 30;
constexpr std::int64_t most_cells = std::int64_t(1) << 30;
constexpr int most_columns = 100'000;

/// The first bytes of a file, and its size.
struct Begin {
    std::string bytes;
    std::int64_t size = 0;
};

Result<Begin> look_at(const std::filesystem::path& file)
{
    struct stat status { };
    if (::stat(file.c_str(), &status) != 0)
        return system_problem(file, errno, FileUse::reading);
    if (!S_ISREG(status.st_mode))
        return file_problem(file.string(), say("is no plain file."),
                            say("Choose a file with a table."));
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return system_problem(file, errno, FileUse::reading);
    Begin begin{std::string(1 << 16, '\0'), status.st_size};
    const ssize_t count = ::read(descriptor, begin.bytes.data(), begin.bytes.size());
    const int error = errno;
    ::close(descriptor);
    if (count < 0)
        return system_problem(file, error, FileUse::reading);
    begin.bytes.resize(static_cast<std::size_t>(count));
    return begin;
}

/// Cells of a line of CSV, without their quotes.
std::vector<std::string> cells(std::string_view line, char separator)
{
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

bool is_number(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    double value = 0;
    const auto read = std::from_chars(text.data() + (text.starts_with('+') ? 1 : 0),
                                      text.data() + text.size(), value);
    return !text.empty() && read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

arrow::Result<ArrowTable> read_csv(const Input& input, std::string_view begin,
                                   arrow::MemoryPool* pool)
{
    if (begin.starts_with("\xef\xbb\xbf"))
        begin.remove_prefix(3);
    const std::string_view line = begin.substr(0, begin.find_first_of("\r\n"));
    char separator = ',';
    for (const char c : {';', '\t', '|'})
        if (cells(line, c).size() > cells(line, separator).size())
            separator = c;
    const auto first = cells(line, separator);
    const bool names = !std::all_of(first.begin(), first.end(), is_number);

    auto read = arrow::csv::ReadOptions::Defaults();
    read.use_threads = false; // problems then name their row
    read.autogenerate_column_names = !names;
    auto parse = arrow::csv::ParseOptions::Defaults();
    parse.delimiter = separator;
    parse.newlines_in_values = true;
    auto convert = arrow::csv::ConvertOptions::Defaults();
    convert.strings_can_be_null = true;
    ARROW_ASSIGN_OR_RAISE(
        const auto reader,
        arrow::csv::TableReader::Make(arrow::io::IOContext(pool), input, read, parse, convert));
    ARROW_ASSIGN_OR_RAISE(ArrowTable table, reader->Read());
    if (names)
        return table;
    std::vector<std::string> numbered;
    numbered.reserve(static_cast<std::size_t>(table->num_columns()));
    for (int i = 0; i < table->num_columns(); ++i)
        numbered.push_back("column " + std::to_string(i + 1));
    return table->RenameColumns(numbered);
}

arrow::Result<ArrowTable> read_any(const Input& input, std::string_view begin,
                                   const std::string& extension, arrow::MemoryPool* pool)
{
    if (begin.starts_with("PAR1")) {
        ARROW_ASSIGN_OR_RAISE(const auto reader, parquet::arrow::OpenFile(input, pool));
        if (reader->parquet_reader()->metadata()->num_rows() > most_cells)
            return arrow::Status::CapacityError(
                "it has ", reader->parquet_reader()->metadata()->num_rows(), " rows");
        return reader->ReadTable();
    }
    if (begin.starts_with("ARROW1")) {
        arrow::ipc::IpcReadOptions options;
        options.memory_pool = pool;
        options.use_threads = false;
        ARROW_ASSIGN_OR_RAISE(const auto reader,
                              arrow::ipc::RecordBatchFileReader::Open(input, options));
        std::vector<std::shared_ptr<arrow::RecordBatch>> batches;
        for (int i = 0; i < reader->num_record_batches(); ++i) {
            ARROW_ASSIGN_OR_RAISE(auto batch, reader->ReadRecordBatch(i));
            // Offsets come from the file and must not be trusted.
            ARROW_RETURN_NOT_OK(batch->ValidateFull());
            batches.push_back(std::move(batch));
        }
        return arrow::Table::FromRecordBatches(reader->schema(), batches);
    }
    const std::size_t first = begin.find_first_not_of(" \t\r\n");
    if (extension == ".json" || extension == ".jsonl" || extension == ".ndjson"
        || (first != std::string_view::npos && begin[first] == '{')) {
        auto read = arrow::json::ReadOptions::Defaults();
        read.use_threads = false;
        ARROW_ASSIGN_OR_RAISE(const auto reader,
                              arrow::json::TableReader::Make(
                                  pool, input, read, arrow::json::ParseOptions::Defaults()));
        return reader->Read();
    }
    return read_csv(input, begin, pool);
}

/// Arrow's message without its own vocabulary.
std::string readable(const arrow::Status& status)
{
    std::string text = status.message();
    if (const auto newline = text.find('\n'); newline != std::string::npos)
        text.resize(newline);
    for (const std::string_view prefix :
         {"CSV parse error: ", "CSV conversion error to ", "JSON parse error: "})
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    return valid_utf8(text.substr(0, 300));
}

} // namespace

Result<Table> read_table(const std::filesystem::path& file)
{
    const std::string name = file.string();
    const auto begin = look_at(file);
    if (!begin)
        return begin.problems();
    if (begin->size == 0)
        return file_problem(name, say("is empty."), say("Choose a file with a table."));
    if (begin->size > largest_file)
        return file_problem(name,
                            say("has {0} bytes; at most {1} are read.", begin->size, largest_file),
                            say("Take a part of the data."));
    const auto unreadable = [&](const arrow::Status& status) {
        if (status.IsOutOfMemory() || status.IsCapacityError())
            return file_problem(name, say("is too large for the memory: {0}.", readable(status)),
                                say("Take a part of the data."));
        return file_problem(name, say("cannot be read as a table: {0}.", readable(status)),
                            say("Take another copy, or save it as CSV or Parquet."));
    };
    // Arrow reports through Status, but a damaged file can still make a library below it throw.
    try {
        std::string extension = file.extension().string(), head = begin->bytes;
        Input input;
        if (is_gzip(head)) {
            const auto packed = read_file(file);
            if (!packed)
                return packed.problems();
            auto plain = unpack(*packed, name, std::uint64_t(4) << 30);
            if (!plain)
                return plain.problems();
            if (plain->empty())
                return file_problem(name, say("is empty."), say("Choose a file with a table."));
            head = plain->substr(0, 1 << 16);
            extension = file.stem().extension().string();
            input = std::make_shared<arrow::io::BufferReader>(
                arrow::Buffer::FromString(std::move(*plain)));
        } else {
            auto opened = arrow::io::ReadableFile::Open(name);
            if (!opened.ok())
                return unreadable(opened.status());
            input = *opened;
        }
        arrow::CappedMemoryPool pool(arrow::default_memory_pool(), most_memory);
        auto read = read_any(input, head, extension, &pool);
        if (!read.ok())
            return unreadable(read.status());
        const arrow::Table& table = **read;
        // Offsets in binary formats come from the file and must not be trusted.
        if (const auto valid = table.ValidateFull(); !valid.ok())
            return unreadable(valid);
        if (table.num_columns() == 0 || table.num_rows() == 0)
            return file_problem(
                name,
                say("has no rows: {0} columns, {1} rows.", table.num_columns(), table.num_rows()),
                say("Choose a file with a table."));
        if (table.num_columns() > most_columns
            || table.num_rows() > most_cells / table.num_columns())
            return file_problem(name,
                                say("has {0} rows and {1} columns: too many to hold in memory.",
                                    table.num_rows(), table.num_columns()),
                                say("Take a part of the data."));
        return from_arrow(table);
    } catch (const std::exception& error) {
        return file_problem(name,
                            say("cannot be read as a table: {0}.",
                                valid_utf8(std::string(error.what()).substr(0, 300))),
                            say("Take another copy, or save it as CSV or Parquet."));
    }
}

} // namespace lepton

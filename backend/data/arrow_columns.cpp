// Room backend/data: turning Arrow's columns into numbers and words.
#include "backend/data/arrow_columns.h"

#include <algorithm>
#include <arrow/api.h>
#include <cstdlib>
#include <unordered_map>

namespace lepton {

namespace {
template <class Array> void take_numbers(const arrow::Array& chunk, std::vector<double>& out)
{
    const auto& array = static_cast<const Array&>(chunk);
    for (std::int64_t i = 0; i < array.length(); ++i)
        out.push_back(array.IsNull(i) ? std::numeric_limits<double>::quiet_NaN()
                                      : static_cast<double>(array.Value(i)));
}

/// Numbers the different texts of a column.
class Words {
public:
    explicit Words(TableColumn& column)
        : column_(column)
    {
    }
    void missing() { column_.codes.push_back(-1); }
    void add(std::string_view text)
    {
        const auto [at, fresh] =
            codes_.try_emplace(std::string(text), static_cast<std::int32_t>(column_.words.size()));
        if (fresh)
            column_.words.push_back(valid_utf8(text));
        column_.codes.push_back(at->second);
    }

private:
    TableColumn& column_;
    std::unordered_map<std::string, std::int32_t> codes_;
};

template <class Array> void take_texts(const arrow::Array& chunk, Words& words)
{
    const auto& array = static_cast<const Array&>(chunk);
    for (std::int64_t i = 0; i < array.length(); ++i)
        array.IsNull(i) ? words.missing() : words.add(array.GetView(i));
}

void take_dictionary(const arrow::Array& chunk, Words& words)
{
    const auto& array = static_cast<const arrow::DictionaryArray&>(chunk);
    const auto& texts = static_cast<const arrow::StringArray&>(*array.dictionary());
    for (std::int64_t i = 0; i < array.length(); ++i) {
        const std::int64_t at = array.IsNull(i) ? -1 : array.GetValueIndex(i);
        at < 0 || texts.IsNull(at) ? words.missing() : words.add(texts.GetView(at));
    }
}

bool is_text_dictionary(const arrow::DataType& type)
{
    return type.id() == arrow::Type::DICTIONARY
        && static_cast<const arrow::DictionaryType&>(type).value_type()->id()
        == arrow::Type::STRING;
}

void take_column(const arrow::ChunkedArray& from, TableColumn& to)
{
    Words words(to);
    to.type = from.type()->ToString();
    for (const auto& part : from.chunks()) {
        const arrow::Array& chunk = *part;
        switch (chunk.type_id()) {
        case arrow::Type::INT8:
            to.kind = CellKind::whole;
            take_numbers<arrow::Int8Array>(chunk, to.numbers);
            break;
        case arrow::Type::INT16:
            to.kind = CellKind::whole;
            take_numbers<arrow::Int16Array>(chunk, to.numbers);
            break;
        case arrow::Type::INT32:
            to.kind = CellKind::whole;
            take_numbers<arrow::Int32Array>(chunk, to.numbers);
            break;
        case arrow::Type::INT64:
            to.kind = CellKind::whole;
            take_numbers<arrow::Int64Array>(chunk, to.numbers);
            break;
        case arrow::Type::UINT8:
            to.kind = CellKind::whole;
            take_numbers<arrow::UInt8Array>(chunk, to.numbers);
            break;
        case arrow::Type::UINT16:
            to.kind = CellKind::whole;
            take_numbers<arrow::UInt16Array>(chunk, to.numbers);
            break;
        case arrow::Type::UINT32:
            to.kind = CellKind::whole;
            take_numbers<arrow::UInt32Array>(chunk, to.numbers);
            break;
        case arrow::Type::UINT64:
            to.kind = CellKind::whole;
            take_numbers<arrow::UInt64Array>(chunk, to.numbers);
            break;
        case arrow::Type::FLOAT:
            to.kind = CellKind::number;
            take_numbers<arrow::FloatArray>(chunk, to.numbers);
            break;
        case arrow::Type::DOUBLE:
            to.kind = CellKind::number;
            take_numbers<arrow::DoubleArray>(chunk, to.numbers);
            break;
        case arrow::Type::BOOL:
            to.kind = CellKind::boolean;
            take_numbers<arrow::BooleanArray>(chunk, to.numbers);
            break;
        case arrow::Type::STRING:
            to.kind = CellKind::text;
            take_texts<arrow::StringArray>(chunk, words);
            break;
        case arrow::Type::LARGE_STRING:
            to.kind = CellKind::text;
            take_texts<arrow::LargeStringArray>(chunk, words);
            break;
        case arrow::Type::BINARY:
            to.kind = CellKind::text;
            take_texts<arrow::BinaryArray>(chunk, words);
            break;
        case arrow::Type::NA:
            to.kind = CellKind::number;
            to.numbers.insert(to.numbers.end(), static_cast<std::size_t>(chunk.length()),
                              std::numeric_limits<double>::quiet_NaN());
            break;
        case arrow::Type::DECIMAL128: {
            to.kind = CellKind::number;
            const auto& array = static_cast<const arrow::Decimal128Array&>(chunk);
            for (std::int64_t i = 0; i < array.length(); ++i)
                to.numbers.push_back(array.IsNull(i)
                                         ? std::numeric_limits<double>::quiet_NaN()
                                         : std::strtod(array.FormatValue(i).c_str(), nullptr));
            break;
        }
        default:
            if (is_text_dictionary(*chunk.type())) {
                to.kind = CellKind::text;
                take_dictionary(chunk, words);
            }
        }
    }
}

} // namespace

Table from_arrow(const arrow::Table& from)
{
    Table table;
    table.rows = from.num_rows();
    for (int i = 0; i < from.num_columns(); ++i) {
        TableColumn column;
        column.name = valid_utf8(from.field(i)->name());
        if (column.name.empty())
            column.name = "column " + std::to_string(i + 1);
        for (int n = 2; table.find(column.name) != nullptr; ++n)
            column.name = valid_utf8(from.field(i)->name()) + " (" + std::to_string(n) + ")";
        take_column(*from.column(i), column);
        table.columns.push_back(std::move(column));
    }
    return table;
}

bool TableColumn::is_missing(std::size_t row) const
{
    // Infinite numbers are no data either.
    return kind == CellKind::text ? codes[row] < 0
                                  : !(numbers[row] >= -std::numeric_limits<double>::max()
                                      && numbers[row] <= std::numeric_limits<double>::max());
}

const TableColumn* Table::find(std::string_view name) const
{
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [&](const TableColumn& c) { return c.name == name; });
    return at == columns.end() ? nullptr : &*at;
}

std::string Table::names() const
{
    std::string text;
    for (const TableColumn& column : columns) {
        if (text.size() > 200)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + column.name;
    }
    return text;
}

std::string valid_utf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t k) {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
        };
        const unsigned first = byte(i);
        const std::size_t length = first < 0x80 ? 1
            : first >= 0xc2 && first < 0xe0     ? 2
            : first >= 0xe0 && first < 0xf0     ? 3
            : first >= 0xf0 && first < 0xf5     ? 4
                                                : 0;
        bool good = length > 0;
        for (std::size_t k = 1; k < length; ++k)
            good = good && (byte(i + k) & 0xc0) == 0x80;
        // Overlong forms, surrogates and what lies beyond Unicode.
        good = good && !(first == 0xe0 && byte(i + 1) < 0xa0)
            && !(first == 0xed && byte(i + 1) >= 0xa0) && !(first == 0xf0 && byte(i + 1) < 0x90)
            && !(first == 0xf4 && byte(i + 1) >= 0x90);
        out += good ? text.substr(i, length) : std::string_view("?");
        i += good ? length : 1;
    }
    return out;
}

} // namespace lepton

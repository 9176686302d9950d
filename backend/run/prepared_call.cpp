// Room backend/run: one call of a program made ready for LibTorch's dispatcher.
#include "backend/run/prepared_call.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/div.h>
#include <ATen/ops/mul.h>

#include <charconv>

namespace lepton {
namespace {

/// Strips `T?` to `T`.
c10::TypePtr required(const c10::TypePtr& type)
{
    if (const auto optional = type->cast<c10::OptionalType>())
        return optional->getElementType();
    return type;
}

bool is_list_of(const c10::TypePtr& type, c10::TypeKind kind)
{
    const auto list = type->cast<c10::ListType>();
    return list && (list->getElementType()->kind() == kind);
}

bool is_int(const c10::TypePtr& type)
{
    return type->kind() == c10::TypeKind::IntType || type->kind() == c10::TypeKind::SymIntType;
}

bool is_int_list(const c10::TypePtr& type)
{
    return is_list_of(type, c10::TypeKind::IntType) || is_list_of(type, c10::TypeKind::SymIntType);
}

Problem unfit_argument(const Call& call, std::string_view token, const c10::Argument& schema)
{
    Problem problem;
    problem.where.node = call.node;
    problem.what =
        say("the operator {0} takes {1} as “{2}”, gets {3}", std::string(call.op->schema),
            schema.type()->str(), schema.name(), std::string(token));
    return problem;
}

struct ToIValue {
    const c10::TypePtr& type; ///< required type
    const c10::Argument& schema;
    c10::ScalarType real;

    std::optional<c10::IValue> operator()(bool value) const
    {
        if (type->kind() == c10::TypeKind::BoolType || type->kind() == c10::TypeKind::NumberType)
            return c10::IValue(value);
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(std::int64_t value) const
    {
        if (is_int(type) || type->kind() == c10::TypeKind::NumberType)
            return c10::IValue(value);
        if (type->kind() == c10::TypeKind::FloatType)
            return c10::IValue(static_cast<double>(value));
        if (is_int_list(type))
            return c10::IValue(
                std::vector<std::int64_t>(static_cast<std::size_t>(schema.N().value_or(1)), value));
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(double value) const
    {
        if (type->kind() == c10::TypeKind::FloatType || type->kind() == c10::TypeKind::NumberType)
            return c10::IValue(value);
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(const std::string& value) const
    {
        if (type->kind() == c10::TypeKind::StringType)
            return c10::IValue(value);
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(const Ints& value) const
    {
        if (is_int_list(type))
            return c10::IValue(value);
        if (is_list_of(type, c10::TypeKind::BoolType)) {
            c10::List<bool> list;
            for (const std::int64_t v : value)
                list.push_back(v != 0);
            return c10::IValue(list);
        }
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(const Numbers& value) const
    {
        if (is_list_of(type, c10::TypeKind::FloatType))
            return c10::IValue(value);
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(const std::vector<Dim>& value) const
    {
        if (is_int_list(type))
            return c10::IValue(sizes_of(value));
        if (is_int(type) && value.size() == 1)
            return c10::IValue(sizes_of(value)[0]);
        return std::nullopt;
    }
    std::optional<c10::IValue> operator()(DType value) const
    {
        if (is_int(type))
            return c10::IValue(static_cast<std::int64_t>(scalar_type(value, real)));
        return std::nullopt;
    }
};

/// The constant that a token such as `0.5`, `true`, `none` or `[0,0]` means for
/// this type.
std::optional<c10::IValue> constant(std::string_view text, const c10::Argument& schema,
                                    c10::ScalarType real)
{
    const bool optional = schema.type()->kind() == c10::TypeKind::OptionalType;
    const c10::TypePtr type = required(schema.type());
    const ToIValue convert{type, schema, real};
    if (type->kind() == c10::TypeKind::StringType && !(optional && text == "none"))
        return c10::IValue(std::string(text));
    if (text == "none")
        return optional ? std::optional(c10::IValue()) : std::nullopt;
    if (text == "true" || text == "false")
        return convert(text == "true");
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
        Numbers numbers;
        while (!text.empty()) {
            const std::size_t comma = std::min(text.find(','), text.size());
            const std::string_view item = text.substr(0, comma);
            double number = 0;
            if (item == "true")
                number = 1;
            else if (item != "false"
                     && std::from_chars(item.data(), item.data() + item.size(), number).ptr
                         != item.data() + item.size())
                return std::nullopt;
            numbers.push_back(number);
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
        if (is_list_of(type, c10::TypeKind::FloatType))
            return c10::IValue(numbers);
        return convert(Ints(numbers.begin(), numbers.end()));
    }
    std::int64_t integer = 0;
    const char* end = text.data() + text.size();
    if (const auto parsed = std::from_chars(text.data(), end, integer);
        parsed.ec == std::errc() && parsed.ptr == end)
        return convert(integer);
    double number = 0;
    if (const auto parsed = std::from_chars(text.data(), end, number);
        parsed.ec == std::errc() && parsed.ptr == end)
        return convert(number);
    if (const DType type_named = dtype_of(text); type_named != DType::unknown)
        return convert(type_named);
    return std::nullopt;
}

/// A number for (seed, node, call): splitmix64 over the words.
std::uint64_t mix(std::uint64_t state, std::uint64_t word)
{
    std::uint64_t z = state + 0x9e3779b97f4a7c15ULL * (word + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::uint64_t mix(std::uint64_t state, std::string_view text)
{
    for (const char c : text)
        state = mix(state, static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    return state;
}

void seed(c10::Device device, std::uint64_t number)
{
    at::Generator generator = at::globalContext().defaultGenerator(device);
    const std::lock_guard lock(generator.mutex());
    generator.set_current_seed(number & 0x7fffffffffffffffULL);
}

} // namespace

c10::ScalarType scalar_type(DType type, c10::ScalarType real)
{
    switch (type) {
    case DType::float32:
        return c10::kFloat;
    case DType::float64:
        return c10::kDouble;
    case DType::int64:
        return c10::kLong;
    case DType::int32:
        return c10::kInt;
    case DType::uint8:
        return c10::kByte;
    case DType::boolean:
        return c10::kBool;
    case DType::real:
    case DType::unknown:
        break;
    }
    return real;
}

std::vector<std::int64_t> sizes_of(const std::vector<Dim>& dims)
{
    std::vector<std::int64_t> sizes;
    sizes.reserve(dims.size());
    for (const Dim& dim : dims)
        sizes.push_back(dim.known() ? dim.value() : -1);
    return sizes;
}

Result<PreparedCall> PreparedCall::make(const Program& program, const Call& call,
                                        const RunSettings& settings)
{
    const std::string_view full = call.op->schema;
    const std::size_t dot =
        full.find('.', full.find("::") == std::string_view::npos ? 0 : full.find("::"));
    const c10::OperatorName name(std::string(full.substr(0, dot)),
                                 dot == std::string_view::npos ? std::string()
                                                               : std::string(full.substr(dot + 1)));
    const auto handle = c10::Dispatcher::singleton().findSchema(name);
    if (!handle) {
        Problem problem;
        problem.where.node = call.node;
        problem.what = say("LibTorch has no operator {0}", std::string(full));
        return problem;
    }
    PreparedCall prepared(*handle, call);
    if (const auto it = program.names.find(call.node); it != program.names.end())
        prepared.node_name_ = it->second;
    if (call.op->effects.random) {
        std::uint64_t nth = 0; // a node may draw several times
        for (const Call& other : program.calls) {
            if (&other == &call)
                break;
            nth += other.node == call.node && other.op->effects.random ? 1 : 0;
        }
        prepared.seed_ = mix(mix(mix(0, settings.seed), prepared.node_name_), nth);
        prepared.masks_ = settings.masks;
        prepared.own_draws_ = !draws_from_one_stream(program, settings);
    }
    prepared.device_ = settings.device;

    const auto& schema = handle->schema().arguments();
    std::string_view rest = call.op->arguments;
    for (const c10::Argument& expected : schema) {
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        const std::string_view token = rest.substr(0, rest.find(' '));
        rest.remove_prefix(token.size());
        if (token.empty()) {
            if (!expected.default_value())
                return unfit_argument(call, "nothing", expected);
            Argument argument;
            argument.constant = *expected.default_value();
            if (expected.name() == "device" && argument.constant.isNone())
                argument.constant = c10::IValue(settings.device);
            prepared.arguments_.push_back(std::move(argument));
            continue;
        }
        Result<Argument> argument = prepared.argument(token, expected, settings);
        if (!argument)
            return argument.problems();
        prepared.arguments_.push_back(std::move(*argument));
    }
    return prepared;
}

Result<PreparedCall::Argument> PreparedCall::argument(std::string_view token,
                                                      const c10::Argument& schema,
                                                      const RunSettings& settings) const
{
    Argument out;
    const auto index_after = [](std::string_view digits, std::size_t otherwise) {
        std::size_t index = otherwise;
        std::from_chars(digits.data(), digits.data() + digits.size(), index);
        return index;
    };
    if (token == "=training") {
        out.kind = Argument::Kind::training;
        return out;
    }
    if (token.front() == '=') {
        const auto value = constant(token.substr(1), schema, settings.precision);
        if (!value)
            return unfit_argument(*call_, token, schema);
        out.constant = *value;
        if (schema.name() == "device" && out.constant.isNone())
            out.constant = c10::IValue(settings.device);
        return out;
    }
    if (token.front() == '[') { // [$*], [$2*]
        out.kind = Argument::Kind::list;
        if (const auto list = required(schema.type())->cast<c10::ListType>())
            if (list->getElementType()->kind() == c10::TypeKind::OptionalType)
                out.kind = Argument::Kind::optional_list;
        for (std::size_t i = index_after(token.substr(2), 0); i < call_->inputs.size(); ++i)
            out.values.push_back(call_->inputs[i].index);
        return out;
    }
    if (token.front() == '$') {
        out.kind = Argument::Kind::input;
        const std::size_t index = index_after(token.substr(1), 0);
        const bool there = index < call_->inputs.size() && call_->inputs[index].exists();
        if (!there && token.back() != '?')
            return unfit_argument(*call_, "nothing", schema);
        if (there)
            out.values.push_back(call_->inputs[index].index);
        else
            out.kind = Argument::Kind::constant; // None
        return out;
    }
    const bool optional = token.back() == '?';
    const Attribute* attribute = call_->find(optional ? token.substr(0, token.size() - 1) : token);
    if (!attribute) {
        if (!optional && schema.type()->kind() != c10::TypeKind::OptionalType)
            return unfit_argument(*call_, token, schema);
        return out;
    }
    const c10::TypePtr type = required(schema.type());
    const auto value = std::visit(ToIValue{type, schema, settings.precision}, *attribute);
    if (!value)
        return unfit_argument(*call_, token, schema);
    out.constant = *value;
    return out;
}

void PreparedCall::push_arguments(std::vector<c10::IValue>& stack, const Values& values,
                                  bool training) const
{
    const auto tensor = [&](std::int32_t index) {
        return index < 0 ? at::Tensor() : values[static_cast<std::size_t>(index)];
    };
    for (const Argument& argument : arguments_) {
        switch (argument.kind) {
        case Argument::Kind::constant:
            stack.push_back(argument.constant);
            break;
        case Argument::Kind::input:
            stack.emplace_back(tensor(argument.values[0]));
            break;
        case Argument::Kind::training:
            stack.emplace_back(training);
            break;
        case Argument::Kind::list: {
            c10::List<at::Tensor> list;
            list.reserve(argument.values.size());
            for (const std::int32_t index : argument.values)
                list.push_back(tensor(index));
            stack.emplace_back(std::move(list));
            break;
        }
        case Argument::Kind::optional_list: {
            c10::List<std::optional<at::Tensor>> list;
            for (const std::int32_t index : argument.values)
                list.push_back(index < 0 ? std::optional<at::Tensor>()
                                         : std::optional(tensor(index)));
            stack.emplace_back(std::move(list));
            break;
        }
        }
    }
}

void PreparedCall::seed_draws(std::int64_t step) const
{
    if (call_->op->effects.random && own_draws_)
        seed(device_, mix(seed_, static_cast<std::uint64_t>(step)));
}

bool draws_from_one_stream(const Program& program, const RunSettings& settings)
{
    return settings.stays_on_device() && settings.plan && program.optimizers.size() == 1;
}

void seed_stream(const RunSettings& settings, std::int64_t step)
{
    seed(settings.device, mix(mix(0, settings.seed), static_cast<std::uint64_t>(step)));
}

bool PreparedCall::draw_mask(Values& values, const Mode& mode) const
{
    const Attribute* p = call_->find("p");
    if (!masks_ || !mode.training || !p)
        return false;
    const at::Tensor input = values[static_cast<std::size_t>(call_->inputs[0].index)];
    const at::Tensor mask = masks_(node_name_, mode.step, input.sizes());
    const double kept = 1 - std::get<double>(*p);
    values[static_cast<std::size_t>(call_->outputs[0].index)] =
        at::mul(input, at::div(mask.to(input.dtype()), kept));
    if (call_->outputs.size() > 1)
        values[static_cast<std::size_t>(call_->outputs[1].index)] = mask;
    return true;
}

void PreparedCall::operator()(Values& values, const Mode& mode) const
{
    if (call_->training_only && !mode.training) {
        values[static_cast<std::size_t>(call_->outputs[0].index)] =
            values[static_cast<std::size_t>(call_->inputs[0].index)];
        return;
    }
    if (call_->op->effects.random && mode.training) {
        if (draw_mask(values, mode))
            return;
        seed_draws(mode.step);
    }
    static thread_local std::vector<c10::IValue> stack;
    stack.clear();
    push_arguments(stack, values, mode.training);
    handle_.callBoxed(stack);
    std::size_t output = 0;
    const auto take = [&](at::Tensor tensor) {
        if (output < call_->outputs.size() && call_->outputs[output].exists())
            values[static_cast<std::size_t>(call_->outputs[output].index)] = std::move(tensor);
        ++output;
    };
    for (c10::IValue& result : stack) {
        if (result.isTensor())
            take(std::move(result).toTensor());
        else if (result.isTensorList())
            for (const at::Tensor& tensor : result.toTensorVector())
                take(tensor);
    }
    stack.clear();
}

} // namespace lepton

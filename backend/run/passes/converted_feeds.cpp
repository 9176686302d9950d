// Room backend/run: bytes become numbers while a batch is gathered, instead of in calls of their
// own.
#include "backend/run/passes.h"

#include <algorithm>

namespace lepton {
namespace {

/// The only call that reads a value; none if there are several, or somebody else wants it.
const Call* only_reader(const Program& program, const std::vector<Value>& wanted, Value v)
{
    if (std::find(wanted.begin(), wanted.end(), v) != wanted.end())
        return nullptr;
    const Call* reader = nullptr;
    for (const Call& call : program.calls)
        for (const Value input : call.inputs)
            if (input == v) {
                if (reader)
                    return nullptr;
                reader = &call;
            }
    return reader;
}

const double* number(const Call& call, std::string_view name)
{
    const Attribute* attribute = call.find(name);
    return attribute ? std::get_if<double>(attribute) : nullptr;
}

} // namespace

std::map<Value, double> convert_feeds(Program& program, const std::vector<Value>& wanted)
{
    std::map<Value, double> divisors;
    std::vector<Value> gone;
    for (DatasetUse& dataset : program.datasets)
        for (auto& [role, value] : dataset.roles) {
            const Call* cast = program.type(value).dtype == DType::uint8
                ? only_reader(program, wanted, value)
                : nullptr;
            if (!cast || cast->op->name != "cast"
                || program.type(cast->outputs[0]).dtype != DType::real)
                continue;
            value = cast->outputs[0];
            double divisor = 1;
            gone.push_back(value);
            const Call* div = only_reader(program, wanted, value);
            if (const double* by =
                    div && div->op->name == "div_scalar" ? number(*div, "value") : nullptr) {
                divisor = *by;
                value = div->outputs[0];
                gone.push_back(value);
            }
            divisors[value] = divisor;
        }
    std::erase_if(program.calls, [&](const Call& call) {
        return std::find(gone.begin(), gone.end(), call.outputs[0]) != gone.end();
    });
    return divisors;
}

} // namespace lepton

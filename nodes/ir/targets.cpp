// Room nodes/ir: what losses and metrics do with targets before they compare.
#include "nodes/ir/targets.h"

#include "nodes/ops/compare.h"
#include "nodes/ops/constant.h"
#include "nodes/ops/linear.h"
#include "nodes/ops/order.h"
#include "nodes/ops/reduce.h"
#include "nodes/ops/shape.h"

namespace lepton {

namespace {
bool one_column(const Shape& shape)
{
    return shape.rank() == 1 || (shape.rank() >= 2 && shape[1] == Dim(1));
}
} // namespace

Value like_prediction(Builder& b, Value prediction, Value target)
{
    const DType wanted = b.type(prediction).dtype;
    if (is_floating(wanted))
        target = op::cast(b, target, wanted);
    const Shape to = b.shape(prediction), from = b.shape(target);
    if (!to.ranked() || !from.ranked())
        return target;
    if (to.rank() == from.rank() + 1 && to.back() == Dim(1))
        return op::unsqueeze(b, target, -1);
    if (from.rank() == to.rank() + 1 && from.back() == Dim(1))
        return op::squeeze(b, target, -1);
    return target;
}

Value class_numbers(Builder& b, Value target)
{
    const Type type = b.type(target);
    if (type.shape.rank() == 2 && type.shape.back() == Dim(1))
        target = op::squeeze(b, target, 1);
    return type.dtype == DType::unknown || is_floating(type.dtype)
        ? target
        : op::cast(b, target, DType::int64);
}

std::int64_t class_count(const Type& prediction, const Type& target)
{
    if (one_column(prediction.shape))
        return 2;
    if (prediction.shape.rank() >= 2 && prediction.shape[1].known())
        return prediction.shape[1].value();
    return target.classes;
}

bool same_classes(Builder& b, Value prediction, Value target)
{
    const std::int64_t known = b.type(target).classes;
    const std::int64_t gives = class_count(b.type(prediction), {});
    return b.check(known <= 0 || gives <= 0 || known == gives, {},
                   say("compares {0} classes; the prediction has {1}", known, gives));
}

Value decided(Builder& b, Value prediction, const std::string& meaning)
{
    const Type type = b.type(prediction);
    if (type.shape.ranked() && !one_column(type.shape))
        return op::argmax(b, prediction, 1);
    const bool probability = meaning == "probability"
        || (meaning == "automatic" && type.range && type.range->first >= 0
            && type.range->second <= 1);
    Value yes = op::greater(b, prediction, probability ? 0.5 : 0.0);
    if (type.shape.rank() >= 2)
        yes = op::squeeze(b, yes, 1);
    return op::cast(b, yes, DType::int64);
}

Value confusion(Builder& b, Value decision, Value truth, std::int64_t classes)
{
    const Value numbers = op::arange(b, classes);
    const auto columns = [&](Value chosen) {
        if (b.shape(chosen).rank() > 1)
            chosen = op::reshape(b, chosen, {Dim()});
        return op::cast(b, op::equal(b, op::unsqueeze(b, chosen, -1), numbers), DType::real);
    };
    const Value counted = op::matmul(b, op::transpose(b, columns(truth), 0, 1), columns(decision));
    return op::cast(b, counted, DType::int64);
}

} // namespace lepton

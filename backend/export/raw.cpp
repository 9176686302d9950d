// Room backend/export: tensors as bytes for files.
#include "backend/export/raw.h"

namespace lepton {

namespace {
DType dtype_of(at::ScalarType type)
{
    switch (type) {
    case at::kFloat:
        return DType::float32;
    case at::kDouble:
        return DType::float64;
    case at::kLong:
        return DType::int64;
    case at::kInt:
        return DType::int32;
    case at::kByte:
        return DType::uint8;
    case at::kBool:
        return DType::boolean;
    default:
        return DType::unknown;
    }
}
} // namespace

RawTensor raw_tensor(const std::string& name, const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.contiguous();
    return {name, dtype_of(plain.scalar_type()), plain.sizes().vec(),
            std::string(static_cast<const char*>(plain.const_data_ptr()), plain.nbytes())};
}

} // namespace lepton

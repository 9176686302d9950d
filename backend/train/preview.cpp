// Room backend/train: what a tensor looks like: its numbers in short, and a picture.
#include "backend/train/preview.h"

#include "backend/train/base64.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace lepton {
namespace {

constexpr std::int64_t most_pixels = 1 << 18;

/// Pictures of a sample: each map of C H W in grey, or one in colour where the wire says that it
/// is one; T F as one map.
Json picture_of(const at::Tensor& sample, bool image, double low, double high, const Preview& how)
{
    if (sample.dim() < 2 || sample.dim() > 3 || sample.numel() == 0)
        return {};
    at::Tensor maps = sample.dim() == 2 ? sample.unsqueeze(0) : sample;
    const std::int64_t channels = image && maps.size(0) == 3 ? 3 : 1;
    if (how.maps > 0)
        maps = maps.slice(0, 0, how.maps * channels);
    if (how.side > 0 && std::max(maps.size(1), maps.size(2)) > how.side)
        maps = at::adaptive_avg_pool2d(
            maps, {std::min(maps.size(1), how.side), std::min(maps.size(2), how.side)});
    const std::int64_t height = maps.size(1), width = maps.size(2);
    if (height * width > most_pixels)
        return {};
    const std::int64_t count = std::clamp<std::int64_t>(most_pixels / (height * width * channels),
                                                        1, maps.size(0) / channels);
    const double span = high > low ? high - low : 1;
    const at::Tensor bytes = at::nan_to_num(maps.slice(0, 0, count * channels), low, high, low)
                                 .sub(low)
                                 .mul(255 / span)
                                 .round()
                                 .clamp(0, 255)
                                 .to(at::kByte)
                                 .contiguous();
    return {
        {"count", count},
        {"channels", channels},
        {"height", height},
        {"width", width},
        {"low", low},
        {"high", high},
        {"bytes", to_base64({static_cast<const char*>(bytes.const_data_ptr()), bytes.nbytes()})}};
}

} // namespace

Json preview_of(const Type& type, const at::Tensor& value, const Preview& how)
{
    const bool batched =
        value.dim() > 0 && type.shape.ranked() && type.shape.rank() > 0 && !type.shape[0].known();
    const at::Tensor sample = (batched ? value.select(0, 0) : value).detach().cpu();
    Json json{{"type", type.dtype == DType::real ? "float32" : dtype_name(type.dtype)},
              {"shape", sample.sizes().vec()},
              {"count", sample.numel()}};
    const at::Tensor numbers = sample.to(at::kDouble).contiguous();
    const at::Tensor flat = numbers.reshape({-1});
    const at::Tensor finite = flat.masked_select(at::isfinite(flat));
    json["not_finite"] = flat.numel() - finite.numel();
    if (finite.numel() > 0) {
        const double least = finite.min().item<double>(), greatest = finite.max().item<double>();
        json["least"] = least;
        json["greatest"] = greatest;
        json["mean"] = finite.mean().item<double>();
        json["deviation"] = finite.std(false).item<double>();
        json["zeros"] = finite.eq(0).sum().item<std::int64_t>();
        if (how.pictures) {
            // A picture with a known range, such as bytes, keeps its own black and white.
            const bool own = type.image && type.range && type.range->first <= least
                && type.range->second >= greatest;
            Json picture = picture_of(numbers, type.image, own ? type.range->first : least,
                                      own ? type.range->second : greatest, how);
            if (!picture.is_null())
                json["picture"] = std::move(picture);
        }
    }
    Json values = Json::array();
    const std::int64_t n = std::min(flat.numel(), how.values);
    for (std::int64_t i = 0; i < n; ++i) {
        const double one = flat.const_data_ptr<double>()[i];
        values.push_back(std::isfinite(one)    ? Json(one)
                             : std::isnan(one) ? Json("NaN")
                                               : Json(one > 0 ? "Infinity" : "-Infinity"));
    }
    json["values"] = std::move(values);
    return json;
}

} // namespace lepton

/// One reader of what the table of families says.
#include "dialects/foreign.hpp"

#include <algorithm>
#include <cctype>

#include "dialects/call_reader.hpp"
#include "dialects/foreign_families.hpp"
#include "dialects/keras.hpp"
#include "dialects/pytorch.hpp"
#include "dialects/whole_input.hpp"

namespace poolscope {

namespace {

using enum Framework;

/// Frameworks whose rules are TensorFlow's.
bool is_tensorflow(Framework framework) {
    return framework == slim || framework == tensorflow1;
}

bool has_channels_last(Framework framework) {
    return framework == flax || is_tensorflow(framework);
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

/// Reads one call.
class ForeignReader {
public:
    ForeignReader(const CallSite& site, const ForeignFamily& family, int dims)
        : site_(site),
          family_(family),
          dims_(dims),
          names_(names_of(family)),
          call_(*site.found.call, names_) {}

    Result<PastedLayer> read() {
        PastedLayer layer{.framework = std::string(site_.framework_name)};
        layer.layer.dialect =
            is_tensorflow(family_.framework) ? &keras_dialect() : &explicit_dialect();
        PoolParams& params = layer.layer.params;
        params.placement = family_.placement;
        if (family_.placement == Placement::adaptive) read_output_size(params);
        const bool function = !is_layer(family_.name);
        const LayerInput input =
            layer_input(function ? call_.get(names_.front()) : site_.found.applied_to);
        read_layout(layer);
        if (family_.placement == Placement::sliding)
            read_sliding(input.x, layer.layout == "nhwc", params);
        if (call_.error()) return tl::unexpected<Error>(*call_.error());
        const bool minimum = family_.op == "min";
        if (minimum && (site_.found.negated || input.negated)) return not_read(site_);
        const auto op = minimum ? find_operator("min")
                                : signed_operator(family_.op, site_.found.negated, input.negated);
        if (!op) return error_of(op);
        layer.layer.op = *op;
        layer.unread = call_.unread();
        note_input(input, layer.unread);
        return layer;
    }

private:
    static bool is_layer(std::string_view name) {
        return name.front() >= 'A' && name.front() <= 'Z';
    }

    static std::vector<std::string_view> names_of(const ForeignFamily& family) {
        std::vector<std::string_view> names(family.parameters.begin(), family.parameters.end());
        std::erase(names, "");
        return names;
    }

    /// Which of `names` the family calls it.
    [[nodiscard]] std::string_view called(std::string_view one, std::string_view two,
                                          std::string_view three = {}) const {
        for (const std::string_view name : names_)
            if (name == one || name == two || (!three.empty() && name == three)) return name;
        return {};
    }
    [[nodiscard]] bool takes(std::string_view name) const {
        return std::ranges::find(names_, name) != names_.end();
    }

    /// What the framework's rule for an argument is, is not known here.
    void refuse_argument(std::string_view name) {
        const Expr* const value = call_.get(name);
        call_.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("this is a call of {0}, which is not read: {1}", site_.framework_name,
                         value == nullptr ? std::string(name)
                                          : std::string(name) + "=" + std::string(value->source)),
             .remedy = say("write the same layer as PyTorch, Keras, TensorFlow or ONNX "
                           "code")});
    }

    void read_output_size(PoolParams& params) {
        call_.require("output_size");
        params.output_size = call_.extent("output_size", dims_ == 1, 1).value_or(Extent{});
        if (params.output_size == Extent{.h = 1, .w = 1}) params.placement = Placement::global;
    }

    void read_sliding(const Expr* input, bool last, PoolParams& params) {
        const std::string_view kernel = called("kernel_size", "window_shape", "pool_size");
        const std::string_view stride = called("stride", "strides");
        if (family_.kernel == 0) call_.require(kernel);
        if (is_whole_input(call_, kernel, input, dims_ == 1, last)) {
            params.placement = Placement::global;
            for (const std::string_view name :
                 {stride, std::string_view("count_include_pad"), std::string_view("exclusive"),
                  std::string_view("ceil_mode")})
                call_.pass(name);
            return;  // other arguments that say more are refused as unread
        }
        // Flax says the dimensions by the window's.
        const Expr* const window = call_.get(kernel);
        if (family_.framework == flax && window != nullptr && window->kind != ExprKind::list)
            call_.refuse_value(kernel, say("a list of numbers"));
        if (dims_ == 0)
            dims_ = static_cast<int>(std::max<std::size_t>(call_.integers(kernel).size(), 1));
        const bool in_1d = dims_ == 1;
        const Extent size{.h = in_1d ? 1 : family_.kernel, .w = family_.kernel};
        params.kernel_size = call_.extent(kernel, in_1d, 1).value_or(size);
        params.stride = stride_of(stride, in_1d, params.kernel_size);
        params.count_include_pad = family_.counts == Counts::padding;
        read_padding(in_1d, params);
        if (takes("dilation"))
            params.dilation = call_.extent("dilation", in_1d, 1).value_or(Extent{});
        if (takes("count_include_pad"))
            params.count_include_pad = call_.truth("count_include_pad", params.count_include_pad);
        if (takes("exclusive")) params.count_include_pad = !call_.truth("exclusive", true);
        read_ceil_mode(params);
        read_divisor(params);
        check_agreement(params);
    }

    Extent stride_of(std::string_view name, bool in_1d, const Extent& kernel) {
        if (family_.stride == Otherwise::required) call_.require(name);
        const auto given = call_.extent(name, in_1d, 1);
        if (given) return *given;
        if (family_.stride == Otherwise::kernel || family_.stride == Otherwise::required)
            return kernel;
        const int step = family_.stride == Otherwise::one ? 1 : 2;
        return {.h = in_1d ? 1 : step, .w = step};
    }

    void read_padding(bool in_1d, PoolParams& params) {
        if (family_.framework == mindspore) return read_pad_mode(in_1d, params);
        const Expr* const value = call_.get("padding");
        if (value == nullptr) {
            if (has_channels_last(family_.framework)) params.padding_mode = PaddingMode::valid;
            return;
        }
        if (value->kind == ExprKind::string) return read_word(upper(value->text), params);
        if (is_tensorflow(family_.framework))
            return call_.refuse_word("padding", say(R"("valid" or "same")"));
        if (!read_sides(*value, in_1d, params))
            call_.refuse_value("padding", say("numbers for each dimension"));
    }

    /// "SAME" and "VALID" mean one thing to all of them.
    void read_word(std::string_view word, PoolParams& params) {
        if (word == "VALID")
            params.padding_mode = PaddingMode::valid;
        else if (word == "SAME" && family_.framework != gluon)
            params.padding_mode = PaddingMode::same_upper;
        else if (word == "SAME_LOWER" && family_.framework == equinox)
            params.padding_mode = PaddingMode::same_lower;
        else
            call_.refuse_word("padding", say(R"("valid" or "same")"));
    }

    /// MindSpore's pad_mode says whether `padding` is taken.
    void read_pad_mode(bool in_1d, PoolParams& params) {
        const Expr* const mode = call_.get("pad_mode");
        const std::string word = mode == nullptr ? "VALID" : upper(mode->text);
        const Extent pad = call_.extent("padding", in_1d, 0).value_or(Extent{0, 0});
        if (word == "PAD") {
            params.padding = {.top = pad.h, .left = pad.w, .bottom = pad.h, .right = pad.w};
            return;
        }
        if (word != "SAME" && word != "VALID")
            return call_.refuse_word("pad_mode", quote(R"("same", "valid" or "pad")"));
        if (pad != Extent{0, 0})
            return call_.refuse_value("padding", say("0 beside this pad_mode"));
        params.padding_mode = word == "SAME" ? PaddingMode::same_upper : PaddingMode::valid;
        // Whether its mean counts that padding differs from device to device.
        if (word == "SAME" && family_.op == "avg") refuse_argument("pad_mode");
    }

    /// 1, (1, 2), Paddle's [top, bottom, left, right], and pairs ((top, bottom), (left, right)).
    bool read_sides(const Expr& value, bool in_1d, PoolParams& params) {
        std::vector<int> sides;
        const bool list = value.kind == ExprKind::list;
        const bool pairs =
            list && !value.items.empty() && value.items.front().kind == ExprKind::list;
        for (const Expr& item : list ? value.items : std::vector<Expr>{value}) {
            if (pairs && (item.kind != ExprKind::list || item.items.size() != 2)) return false;
            for (const Expr& side : pairs ? item.items : std::vector<Expr>{item}) {
                const auto number = integer_of(side);
                if (!number || *number < 0 || *number > max_extent) return false;
                sides.push_back(*number);
            }
        }
        const std::size_t axes = in_1d ? 1 : 2;
        if (pairs && family_.framework == paddle) return false;  // for each of four axes
        if (!pairs && family_.framework == flax) return false;   // which takes pairs alone
        const bool by_sides = pairs || (family_.framework == paddle && sides.size() == 2 * axes);
        if (by_sides && sides.size() == 2 * axes) {
            const std::size_t columns = in_1d ? 0 : 2;
            params.padding = {.top = in_1d ? 0 : sides[0],
                              .left = sides[columns],
                              .bottom = in_1d ? 0 : sides[1],
                              .right = sides[columns + 1]};
            return true;
        }
        if (pairs || (sides.size() != 1 && sides.size() != axes)) return false;
        const int rows = in_1d ? 0 : sides.front();
        params.padding = {.top = rows, .left = sides.back(), .bottom = rows, .right = sides.back()};
        return true;
    }

    /// Windows past the end are the same to all where none of them could begin in the padding.
    void read_ceil_mode(PoolParams& params) {
        const std::string_view name = called("ceil_mode", "use_ceil");
        if (name.empty() || !call_.truth(name, false)) return;
        params.ceil_mode = true;
        const bool certain = family_.op == "max" && params.padding_mode == PaddingMode::numbers &&
                             params.dilation == Extent{} && pytorch_pad_keeps_outputs(params);
        if (!certain) refuse_argument(name);
    }

    void read_divisor(PoolParams& params) {
        const Expr* const divisor =
            takes("divisor_override") ? call_.get("divisor_override") : nullptr;
        if (divisor == nullptr) return;
        const bool pads =
            params.padding != Padding{} || params.padding_mode == PaddingMode::same_upper;
        if (pads || params.ceil_mode) return refuse_argument("divisor_override");
        params.divisor_override = call_.integer("divisor_override", 1);
    }

    /// nn.AvgPool2D is Paddle's or MXNet's, which count padding differently.
    void check_agreement(const PoolParams& params) {
        const bool either = family_.framework == paddle && site_.name.starts_with("nn.");
        const bool says = std::ranges::any_of(site_.found.call->arguments, [](const Expr& one) {
            return one.keyword == "kernel_size" || one.keyword == "stride" ||
                   one.keyword == "exclusive" || one.keyword == "return_mask";
        });
        if (!either || says) return;
        const bool plain = params.padding == Padding{} || family_.op == "max";
        if (plain && site_.found.call->arguments.size() < 4) return;
        call_.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("{0} may be Paddle's or MXNet's, which differ here", call_.callee()),
             .remedy = say("write its full name, such as paddle.nn.AvgPool2D")});
    }

    void read_layout(PastedLayer& layer) {
        if (has_channels_last(family_.framework)) layer.layout = "nhwc";
        const std::string_view name = called("data_format", "layout");
        const Expr* const value = name.empty() ? nullptr : call_.get(name);
        if (value == nullptr) return;
        const std::string format = upper(value->text);
        if (format == "NCHW" || format == "NCW" || format == "NCL" || format == "CHANNELS_FIRST")
            layer.layout = "nchw";
        else if (format == "NHWC" || format == "NWC" || format == "NLC" ||
                 format == "CHANNELS_LAST")
            layer.layout = "nhwc";
        else
            call_.refuse_word(name, quote(R"("NCHW" or "NHWC")"));
    }

    const CallSite& site_;
    const ForeignFamily& family_;
    int dims_;
    std::vector<std::string_view> names_;
    CallReader call_;
};

}  // namespace

Result<PastedLayer> read_foreign(const CallSite& site) {
    std::string_view name = site.own;
    int dims = 0;
    if (name.size() > 2 && (name.ends_with('d') || name.ends_with('D'))) {
        dims = name[name.size() - 2] - '0';
        name.remove_suffix(2);
    }
    const auto families = foreign_families();
    const auto family = std::ranges::find_if(families, [&](const ForeignFamily& one) {
        return one.framework == site.framework && one.name == name;
    });
    // mindspore.mint has PyTorch's defaults under the names of mindspore.nn.
    const bool mint = site.name.find("mint.") != std::string::npos;
    const bool flat = site.framework == flax ? dims == 0 : dims == 1 || dims == 2;
    if (family == families.end() || mint || (!flat && dims != 3)) return not_read(site);
    if (dims == 3) {
        return fail(ErrorCode::unsupported,
                    say("{0} pools three dimensions, and planes have two",
                        site.found.call->items.front().source),
                    say("paste a 1d or 2d layer"));
    }
    return ForeignReader(site, *family, dims).read();
}

}  // namespace poolscope

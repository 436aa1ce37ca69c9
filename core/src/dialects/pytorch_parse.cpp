/// Reads a torch.nn module or a torch.nn.functional call as a layer.
#include <algorithm>
#include <array>
#include <limits>

#include "dialects/call_reader.hpp"
#include "dialects/pytorch.hpp"
#include "dialects/whole_input.hpp"

namespace poolscope {

namespace {

using Names = std::array<std::string_view, 7>;

/// One family of PyTorch's pooling layers. The parameters' names are in the order of the function
/// and, but for its input, of the module.
struct Family {
    std::string_view module;    ///< "MaxPool", before "2d"
    std::string_view function;  ///< "max_pool", before "2d"
    std::string_view op;        ///< our operator's id; none where this is no layer here
    Placement placement = Placement::sliding;
    Names parameters{};
};

constexpr std::array families{
    Family{.module = "MaxPool",
           .function = "max_pool",
           .op = "max",
           .parameters = {"input", "kernel_size", "stride", "padding", "dilation", "ceil_mode",
                          "return_indices"}},
    Family{.module = "AvgPool",
           .function = "avg_pool",
           .op = "avg",
           .parameters = {"input", "kernel_size", "stride", "padding", "ceil_mode",
                          "count_include_pad", "divisor_override"}},
    Family{.module = "LPPool",
           .function = "lp_pool",
           .op = "lp",
           .parameters = {"input", "norm_type", "kernel_size", "stride", "ceil_mode"}},
    Family{.module = "AdaptiveMaxPool",
           .function = "adaptive_max_pool",
           .op = "max",
           .placement = Placement::adaptive,
           .parameters = {"input", "output_size", "return_indices"}},
    Family{.module = "AdaptiveAvgPool",
           .function = "adaptive_avg_pool",
           .op = "avg",
           .placement = Placement::adaptive,
           .parameters = {"input", "output_size"}},
    Family{.module = "FractionalMaxPool",
           .function = "fractional_max_pool",
           .op = "fractional",
           .placement = Placement::fractional,
           .parameters = {"input", "kernel_size", "output_size", "output_ratio", "return_indices",
                          "_random_samples"}},
    Family{.module = "MaxUnpool", .function = "max_unpool", .op = ""},
};

/// A name taken apart: "MaxPool2d", "max_pool2d_with_indices".
struct Known {
    const Family* family = nullptr;
    int dims = 0;  ///< 1 to 3
    bool function = false;
};

Known identify(std::string_view name) {
    constexpr std::string_view with_indices = "_with_indices";
    if (name.ends_with(with_indices)) name.remove_suffix(with_indices.size());
    if (name.size() < 3 || name.back() != 'd') return {};
    const int dims = name[name.size() - 2] - '0';
    name.remove_suffix(2);
    for (const Family& family : families) {
        const bool function = name == family.function;
        if (name != family.module && !function) continue;
        if (dims < 1 || dims > 3) return {};
        return {.family = &family, .dims = dims, .function = function};
    }
    return {};
}

/// The parameters in the call's own order.
std::vector<std::string_view> signature(const Known& known) {
    std::vector<std::string_view> names;
    for (const std::string_view name : known.family->parameters)
        if (!name.empty() && (known.function || name != "input")) names.push_back(name);
    // The modules of max take return_indices before ceil_mode, the functions after it.
    if (!known.function && known.family->module == "MaxPool")
        std::swap(names[names.size() - 1], names[names.size() - 2]);
    return names;
}

/// A window as large as the input, which must be laid over it once.
void read_whole_input(CallReader& call, PoolParams& params) {
    params.placement = Placement::global;
    const bool moved = call.extent("padding", false, 0).value_or(Extent{0, 0}) != Extent{0, 0} ||
                       call.extent("dilation", false, 1).value_or(Extent{}) != Extent{};
    for (const std::string_view passed : {"stride", "ceil_mode", "count_include_pad"})
        call.pass(passed);
    if (!moved && call.get("divisor_override") == nullptr) return;
    call.refuse({.code = ErrorCode::unsupported,
                 .what = say("padding, dilation or a divisor makes this more than global pooling"),
                 .remedy = say("write kernel_size in numbers")});
}

/// PyTorch's convolutions take padding='same', its pooling does not.
void refuse_named_padding(CallReader& call, Extent kernel) {
    const Expr* const padding = call.get("padding");
    if (padding == nullptr || padding->kind != ExprKind::string) return;
    Message remedy = say("write it in numbers");
    if (padding->text == "valid") remedy = say("leave it out, which is padding=0");
    if (padding->text == "same" && kernel.h % 2 == 1 && kernel.w % 2 == 1)
        remedy = kernel.h == kernel.w
                     ? say("write padding={0}, which keeps the size at stride 1", kernel.h / 2)
                     : say("write padding=({0}, {1}), which keeps the size at stride 1",
                           kernel.h / 2, kernel.w / 2);
    if (padding->text == "same" && (kernel.h % 2 == 0 || kernel.w % 2 == 0))
        remedy = say("pad the input by F.pad, as its sides differ under an even kernel");
    call.refuse(
        {.code = ErrorCode::bad_format,
         .what = say("{0} takes numbers alone as padding, not {1}", call.callee(), padding->source),
         .remedy = std::move(remedy)});
}

void read_sliding(CallReader& call, const Family& family, const Expr* input, bool in_1d,
                  PoolParams& params) {
    call.require("kernel_size");
    if (family.op != "lp" && is_whole_input(call, "kernel_size", input, in_1d, false))
        return read_whole_input(call, params);
    params.kernel_size = call.extent("kernel_size", in_1d, 1).value_or(Extent{});
    // PyTorch's graphs say with [] that it is left out.
    const Expr* const stride = call.get("stride");
    const bool empty = stride != nullptr && stride->kind == ExprKind::list && stride->items.empty();
    params.stride =
        empty ? params.kernel_size : call.extent("stride", in_1d, 1).value_or(params.kernel_size);
    params.ceil_mode = call.truth("ceil_mode", false);
    if (family.op == "lp") {
        call.require("norm_type");
        params.norm = call.number("norm_type", params.norm);
        params.signed_powers = true;
        return;
    }
    const Extent& kernel = params.kernel_size;
    refuse_named_padding(call, in_1d ? Extent{.h = kernel.w, .w = kernel.w} : kernel);
    const Extent pad = call.extent("padding", in_1d, 0).value_or(Extent{.h = 0, .w = 0});
    params.padding = {.top = pad.h, .left = pad.w, .bottom = pad.h, .right = pad.w};
    if (family.op == "max") {
        params.dilation = call.extent("dilation", in_1d, 1).value_or(Extent{});
        return;
    }
    params.count_include_pad = call.truth("count_include_pad", true);
    if (!in_1d && call.get("divisor_override") != nullptr)
        params.divisor_override = call.integer("divisor_override", 1);
}

/// Whether there is a None in output_size.
bool keeps_a_size(CallReader& call) {
    const auto none = [](const Expr& item) { return item.kind == ExprKind::none; };
    const Expr* const size = call.get("output_size");
    return size != nullptr && size->kind == ExprKind::list &&
           std::ranges::any_of(size->items, none);
}

/// output_size, whose None means the input's own size.
void read_output_size(CallReader& call, bool in_1d, PoolParams& params) {
    if (params.placement == Placement::adaptive && keeps_a_size(call)) {
        call.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("None in output_size means the input's size, which the call does not "
                         "say"),
             .remedy = say("give that size as a number")});
    }
    call.require("output_size");
    params.output_size = call.extent("output_size", in_1d, 1).value_or(Extent{});
    if (params.placement == Placement::adaptive && params.output_size == Extent{.h = 1, .w = 1})
        params.placement = Placement::global;
}

void read_params(CallReader& call, const Family& family, const Expr* input, bool in_1d,
                 PoolParams& params) {
    params.placement = family.placement;
    if (family.placement == Placement::sliding)
        return read_sliding(call, family, input, in_1d, params);
    if (family.placement == Placement::fractional) {
        params.kernel_size = call.extent("kernel_size", false, 1).value_or(Extent{});
        call.require("kernel_size");
        if (call.get("output_ratio") != nullptr) {
            call.refuse(
                {.code = ErrorCode::unsupported,
                 .what = say("output_ratio needs the input's size, which the call does not say"),
                 .remedy = say("give output_size in its place")});
        }
    }
    read_output_size(call, in_1d, params);
}

bool is_pad(const Expr* expr) {
    return expr != nullptr && expr->kind == ExprKind::call &&
           last_part(expr->items.front().text) == "pad";
}

/// Takes `F.pad(x, (left, right, top, bottom), value=...)` as padding of the layer it feeds.
void read_pad(const Expr& pad, bool in_1d, std::string_view op, PoolParams& params,
              CallReader& layer) {
    static constexpr std::array<std::string_view, 4> names{"input", "pad", "mode", "value"};
    CallReader call(pad, names);
    call.require("pad");
    const auto sides = call.integers("pad");
    if (call.text("mode", "constant") != "constant")
        call.refuse_word("mode", quote(R"("constant")"));
    const double value = call.number("value", 0.0);
    const double neutral = op == "max" ? -std::numeric_limits<double>::infinity() : 0.0;
    if (value != neutral) {
        call.refuse({.code = ErrorCode::unsupported,
                     .what = say("F.pad adds cells that are not the padding of this layer"),
                     .remedy = op == "max" ? say(R"(give F.pad value=float("-inf"))")
                                           : say("let F.pad add zeros")});
    }
    if (sides.size() != 2 && (in_1d || sides.size() != 4))
        call.refuse_value("pad", in_1d ? say("two numbers") : say("two numbers or four"));
    const auto sensible = [](int n) { return n >= 0 && n <= max_extent; };
    if (!std::ranges::all_of(sides, sensible))
        call.refuse_value("pad", say("0 or more on each side"));
    if (call.error()) return layer.refuse(*call.error());
    const bool both = sides.size() == 4;
    const Padding own = params.padding;
    if (!sensible(own.top) || !sensible(own.left))
        return layer.refuse_value("padding", say("0 or more on each side"));
    params.padding = {.top = own.top + (both ? sides[2] : 0),
                      .left = own.left + sides[0],
                      .bottom = own.bottom + (both ? sides[3] : 0),
                      .right = own.right + sides[1]};
    const bool mixed = own != Padding{} && op == "avg" && !params.count_include_pad;
    if (params.placement != Placement::sliding || mixed ||
        (params.ceil_mode && !pytorch_pad_keeps_outputs(params))) {
        return layer.refuse(
            {.code = ErrorCode::unsupported,
             .what = say("F.pad before this layer is not the same as padding of it"),
             .remedy = say("take F.pad away, or ceil_mode and count_include_pad")});
    }
    params.count_include_pad = true;
}

Result<void> check_known(const Known& known, std::string_view callee) {
    if (known.family->op.empty()) {
        return fail(ErrorCode::unsupported, say("{0} is no pooling, but its undoing", callee),
                    say("paste the layer whose indices it takes"));
    }
    if (known.dims == 3) {
        return fail(ErrorCode::unsupported,
                    say("{0} pools three dimensions, and planes have two", callee),
                    say("paste a 1d or 2d layer"));
    }
    return {};
}

}  // namespace

Result<PastedLayer> parse_pytorch(const CallSite& site) {
    const FoundCall& found = site.found;
    const Known known = identify(site.own);
    if (known.family == nullptr) return not_read(site);
    CallReader call(*found.call, signature(known));
    if (auto checked = check_known(known, call.callee()); !checked) return error_of(checked);
    const bool in_1d = known.dims == 1;
    PastedLayer layer{.layer = {.dialect = &pytorch_dialect()}};
    PoolParams& params = layer.layer.params;
    static constexpr std::array<std::string_view, 6> never_none{
        "kernel_size", "padding", "dilation", "ceil_mode", "count_include_pad", "norm_type"};
    call.refuse_none(never_none);
    LayerInput input = layer_input(known.function ? call.get("input") : found.applied_to);
    read_params(call, *known.family, input.x, in_1d, params);
    if (is_pad(input.x)) {
        read_pad(*input.x, in_1d, known.family->op, params, call);
        const auto& arguments = input.x->arguments;
        const LayerInput inner = layer_input(arguments.empty() ? nullptr : arguments.data());
        // -F.pad(x) would pad with +inf.
        if (input.negated) {
            call.refuse({.code = ErrorCode::unsupported,
                         .what = say("the minus sign stands before F.pad"),
                         .remedy = say("write F.pad(-x, ...)")});
        }
        input = inner;
    }
    if (call.error()) return tl::unexpected<Error>(*call.error());
    const auto op = signed_operator(known.family->op, found.negated, input.negated);
    if (!op) return error_of(op);
    layer.layer.op = *op;
    layer.unread = call.unread();
    note_input(input, layer.unread);
    return layer;
}

}  // namespace poolscope

/// Finds the pooling calls in code and has each read by its framework's reader.
#include <algorithm>

#include "dialects/call_reader.hpp"
#include "dialects/foreign.hpp"
#include "dialects/keras.hpp"
#include "dialects/onnx.hpp"
#include "dialects/printed_node.hpp"
#include "dialects/pytorch.hpp"
#include "support/plain_code.hpp"

namespace poolscope {

namespace {

/// The most of a call that is shown, in bytes.
constexpr std::size_t longest_shown = 60;
/// The most layers that are told apart.
constexpr std::size_t most_calls = 100;

Result<PastedLayer> read_site(const CallSite& site) {
    switch (site.framework) {
        case Framework::pytorch:
            return pytorch_dialect().parse(site);
        case Framework::keras:
            return keras_dialect().parse(site);
        case Framework::onnx:
            return onnx_dialect().parse(site);
        case Framework::unread:
        case Framework::unknown:
            return not_read(site);
        default:
            return read_foreign(site);
    }
}

bool same_layer(const PastedCall& a, const PastedCall& b) {
    return a.layer && b.layer && a.layer->layer == b.layer->layer &&
           a.layer->layout == b.layer->layout && a.layer->framework == b.layer->framework;
}

/// One line, cut to a length that fits a message; no letter of UTF-8 is cut in two.
std::string shown(std::string_view code) {
    std::string text(code.substr(0, longest_shown));
    while (text.size() < code.size() && !text.empty() &&
           (static_cast<unsigned char>(code[text.size()]) & 0xC0U) == 0x80U)
        text.pop_back();
    if (text.size() < code.size()) text += "...";
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

}  // namespace

Result<std::vector<PastedCall>> parse_layers(std::string_view code) {
    const auto plain = plain_code(code);
    auto found = find_sites(plain ? std::string_view(*plain) : code);
    if (!found) return error_of(found);
    std::vector<PastedCall> calls = printed_nodes(plain ? std::string_view(*plain) : code);
    for (const CallSite& site : found->sites) {
        PastedCall call{.code = std::string(site.found.call->source), .layer = read_site(site)};
        const auto same = std::ranges::find_if(
            calls, [&](const PastedCall& one) { return same_layer(one, call); });
        if (same != calls.end()) continue;
        if (calls.size() == most_calls) {
            return fail(ErrorCode::too_large,
                        say("the code has more than {0} pooling layers", most_calls),
                        say("paste one of them"));
        }
        if (call.layer) note_rest(found->code, site.found, call.layer->unread);
        calls.push_back(std::move(call));
    }
    for (BrokenCall& broken : found->code.broken)
        calls.push_back({.code = std::move(broken.name), .layer = tl::unexpected(broken.error)});
    if (!calls.empty()) return calls;
    return fail(
        ErrorCode::not_expressible, say("this is no pooling call of a known framework"),
        say("paste one such as nn.MaxPool2d(3, stride=2), keras.layers.AveragePooling2D(2), "
            R"(tf.nn.max_pool2d(x, 2, 2, "SAME") or an ONNX node's )"
            "MaxPool(kernel_shape=[2, 2])"));
}

Result<PastedLayer> parse_layer(std::string_view code) {
    auto calls = parse_layers(code);
    if (!calls) return error_of(calls);
    if (calls->size() == 1) return std::move(calls->front().layer);
    if (calls->size() == 2) {
        return fail(ErrorCode::unsupported,
                    say("the code has 2 pooling layers: {0} and {1}", shown(calls->front().code),
                        shown(calls->back().code)),
                    say("paste one of them"));
    }
    return fail(ErrorCode::unsupported,
                say("the code has {0} pooling layers: {1}, {2} and more", calls->size(),
                    shown(calls->front().code), shown((*calls)[1].code)),
                say("paste one of them"));
}

}  // namespace poolscope

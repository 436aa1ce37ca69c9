/// The options, and to which layers each means something.
#include "cli/option_rules.hpp"

#include <algorithm>
#include <array>

#include "io/layer_numbers.hpp"
#include "io/number_parameters.hpp"

namespace poolscope::cli {
namespace {

bool slides(Placement placement) {
    return placement == Placement::sliding;
}
bool averages(const Operator& op) {
    return op.averages();
}

/// To which layers an option means something; null functions mean all.
struct OptionRule {
    const char* name;
    bool (*given)(const LayerArguments& arguments);
    bool (*for_operator)(const Operator& op) = nullptr;
    bool (*for_placement)(Placement placement) = nullptr;
    bool beside_code = false;  ///< may be given together with --code
};

constexpr std::array option_rules{
    OptionRule{.name = "--op", .given = [](const auto& a) { return !a.op.empty(); }},
    OptionRule{.name = "--global",
               .given = [](const auto& a) { return a.global; },
               .for_operator = [](const Operator& op) { return !op.placement; }},
    OptionRule{
        .name = "--output-size",
        .given = [](const auto& a) { return !a.output_size.empty(); },
        .for_operator =
            [](const Operator& op) { return !op.placement || io::has_output_size(*op.placement); },
        .for_placement = io::has_output_size},
    OptionRule{.name = "--kernel",
               .given = [](const auto& a) { return !a.kernel.empty(); },
               .for_placement = io::has_kernel},
    OptionRule{.name = "--stride",
               .given = [](const auto& a) { return !a.stride.empty(); },
               .for_placement = slides},
    OptionRule{.name = "--padding",
               .given = [](const auto& a) { return !a.padding.empty(); },
               .for_placement = slides},
    OptionRule{.name = "--dilation",
               .given = [](const auto& a) { return !a.dilation.empty(); },
               .for_placement = slides},
    OptionRule{.name = "--ceil-mode",
               .given = [](const auto& a) { return a.ceil_mode; },
               .for_placement = slides},
    OptionRule{
        .name = "--channel-group",
        .given = [](const auto& a) { return !a.channel_group.empty(); },
        .for_operator = [](const Operator& op) { return op.placement == Placement::channels; }},
    OptionRule{.name = "--exclude-pad",
               .given = [](const auto& a) { return a.exclude_pad; },
               .for_operator = averages,
               .for_placement = slides},
    OptionRule{.name = "--divisor",
               .given = [](const auto& a) { return !a.divisor.empty(); },
               .for_operator = averages},
    OptionRule{.name = "--seed",
               .given = [](const auto& a) { return !a.seed.empty(); },
               .for_operator = [](const Operator& op) { return op.seeded; },
               .beside_code = true},
    OptionRule{
        .name = "--samples",
        .given = [](const auto& a) { return !a.samples.empty(); },
        .for_operator = [](const Operator& op) { return op.placement == Placement::fractional; },
        .beside_code = true},
    OptionRule{.name = "--scores",
               .given = [](const auto& a) { return !a.scores.empty(); },
               .for_operator = [](const Operator& op) { return op.scored; },
               .beside_code = true},
};

tl::unexpected<Error> means_nothing(const std::string& option, const std::string& to,
                                    const std::string& takers = {}) {
    return fail(
        ErrorCode::bad_argument, say("{0} means nothing to {1}", option, to),
        takers.empty() ? say("leave it out") : say("leave it out, or use --op {0}", takers));
}

/// The operators that an option is for: "avg", "lp|mixed".
template <class Takes>
std::string operators_that(Takes takes) {
    std::string ids;
    for (const Operator* op : operators())
        if (takes(*op)) ids += (ids.empty() ? "" : "|") + std::string(op->id);
    return ids;
}

/// What decided where the windows lie, as it was typed.
std::string placement_option(const Operator& op, Placement placement) {
    if (op.placement) return "--op " + std::string(op.id);
    return placement == Placement::global ? "--global" : "--output-size";
}

bool says_number(const LayerArguments& arguments) {
    return std::ranges::any_of(
        arguments.numbers, [](const auto& number) { return !number.second.empty(); });
}

}  // namespace

bool says_layer(const LayerArguments& arguments) {
    return !arguments.code.empty() || !arguments.dialect.empty() || says_number(arguments) ||
           std::ranges::any_of(
               option_rules, [&](const OptionRule& rule) { return rule.given(arguments); });
}

bool says_windows(const LayerArguments& arguments) {
    return arguments.global || !arguments.code.empty() || !arguments.kernel.empty() ||
           !arguments.output_size.empty();
}

Result<void> check_options(const LayerArguments& arguments, const Operator& op,
                           Placement placement) {
    const std::string this_op = "--op " + std::string(op.id);
    for (const OptionRule& rule : option_rules) {
        if (!rule.given(arguments)) continue;
        if (rule.for_operator != nullptr && !rule.for_operator(op))
            return means_nothing(rule.name, this_op, operators_that(rule.for_operator));
        if (rule.for_placement != nullptr && !rule.for_placement(placement))
            return means_nothing(rule.name, placement_option(op, placement));
    }
    if (!arguments.samples.empty() && !arguments.seed.empty()) {
        return fail(
            ErrorCode::bad_argument,
            say("--samples gives what --seed would draw, so --seed means nothing beside it"),
            say("leave one of them out"));
    }
    for (const NumberParameter* number : io::number_parameters()) {
        const auto given = arguments.numbers.find(std::string(number->id));
        if (given == arguments.numbers.end() || given->second.empty() || io::takes(op, number->id))
            continue;
        return means_nothing("--" + given->first, this_op, operators_that([&](const Operator& o) {
                                 return io::takes(o, number->id);
                             }));
    }
    return {};
}

Result<void> check_code_alone(const LayerArguments& arguments) {
    std::string also;
    for (const OptionRule& rule : option_rules)
        if (!rule.beside_code && rule.given(arguments)) also = rule.name;
    for (const auto& [id, text] : arguments.numbers)
        if (!text.empty()) also = "--" + id;
    if (also.empty()) return {};
    return fail(ErrorCode::bad_argument, say("--code says the layer, and {0} says it again", also),
                say("leave one of them out"));
}

}  // namespace poolscope::cli

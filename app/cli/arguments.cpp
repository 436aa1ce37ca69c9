/// Reads the numbers of the command line; a number is the whole of its text or it is an error.
#include "cli/arguments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "support/digits.hpp"

namespace poolscope::cli {
namespace {

tl::unexpected<Error> not_a(Message kind, std::string_view text, std::string_view option,
                            Message remedy) {
    return fail(ErrorCode::bad_argument, say("{0} \"{1}\" is not {2}", option, text, kind),
                std::move(remedy));
}

}  // namespace

Result<int> parse_int(std::string_view text, std::string_view option) {
    int value = 0;
    const auto [end, error] = from_digits(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        return fail(ErrorCode::bad_argument, say("{0} {1} is too large", option, text),
                    say("give a number up to 2147483647"));
    }
    if (error != std::errc{} || end != text.data() + text.size())
        return not_a(say("a whole number"), text, option, say("write it in digits, as 3"));
    return value;
}

Result<std::vector<int>> parse_ints(std::string_view text, std::string_view option) {
    std::vector<int> values;
    for (std::size_t start = 0;;) {
        const std::size_t comma = text.find(',', start);
        const auto value = parse_int(text.substr(start, comma - start), option);
        if (!value) return error_of(value);
        values.push_back(*value);
        if (comma == std::string_view::npos) return values;
        start = comma + 1;
    }
}

Result<ShapeArgument> parse_shape(std::string_view text, std::string_view option,
                                  std::size_t least_axes) {
    constexpr std::size_t most_axes = 4;
    const auto extents = parse_ints(text, option);
    if (!extents) return error_of(extents);
    const std::size_t axes = extents->size();
    const bool sane = std::ranges::all_of(*extents, [](int extent) { return extent >= 1; });
    if (axes < least_axes || axes > most_axes || !sane)
        return fail(ErrorCode::bad_argument, say("{0} {1} is no shape", option, text),
                    least_axes == most_axes
                        ? say("write four numbers from 1: samples, channels, rows, columns")
                        : say("give 1 to 4 whole numbers of 1 or more, as 3,224,224"));
    std::vector<int> all(most_axes - axes, 1);
    all.insert(all.end(), extents->begin(), extents->end());
    return ShapeArgument{{all[0], all[1], all[2], all[3]}, axes};
}

Result<double> parse_number(std::string_view text, std::string_view option) {
    double value = 0;
    const auto [end, error] = from_digits(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return not_a(say("a number"), text, option, say("write it in digits, as 2 or 1.5"));
    return value;
}

Result<double> parse_number_or_infinity(std::string_view text, std::string_view option) {
    if (text == "inf") return std::numeric_limits<double>::infinity();
    return parse_number(text, option);
}

Result<std::uint64_t> parse_seed(std::string_view text, std::string_view option) {
    std::uint64_t value = 0;
    const auto [end, error] = from_digits(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >> 63U == 0) return value;
    return not_a(say("a seed"), text, option,
                 say("give a whole number from 0 to 9223372036854775807"));
}

Result<PixelSize> parse_size(std::string_view text, std::string_view option) {
    const std::size_t cross = text.find('x');
    if (cross != std::string_view::npos) {
        const auto w = parse_int(text.substr(0, cross), option);
        const auto h = parse_int(text.substr(cross + 1), option);
        if (w && h && *w >= 1 && *h >= 1) return PixelSize{*w, *h};
    }
    return not_a(say("a size"), text, option, say("write width x height in pixels, as 848x752"));
}

}  // namespace poolscope::cli

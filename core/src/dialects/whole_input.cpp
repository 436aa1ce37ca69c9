/// Compares the code, blanks aside.
#include "dialects/whole_input.hpp"

#include <algorithm>

namespace poolscope {

namespace {

std::string without_blanks(std::string_view code) {
    std::string text(code);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return text;
}

/// What is behind the name of an array, so that it is its size: ".shape[2:]" of "x.shape[2:]".
/// Empty where nothing of it is.
std::string_view size_part(std::string_view code) {
    for (const std::string_view word : {".size(", ".shape[", ".shape)", ".get_shape("}) {
        const auto at = code.find(word);
        if (at != std::string_view::npos && at > 0) return code.substr(at);
    }
    return {};
}

/// Whether it is the size of axis `at`, of `axes` axes: ".size(2)", ".shape[-2]".
bool is_axis(std::string_view size, int at, int axes) {
    for (const int index : {at, at - axes}) {
        const std::string number = std::to_string(index);
        for (const std::string& form :
             {".size(" + number + ")", ".shape[" + number + "]", ".size()[" + number + "]"})
            if (size == form) return true;
    }
    return false;
}

bool is_both_axes(std::string_view size, bool last) {
    for (const std::string_view of :
         {".size()", ".shape", ".get_shape()", ".get_shape().as_list()", ".shape.as_list()"}) {
        if (!size.starts_with(of)) continue;
        const std::string_view slice = size.substr(of.size());
        if (last ? slice == "[1:3]" || slice == "[1:-1]" || slice == "[-3:-1]"
                 : slice == "[2:]" || slice == "[-2:]" || slice == "[2:4]")
            return true;
    }
    return false;
}

}  // namespace

bool is_whole_input(CallReader& call, std::string_view kernel, const Expr* input,
                    bool columns_alone, bool last) {
    const Expr* value = call.get(kernel);
    // tuple(x.shape[2:]), list(...)
    if (value != nullptr && value->kind == ExprKind::call && value->arguments.size() == 1 &&
        (value->items.front().text == "tuple" || value->items.front().text == "list"))
        value = value->arguments.data();
    if (value == nullptr) return false;
    std::vector<std::string> parts;
    if (value->kind == ExprKind::list)
        for (const Expr& item : value->items) parts.push_back(without_blanks(item.source));
    else
        parts.push_back(without_blanks(value->source));
    if (parts.empty() || parts.size() > 2) return false;
    for (const std::string& part : parts) {
        const std::string_view size = size_part(part);
        if (size.empty()) return false;
    }
    const int axes = columns_alone ? 3 : 4;
    const int first = last ? 1 : 2;
    const std::string_view rows = size_part(parts.front());
    const std::string_view columns = size_part(parts.back());
    const bool slice =
        parts.size() == 1 &&
        (columns_alone ? rows == ".size()[2:]" || rows == ".shape[2:]" || rows == ".shape[-1:]"
                       : is_both_axes(rows, last));
    const bool axis = columns_alone ? parts.size() == 1 && is_axis(rows, first, axes)
                                    : parts.size() == 2 && is_axis(rows, first, axes) &&
                                          is_axis(columns, first + 1, axes);
    const auto same_array = [&](const std::string& part) {
        return input != nullptr && without_blanks(input->source) ==
                                       part.substr(0, part.size() - size_part(part).size());
    };
    if ((slice || axis) && std::ranges::all_of(parts, same_array)) return true;
    call.refuse({.code = ErrorCode::unsupported,
                 .what = say("{0}={1} is a size that the call does not say", kernel,
                             call.get(kernel)->source),
                 .remedy = say("write it in numbers that {0} takes", call.callee())});
    return false;
}

}  // namespace poolscope

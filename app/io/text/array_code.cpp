/// Walks outwards from a grid: what follows it, what joins it, the call that it stands in, and so
/// on.
#include "io/text/array_code.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "io/number_text.hpp"
#include "io/text/array_calls.hpp"
#include "io/text/call_arguments.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view all_blanks = " \t\r\n";

bool is_list(std::string_view text) {
    text = without_blanks(text);
    return text.starts_with('(') || text.starts_with('[');
}

class Around {
public:
    Around(NumbersInAxes& numbers, std::string_view text, const GridPlace& place)
        : numbers_(numbers), text_(text), left_(place.begin), right_(place.end), place_(place) {}

    Result<void> run() {
        for (std::size_t level = place_.parentheses.size();; --level) {
            const bool inside = level > 0;
            if (auto followed = apply_what_follows(inside); !followed) return followed;
            if (auto joined = check_operators(inside); !joined) return joined;
            if (!inside) return check_line();
            if (auto called = apply_call(place_.parentheses[level - 1]); !called) return called;
        }
    }

private:
    /// What stands behind, from its first sign; on this line alone outside of parentheses.
    [[nodiscard]] std::string_view behind(bool inside) const {
        const auto at = text_.find_first_not_of(inside ? all_blanks : blanks, right_);
        return at == std::string_view::npos ? std::string_view{} : text_.substr(at);
    }
    [[nodiscard]] std::string_view before(bool inside) const {
        const auto text = text_.substr(0, left_);
        const auto last = text.find_last_not_of(inside ? all_blanks : blanks);
        return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
    }
    [[nodiscard]] static std::string_view line_of(std::string_view text) {
        return text.substr(0, text.find_first_of("\r\n"));
    }

    /// `.view(2, 2)`, `.T`, `[None]`, as many as there are.
    Result<void> apply_what_follows(bool inside) {
        while (true) {
            const auto rest = behind(inside);
            const bool member = rest.size() > 1 && rest[0] == '.' && !inside_number(rest);
            const bool index = rest.starts_with('[') && text_.data() + right_ == rest.data();
            if (!member && !index) return {};
            right_ = static_cast<std::size_t>(rest.data() - text_.data());
            if (auto applied = member ? apply_member() : apply_index(); !applied) return applied;
        }
    }
    static bool inside_number(std::string_view rest) {
        return std::isalpha(static_cast<unsigned char>(rest[1])) == 0 && rest[1] != '_';
    }

    Result<void> apply_member() {
        const std::size_t begin = right_;
        std::size_t end = begin + 1;
        while (end < text_.size() && is_name_sign(text_[end])) ++end;
        const auto name = text_.substr(begin + 1, end - begin - 1);
        std::string_view arguments;
        const bool called = text_.substr(end).starts_with('(');
        if (called) {
            const std::size_t past = past_closing(text_, end + 1);
            if (past == std::string_view::npos) return no_end();
            arguments = text_.substr(end + 1, past - end - 2);
            end = past;
        }
        right_ = end;
        const auto code = text_.substr(begin, end - begin);
        if (casts_numbers(name)) return apply_cast(name, arguments, code);
        if (keeps_numbers(name)) return {};
        return shape(name, arguments, code);
    }

    Result<void> apply_cast(std::string_view name, std::string_view arguments,
                            std::string_view code) {
        if (arguments.empty()) return check_type(numbers_, name, code);
        for (const std::string_view argument : cut_arguments(arguments))
            if (auto kept = check_type(numbers_, value_of(argument), code); !kept) return kept;
        return {};
    }

    Result<void> shape(std::string_view name, std::string_view arguments, std::string_view code) {
        std::string numbers;
        for (const std::string_view argument : cut_arguments(arguments))
            numbers += (numbers.empty() ? "" : ", ") + std::string(value_of(argument));
        const bool one_list = is_list(numbers) && past_closing(numbers, 1) == numbers.size();
        const auto given = whole_numbers(numbers);
        if (!given) return not_done(code);
        const auto done = apply_shaping(numbers_, name, *given, one_list);
        if (!done) return error_of(done);
        return *done ? Result<void>{} : not_done(code);
    }

    /// `[None]`, `[np.newaxis, :, :]`: new axes of one cell. Any other index takes a part.
    Result<void> apply_index() {
        const std::size_t begin = right_;
        const std::size_t past = past_closing(text_, begin + 1);
        if (past == std::string_view::npos) return no_end();
        right_ = past;
        const auto code = text_.substr(begin, past - begin);
        const auto items = cut_arguments(text_.substr(begin + 1, past - begin - 2));
        int at = 0;
        bool at_end = false;
        for (const std::string_view item : items) {
            if (item == "None" || item == "newaxis" || item.ends_with(".newaxis")) {
                const int axis = at_end ? -1 : at;
                const auto added = apply_shaping(numbers_, "unsqueeze", {&axis, 1}, false);
                if (!added || !*added) return not_done(code);
            } else if (item == "..." && !at_end) {
                at_end = true;
            } else if (item != ":" || at_end) {
                return not_done(code);
            }
            ++at;
        }
        return items.empty() ? not_done(code) : Result<void>{};
    }

    [[nodiscard]] static tl::unexpected<Error> no_end() {
        return fail(ErrorCode::bad_format, say("the text ends before its closing parenthesis"),
                    say("paste the whole grid, from its first bracket to its last"));
    }

    /// What is computed with the grid is not done; PyTorch's print-out of a scale is.
    Result<void> check_operators(bool inside) {
        const auto rest = behind(inside);
        const char next = rest.empty() ? ' ' : rest.front();
        const bool closes_repr = next == '>' && !rest.starts_with(">=") &&
                                 text_.substr(0, left_).find('<') != std::string_view::npos;
        if (std::string_view("+-*/%@&|^<=!").find(next) != std::string_view::npos ||
            (next == '>' && !closes_repr))
            return not_done(line_of(rest));
        const auto text = before(inside);
        const char last = text.empty() ? ' ' : text.back();
        if (last == '*' && apply_scale(text)) return {};
        const char second = text.size() > 1 ? text[text.size() - 2] : ' ';
        const bool joins = std::string_view("+-*/%@&|^~").find(last) != std::string_view::npos;
        const bool compares =
            last == '=' && std::string_view("+-*/%@&|^<>=!").find(second) != std::string_view::npos;
        if (!joins && !compares) return {};
        const auto line = text.substr(text.find_last_of("\r\n(") + 1);
        return not_done(line);
    }

    /// `tensor(1.00000e-02 *`, which the print-out means to be multiplied.
    bool apply_scale(std::string_view text) {
        const auto open = text.rfind('(');
        if (open == std::string_view::npos) return false;
        const auto inside = without_blanks(text.substr(open + 1, text.size() - open - 2));
        const auto name = last_part(name_before(text_, open));
        const bool printed =
            inside.find('e') != std::string_view::npos && (name == "tensor" || name == "Tensor");
        const auto scale = read_wide_number(inside);
        if (!printed || !scale) return false;
        for (double& cell : numbers_.cells) cell *= *scale;
        left_ = open + 1;
        return true;
    }

    /// The call, or the parenthesis, that is open before the grid at `open`.
    Result<void> apply_call(std::size_t open) {
        const auto name = name_before(text_, open);
        const std::size_t past = past_closing(text_, right_);
        const bool prose = name.empty() && (open == 0 || text_[open - 1] != ')');
        if (past == std::string_view::npos) return prose ? Result<void>{} : no_end();
        const auto first = cut_arguments(text_.substr(open + 1, left_ - open - 1));
        const auto rest = text_.substr(right_, past - right_ - 1);
        const auto behind_grid = without_blanks(rest);
        if (!behind_grid.empty() && !behind_grid.starts_with(',') && !prose)
            return goes_on(behind_grid);
        // Words may stand beside a grid in a parenthesis, and numbers may not.
        const auto numbers = [](std::string_view one) {
            return one.find_first_of("0123456789") != std::string_view::npos;
        };
        if (prose && (numbers(behind_grid) || std::ranges::any_of(first, numbers)))
            return goes_on(numbers(behind_grid) ? behind_grid : first.front());
        right_ = past;
        const std::size_t begin = open - name.size();
        left_ = begin;
        if (prose) return {};
        if (name.empty()) return not_done(line_of(text_.substr(open - 1)));
        return apply_function(name, first, cut_arguments(rest),
                              text_.substr(begin, open + 1 - begin));
    }

    Result<void> apply_function(std::string_view name, const std::vector<std::string_view>& first,
                                const std::vector<std::string_view>& rest,
                                std::string_view opening) {
        const auto own = last_part(name);
        const bool maker = makes_array(name);
        const std::string call = std::string(opening) + "...)";
        if (!maker) {
            // np.reshape(<grid>, (2, 2)), torch.transpose(<grid>, 0, 1)
            std::string arguments;
            for (const std::string_view one : rest)
                arguments += (arguments.empty() ? "" : ", ") + std::string(one);
            const bool names_order = arguments.find("order") != std::string::npos;
            if (!first.empty() || own == "view" || names_order) return not_done(call);
            return shape(own, arguments, call);
        }
        if (own != "tensor" && own.ends_with("Tensor")) {
            if (auto kept = check_type(numbers_, own, call); !kept) return kept;
        }
        for (const auto* list : {&first, &rest}) {
            for (const std::string_view argument : *list)
                if (auto passed = pass_argument(own, argument); !passed) return passed;
        }
        return {};
    }

    Result<void> pass_argument(std::string_view maker, std::string_view argument) {
        const auto keyword = keyword_of(argument);
        const auto value = value_of(argument);
        const bool shape = keyword == "shape" || keyword == "size" ||
                           (keyword.empty() && maker == "constant" && is_list(value));
        if (shape) {
            const auto axes = whole_numbers(value);
            if (!axes) return not_done(argument);
            const bool same = *axes == numbers_.axes;
            if (same) return {};
            if (maker != "constant") return not_done(argument);
            return reshape(numbers_, *axes);
        }
        if (keyword == "ndmin") {
            const auto count = whole_numbers(value);
            if (!count || count->size() != 1 || count->front() > 4) return not_done(argument);
            while (static_cast<int>(numbers_.axes.size()) < count->front())
                numbers_.axes.insert(numbers_.axes.begin(), 1);
            return {};
        }
        if (keyword == "mask" || keyword == "indices") return not_done(argument);
        const bool type = keyword == "dtype" || (keyword.empty() && maker != "print");
        return type ? check_type(numbers_, value, argument) : Result<void>{};
    }

    [[nodiscard]] static tl::unexpected<Error> goes_on(std::string_view rest) {
        return fail(ErrorCode::bad_format,
                    say("the text goes on after the grid with {0}", quoted_excerpt(line_of(rest))),
                    say("paste the whole grid, from its first bracket to its last"));
    }

    /// What is left on the grid's own line, and what later lines do to its name.
    Result<void> check_line() {
        const std::size_t end = std::max(place_.after, right_);
        const auto between = text_.substr(right_, end - right_);
        const auto rest = without_blanks(line_of(between));
        // What stands between two grids on one line is both's.
        const bool last = end == text_.size() || between.find_first_of("\r\n") < between.size();
        if (last && std::ranges::any_of(rest, is_name_sign)) return goes_on(rest);
        const std::size_t start = std::min(place_.before, left_);
        auto text = text_.substr(start, left_ - start);
        text = without_blanks(text.substr(text.find_last_of("\r\n") + 1));
        if (!text.empty() &&
            text.find_first_not_of("0123456789.+-eE,; \t") == std::string_view::npos) {
            return fail(ErrorCode::bad_format,
                        say("the text before the grid is {0}", quoted_excerpt(text)),
                        say("paste the whole grid, from its first bracket to its last"));
        }
        if (!text.ends_with('=')) return {};
        const auto name = without_blanks(text.substr(0, text.size() - 1));
        return name.empty() ? Result<void>{} : check_later_lines(name);
    }

    /// `x = x.reshape(2, 2)`, `x += 1`, `x[0] = 2`, `x.add_(1)` behind `x = <grid>`.
    Result<void> check_later_lines(std::string_view name) {
        auto rest = text_.substr(std::min(right_, text_.size()));
        while (!rest.empty()) {
            const auto line = without_blanks(line_of(rest));
            rest.remove_prefix(std::min(line_of(rest).size() + 1, rest.size()));
            if (!line.starts_with(name)) continue;
            auto behind = line.substr(name.size());
            if (behind.starts_with('[')) {
                const auto past = past_closing(behind, 1);
                behind = past == std::string_view::npos ? std::string_view{} : behind.substr(past);
            }
            behind = without_blanks(behind);
            const auto sign = behind.find_first_not_of("+-*/%@&|^");
            const bool assigns = sign != std::string_view::npos && behind[sign] == '=' &&
                                 !behind.substr(sign).starts_with("==");
            const auto call = behind.find('(');
            const bool in_place = behind.starts_with('.') && call != std::string_view::npos &&
                                  call > 1 && behind[call - 1] == '_';
            if (assigns || in_place) return not_done(line);
        }
        return {};
    }

    NumbersInAxes& numbers_;
    std::string_view text_;
    std::size_t left_;
    std::size_t right_;
    const GridPlace& place_;
};

}  // namespace

Result<void> apply_code_around(NumbersInAxes& numbers, std::string_view text,
                               const GridPlace& place) {
    return Around(numbers, text, place).run();
}

}  // namespace poolscope::io

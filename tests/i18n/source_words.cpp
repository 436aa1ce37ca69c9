/// A small reader of C++'s tokens.
#include "i18n/source_words.hpp"

#include <algorithm>
#include <cctype>

namespace poolscope::i18n {

namespace {

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Takes `"..."` off the front: its text without escapes.
std::string take_literal(std::string_view& rest) {
    std::string text;
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '"') {
        if (rest.front() == '\\') {
            rest.remove_prefix(1);
            text += rest.front() == 'n' ? '\n' : rest.front();
        } else {
            text += rest.front();
        }
        rest.remove_prefix(1);
    }
    rest.remove_prefix(1);
    return text;
}

/// Takes `R"x(...)x"` off the front.
std::string take_raw_literal(std::string_view& rest) {
    const std::size_t open = rest.find('(');
    const std::string end = ")" + std::string(rest.substr(2, open - 2)) + "\"";
    const std::size_t close = rest.find(end, open);
    std::string text(rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + end.size());
    return text;
}

using Tokens = std::vector<Token>;

/// The arguments of the call whose bracket is at `at`.
std::vector<Tokens> arguments_at(const Tokens& tokens, std::size_t at) {
    std::vector<Tokens> arguments(1);
    int depth = 0;
    for (; at < tokens.size(); ++at) {
        const Token& token = tokens[at];
        const auto is = [&](std::string_view any) {
            return !token.literal && token.text.size() == 1 &&
                   any.find(token.text) != std::string_view::npos;
        };
        if (is("([{") && ++depth == 1) continue;
        if (is(")]}") && --depth == 0) return arguments;
        if (is(",") && depth == 1)
            arguments.emplace_back();
        else
            arguments.back().push_back(token);
    }
    return arguments;
}

/// Runs `visit(depth, token)` over an argument.
template <class Visit>
void with_depth(const Tokens& tokens, Visit visit) {
    int depth = 0;
    for (const Token& token : tokens) {
        if (!token.literal && (token.text == "(" || token.text == "{" || token.text == "["))
            ++depth;
        visit(depth, token);
        if (!token.literal && (token.text == ")" || token.text == "}" || token.text == "]"))
            --depth;
    }
}

/// The literals that stand in an argument itself, not in a call within it.
std::vector<std::string> direct_literals(const Tokens& argument) {
    std::vector<std::string> found;
    bool joins = false;
    with_depth(argument, [&](int depth, const Token& token) {
        const bool counts = token.literal && depth == 0;
        if (counts && joins) found.back() += token.text;
        if (counts && !joins) found.push_back(token.text);
        joins = counts;
    });
    return found;
}

/// `"a " + std::string(b) + " c"` as "a {0} c".
std::string pattern_of(const Tokens& argument) {
    std::string pattern;
    int places = 0;
    Tokens part;
    const auto finish = [&] {
        const bool words = std::ranges::all_of(part, &Token::literal);
        const bool wrapped = part.size() == 6 && part[2].text == "string" && part[4].literal;
        if (words)
            for (const Token& token : part) pattern += token.text;
        else if (wrapped)
            pattern += part[4].text;
        else if (!pattern.ends_with('}'))
            pattern += "{" + std::to_string(places++) + "}";
        part.clear();
    };
    with_depth(argument, [&](int depth, const Token& token) {
        if (depth == 0 && !token.literal && token.text == "+")
            finish();
        else
            part.push_back(token);
    });
    finish();
    return pattern;
}

bool says_something(const Tokens& argument) {
    return std::ranges::any_of(argument, &Token::literal);
}

}  // namespace

std::vector<Token> tokens_of(std::string_view rest) {
    Tokens tokens;
    while (!rest.empty()) {
        const char c = rest.front();
        if (rest.starts_with("//")) {
            rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
        } else if (rest.starts_with("R\"")) {
            tokens.push_back({true, take_raw_literal(rest)});
        } else if (c == '"') {
            tokens.push_back({true, take_literal(rest)});
        } else if (c == '\'' && rest.size() > 3) {
            const std::size_t end = rest.find('\'', rest[1] == '\\' ? 3 : 2);
            tokens.push_back({false, std::string(rest.substr(0, end + 1))});
            rest.remove_prefix(end + 1);
        } else if (is_letter(c)) {
            std::size_t end = 1;
            // A digit separator is no character literal.
            while (end < rest.size() &&
                   (is_letter(rest[end]) || (rest[end] == '\'' && std::isdigit(rest[0]) != 0)))
                ++end;
            tokens.push_back({false, std::string(rest.substr(0, end))});
            rest.remove_prefix(end);
        } else {
            if (std::isspace(static_cast<unsigned char>(c)) == 0)
                tokens.push_back({false, std::string(1, c)});
            rest.remove_prefix(1);
        }
    }
    // "std::string" is four tokens of ours: std : : string.
    Tokens joined;
    for (Token& token : tokens) {
        const bool colon = !token.literal && token.text == ":";
        if (colon && !joined.empty() && !joined.back().literal && joined.back().text == ":")
            joined.back().text = "::";
        else
            joined.push_back(std::move(token));
    }
    return joined;
}

std::set<std::string> keys_in(std::string_view source) {
    std::set<std::string> keys;
    const Tokens tokens = tokens_of(source);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string& name = tokens[i].text;
        const bool one = name == "tr" || name == "trf" || name == "word";
        const bool plural = name == "trn";
        if (tokens[i].literal || (!one && !plural) || tokens[i + 1].text != "(") continue;
        const auto arguments = arguments_at(tokens, i + 1);
        const std::size_t which = plural ? 1 : 0;
        if (which >= arguments.size()) continue;
        for (const std::string& key : direct_literals(arguments[which])) keys.insert(key);
    }
    return keys;
}

std::set<std::string> errors_in(std::string_view source) {
    std::set<std::string> sentences;
    const Tokens tokens = tokens_of(source);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string& name = tokens[i].text;
        const bool makes = name == "fail" || name == "fail_at" || name == "Error" ||
                           name == "report" || name == "note" || name == "only_fault";
        const bool called = tokens[i + 1].text == "(" || tokens[i + 1].text == "{";
        if (tokens[i].literal || !makes || !called) continue;
        auto arguments = arguments_at(tokens, i + 1);
        const bool braced = name == "report" || name == "only_fault";
        if (braced && !arguments[0].empty() && arguments[0][0].text == "{")
            arguments = arguments_at(arguments[0], 0);
        for (const Tokens& argument : arguments)
            if (says_something(argument)) sentences.insert(pattern_of(argument));
    }
    return sentences;
}

std::vector<std::string> literals_in(std::string_view source) {
    std::vector<std::string> found;
    bool joins = false;
    for (const Token& token : tokens_of(source)) {
        if (token.literal && joins) found.back() += token.text;
        if (token.literal && !joins) found.push_back(token.text);
        joins = token.literal;
    }
    return found;
}

}  // namespace poolscope::i18n

/// What the strict reading of our TOML files shares.
#include "io/toml_text.hpp"

#include <array>
#include <cstdio>
#include <limits>

#include "io/number_text.hpp"
#include "io/spelling.hpp"
#include "io/toml_mistakes.hpp"
#include "io/toml_sieve.hpp"

namespace poolscope::io {

namespace {

tl::unexpected<Error> wrong_kind(const toml::node& node, std::string_view key,
                                 const Message& kind) {
    return fail_at(node, ErrorCode::bad_format, say("{0} is not {1}", key, kind),
                   say("give it {0}", kind));
}

/// The node under `key` as T; null leaves `out` as it is.
template <class T>
Result<void> read_as(const toml::node* node, std::string_view key, const Message& kind, T& out) {
    if (node == nullptr) return {};
    const auto value = node->value_exact<T>();
    if (!value) return wrong_kind(*node, key, kind);
    out = *value;
    return {};
}

/// Whoever reads them mends the file's kind first, not its keys.
constexpr std::size_t most_untaken = 50;

/// A picture, an archive, or text of two bytes a letter: no other has a zero byte.
bool is_binary(std::string_view text) {
    return text.find('\0') != std::string_view::npos;
}

}  // namespace

TextPlace place_of(const toml::node& node) {
    return {static_cast<int>(node.source().begin.line)};
}

tl::unexpected<Error> fail_at(const toml::node& node, ErrorCode code, Message what,
                              Message remedy) {
    return tl::unexpected(Error{code, std::move(what), std::move(remedy), place_of(node)});
}

tl::unexpected<Error> fail_at(const toml::node& node, Error error) {
    error.place = place_of(node);
    return tl::unexpected(std::move(error));
}

Result<toml::table> parse_toml(std::string_view text) {
    if (is_binary(text))
        return fail(ErrorCode::bad_format, say("this is no text"),
                    say("write it in a text editor, and save it as plain text in UTF-8"));
    const auto ascii = sift_toml(text);
    if (!ascii) return error_of(ascii);
    auto parsed = toml::parse(*ascii);
    if (!parsed) {
        const auto& error = parsed.error();
        auto [what, remedy] = mistake_in(error.description());
        return tl::unexpected(Error{ErrorCode::bad_format,
                                    std::move(what),
                                    std::move(remedy),
                                    {static_cast<int>(error.source().begin.line)}});
    }
    return std::move(parsed).table();
}

std::string toml_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') quoted += '\\';
        if (code >= 0x20 && code != 0x7F) {
            quoted += c;
            continue;
        }
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\u%04X", static_cast<unsigned>(code));
        quoted += escaped.data();
    }
    return quoted + '"';
}

bool toml_holds(std::string_view text) {
    return parse_toml("x = " + toml_string(text)).has_value();
}

Result<int> read_int(const toml::node& node, std::string_view key) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) return wrong_kind(node, key, say("a whole number"));
    if (*value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max())
        return fail_at(node, ErrorCode::bad_format,
                       say("{0} is {1}, which is out of range", key, *value),
                       say("use a smaller number"));
    return static_cast<int>(*value);
}

const toml::node* Section::take(std::string_view key) {
    taken_.emplace(key);
    for (const toml::table* table : tables_)
        if (const auto* node = table->get(key)) return node;
    return nullptr;
}

Result<const toml::node*> Section::require(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr)
        return fail_at(top(), ErrorCode::bad_format, say("[{0}] has no {1}", name_, key),
                       say("add it"));
    return node;
}

Result<void> Section::read(std::string_view key, bool& out) {
    return read_as(take(key), key, say("true or false"), out);
}

Result<void> Section::read(std::string_view key, int& out) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    const auto value = read_int(*node, key);
    if (!value) return error_of(value);
    out = *value;
    return {};
}

Result<void> Section::read(std::string_view key, std::uint64_t& out) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0) return wrong_kind(*node, key, say("a whole number of 0 or more"));
    out = static_cast<std::uint64_t>(*value);
    return {};
}

Result<void> Section::read(std::string_view key, double& out) {
    const auto* node = take(key);
    if (node != nullptr && node->is_integer()) {
        out = static_cast<double>(**node->as_integer());
        return {};
    }
    return read_as(node, key, say("a number"), out);
}

Result<void> Section::read(std::string_view key, std::string& out) {
    return read_as(take(key), key, say("text in quotes"), out);
}

std::vector<Error> Section::untaken() const {
    std::vector<Error> errors;
    const std::vector<std::string_view> known(taken_.begin(), taken_.end());
    for (const auto& [key, node] : top()) {
        if (taken_.contains(key.str())) continue;
        if (errors.size() == most_untaken) break;
        const std::string written = quoted_excerpt(key.str());
        errors.push_back({ErrorCode::bad_format,
                          name_.empty() ? say("{0} is no key", written)
                                        : say("{0} is no key of [{1}]", written, name_),
                          write_one_of(key.str(), known),
                          {static_cast<int>(key.source().begin.line)}});
    }
    return errors;
}

Result<void> Section::check_all_taken() const {
    const auto errors = untaken();
    if (errors.empty()) return {};
    return tl::unexpected<Error>(errors.front());
}

}  // namespace poolscope::io

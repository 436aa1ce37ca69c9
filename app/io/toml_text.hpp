/// TOML through toml++, without exceptions, and strict: a key that nobody asks for is an error.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assets/toml.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// Parses a whole file; bad_format with the line where it is no TOML.
[[nodiscard]] Result<toml::table> parse_toml(std::string_view text);

/// The line of `node`; none where it has no place of its own.
[[nodiscard]] TextPlace place_of(const toml::node& node);

/// An error about `node`, at its line.
[[nodiscard]] tl::unexpected<Error> fail_at(const toml::node& node, ErrorCode code, Message what,
                                            Message remedy);

/// An error that was found without a place, at the line of `node`.
[[nodiscard]] tl::unexpected<Error> fail_at(const toml::node& node, Error error);

/// `text` between quotes, escaped as TOML wants it.
[[nodiscard]] std::string toml_string(std::string_view text);

/// Whether TOML can hold `text`, which it cannot where it is no UTF-8.
[[nodiscard]] bool toml_holds(std::string_view text);

/// A table put over others: the first that has a key says it. At least one.
using TableStack = std::vector<const toml::table*>;

/// One table whose keys are taken one by one.
class Section {
public:
    /// `name` is what errors call it: "layer".
    Section(const toml::table& table, std::string name) : Section({&table}, std::move(name)) {}
    Section(TableStack tables, std::string name)
        : tables_(std::move(tables)), name_(std::move(name)) {}

    /// The value under `key`, or null where there is none.
    [[nodiscard]] const toml::node* take(std::string_view key);
    /// The uppermost table itself has the key.
    [[nodiscard]] bool says(std::string_view key) const { return top().contains(key); }
    /// The uppermost table, which errors about all of it are about.
    [[nodiscard]] const toml::table& top() const { return *tables_.front(); }
    /// As take(), and an error where there is none.
    [[nodiscard]] Result<const toml::node*> require(std::string_view key);
    /// Sets `out` where `key` is there. Errors: bad_format where it is of another kind or out of
    /// range.
    [[nodiscard]] Result<void> read(std::string_view key, bool& out);
    [[nodiscard]] Result<void> read(std::string_view key, int& out);
    [[nodiscard]] Result<void> read(std::string_view key, std::uint64_t& out);
    [[nodiscard]] Result<void> read(std::string_view key, double& out);
    [[nodiscard]] Result<void> read(std::string_view key, std::string& out);
    /// An error that names the first key that was never taken, and its line.
    [[nodiscard]] Result<void> check_all_taken() const;
    /// One error for each such key of the uppermost table, in no order; of very many, for some.
    [[nodiscard]] std::vector<Error> untaken() const;

private:
    TableStack tables_;
    std::string name_;
    std::set<std::string, std::less<>> taken_;
};

/// `node` as an int; bad_format where it is none or out of range.
[[nodiscard]] Result<int> read_int(const toml::node& node, std::string_view key);

}  // namespace poolscope::io

/// Reads a call's arguments by their names, as a framework's signature orders them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialects/call_sites.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope {

/// The arguments of one call. A reader keeps the first error that it meets and reads on; ask for it
/// with error(). What is None counts as left out.
class CallReader {
public:
    /// `names` are the call's parameters in their order; those the call gives without a keyword
    /// take them in turn.
    CallReader(const Expr& call, std::span<const std::string_view> names);

    /// The argument's value; null where it is left out.
    [[nodiscard]] const Expr* get(std::string_view name);
    /// An error where it is left out.
    void require(std::string_view name);
    /// An error where one of these is given as None.
    void refuse_none(std::span<const std::string_view> names);

    [[nodiscard]] int integer(std::string_view name, int otherwise);
    [[nodiscard]] double number(std::string_view name, double otherwise);
    [[nodiscard]] bool truth(std::string_view name, bool otherwise);
    [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise);
    /// Whole numbers: those of a list, or the one there is; none where it is left out.
    [[nodiscard]] std::vector<int> integers(std::string_view name);
    /// One number for both axes or a pair of them; with `columns_alone` one number for the columns,
    /// and `rows` for the rows.
    [[nodiscard]] std::optional<Extent> extent(std::string_view name, bool columns_alone, int rows);

    /// Keeps this as the error, unless there is one already.
    void refuse(Error error);
    /// Says that an argument cannot be read: "kernel_size=k is not <wanted>". The remedy is to
    /// write it in numbers.
    void refuse_value(std::string_view name, const Message& wanted);
    /// The same of an argument that is a word; the remedy is to write one that is wanted.
    void refuse_word(std::string_view name, const Message& wanted);
    /// Takes the argument as read, whatever it says.
    void pass(std::string_view name) { static_cast<void>(get(name)); }

    /// The first error; also where an argument that was not asked for is one that makes a layer
    /// another one elsewhere, such as another framework's kernel_size.
    [[nodiscard]] const std::optional<Error>& error();
    [[nodiscard]] std::string_view callee() const { return callee_; }
    /// The arguments that were not asked for, and not None or False, as they were written.
    [[nodiscard]] std::vector<std::string> unread() const;

private:
    struct Bound {
        std::string_view name;
        const Expr* argument = nullptr;
        bool asked = false;
    };
    Bound* find(std::string_view name);
    void refuse_as(std::string_view name, const Message& wanted, Message remedy);
    /// The whole number that `value` says, or an error that `name` is not <wanted>, or too large.
    std::optional<int> whole(std::string_view name, const Expr& value, const Message& wanted);

    std::string_view callee_;
    std::vector<Bound> bound_;
    std::optional<Error> error_;
};

/// The number that an expression says, also as float("inf"); none where it says another thing.
[[nodiscard]] std::optional<double> number_of(const Expr& expr);
/// The int that an expression says; none where it says another thing.
[[nodiscard]] std::optional<int> integer_of(const Expr& expr);

/// That a call is of a framework, or of a kind, that is not read.
[[nodiscard]] tl::unexpected<Error> not_read(const CallSite& site);

/// The statements beside the one that has the call, and what is computed with it, as unread code.
void note_rest(const PythonCode& code, const FoundCall& found, std::vector<std::string>& unread);

/// What a layer is applied to: `x`, or nothing where the code does not say.
struct LayerInput {
    const Expr* x = nullptr;  ///< without its minus sign
    bool negated = false;
};
[[nodiscard]] LayerInput layer_input(const Expr* expr);

/// The operator that code means by `id` between minus signs: -max(-x) is the minimum. Unsupported
/// where the signs make another thing of it.
[[nodiscard]] Result<const Operator*> signed_operator(std::string_view id, bool outside,
                                                      bool inside);

/// The input as unread code, where it is more than a name.
void note_input(const LayerInput& input, std::vector<std::string>& unread);

}  // namespace poolscope

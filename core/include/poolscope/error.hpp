/// Errors as values: what is wrong and what to do about it, as data; and how what takes long is
/// told to end before it is done.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

#include <tl/expected.hpp>

#include "poolscope/message.hpp"

namespace poolscope {

/// The name of an error, stable across wording and language.
enum class ErrorCode {
    // A layer that cannot be.
    empty_input,        ///< an input axis has no cells
    bad_kernel_size,    ///< kernel_size < 1
    bad_stride,         ///< stride < 1
    bad_padding,        ///< padding < 0, or beyond a dialect's limit
    bad_dilation,       ///< dilation < 1
    bad_divisor,        ///< divisor_override == 0
    bad_output_size,    ///< output_size < 1
    bad_channel_group,  ///< channels do not divide into groups
    bad_parameter,      ///< an operator's number is out of its range (norm < 1)
    bad_shape,          ///< a tensor given beside the input has another shape
    bad_index,          ///< an index lies outside its plane
    window_outside,     ///< the window is larger than the padded input: no output
    too_large,          ///< more cells or bytes than a bounded reader or a tensor allows
    unknown_operator,   ///< no operator has this id
    not_expressible,    ///< a dialect has no way to write this layer
    cancelled,          ///< the caller asked to stop
    // Files and bytes.
    not_found,     ///< no such file
    unreadable,    ///< the file system refused to read
    unwritable,    ///< the file system refused to write
    bad_format,    ///< the bytes are not what they claim to be
    unsupported,   ///< well-formed, but of a kind this program does not read
    bad_argument,  ///< a value given by a person is out of its range
    no_display,    ///< no window or OpenGL context can be had
};

/// Where in a text it is wrong, counted from 1; 0 where nothing is known.
struct TextPlace {
    int line = 0;
    int column = 0;
    auto operator<=>(const TextPlace&) const = default;
};

/// One error: `what` is wrong, the `remedy`, and the `place` in a file that was read. Neither
/// sentence ends with a full stop; it is made where it is shown (in the language spoken there).
struct Error {
    ErrorCode code{};
    Message what{};
    Message remedy{};
    TextPlace place{};

    /// What is wrong, with its place: "line 3: the stride is 0".
    [[nodiscard]] Message located() const {
        if (place.line == 0) return what;
        if (place.column == 0) return say("line {0}: {1}", place.line, what);
        return say("line {0}, column {1}: {2}", place.line, place.column, what);
    }
    /// All of it as one sentence: "what: remedy".
    [[nodiscard]] Message sentence() const {
        return remedy.empty() ? located() : say("{0}: {1}", located(), remedy);
    }
    /// It in English, as the command line prints it.
    [[nodiscard]] std::string message() const { return sentence().english(); }

    bool operator==(const Error&) const = default;
};

/// A value or a named error.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an error from a function that returns Result<T>.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Message what, Message remedy = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(remedy)});
}

/// Shorthand for passing on why there is no value.
template <class T, class E>
[[nodiscard]] tl::unexpected<E> error_of(const tl::expected<T, E>& result) {
    return tl::unexpected<E>(result.error());
}

/// The first of several checks that fails. All are made, in the order written: none may need what
/// another has found.
[[nodiscard]] inline Result<void> first_error(std::initializer_list<Result<void>> checks) {
    for (const Result<void>& check : checks)
        if (!check) return check;
    return {};
}

/// Asked again and again during long work, on whatever thread does it: true means give it up.
/// Empty: never.
using StopQuery = std::function<bool()>;

[[nodiscard]] inline bool is_stopped(const StopQuery& stop) {
    return stop && stop();
}

}  // namespace poolscope

/// What a program's names stand for while it is followed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "network_code/frameworks.hpp"
#include "network_code/program.hpp"

namespace poolscope::network_code {

struct Module;
struct NamedValue;
using ValueList = std::vector<NamedValue>;

/// What is not followed, and why not: an error only where the network needs it.
struct Unknown {
    Error why{};
};

/// Numbers that the program makes: torch.zeros(1, 8, 1, 1).
struct Fixed {
    Weights values{};
    std::string label{};
};

using ModulePtr = std::shared_ptr<Module>;

struct Value {
    /// An expression is a literal: a number, a text, True, None, or a list of them. A statement
    /// defines a function or a class.
    std::variant<Unknown, std::shared_ptr<const Expr>, std::shared_ptr<ValueList>, ModulePtr, Maps,
                 Fixed, const Statement*>
        held{};

    template <class T>
    [[nodiscard]] const T* get() const {
        return std::get_if<T>(&held);
    }
    [[nodiscard]] const Expr* literal() const {
        const auto* const expr = get<std::shared_ptr<const Expr>>();
        return expr == nullptr ? nullptr : expr->get();
    }
};

struct NamedValue {
    std::string name{};  ///< empty where the list has none
    Value value{};
};

/// A layer, layers in a row, or an object of a class of the program's.
struct Module {
    enum class Kind : std::uint8_t {
        leaf,      ///< one call of a framework's
        joining,   ///< keras.layers.Add() and its like
        sequence,  ///< nn.Sequential, keras.Sequential
        object,    ///< of a class of the program's
        model,     ///< keras.Model(inputs, outputs)
    };
    Kind kind = Kind::leaf;
    std::string label{};  ///< the name that it is kept under
    int line = 0;
    bool inside = false;  ///< of another module

    // A leaf.
    Expr call{};                   ///< with names replaced by what they stand for
    std::string full{};            ///< the callee's name, imports followed
    const CallRow* row = nullptr;  ///< null: a pooling layer
    Framework framework = Framework::unknown;
    KeptWeights kept{};
    Joining joins = Joining::add;  ///< of a joining one

    std::vector<std::pair<std::string, std::shared_ptr<Module>>> children{};  ///< of a sequence
    std::optional<Maps> given{};  ///< its input, where the program says it

    const Statement* klass = nullptr;           ///< an object's
    std::map<std::string, Value> attributes{};  ///< the same
    std::optional<Maps> output{};               ///< a model's
};

}  // namespace poolscope::network_code

/// Follows a program as far as its networks need it: assignments, classes, functions and calls, and
/// neither loops nor conditions. Bounded in steps and in depth.
#pragma once

#include <set>

#include "network_code/values.hpp"

namespace poolscope::network_code {

/// Whether a method or a function gives the module that it is given: to, cuda, DataParallel.
[[nodiscard]] bool keeps_module(std::string_view method);

/// Names as they stand at a place of the program.
struct Scope {
    std::map<std::string, Value, std::less<>> names{};
    ModulePtr self{};              ///< the object whose method this is
    std::string path{};            ///< the name of that object among the layers
    std::optional<Value> given{};  ///< what is returned
    int depth = 0;                 ///< of calls
};

class Interpreter {
public:
    Interpreter(const Program& program, const CodeReading& reading)
        : program_(program),
          reading_(reading),
          draws_(reading.seed, reading.most_weights),
          family_(family_of(program)) {}

    /// Follows the program's own statements.
    void run();

    [[nodiscard]] const Scope& globals() const { return globals_; }
    [[nodiscard]] WeightDraws& draws() { return draws_; }
    [[nodiscard]] Framework family() const { return family_; }
    /// The classes of which the program makes no object, and that no other class names.
    [[nodiscard]] std::vector<const Statement*> idle_classes() const;
    /// Every module that was made, in order; modules inside others are not left out.
    [[nodiscard]] const std::vector<ModulePtr>& modules() const { return modules_; }
    /// Why something that looks like a network is none that is read; the first of them.
    [[nodiscard]] const std::optional<Error>& complaint() const { return complaint_; }

    /// An object of a class, made with what its parameters are where they are left out.
    [[nodiscard]] Value instantiate(const Statement& klass, const Expr* call, Scope& scope);
    /// What a function without arguments gives.
    [[nodiscard]] Value call_function(const Statement& function, const Expr* call, Scope& scope,
                                      ModulePtr self);

    /// Lays a module over maps; `path` is its name among the layers.
    [[nodiscard]] Result<Maps> lay(Module& module, Maps input, const std::string& path, int depth);

private:
    [[nodiscard]] static Framework family_of(const Program& program);

    // Statements.
    void follow(std::size_t first, std::size_t end, Scope& scope);
    void follow_one(const Statement& one, Scope& scope);
    void assign(std::string_view target, Value value, int line, Scope& scope);
    void assign_all(const Statement& one, const Value& value, Scope& scope);
    void add_to(const Statement& one, Scope& scope);
    /// Forgets what a block may have changed.
    void forget_block(std::size_t first, std::size_t end, const Error& why, Scope& scope);
    void forget(std::string_view target, const Error& why, Scope& scope);
    /// The module is no longer what the program would have.
    static void spoil(Module& module, const Error& why);
    void forget_faulty(const Statement& one, Scope& scope);

    // Expressions.
    [[nodiscard]] Value eval(const Expr& expr, Scope& scope);
    [[nodiscard]] Value eval_list(const Expr& expr, Scope& scope);
    [[nodiscard]] Value eval_name(const Expr& expr, Scope& scope);
    [[nodiscard]] Value eval_arithmetic(const Expr& expr, Scope& scope);
    [[nodiscard]] Value combine(std::string_view sign, const Value& left, const Value& right,
                                const Expr& expr);
    [[nodiscard]] Value attribute(const Value& value, std::string_view name, int line) const;
    [[nodiscard]] const Value* find(std::string_view name, const Scope& scope) const;

    // Calls.
    [[nodiscard]] Value eval_call(const Expr& expr, Scope& scope);
    [[nodiscard]] Value call_dotted(const Expr& expr, Scope& scope);
    [[nodiscard]] Value call_value(const Value& callee, const Expr& expr, Scope& scope);
    [[nodiscard]] Value call_method(const Value& of, std::string_view method, const Expr& expr,
                                    Scope& scope);
    [[nodiscard]] Value call_super(const Expr& expr, Scope& scope);
    [[nodiscard]] Value call_external(const Expr& expr, Scope& scope);
    [[nodiscard]] Value method_of_maps(const Maps& maps, std::string_view method, const Expr& expr,
                                       Scope& scope);
    [[nodiscard]] Value method_of_module(const ModulePtr& module, std::string_view method,
                                         const Expr& expr, Scope& scope);
    [[nodiscard]] Value apply(Module& module, const Expr& expr, Scope& scope);
    [[nodiscard]] Value make_sequence(const Expr& expr, Scope& scope);
    [[nodiscard]] Value make_input(const Expr& expr, Scope& scope);
    [[nodiscard]] Value make_model(const Expr& expr, Scope& scope);
    [[nodiscard]] Value make_fixed(const Expr& expr, std::string_view own, Scope& scope);
    [[nodiscard]] Value make_leaf(const Expr& expr, std::string full, const CallRow* row,
                                  Framework framework, Scope& scope);
    [[nodiscard]] Value call_row(const CallRow* row, const Expr& call, std::string full,
                                 Framework framework, Maps input);
    [[nodiscard]] Value join_arguments(Joining joining, const Expr& expr, Scope& scope);
    [[nodiscard]] Value joined(Joining joining, const std::vector<Value>& values,
                               const std::string& name, const Expr& expr);
    [[nodiscard]] Value view_as(const Maps& maps, const Expr& expr, Scope& scope);
    [[nodiscard]] bool add_child(Module& module, const std::string& name, const Value& value);
    /// The call with each name that stands for a literal replaced by it.
    [[nodiscard]] Expr resolved(const Expr& call, Scope& scope);
    /// The arguments as values, those of `*list` one by one.
    [[nodiscard]] std::vector<NamedValue> arguments(const Expr& call, Scope& scope);
    void bind(const Statement& function, const Expr* call, Scope& from, Scope& to, bool method);
    [[nodiscard]] const Statement* method_named(const Statement& klass,
                                                std::string_view name) const;
    [[nodiscard]] const Statement* base_of(const Statement& klass) const;

    [[nodiscard]] Result<Maps> lay_leaf(Module& module, Maps input, const std::string& path);
    [[nodiscard]] Result<Maps> lay_object(Module& module, Maps input, const std::string& path,
                                          int depth);

    /// Whether the name stands before a bracket in these statements.
    [[nodiscard]] bool is_called_between(std::string_view name, std::size_t first,
                                         std::size_t end) const;

    [[nodiscard]] Error at(Error error, int line) const;
    [[nodiscard]] Value unknown(Error error, int line) const;
    [[nodiscard]] Value unknown_name(std::string_view name, int line) const;
    [[nodiscard]] bool step();

    const Program& program_;
    const CodeReading& reading_;
    WeightDraws draws_;
    Framework family_;
    Scope globals_;
    std::vector<ModulePtr> modules_;
    std::set<const Statement*> made_;  ///< classes of which there are objects
    std::optional<Error> complaint_;
    int steps_ = 0;
};

}  // namespace poolscope::network_code

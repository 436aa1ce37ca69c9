/// --mode, --lens and their like: how a scene is looked at, over what its file says.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/view_state.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// As they stand on the command line.
struct ViewArguments {
    std::map<std::string, std::string> texts{};  ///< of values, by their option; some are empty
    std::map<std::string, bool> flags{};         ///< by their option

    /// The first option that stands there; empty where none does.
    [[nodiscard]] std::string first() const;
};

/// Adds them to `app`.
void add_view_options(CLI::App& app, ViewArguments& arguments);

/// The view as the options have it. Errors: bad_argument for words that are no value, or that the
/// document has no place for.
[[nodiscard]] Result<void> apply_view(const ViewArguments& arguments,
                                      const model::Document& document, model::ViewState& view);

}  // namespace poolscope::cli

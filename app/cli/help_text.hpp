/// How the help looks: CLI11's own, in the language that is spoken.
#pragma once

#include <string_view>

#include <CLI/CLI.hpp>

namespace poolscope::cli {

/// CLI11's name of the group that options are in unless they name another.
inline constexpr std::string_view options_group = "Options";

class HelpText : public CLI::Formatter {
public:
    HelpText();
    std::string make_group(std::string group, bool is_positional,
                           std::vector<const CLI::Option*> options) const override;
    std::string make_option(const CLI::Option* option, bool is_positional) const override;
};

}  // namespace poolscope::cli

/// The subcommands there are.
#include "cli/commands.hpp"

#include <array>

namespace poolscope::cli {

std::span<const Command* const> commands() {
    static constexpr std::array list{&pool_command,   &unpool_command,  &code_command,
                                     &steps_command,  &render_command,  &run_command,
                                     &layers_command, &handout_command, &lesson_command};
    return list;
}

}  // namespace poolscope::cli

/// The system's own name of the language that messages are in.
#pragma once

#include <string_view>

namespace poolscope::i18n {

/// The locale of messages that the environment names (LC_ALL, LC_MESSAGES, LANG, in this order), as
/// "zh_CN.UTF-8"; empty where it names none.
[[nodiscard]] std::string_view system_locale();

}  // namespace poolscope::i18n

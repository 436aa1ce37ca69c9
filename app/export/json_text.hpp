/// Text as JSON has it.
#pragma once

#include <string>
#include <string_view>

namespace poolscope::exporting {

/// `text` between quotation marks.
[[nodiscard]] inline std::string json_text(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20) {
            quoted += "\\u00";
            quoted += hex[byte >> 4U];
            quoted += hex[byte & 15U];
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

}  // namespace poolscope::exporting

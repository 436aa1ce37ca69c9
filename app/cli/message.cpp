/// Lines on standard error.
#include "cli/message.hpp"

#include <cstdio>

#include "i18n/tr.hpp"

namespace poolscope::cli {

void print_message(const std::string& text) {
    std::string line = "poolscope: " + text;
    for (char& c : line) {
        // A file name may hold anything; the message stays one line.
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    }
    line += '\n';
    std::fputs(line.c_str(), stderr);
}

void print_warning(const std::string& text) {
    print_message(i18n::trf("warning: {0}", text));
}

}  // namespace poolscope::cli

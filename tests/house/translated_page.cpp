/// Reads pages line by line (see translated_page.hpp).
#include "house/translated_page.hpp"

#include <cctype>
#include <regex>

#include "house/sources.hpp"

namespace house {
namespace {

/// Where a code block's explanations begin, at the latest.
constexpr std::size_t second_column = 24;

void add_matches(const std::string& text, const std::regex& what, std::vector<std::string>& to) {
    for (std::sregex_iterator it(text.begin(), text.end(), what), end; it != end; ++it) {
        to.push_back((*it)[1]);
    }
}

/// A line of a table: its first cell, where it is no heading's.
void read_row(const std::string& line, bool below_heading, Page& page) {
    if (below_heading && !line.starts_with("|---")) {
        std::size_t end = line.find('|', 1);
        while (end != std::string::npos && line[end - 1] == '\\') end = line.find('|', end + 1);
        page.first_cells.push_back(line.substr(1, end - 1));
    }
}

void read_words(const std::string& line, Page& page) {
    static const std::regex bold(R"(\*\*([^*]+)\*\*)"), anchor(R"(\]\(#([^)]+)\))");
    add_matches(line, bold, page.bold);
    add_matches(line, anchor, page.anchors);
}

}  // namespace

Page read_page(const std::string& markdown) {
    static const std::regex span("`([^`]+)`");
    Page page;
    bool fenced = false;
    bool in_table = false;
    std::string prose;
    for (const std::string& line : lines_of(markdown)) {
        const bool row = line.starts_with('|');
        if (line.starts_with("```")) {
            fenced = !fenced;
        } else if (fenced || line.starts_with("    ")) {
            page.code.push_back(line);
        } else if (line.starts_with('#')) {
            page.headings.push_back(line);
        } else {
            if (row) read_row(line, in_table, page);
            read_words(line, page);
            prose += line + ' ';
        }
        in_table = row;
    }
    std::vector<std::string> spans;
    add_matches(prose, span, spans);
    page.spans = {spans.begin(), spans.end()};
    return page;
}

std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading.substr(heading.find(' ') + 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ') {
            anchor += '-';
        } else if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' || c == '_') {
            anchor += static_cast<char>(byte < 0x80 ? std::tolower(byte) : c);
        }
    }
    return anchor;
}

bool is_chinese(const std::string& text) {
    // UTF-8 of U+2E80 and above begins with one of these bytes.
    return text.find_first_of("\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEF") != std::string::npos;
}

CodeLine without_words(const std::string& line) {
    static const std::regex text("\"([^\"]*)\"");
    CodeLine parts;
    const std::size_t start = line.find_first_not_of(' ');
    if (start == std::string::npos || start >= second_column) return parts;
    std::string code = line.substr(0, line.find("  ", start));
    add_matches(code, text, parts.texts);
    parts.rest = std::regex_replace(code, text, "\"\"");
    return parts;
}

}  // namespace house

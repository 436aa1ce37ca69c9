/// The text of the program's own guide: Markdown in blocks and runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope::io {

/// Words that look alike.
struct MarkdownRun {
    std::string text;
    bool strong = false;
    bool code = false;
    std::string link{};  ///< where it leads to; empty where nowhere
};
using MarkdownLine = std::vector<MarkdownRun>;

struct MarkdownBlock {
    enum class Kind {
        heading,
        paragraph,
        item,    ///< of a list
        code,    ///< lines as they are
        header,  ///< the first row of a table
        row,
    };
    Kind kind = Kind::paragraph;
    int level = 0;                    ///< of a heading from 1 on; how deep an item lies, from 1 on
    std::vector<MarkdownLine> cells;  ///< of a row; else one
};

/// The blocks of a text, in order; pictures are left out.
[[nodiscard]] std::vector<MarkdownBlock> read_markdown(std::string_view text);

}  // namespace poolscope::io

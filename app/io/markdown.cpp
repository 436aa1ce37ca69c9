/// Gathers what md4c says of a text (see markdown.hpp).
#include "io/markdown.hpp"

#include <md4c.h>

#include <utility>

namespace poolscope::io {

namespace {

class Gatherer {
public:
    std::vector<MarkdownBlock> blocks;

    void enter(MD_BLOCKTYPE type, void* detail) {
        using Kind = MarkdownBlock::Kind;
        if (type == MD_BLOCK_H)
            begin(Kind::heading,
                  static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level));
        if (type == MD_BLOCK_P && !in_item_) begin(Kind::paragraph, depth_);
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) ++depth_;
        if (type == MD_BLOCK_LI) {
            begin(Kind::item, depth_);
            in_item_ = true;
        }
        if (type == MD_BLOCK_CODE) begin(Kind::code, depth_);
        if (type == MD_BLOCK_THEAD) header_ = true;
        if (type == MD_BLOCK_TR) begin(header_ ? Kind::header : Kind::row, 0, 0);
        if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) blocks.back().cells.emplace_back();
    }
    void leave(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) --depth_;
        if (type == MD_BLOCK_P) in_item_ = false;  // what an item says beyond stands below it
        if (type == MD_BLOCK_LI) in_item_ = false;
        if (type == MD_BLOCK_THEAD) header_ = false;
    }
    void enter(MD_SPANTYPE type, void* detail) {
        if (type == MD_SPAN_STRONG) now_.strong = true;
        if (type == MD_SPAN_CODE) now_.code = true;
        if (type == MD_SPAN_IMG) ++pictures_;
        if (type == MD_SPAN_A) {
            const MD_ATTRIBUTE& to = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
            now_.link.assign(to.text, to.size);
        }
    }
    void leave(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG) now_.strong = false;
        if (type == MD_SPAN_CODE) now_.code = false;
        if (type == MD_SPAN_IMG) --pictures_;
        if (type == MD_SPAN_A) now_.link.clear();
    }
    void text(MD_TEXTTYPE type, std::string_view words) {
        if (pictures_ > 0 || blocks.empty() || blocks.back().cells.empty()) return;
        if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) words = "\n";
        MarkdownLine& line = blocks.back().cells.back();
        const bool alike = !line.empty() && line.back().strong == now_.strong &&
                           line.back().code == now_.code && line.back().link == now_.link;
        if (!alike) line.push_back(now_);
        line.back().text += words;
    }

private:
    void begin(MarkdownBlock::Kind kind, int level, std::size_t cells = 1) {
        blocks.push_back({kind, level, std::vector<MarkdownLine>(cells)});
    }

    MarkdownRun now_;  ///< without words
    int depth_ = 0;
    int pictures_ = 0;
    bool in_item_ = false;
    bool header_ = false;
};

Gatherer& of(void* data) {
    return *static_cast<Gatherer*>(data);
}

bool is_empty(const MarkdownBlock& block) {
    for (const MarkdownLine& line : block.cells)
        if (!line.empty()) return false;
    return true;
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view text) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
        of(data).enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
        of(data).leave(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
        of(data).enter(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
        of(data).leave(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* data) {
        of(data).text(type, {words, size});
        return 0;
    };
    Gatherer gatherer;
    if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &gatherer) != 0)
        return {};
    std::erase_if(gatherer.blocks, is_empty);
    return std::move(gatherer.blocks);
}

}  // namespace poolscope::io

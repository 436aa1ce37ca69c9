/// Lays exercises out on pages (see sheet.hpp).
#include "handout/sheet.hpp"

#include <array>
#include <utility>

#include "handout/block.hpp"
#include "handout/ink.hpp"
#include "handout/pages.hpp"
#include "i18n/tr.hpp"

namespace poolscope::handout {

namespace {

using drawing::Align;
using drawing::Canvas;
using drawing::Font;

constexpr float header_height = 42;
constexpr float block_gap = 22;
/// Between lines to write on: roomy where the page allows it.
constexpr std::array line_pitches{19.0F, 17.0F, 15.0F, 13.0F, 11.5F, 10.0F};
constexpr std::size_t comfortable_pitches = 3;  ///< narrower ones only where a page needs them

/// Where exercises may stand on a page.
drawing::Rect body_of(const Paper& paper) {
    const float top = margin + header_height;
    return {margin, top, paper.size.w - 2 * margin, paper.size.h - margin - footer_height - top};
}

void draw_header(Canvas& canvas, const Sheet& sheet, const Paper& paper, Version version) {
    const float right = paper.size.w - margin;
    const float middle = margin + 8;
    const float line = middle + 6;
    const bool key = version == Version::key;
    const float room = paper.size.w - 2 * margin - 262;
    canvas.text({margin, middle}, title_size, Align::start,
                drawing::shortened(sheet.title, room, title_size, Font::semibold), black,
                Font::semibold);
    if (key) {
        canvas.box(
            {.rect = {right - 44, middle - 9, 44, 18}, .fill = paper_white, .stroke = {black, 1}});
        canvas.text({right - 22, middle}, heading_size, Align::middle, i18n::tr("sheet|Key"), black,
                    Font::semibold);
    } else {
        canvas.text({right - 250, middle}, body_size, Align::start, i18n::tr("sheet|Name"), black);
        canvas.line({right - 220, line}, {right - 96, line}, {black, 0.6F});
        canvas.text({right - 88, middle}, body_size, Align::start, i18n::tr("sheet|Date"), black);
        canvas.line({right - 62, line}, {right, line}, {black, 0.6F});
    }
    canvas.text(
        {margin, middle + 18}, small_size, Align::start,
        i18n::tr("Rows, columns and channels are counted from 0. Write fractions, or round to "
                 "two decimals."),
        muted);
    canvas.line({margin, margin + 34}, {right, margin + 34}, {black, 0.8F});
}

float height_of(const Block& block, float width) {
    Canvas scratch;
    return draw_block(scratch, block, Version::key, {0, 0}, width);
}

/// Which page each block stands on, and how far down.
struct Places {
    std::vector<Block> blocks;
    std::vector<std::pair<std::size_t, float>> at;  ///< page, y
    std::size_t pages = 0;
};

/// The height of the block with the roomiest lines, from `pitch` down, and the most questions that
/// a page allows; or why none does.
Result<float> fit(Block& block, std::size_t pitch, const drawing::Rect& body) {
    for (; pitch < line_pitches.size(); ++pitch) {
        block.line_pitch = line_pitches[pitch];
        if (const float height = height_of(block, body.w); height <= body.h) return height;
    }
    // The working comes first: questions are asked at most.
    while (block.questions.size() > 1) {
        block.questions.pop_back();
        if (const float height = height_of(block, body.w); height <= body.h) return height;
    }
    const Shape& shape = block.exercise.output();
    return fail(ErrorCode::too_large,
                say("exercise {0} is too large to write by hand: the working of its {1} windows "
                    "does not fit on one page",
                    block.number, shape.plane_count() * static_cast<std::size_t>(shape.c)),
                say("use fewer outputs or smaller windows"));
}

Result<Places> place(const std::vector<Block>& blocks, std::size_t pitch,
                     const drawing::Rect& body) {
    Places places{blocks, {}, 0};
    float y = body.bottom();
    for (Block& block : places.blocks) {
        const auto height = fit(block, pitch, body);
        if (!height) return error_of(height);
        if (places.pages == 0 || y + *height > body.bottom()) {
            ++places.pages;
            y = body.y;
        }
        places.at.emplace_back(places.pages - 1, y);
        y += *height + block_gap;
    }
    return places;
}

/// The fewest pages, and among those the roomiest lines.
Result<Places> best_places(const std::vector<Block>& blocks, const drawing::Rect& body) {
    auto best = place(blocks, 0, body);
    for (std::size_t pitch = 1; best && pitch < comfortable_pitches; ++pitch) {
        auto other = place(blocks, pitch, body);
        if (other && other->pages < best->pages) best = std::move(other);
    }
    return best;
}

}  // namespace

std::span<const Paper> papers() {
    // ISO 216 and ANSI A, in points.
    static constexpr std::array list{Paper{"a4", word("A4"), {595.276F, 841.89F}, "iso_a4"},
                                     Paper{"letter", word("Letter"), {612, 792}, "na_letter"}};
    return list;
}

std::span<const TierName> tiers() {
    static constexpr std::array list{
        TierName{"plain", word("tier|Plain"), word("Every window is for the student to work out"),
                 Tier::plain},
        TierName{"half-worked", word("Half worked"),
                 word("The first half of the windows is worked out, as an example for the others"),
                 Tier::half_worked},
        TierName{"fully-worked", word("Fully worked"),
                 word("Every window is worked out; the questions are for the student"),
                 Tier::fully_worked}};
    return list;
}

Result<std::vector<drawing::Drawing>> lay_out(const Sheet& sheet, Version version) {
    if (sheet.exercises.empty()) {
        return fail(ErrorCode::bad_argument, say("there is no exercise"),
                    say("name at least one scene"));
    }
    const Paper& paper = sheet.paper != nullptr ? *sheet.paper : papers().front();
    const drawing::Rect body = body_of(paper);
    std::vector<Block> blocks;
    for (const Exercise& exercise : sheet.exercises) {
        blocks.push_back({exercise, blocks.size() + 1,
                          questions::draw_paper_questions(exercise, sheet.questions), sheet.tier});
    }
    const auto places = best_places(blocks, body);
    if (!places) return error_of(places);
    std::vector<Canvas> canvases(places->pages);
    for (Canvas& canvas : canvases) draw_header(canvas, sheet, paper, version);
    for (std::size_t i = 0; i < places->at.size(); ++i) {
        const auto [page, y] = places->at[i];
        draw_block(canvases[page], places->blocks[i], version, {body.x, y}, body.w);
    }
    return pages_of(std::move(canvases), paper, sheet.footnote);
}

}  // namespace poolscope::handout

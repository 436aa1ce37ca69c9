/// Draws an exercise: what the layer is, its grids, the working of each window, and the questions
/// (see block.hpp).
#include "handout/block.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "drawing/formula.hpp"
#include "drawing/layer_text.hpp"
#include "drawing/layer_words.hpp"
#include "drawing/number.hpp"
#include "handout/grids.hpp"
#include "handout/ink.hpp"
#include "i18n/tr.hpp"
#include "poolscope/step.hpp"
#include "questions/paper_numbers.hpp"

namespace poolscope::handout {

namespace {

using drawing::Align;
using drawing::Canvas;
using drawing::Font;
using drawing::Piece;
using drawing::Pieces;
using drawing::Point;

constexpr float text_pitch = 13;
constexpr float section_gap = 11;
constexpr float column_gap = 20;
constexpr float beside_gap = 28;  ///< grids and the working beside them
constexpr std::size_t most_columns = 3;
/// Where lines are this narrow, all is made small so that the exercise fits its page.
constexpr float compact_pitch = 14;
constexpr float least_column = 105;

float width_of(const Pieces& pieces, float size) {
    float width = 0;
    for (const Piece& piece : pieces)
        width += theme::text_width(piece.text, size, drawing::font_of(piece.role));
    return width;
}

/// A formula in lines of at most `width`, broken where a piece ends in a space.
std::vector<Pieces> in_lines(const Pieces& pieces, float width, float size) {
    std::vector<Pieces> lines(1);
    Pieces word;
    const auto place_word = [&] {
        Pieces longer = lines.back();
        longer.insert(longer.end(), word.begin(), word.end());
        if (!lines.back().empty() && width_of(longer, size) > width) {
            lines.push_back(std::exchange(word, {}));
        } else {
            lines.back() = std::move(longer);
            word.clear();
        }
    };
    for (const Piece& piece : pieces) {
        word.push_back(piece);
        if (piece.text.ends_with(' ')) place_word();
    }
    place_word();
    return lines;
}

/// A line to write on.
void draw_rule(Canvas& canvas, float x, float baseline, float width) {
    if (width > 0) canvas.line({x, baseline}, {x + width, baseline}, {rule, 0.5F, 0.8F, 1.6F});
}

void draw_pieces(Canvas& canvas, const Pieces& pieces, Point at, float size) {
    drawing::Text text{at, size, Align::start, {}};
    for (const Piece& piece : pieces)
        text.spans.push_back({piece.text, black, drawing::font_of(piece.role)});
    canvas.text(std::move(text));
}

/// The working of one window: its place, and the formula that fills its line.
struct Working {
    std::string label;
    Pieces formula;
};

std::vector<Working> workings_of(const Exercise& exercise) {
    std::vector<Working> workings;
    const Shape& shape = exercise.output();
    for (int c = 0; c < shape.c; ++c) {
        const Geometry geometry = exercise.geometry(c);
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col) {
                std::string label = drawing::position_text(geometry, row, col);
                if (shape.c > 1) label.insert(0, std::to_string(c) + ": ");
                const auto formula =
                    drawing::make_formula(exercise.document.layer(), exercise.step(c, row, col), 0,
                                          questions::paper_number);
                workings.push_back({std::move(label), drawing::formula_pieces(formula)});
            }
        }
    }
    return workings;
}

/// How the workings stand: in columns, read downwards.
struct WorkingLayout {
    std::size_t columns = 1;
    std::size_t rows = 1;
    float size = 0;  ///< of the formulas
    float column_width = 0;
    float label_width = 0;
    [[nodiscard]] float slot() const { return column_width - label_width; }
};

WorkingLayout lay_out_workings(const std::vector<Working>& workings, float pitch, float width) {
    WorkingLayout layout;
    layout.size = pitch < compact_pitch ? 7.5F : 8.5F;
    float widest = least_column;
    for (const Working& working : workings) {
        const float label = theme::text_width(working.label, layout.size, Font::semibold) + 8;
        layout.label_width = std::max(layout.label_width, label);
        widest = std::max(widest, width_of(working.formula, layout.size));
    }
    const float needed = layout.label_width + widest;
    const auto fitting = static_cast<std::size_t>((width + column_gap) / (needed + column_gap));
    layout.columns = std::clamp<std::size_t>(fitting, 1, std::min(most_columns, workings.size()));
    layout.rows = (workings.size() + layout.columns - 1) / layout.columns;
    layout.columns = (workings.size() + layout.rows - 1) / layout.rows;  // the last ones hold some
    const auto columns = static_cast<float>(layout.columns);
    layout.column_width = (width - column_gap * (columns - 1)) / columns;
    return layout;
}

void draw_working(Canvas& canvas, const Working& working, const std::vector<Pieces>& lines,
                  const WorkingLayout& layout, bool worked, Point at, float pitch) {
    canvas.text({at.x, at.y + pitch / 2}, layout.size, Align::start, working.label, black,
                Font::semibold);
    const float x = at.x + layout.label_width;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float middle = at.y + pitch * (static_cast<float>(i) + 0.5F);
        if (worked)
            draw_pieces(canvas, lines[i], {x, middle}, layout.size);
        else
            draw_rule(canvas, x, middle + 5, layout.slot());
    }
}

float draw_workings(Canvas& canvas, const Block& block, Version version, Point at, float width) {
    const auto workings = workings_of(block.exercise);
    const WorkingLayout layout = lay_out_workings(workings, block.line_pitch, width);
    float lowest = at.y;
    for (std::size_t column = 0; column < layout.columns; ++column) {
        Point place{at.x + static_cast<float>(column) * (layout.column_width + column_gap), at.y};
        const std::size_t end = std::min((column + 1) * layout.rows, workings.size());
        for (std::size_t i = column * layout.rows; i < end; ++i) {
            const auto lines = in_lines(workings[i].formula, layout.slot(), layout.size);
            draw_working(canvas, workings[i], lines, layout, i < block.worked(version), place,
                         block.line_pitch);
            place.y += block.line_pitch * static_cast<float>(lines.size());
        }
        lowest = std::max(lowest, place.y);
    }
    return lowest;
}

/// Words in lines; returns where they end.
float draw_words(Canvas& canvas, const std::string& words, Point at, float width, float size,
                 theme::Color color) {
    for (const std::string& line : drawing::wrapped(words, width, size, Font::regular)) {
        canvas.text({at.x, at.y + text_pitch / 2}, size, Align::start, line, color);
        at.y += text_pitch;
    }
    return at.y;
}

float draw_question(Canvas& canvas, const questions::PaperQuestion& question, char letter,
                    const Block& block, Version version, Point at, float width) {
    constexpr float indent = 16;
    canvas.text({at.x, at.y + text_pitch / 2}, body_size, Align::start, std::string{letter} + ")",
                black, Font::semibold);
    const float x = at.x + indent;
    const float room = width - indent;
    float y = draw_words(canvas, i18n::tr(question.words), {x, at.y}, room, body_size, black);
    for (const std::string& line :
         drawing::wrapped(i18n::tr(question.answer), room, body_size, Font::semibold)) {
        const float middle = y + block.line_pitch / 2;
        if (version == Version::key)
            canvas.text({x, middle}, body_size, Align::start, line, black, Font::semibold);
        else
            draw_rule(canvas, x, middle + 5, room);
        y += block.line_pitch;
    }
    return y + 3;
}

/// "kernel_size 3 · stride 2 · padding 1 · seed 5".
std::string layer_line(const Exercise& exercise) {
    const Layer& layer = exercise.document.layer();
    const auto words = drawing::layer_words(layer);
    std::string line;
    for (std::size_t i = 1; i < words.size(); ++i) line += (i > 1 ? " · " : "") + words[i];
    if (layer.op->seeded && !layer.params.samples)
        line += (line.empty() ? "" : " · ") + i18n::trf("seed {0}", layer.params.seed);
    return line;
}

/// What the textures mean, where there are any.
std::string texture_words(const Exercise& exercise) {
    const Geometry geometry = exercise.geometry(0);
    const auto any = [&](auto reaches) { return reaches(geometry.rows) || reaches(geometry.cols); };
    std::string words;
    if (any([](const Axis& axis) { return axis.pad_begin + axis.pad_end > 0; }))
        words = i18n::tr("hatched: padding");
    if (any([](const Axis& axis) { return axis.overhang_end() > axis.input + axis.pad_end; }))
        words += std::string(words.empty() ? "" : " · ") +
                 i18n::tr("dotted: past the padding (ceil_mode)");
    return words;
}

float draw_heading(Canvas& canvas, const Block& block, Point at, float width) {
    const Operator& op = block.exercise.op();
    const std::string words =
        i18n::trf("Exercise {0} · {1} pooling", block.number, i18n::tr_name(op.name));
    canvas.text({at.x, at.y + 7}, heading_size, Align::start, words, black, Font::semibold);
    const std::string note = i18n::tr_name(op.note);
    const float beside = theme::text_width(words, heading_size, Font::semibold) + 12;
    const bool fits = beside + theme::text_width(note, small_size, Font::regular) <= width;
    if (fits) canvas.text({at.x + beside, at.y + 7.4F}, small_size, Align::start, note, muted);
    const float y =
        draw_words(canvas, layer_line(block.exercise), {at.x, at.y + 15}, width, body_size, black);
    return (fits ? y : draw_words(canvas, note, {at.x, y}, width, small_size, muted)) + 4;
}

/// "rows 0, 2, 3": where the windows along an axis start.
std::string starts_text(const char* words, const Axis& axis) {
    std::string starts;
    for (int i = 0; i < axis.output; ++i)
        starts += (i > 0 ? ", " : "") + drawing::format_count(axis.span_at(i).start);
    return i18n::trf(words, starts);
}

/// Where fractional windows lie, which no one can work out by hand: channel by channel.
std::string fractional_line(const Exercise& exercise) {
    const int channels = exercise.output().c;
    std::string line = i18n::tr("Windows start at ");
    for (int c = 0; c < channels; ++c) {
        const Geometry geometry = exercise.geometry(c);
        if (c > 0) line += i18n::tr("; ");
        if (channels > 1) line += i18n::trf("channel {0}: ", c);
        if (drawing::position_text(geometry, 0, 0) != "0")
            line += starts_text(word("rows {0} and "), geometry.rows);
        line += starts_text(word("columns {0}"), geometry.cols);
    }
    return line;
}

/// What a student needs to know beside the layer: where its windows lie, or what was drawn.
std::string hint_line(const Exercise& exercise) {
    const Placement placement = exercise.results.geometry->cols.placement;
    if (placement == Placement::fractional) return fractional_line(exercise);
    const bool one_window = exercise.output().plane_count() == 1;
    std::string line;
    if (placement == Placement::adaptive && !one_window)
        line = i18n::tr(
            "Of n cells in o windows, window i reads ⌊i·n/o⌋ up to ⌈(i+1)·n/o⌉, the end "
            "not included");
    if (!exercise.op().seeded || !exercise.op().weighs) return line;
    line +=
        std::string(line.empty() ? "" : " · ") + i18n::tr("Draws u, in the order of the outputs: ");
    const Shape& shape = exercise.output();
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col)
                line += (c + row + col > 0 ? ", " : "") +
                        questions::draw_text(exercise.step(c, row, col));
    return line;
}

float draw_subheading(Canvas& canvas, const char* words, const char* note, Point at) {
    canvas.text({{at.x, at.y + text_pitch / 2},
                 body_size,
                 Align::start,
                 {{words, black, Font::semibold}, {note, muted, Font::regular}}});
    return at.y + text_pitch + 2;
}

/// The grids and, under them, what their textures mean and what a student needs to know.
float draw_given(Canvas& canvas, const Block& block, Version version, Point at, float width) {
    const Exercise& exercise = block.exercise;
    float y = draw_grids(canvas, exercise, block.worked(version), at, width,
                         block.line_pitch < compact_pitch) +
              4;
    if (const std::string words = texture_words(exercise); !words.empty())
        y = draw_words(canvas, words, {at.x, y}, width, small_size, muted);
    if (const std::string words = hint_line(exercise); !words.empty())
        y = draw_words(canvas, words, {at.x, y}, width, small_size, black);
    return y;
}

float draw_asked(Canvas& canvas, const Block& block, Version version, Point at, float width) {
    const bool one = block.exercise.output().c == 1;
    const float y = draw_subheading(canvas, i18n::tr("Working"),
                                    i18n::tr(one ? word(": each output by its place")
                                                 : word(": each output by channel and place")),
                                    at);
    return draw_workings(canvas, block, version, {at.x, y}, width);
}

/// Where the working begins beside the grids; nothing where it stands below them.
std::optional<float> beside(const Block& block, float width) {
    constexpr float least_saving = 0.9F;
    Canvas grids, below, right;
    draw_grids(grids, block.exercise, 0, {0, 0}, width, block.line_pitch < compact_pitch);
    const float left = std::max(grids.content().right(), least_column) + beside_gap;
    if (width - left < 1.6F * least_column) return std::nullopt;
    const float stacked =
        draw_asked(below, block, Version::key,
                   {0, draw_given(below, block, Version::key, {0, 0}, width)}, width);
    const float abreast =
        std::max(draw_given(right, block, Version::key, {0, 0}, left - beside_gap),
                 draw_asked(right, block, Version::key, {left, 0}, width - left));
    return abreast < stacked * least_saving ? std::optional(left) : std::nullopt;
}

float draw_given_and_asked(Canvas& canvas, const Block& block, Version version, Point at,
                           float width) {
    if (const auto left = beside(block, width))
        return std::max(draw_given(canvas, block, version, at, *left - beside_gap),
                        draw_asked(canvas, block, version, {at.x + *left, at.y}, width - *left));
    const float y = draw_given(canvas, block, version, at, width);
    return draw_asked(canvas, block, version, {at.x, y + section_gap - 6}, width);
}

}  // namespace

std::size_t Block::worked(Version version) const {
    const Shape& shape = exercise.output();
    const std::size_t all = shape.plane_count() * static_cast<std::size_t>(shape.c);
    if (version == Version::key || tier == Tier::fully_worked) return all;
    return tier == Tier::half_worked ? all / 2 : 0;
}

float draw_block(Canvas& canvas, const Block& block, Version version, Point at, float width) {
    float y = draw_heading(canvas, block, at, width);
    y = draw_given_and_asked(canvas, block, version, {at.x, y}, width);
    if (block.questions.empty()) return y;
    y = draw_subheading(canvas, i18n::tr("Questions"), "", {at.x, y + section_gap});
    char letter = 'a';
    for (const questions::PaperQuestion& question : block.questions)
        y = draw_question(canvas, question, letter++, block, version, {at.x, y}, width);
    return y;
}

}  // namespace poolscope::handout

/// Copying and pasting grids as text.
#include "session/clipboard.hpp"

#include <algorithm>

#include "drawing/latex.hpp"
#include "drawing/shown_formula.hpp"
#include "export/png.hpp"
#include "export/svg.hpp"
#include "io/load.hpp"
#include "io/text_grid.hpp"
#include "poolscope/dialect.hpp"
#include "poolscope/step.hpp"
#include "session/edit_target.hpp"
#include "session/export_plan.hpp"
#include "session/network_code.hpp"
#include "session/network_commands.hpp"
#include "session/network_files.hpp"
#include "session/open_input.hpp"
#include "session/pointer_words.hpp"

namespace poolscope::session {

namespace {

/// Cells beyond which a grid is not copied as text: no one pastes such a text, and it takes long.
constexpr std::size_t max_copied_cells = std::size_t{1} << 20;
/// As much of a call as parse_layer() reads, in bytes.
constexpr std::size_t longest_call = 65536;

const io::TextFormat& format_or_first(std::string_view id) {
    const auto formats = io::text_formats();
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const io::TextFormat& one) { return one.id == id; });
    return found == formats.end() ? formats.front() : *found;
}

std::string clipboard_text(const Session& session) {
    const auto& get = session.services.clipboard.get;
    return get ? get() : std::string();
}

/// Sample `n` of a batch, shape (1, c, h, w).
Tensor<float> sample_of(const Tensor<float>& batch, int n) {
    const Shape& shape = batch.shape();
    Tensor<float> one({1, shape.c, shape.h, shape.w});
    for (int c = 0; c < shape.c; ++c) std::ranges::copy(batch.plane(n, c), one.plane(0, c).begin());
    return one;
}

/// Gives other programs a grid in the form used last.
void copy_grid(Session& session, const Tensor<float>& grid, std::optional<int> channel,
               const char* what) {
    const io::TextFormat& format = format_or_first(session.copy_format);
    set_clipboard(session, format.write(grid, channel));
    session.say(
        [what, &format] { return trf("Copied {0} as {1}.", tr(what), tr_name(format.name)); });
}

/// The cells of a line through `cell` that show a number, `by` row and column.
void copy_line(Session& session, model::CellRef cell, int rows, int cols, const char* what) {
    std::vector<float> values;
    cell.row *= cols;
    cell.col *= rows;
    for (; is_written(session, cell); cell.row += rows, cell.col += cols) {
        const auto value = shown_value(session, cell);
        if (!value) break;
        values.push_back(*value);
    }
    const auto count = static_cast<int>(values.size());
    Tensor<float> line({1, 1, rows > 0 ? count : 1, cols > 0 ? count : 1});
    std::ranges::copy(values, line.cells().begin());
    copy_grid(session, line, 0, what);
}

/// True, and the person is told, where the output is not there yet.
bool still_computing(Session& session, bool computing) {
    if (computing)
        session.report({ErrorCode::bad_argument, say("the output is still being computed"),
                        say("copy it when it is there")});
    return computing;
}

void copy_tensor(Session& session, const Tensor<float>& batch, const char* what) {
    const Tensor<float> tensor =
        sample_of(batch, std::min(session.view().sample, batch.shape().n - 1));
    const bool all = session.view().all_channels;
    const std::size_t cells = all ? tensor.shape().count() : tensor.shape().plane_count();
    if (cells > max_copied_cells)
        return session.report({ErrorCode::too_large,
                               say("the grid has {0} cells, too many to copy as text", cells),
                               say("save the scene: its input is written to a .npy file")});
    const std::optional<int> channel =
        all ? std::nullopt
            : std::optional<int>(std::min(session.view().channel, tensor.shape().c - 1));
    copy_grid(session, tensor, channel, what);
}

}  // namespace

void set_clipboard(Session& session, const std::string& text) {
    if (const auto& set = session.services.clipboard.set) set(text);
}

void copy_input(Session& session) {
    copy_tensor(session, *session.document().input->whole(), word("the input"));
}

void copy_input_as(Session& session, std::string_view format) {
    session.copy_format = format;
    copy_input(session);
}

void copy_output(Session& session) {
    const model::Results& results = session.store.run().results;
    if (!results.geometry) return session.report(results.geometry.error());
    if (still_computing(session, results.output == nullptr)) return;
    copy_tensor(session, *results.output->whole(), word("the output"));
}

std::optional<float> shown_value(Session& session, const model::CellRef& cell) {
    if (is_editable(session, cell)) return edited_value(session, cell);
    const bool output = cell.pane == model::Pane::output;
    // Of several layers on show, a cell does not tell whose output it is of.
    if (output && (session.view().prediction.hides() || !session.store.figure().subjects.empty()))
        return std::nullopt;
    const model::SharedValues& values =
        output ? session.store.run().results.output : session.document().input;
    if (!values) return std::nullopt;
    const Shape& shape = values->shape();
    if (cell.channel < 0 || cell.channel >= shape.c || cell.row < 0 || cell.row >= shape.h ||
        cell.col < 0 || cell.col >= shape.w)
        return std::nullopt;
    return values->at(std::min(session.view().sample, shape.n - 1), cell.channel, cell.row,
                      cell.col);
}

void copy_value(Session& session, const model::CellRef& cell) {
    const auto value = shown_value(session, cell);
    if (!value) return;
    const std::string text = io::number_text(*value);
    set_clipboard(session, text);
    session.say([text] { return trf("Copied {0}.", text); });
}

void copy_row(Session& session, const model::CellRef& cell) {
    copy_line(session, cell, 0, 1, word("the row"));
}

void copy_column(Session& session, const model::CellRef& cell) {
    copy_line(session, cell, 1, 0, word("the column"));
}

void copy_window(Session& session) {
    const model::Run& run = session.store.run();
    if (!run.results.geometry) return session.report(run.results.geometry.error());
    const model::ViewState& view = session.view();
    const Grain grain = session.store.figure().backward ? Grain::window : view.grain;
    const Geometry geometry = model::geometry_of(run, {view.sample, view.channel});
    const StepLocation at = locate_step(geometry, grain, view.step);
    const Window window = window_at(geometry, at.out_row, at.out_col);
    const AxisTaps rows = geometry.rows.taps_of(window.rows);
    const AxisTaps cols = geometry.cols.taps_of(window.cols);
    if (rows.real == 0 || cols.real == 0)
        return session.report({ErrorCode::bad_argument, say("this window holds no real cell"),
                               say("move it over the input first")});
    Tensor<float> cells({1, 1, rows.real, cols.real});
    for (int i = 0; i < rows.real; ++i)
        for (int j = 0; j < cols.real; ++j)
            cells.at(0, 0, i, j) = run.document.input->at(view.sample, view.channel,
                                                          window.rows.at(rows.first_real + i),
                                                          window.cols.at(cols.first_real + j));
    copy_grid(session, cells, 0, word("the window's cells"));
}

void copy_formula(Session& session) {
    const auto formula =
        drawing::shown_formula({session.store.run(), session.view(), session.store.figure()});
    if (!formula)
        return session.report({ErrorCode::bad_argument,
                               say("this mode shows several layers, not one formula"),
                               say("choose Forward or Backward")});
    set_clipboard(session, drawing::latex_formula(drawing::formula_pieces(*formula)));
    session.say([] { return std::string(tr("Copied the formula as LaTeX, for its maths mode.")); });
}

void copy_picture(Session& session) {
    if (still_computing(session, session.store.computing())) return;
    const auto& set = session.services.clipboard.set_picture;
    if (!set)
        return session.report({ErrorCode::unsupported, say("no clipboard here takes pictures"),
                               say("copy it as SVG, or export it")});
    ExportPlan plan = first_plan(session, exporting::find_exporter("png"));
    plan.range = ExportRange::shown;
    const auto png = exporting::png_bytes(request_of(session, std::move(plan)));
    if (!png) return session.report(png.error());
    if (const auto copied = set(*png); !copied) return session.report(copied.error());
    session.say([] { return std::string(tr("Copied the picture of this step.")); });
}

void copy_picture_as_svg(Session& session) {
    if (still_computing(session, session.store.computing())) return;
    ExportPlan plan = first_plan(session, &exporting::svg_picture);
    plan.range = ExportRange::shown;
    const auto svg = exporting::svg_text(request_of(session, std::move(plan)));
    if (!svg) return session.report(svg.error());
    set_clipboard(session, *svg);
    session.say([] { return std::string(tr("Copied the picture of this step as SVG text.")); });
}

void paste_input(Session& session) {
    if (std::string call = clipboard_call(session); !call.empty())
        return session.ask(CallPrompt{std::move(call)});
    use_grid_text(session, clipboard_text(session));
}

std::string clipboard_call(const Session& session) {
    std::string text = clipboard_text(session);
    if (text.size() > longest_call) return {};
    if (says_network(text) && parse_network(text, {.input = session.whole().shape()})) return text;
    // Every framework's pooling calls name what they are.
    const bool names_pooling =
        text.find("Pool") != std::string::npos || text.find("pool") != std::string::npos;
    return names_pooling && parse_layers(text) ? text : std::string();
}

void use_grid(Session& session, io::TextGrid grid) {
    auto input = io::input_of(std::move(grid));
    if (!input) return session.report(input.error());
    settle_layout(session, tr("the text"), std::move(*input),
                  [](Session& then, io::LoadedInput read) {
                      if (has_layers(then)) return put_under_network(then, {}, std::move(read));
                      then.emit(model::ReplaceInput{read.values, {}, false, {}});
                      say_notes(then, read.remarks);
                  });
}

void use_grid_text(Session& session, std::string text) {
    auto grids = io::read_grids(text);
    if (!grids) return session.report(grids.error());
    if (grids->size() > 1) return session.ask(GridPrompt{std::move(text)});
    use_grid(session, std::move(grids->front()));
}

}  // namespace poolscope::session

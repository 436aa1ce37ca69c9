/// Hands the embedded fonts to fontconfig through memory files, and sets lines of text with Pango.
#include "paint/file/pango_text.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <memory>

#include "paint/file/cairo_surface.hpp"

namespace poolscope::paint {

namespace {

struct GObjectDelete {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using GHandle = std::unique_ptr<T, GObjectDelete>;

/// Puts `bytes` in a memory file that lives as long as the program; its path, or nothing.
std::string memory_file(std::span<const std::byte> bytes) {
    const int file = memfd_create("poolscope-font", MFD_CLOEXEC);
    if (file < 0) return {};
    while (!bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written <= 0) return {};
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return "/proc/self/fd/" + std::to_string(file);
}

/// Adds the embedded fonts to a configuration; null where they cannot be loaded.
FcConfig* with_embedded_fonts(FcConfig* made) {
    if (made == nullptr) return nullptr;
    for (const theme::Font font : theme::all_fonts()) {
        const std::string path = memory_file(theme::font_bytes(font));
        const auto* name = reinterpret_cast<const FcChar8*>(path.c_str());
        if (path.empty() || FcConfigAppFontAddFile(made, name) != FcTrue) return nullptr;
    }
    return made;
}

/// A fontconfig configuration that knows the embedded fonts only.
FcConfig* embedded_fonts() {
    static FcConfig* const config = with_embedded_fonts(FcConfigCreate());
    return config;
}

/// One that knows the system's too.
FcConfig* all_fonts() {
    static FcConfig* const config = with_embedded_fonts(FcInitLoadConfigAndFonts());
    return config;
}

/// A Pango context; Pango's font maps are not shared between threads.
GHandle<PangoContext> make_context(FcConfig* config) {
    GHandle<PangoContext> made;
    if (config == nullptr) return made;
    const GHandle<PangoFontMap> map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config);
    made.reset(pango_font_map_create_context(map.get()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(made.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(made.get(), FALSE);
    return made;
}

/// Whether the program's own fonts have every character of `text`.
bool is_carried(const drawing::Text& text) {
    for (const drawing::TextSpan& span : text.spans)
        for (std::string_view rest = span.text; !rest.empty();)
            if (!theme::is_carried(theme::font_for(theme::next_character(rest), span.font)))
                return false;
    return true;
}

/// This thread's context for `text`: the system's fonts are loaded where a word needs them.
PangoContext* text_context(const drawing::Text& text) {
    thread_local const GHandle<PangoContext> own = make_context(embedded_fonts());
    if (is_carried(text)) return own.get();
    thread_local const GHandle<PangoContext> with_systems = make_context(all_fonts());
    return with_systems.get();
}

PangoAttribute* over(PangoAttribute* attribute, std::size_t begin, std::size_t end) {
    attribute->start_index = static_cast<guint>(begin);
    attribute->end_index = static_cast<guint>(end);
    return attribute;
}

guint16 wide(std::uint8_t channel) {
    return static_cast<guint16>(channel * 257);
}

void add_attributes(PangoAttrList* list, const drawing::TextSpan& span, float size,
                    std::size_t begin) {
    const std::size_t end = begin + span.text.size();
    const theme::FontName name = theme::font_name(span.font);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, name.family);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(name.weight));
    pango_font_description_set_absolute_size(font, static_cast<double>(size) * PANGO_SCALE);
    pango_attr_list_insert(list, over(pango_attr_font_desc_new(font), begin, end));
    pango_font_description_free(font);
    const theme::Color color = span.color;
    pango_attr_list_insert(
        list,
        over(pango_attr_foreground_new(wide(color.r), wide(color.g), wide(color.b)), begin, end));
    pango_attr_list_insert(list, over(pango_attr_foreground_alpha_new(wide(color.a)), begin, end));
}

GHandle<PangoLayout> layout_of(PangoContext* context, const drawing::Text& text) {
    GHandle<PangoLayout> layout(pango_layout_new(context));
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    std::string words;
    PangoAttrList* attributes = pango_attr_list_new();
    for (const drawing::TextSpan& span : text.spans) {
        add_attributes(attributes, span, text.size, words.size());
        words += span.text;
    }
    pango_attr_list_insert(
        attributes, pango_attr_font_features_new("kern=0, liga=0, clig=0, calt=0, ccmp=0, locl=0"));
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

/// Calls `draw(run, color)` for each run of `line`, with the context's point where it begins: the
/// first at (x, baseline).
template <class Draw>
void each_run(cairo_t* context, PangoLayoutLine* line, const drawing::Text& text, double x,
              double baseline, Draw&& draw) {
    std::size_t begin = 0;
    std::size_t k = 0;
    for (GSList* item = line->runs; item != nullptr; item = item->next) {
        auto* run = static_cast<PangoGlyphItem*>(item->data);
        const auto offset = static_cast<std::size_t>(run->item->offset);
        while (k + 1 < text.spans.size() && offset >= begin + text.spans[k].text.size())
            begin += text.spans[k++].text.size();
        cairo_new_path(context);
        cairo_move_to(context, x, baseline);
        draw(run, text.spans[k].color);
        x += static_cast<double>(pango_glyph_string_get_width(run->glyphs)) / PANGO_SCALE;
    }
}

/// Draws the glyphs of `line` from (x, baseline): as text where the surface keeps it, else as
/// filled paths, for Cairo would round the places of glyphs to whole pixels.
void fill_line(cairo_t* context, PangoLayoutLine* line, const drawing::Text& text, double x,
               double baseline) {
    const char* words = pango_layout_get_text(line->layout);
    each_run(context, line, text, x, baseline, [&](PangoGlyphItem* run, theme::Color color) {
        cairo_set_source_rgba(context, color.r / 255.0, color.g / 255.0, color.b / 255.0,
                              color.a / 255.0);
        if (keeps_vectors(context)) {
            pango_cairo_show_glyph_item(context, words, run);
        } else {
            pango_cairo_glyph_string_path(context, run->item->analysis.font, run->glyphs);
            cairo_fill(context);
        }
    });
}

/// The context's path as points, one piece after the other.
std::vector<PathPiece> pieces_of(cairo_t* context) {
    const CairoPath path(cairo_copy_path(context));
    std::vector<PathPiece> pieces;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t* data = path->data + i;
        PathPiece piece;
        for (int k = 1; k < data->header.length; ++k)
            piece.points.push_back(
                {static_cast<float>(data[k].point.x), static_cast<float>(data[k].point.y)});
        piece.kind = data->header.type == CAIRO_PATH_MOVE_TO    ? 'M'
                     : data->header.type == CAIRO_PATH_LINE_TO  ? 'L'
                     : data->header.type == CAIRO_PATH_CURVE_TO ? 'C'
                                                                : 'Z';
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// `y` moved to the nearest row of pixels, where there are any: baselines are sharpest there.
double on_whole_pixel(cairo_t* context, double x, double y) {
    if (keeps_vectors(context)) return y;
    cairo_user_to_device(context, &x, &y);
    y = std::round(y);
    cairo_device_to_user(context, &x, &y);
    return y;
}

tl::unexpected<Error> no_fonts() {
    return fail(ErrorCode::unreadable, say("the fonts could not be loaded from memory"),
                say("make sure that /proc is mounted"));
}

}  // namespace

Result<void> draw_text(cairo_t* context, const drawing::Text& text) {
    if (text.spans.empty() || !(text.size > 0)) return {};
    PangoContext* pango = text_context(text);
    if (pango == nullptr) return no_fonts();
    const GHandle<PangoLayout> layout = layout_of(pango, text);
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), 0);
    const drawing::Point start = drawing::start_of(text);
    const auto left = static_cast<double>(start.x), baseline = static_cast<double>(start.y);
    fill_line(context, line, text, left, on_whole_pixel(context, left, baseline));
    return {};
}

Result<std::vector<Outline>> outlines(const drawing::Text& text) {
    if (text.spans.empty() || !(text.size > 0)) return std::vector<Outline>{};
    PangoContext* pango = text_context(text);
    if (pango == nullptr) return no_fonts();
    const GHandle<PangoLayout> layout = layout_of(pango, text);
    const CairoSurface surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
    const CairoContext context(cairo_create(surface.get()));
    std::vector<Outline> found;
    const drawing::Point start = drawing::start_of(text);
    each_run(context.get(), pango_layout_get_line_readonly(layout.get(), 0), text,
             static_cast<double>(start.x), static_cast<double>(start.y),
             [&](PangoGlyphItem* run, theme::Color color) {
                 pango_cairo_glyph_string_path(context.get(), run->item->analysis.font,
                                               run->glyphs);
                 found.push_back({color, pieces_of(context.get())});
             });
    return found;
}

Result<std::vector<std::string>> families_used(const drawing::Text& text) {
    PangoContext* pango = text_context(text);
    if (pango == nullptr) return no_fonts();
    const GHandle<PangoLayout> layout = layout_of(pango, text);
    std::vector<std::string> families;
    for (GSList* item = pango_layout_get_line_readonly(layout.get(), 0)->runs; item != nullptr;
         item = item->next) {
        auto* run = static_cast<PangoGlyphItem*>(item->data);
        PangoFontDescription* font = pango_font_describe(run->item->analysis.font);
        std::string name = pango_font_description_get_family(font);
        if (pango_font_description_get_weight(font) >= PANGO_WEIGHT_SEMIBOLD) name += " Semi-Bold";
        pango_font_description_free(font);
        if (families.empty() || families.back() != name) families.push_back(std::move(name));
    }
    return families;
}

}  // namespace poolscope::paint

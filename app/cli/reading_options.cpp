/// The options of reading, and their warnings.
#include "cli/reading_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/message.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {

using i18n::tr;
using i18n::trf;

namespace {

io::Layout other_than(io::Layout layout) {
    return layout == io::Layout::nchw ? io::Layout::nhwc : io::Layout::nchw;
}

/// The shape that an array of `shape` has when it is read in the other layout than `layout`.
Shape shape_in_other(const Shape& shape, io::Layout layout) {
    if (layout == io::Layout::nchw) return io::channels_first_shape(shape);
    return {shape.n, shape.h, shape.w, shape.c};
}

Result<void> parse_reduce(const std::string& text, int& reduce) {
    if (text.empty()) return {};
    return parse_int(text, "--reduce").and_then([&](int factor) -> Result<void> {
        reduce = factor;
        if (factor >= 1) return {};
        return fail(ErrorCode::bad_argument, say("--reduce {0} is below 1", text),
                    say("give a whole number, 1 or more"));
    });
}

Result<void> parse_crop(const std::string& text, std::optional<model::Crop>& crop) {
    if (text.empty()) return {};
    return parse_ints(text, "--crop").and_then([&](const std::vector<int>& n) -> Result<void> {
        if (n.size() != 4)
            return fail(ErrorCode::bad_argument, say("--crop {0} is not 4 numbers", text),
                        say("give left,top,width,height in pixels"));
        crop = model::Crop{n[0], n[1], n[2], n[3]};
        return {};
    });
}

}  // namespace

void add_layout_option(CLI::App& app, std::string& layout, const std::string& otherwise) {
    app.add_option("--layout", layout,
                   trf("axes of the arrays, channels first or last (default: {0})", otherwise))
        ->type_name("nchw|nhwc");
}

void add_array_option(CLI::App& app, std::string& array) {
    app.add_option("--array", array, tr("the array of an .npz file that is read, by its name"))
        ->type_name("NAME");
}

void add_reading_options(CLI::App& app, ReadingArguments& arguments) {
    add_layout_option(app, arguments.layout, "nchw");
    add_array_option(app, arguments.array);
    app.add_option("--reduce", arguments.reduce,
                   tr("read a picture reduced: squares of N x N pixels become their mean"))
        ->type_name("N");
    app.add_option("--crop", arguments.crop, tr("read a part of a picture, in its pixels"))
        ->type_name("LEFT,TOP,W,H");
    for (const char* name : {"--layout", "--array", "--reduce", "--crop"})
        app.get_option(name)->group(tr("Reading"));
}

Result<model::Reading> parse_reading(const ReadingArguments& arguments) {
    model::Reading how;
    how.array = arguments.array;
    if (!arguments.layout.empty()) {
        const auto layout = io::parse_layout(arguments.layout);
        if (!layout) return error_of(layout);
        how.layout = *layout;
    }
    return parse_reduce(arguments.reduce, how.reduce)
        .and_then([&] { return parse_crop(arguments.crop, how.crop); })
        .map([&] { return how; });
}

void warn_of_layout(const std::string& path, const Shape& shape, io::Layout layout) {
    const auto other = other_than(layout);
    print_warning(say("\"{0}\" is read as {1}; with --layout {2} it is {3}", path,
                      io::planes_text(shape), io::layout_name(other),
                      io::planes_text(shape_in_other(shape, layout)))
                      .english());
}

void print_remarks(const std::string& path, const io::Remarks& remarks, const Shape& shape) {
    if (remarks.other_layout_fits) warn_of_layout(path, shape, io::Layout::nchw);
    for (const Message& note : remarks.notes)
        print_warning(say("\"{0}\": {1}", path, note).english());
}

Error naming_layout(Error error, io::Layout other) {
    const Message layout =
        say("where its channels lie on the other end, give --layout {0}", io::layout_name(other));
    error.remedy = error.remedy.empty() ? layout : say("{0}; {1}", error.remedy, layout);
    return error;
}

}  // namespace poolscope::cli

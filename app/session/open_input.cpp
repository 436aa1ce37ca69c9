/// One question after the other, until a file can be read.
#include "session/open_input.hpp"

#include <algorithm>

#include "io/folders.hpp"
#include "io/layout.hpp"
#include "io/text_grid.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

/// The longer side of the picture that a question about a picture shows, in pixels, at most.
constexpr int preview_side = 640;

/// A file that is being opened.
struct Opening {
    fs::path path;
    std::vector<std::byte> bytes;
    WithInput then;
};
using SharedOpening = std::shared_ptr<const Opening>;

void go_on(Session& session, const SharedOpening& opening, const model::Reading& how);

/// Null where it cannot be read: then that is said once it was chosen how.
model::SharedValues preview_of(const Opening& opening, const io::ImageSize& size) {
    model::Reading how;
    // JPEG is made smaller by 8 at little cost.
    how.reduce = (std::max(size.width, size.height) / preview_side + 7) / 8 * 8;
    auto read = io::read_input(opening.bytes, opening.path, {}, how);
    return read ? read->values : nullptr;
}

void ask_for_array(Session& session, const SharedOpening& opening, model::Reading how,
                   std::vector<io::NpzArray> arrays) {
    session.ask(ArrayPrompt{opening->path.filename().string(), std::move(arrays),
                            [opening, how](Session& then, const std::string& name) mutable {
                                how.array = name;
                                go_on(then, opening, how);
                            }});
}

void ask_for_part(Session& session, const SharedOpening& opening, const io::ImageSize& size) {
    session.ask(PicturePrompt{
        opening->path.filename().string(), size, preview_of(*opening, size),
        [opening](Session& then, const model::Reading& how) { go_on(then, opening, how); }});
}

/// Whether a text could not be read as it holds several grids, which the person is asked about.
bool ask_which_grid(Session& session, const Opening& opening) {
    if (opening.bytes.size() > io::max_text_bytes) return false;
    const auto text = io::as_text(opening.bytes);
    const auto grids = io::read_grids(text);
    if (!grids || grids->size() < 2) return false;
    session.ask(GridPrompt{std::string(text)});
    return true;
}

void go_on(Session& session, const SharedOpening& opening, const model::Reading& how) {
    const auto choice = io::choice_before(opening->bytes, opening->path, how);
    if (!choice.arrays.empty()) return ask_for_array(session, opening, how, choice.arrays);
    if (choice.picture) return ask_for_part(session, opening, *choice.picture);
    auto input = io::read_input(opening->bytes, opening->path, session.services.asked_to_end, how);
    if (!input && ask_which_grid(session, *opening)) return;
    if (!input) return session.report(input.error());
    input->source = io::whole_path(opening->path).lexically_normal();
    settle_layout(session, opening->path.filename().string(), std::move(*input), opening->then);
}

io::LoadedInput in_layout(io::LoadedInput input, model::Layout layout) {
    input.reading.layout = layout;
    input.remarks.other_layout_fits = false;
    if (layout == model::Layout::nhwc) {
        input.values =
            std::make_shared<const model::Values>(io::channels_first(*input.values->whole()));
        input.channel_names = model::default_channel_names(input.values->shape().c, false);
    }
    return input;
}

}  // namespace

void read_input_file(Session& session, const fs::path& path, const model::Reading& how,
                     WithInput then) {
    auto bytes = io::read_file(path, io::max_input_bytes);
    if (!bytes) return session.report(bytes.error());
    go_on(session,
          std::make_shared<const Opening>(Opening{path, std::move(*bytes), std::move(then)}), how);
}

void settle_layout(Session& session, const std::string& name, io::LoadedInput input,
                   const WithInput& then) {
    if (!input.remarks.other_layout_fits) return then(session, std::move(input));
    if (session.layout) {
        const auto layout = *session.layout;
        auto read = in_layout(std::move(input), layout);
        const Shape shape = read.values->shape();
        then(session, std::move(read));
        return session.say([shape] {
            return trf("Read as {0}, as you chose before.", tr(io::planes_text(shape)));
        });
    }
    const auto values = input.values;
    session.ask(LayoutPrompt{
        name, values, [then, input = std::move(input)](Session& after, model::Layout layout) {
            after.layout = layout;
            then(after, in_layout(input, layout));
        }});
}

namespace {

/// Notes start in lower case, to stand after a colon; here each stands alone. Names such as
/// hard_sigmoid stay as they are.
std::string capitalised(std::string words) {
    const std::string first = words.substr(0, words.find(' '));
    const bool plain = std::ranges::all_of(first, [](char c) { return c >= 'a' && c <= 'z'; });
    if (plain && !first.empty()) words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

}  // namespace

void say_notes(Session& session, const io::Remarks& remarks) {
    if (remarks.notes.empty()) return;
    session.say([notes = remarks.notes] {
        std::string words;
        for (const Message& note : notes) {
            const std::string sentence = capitalised(tr(note)) + i18n::language().stop;
            words += (words.empty() ? "" : " ") + sentence;
        }
        return words;
    });
}

}  // namespace poolscope::session

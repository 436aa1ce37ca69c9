/// Choosing a file or a folder: a list to walk, a field to type into, and the recent files.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "io/folders.hpp"
#include "session/folder_list.hpp"
#include "ui/dialogs/desktop_file.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/dialogs/file_rows.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr float places_width = 170;
constexpr std::size_t most_recent_rows = 6;

fs::path home_folder() {
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) : fs::path("/");
}

class FileDialog : public Dialog {
public:
    FileDialog(const Session& session, FilePrompt prompt) : prompt_(std::move(prompt)) {
        filter_ = prompt_.kind == FilePrompt::Kind::folder
                      ? FileFilter::folders
                      : (prompt_.scenes ? FileFilter::scenes_and_inputs : FileFilter::inputs);
        fs::path start = prompt_.start;
        if (prompt_.kind == FilePrompt::Kind::save) {
            name_ = start.filename().string();
            start = start.parent_path();
        }
        if (start.empty() || !io::is_folder(start)) start = session.settings.last_folder;
        if (start.empty() || !io::is_folder(start)) start = home_folder();
        if (session.services.desktop.places) places_ = session.services.desktop.places();
        go_to(start);
    }

    [[nodiscard]] const char* title() const override { return prompt_.title; }
    [[nodiscard]] const char* id() const override { return "file"; }
    [[nodiscard]] float width() const override { return 820; }

    bool draw(Ui& ui) override {
        draw_folder_line(ui.frame);
        gap(ui.frame, 10);
        const float height =
            std::clamp(ImGui::GetIO().DisplaySize.y - ui.px(330), ui.px(140), ui.px(320));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_places(ui, height);
        ImGui::SetCursorScreenPos({at.x + ui.px(places_width + 12), at.y});
        draw_list(ui, height);
        gap(ui.frame, 12);
        draw_field(ui.frame);
        draw_note(ui.frame);
        return draw_buttons(ui) && !done(ui.session);
    }

private:
    /// The answer is given: the dialog closes, and what follows may open another.
    bool done(Session& session) {
        if (!answer_) return false;
        prompt_.chosen(session, *answer_);
        return true;
    }

    void go_to(const fs::path& folder) {
        const fs::path whole = io::real_path(folder);
        auto listed = list_folder(whole, filter_);
        if (!listed) {
            note_ = tr_error(listed.error());
            return;
        }
        folder_ = whole;
        entries_ = std::move(*listed);
        selected_.reset();
        note_.clear();
        replace_armed_ = false;
    }

    void draw_folder_line(Frame& frame) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        if (button(frame, "dialog.file.up", tr("Up"),
                   {.tooltip = tr("The folder that holds this one")}))
            go_to(folder_.parent_path());
        const float x = at.x + ImGui::GetItemRectSize().x + frame.px(12);
        float right = at.x + width;
        if (prompt_.kind != FilePrompt::Kind::open) {
            right -= button_width(frame, tr("New folder"));
            ImGui::SetCursorScreenPos({right, at.y});
            if (button(frame, "dialog.file.new_folder", tr("New folder"),
                       {.tooltip = tr("Make a folder in this one, and go into it")}))
                new_folder_ = std::string();
            right -= frame.px(12);
        }
        if (prompt_.kind == FilePrompt::Kind::open) {
            const float chip = button_width(frame, tr("All files"));
            right -= chip;
            ImGui::SetCursorScreenPos({right, at.y});
            if (button(frame, "dialog.file.all", tr("All files"),
                       {.tooltip =
                            tr("Show every file, not only those that can be opened by their name"),
                        .filled = filter_ == FileFilter::all}))
                toggle_filter();
            right -= frame.px(12);
        }
        const TextLook look = muted(frame);
        const std::string shown = elide_left(frame, folder_.string(), right - x, look);
        draw_text(frame, *ImGui::GetWindowDrawList(), x, at.y + frame.px(15), shown, look);
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({width, frame.px(30)});
    }

    void toggle_filter() {
        filter_ = filter_ != FileFilter::all ? FileFilter::all
                  : prompt_.scenes           ? FileFilter::scenes_and_inputs
                                             : FileFilter::inputs;
        go_to(folder_);
    }

    static bool place_row(Ui& ui, const std::string& id, std::string label) {
        return file_row(ui, {.id = "dialog.file.place." + id, .label = std::move(label)});
    }

    bool begin_child(Frame& frame, const char* id, float width, float height) {
        ImGui::PushStyleColor(ImGuiCol_ChildBg, vec4(frame.theme->panel_sunken));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(6), frame.px(6)});
        const bool open = ImGui::BeginChild(id, {width, height}, true);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        return open;
    }

    void draw_places(Ui& ui, float height) {
        if (begin_child(ui.frame, "##places", ui.px(places_width), height)) {
            if (place_row(ui, "home", tr("folder|Home"))) go_to(home_folder());
            for (const Place& place : places_)
                if (place_row(ui, std::string(place.name), tr_name(place.name)))
                    go_to(place.folder);
            if (place_row(ui, "here", tr("Working folder"))) go_to(io::working_folder());
            if (place_row(ui, "root", tr("Computer"))) go_to("/");
            if (prompt_.kind == FilePrompt::Kind::open) draw_recent(ui);
        }
        ImGui::EndChild();
    }

    void draw_recent(Ui& ui) {
        if (ui.session.recent.empty()) return;
        gap(ui.frame, 10);
        ImGui::Indent(ui.px(10));
        heading(ui.frame, "dialog.file.recent", tr("RECENT"));
        ImGui::Unindent(ui.px(10));
        for (std::size_t i = 0; i < std::min(ui.session.recent.size(), most_recent_rows); ++i) {
            const fs::path path = ui.session.recent[i];
            const std::string id = "dialog.file.recent." + std::to_string(i);
            if (file_row(ui, {.id = id,
                              .label = path.filename().string(),
                              .picture = path,
                              .pictured = true}))
                answer_ = path;
            tooltip(ui.frame, id, path.string());
        }
    }

    void draw_list(Ui& ui, float height) {
        if (begin_child(ui.frame, "##entries", ImGui::GetContentRegionAvail().x, height)) {
            if (entries_.empty())
                paragraph(ui.frame, "dialog.file.empty", tr("Nothing here that can be opened."),
                          true);
            ImGuiListClipper clipper;
            clipper.Begin(static_cast<int>(entries_.size()), ui.px(file_row_height));
            std::optional<std::size_t> entered;
            while (clipper.Step())
                for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                    if (draw_entry(ui, static_cast<std::size_t>(i)))
                        entered = static_cast<std::size_t>(i);
            if (scroll_to_selected_ && selected_) {
                const float y = static_cast<float>(*selected_) * ui.px(file_row_height);
                const float top = ImGui::GetScrollY();
                if (y < top) ImGui::SetScrollY(y);
                if (y + ui.px(file_row_height) > top + height - ui.px(12))
                    ImGui::SetScrollY(y + ui.px(file_row_height + 12) - height);
                scroll_to_selected_ = false;
            }
            if (entered) enter(entries_[*entered]);
        }
        ImGui::EndChild();
    }

    /// True when the entry is entered by a double-click.
    bool draw_entry(Ui& ui, std::size_t i) {
        const FolderEntry& entry = entries_[i];
        const bool known = is_offered(entry.name, FileFilter::scenes_and_inputs);
        // The files of a folder are walked with Up and Down.
        if (file_row(ui, {.id = "dialog.file.entry." + entry.name,
                          .label = entry.name,
                          .date = time_text(entry.written),
                          .size = entry.is_folder ? tr("folder") : size_text(entry.bytes),
                          .picture = known && !entry.is_folder ? folder_ / entry.name : fs::path(),
                          .pictured = filter_ != FileFilter::folders,
                          .chosen = selected_ == i,
                          .strong = entry.is_folder,
                          .on_path = false}))
            select(i);
        return ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0);
    }

    void select(std::size_t i) {
        selected_ = i;
        replace_armed_ = false;
        if (!entries_[i].is_folder) name_ = entries_[i].name;
    }

    void enter(const FolderEntry& entry) {
        const fs::path path = folder_ / entry.name;
        if (entry.is_folder) {
            if (prompt_.kind == FilePrompt::Kind::open) name_.clear();
            return go_to(path);
        }
        name_ = entry.name;
        confirm();
    }

    /// The name of a folder that is made; Escape leaves it.
    void draw_new_folder(Frame& frame) {
        const FieldEvent event = text_field(frame, "dialog.file.new_folder.name", *new_folder_,
                                            {.width = ImGui::GetContentRegionAvail().x,
                                             .take_focus = naming_,
                                             .hint = tr("The new folder's name")});
        naming_ = !event.active && naming_;
        if (event.kind == FieldEvent::enter && !new_folder_->empty()) {
            const fs::path made = folder_ / *new_folder_;
            if (const auto done = io::make_new_folder(made); done)
                go_to(made);
            else
                note_ = tr_error(done.error());
        }
        if (event.kind == FieldEvent::cancel) (void)frame.take(Key::escape);  // the dialog stays
        if (event.kind != FieldEvent::none) leave_new_folder();
    }

    void leave_new_folder() {
        new_folder_.reset();
        naming_ = opening_ = true;
    }

    void draw_field(Frame& frame) {
        if (new_folder_) return draw_new_folder(frame);
        const char* hint = prompt_.kind == FilePrompt::Kind::folder
                               ? tr("A new folder's name, or a path")
                           : prompt_.kind == FilePrompt::Kind::save ? tr("The file's name")
                                                                    : tr("Type a name or a path");
        const FieldEvent event = text_field(frame, "dialog.file.name", name_,
                                            {.width = ImGui::GetContentRegionAvail().x,
                                             .take_focus = opening_,
                                             .generation = generation_,
                                             .hint = hint});
        if (event.active) opening_ = false;
        if (event.changed) {
            selected_.reset();
            replace_armed_ = false;
            note_.clear();
        }
        if (frame.take(Key::down)) move(1);
        if (frame.take(Key::up)) move(-1);
        if (event.kind == FieldEvent::cancel) cancelled_ = true;
        if (event.kind == FieldEvent::enter) {
            opening_ = true;  // the field keeps the keyboard
            press_enter();
        }
    }

    void move(int by) {
        if (entries_.empty()) return;
        const auto last = static_cast<int>(entries_.size()) - 1;
        const int from = selected_ ? static_cast<int>(*selected_) : (by > 0 ? -1 : last + 1);
        select(static_cast<std::size_t>(std::clamp(from + by, 0, last)));
        scroll_to_selected_ = true;
        // The field shows what is selected now, not what was being typed.
        ++generation_;
        opening_ = true;
    }

    void press_enter() {
        if (selected_ && entries_[*selected_].is_folder)
            enter(entries_[*selected_]);
        else
            confirm();
    }

    [[nodiscard]] fs::path typed_path() const {
        if (name_.starts_with("~/")) return home_folder() / name_.substr(2);
        return folder_ / name_;  // an absolute name stands for itself
    }

    /// The file that is meant, or the folder.
    [[nodiscard]] fs::path meant_path() const {
        const fs::path typed = typed_path();
        return io::is_folder(typed) ? typed : named_file(prompt_, typed);
    }

    void confirm() {
        const fs::path path = meant_path();
        if (prompt_.kind == FilePrompt::Kind::folder) {
            answer_ = name_.empty() ? folder_ : path;
            return;
        }
        if (name_.empty()) {
            note_ = tr("Choose a file, or type its name");
            return;
        }
        if (io::is_folder(path)) {
            name_.clear();
            return go_to(path);
        }
        const bool exists = io::is_there(path);
        if (prompt_.kind == FilePrompt::Kind::open && !exists) {
            note_ = trf("There is no file {0} in this folder", path.filename().string());
            return;
        }
        const bool replaces = prompt_.kind == FilePrompt::Kind::save && prompt_.overwrites;
        if (replaces && exists && !replace_armed_) {
            replace_armed_ = true;
            note_ = replace_words(path);
            return;
        }
        answer_ = path;
    }

    void draw_note(Frame& frame) {
        gap(frame, 8);
        paragraph(frame, "dialog.file.note", note_.empty() ? " " : note_, true);
    }

    /// False when the dialog is given up.
    bool draw_buttons(Ui& ui) {
        const std::array buttons{
            DialogButton{"cancel", tr("Cancel")},
            DialogButton{"confirm", replace_armed_ ? tr("Replace") : prompt_.confirm}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape) || cancelled_) chosen = 0;
        if (chosen == 1U) press_enter();
        if (chosen == 0U && prompt_.given_up) prompt_.given_up(ui.session);
        return chosen != 0U;
    }

    FilePrompt prompt_;
    FileFilter filter_ = FileFilter::all;
    fs::path folder_;
    std::vector<FolderEntry> entries_;
    std::optional<std::size_t> selected_;
    std::string name_;
    std::string note_;
    std::optional<fs::path> answer_;
    std::vector<Place> places_;
    std::optional<std::string> new_folder_;  ///< that is being named
    bool naming_ = true;                     ///< its field takes the keyboard
    bool opening_ = true;
    int generation_ = 0;  ///< of the field
    bool cancelled_ = false;
    bool scroll_to_selected_ = false;
    bool replace_armed_ = false;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& session, const FilePrompt& prompt) {
    if (session.services.desktop.ask_file && !prompt.our_own)
        return make_desktop_dialog(session, prompt);
    return std::make_unique<FileDialog>(session, prompt);
}

}  // namespace poolscope::ui

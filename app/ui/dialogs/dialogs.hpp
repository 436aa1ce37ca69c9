/// The dialogs there are.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "export/exporter.hpp"
#include "io/recovery.hpp"
#include "ui/dialogs/dialog.hpp"
#include "ui/export_choice.hpp"
#include "ui/files.hpp"

namespace poolscope::ui {

/// What a file dialog is for.
struct FileQuestion {
    enum class Kind { open, save, folder };
    Kind kind = Kind::open;
    const char* title = "";
    const char* confirm = "";
    std::filesystem::path start;  ///< a folder, or the file to propose
    bool scenes = true;           ///< scenes may be chosen too, not only inputs
    bool overwrites = true;       ///< saving takes the place of what is there
    /// Given the chosen path once the dialog has closed.
    std::function<void(Ui&, const std::filesystem::path&)> chosen;
};

[[nodiscard]] std::unique_ptr<Dialog> make_file_dialog(Ui& ui, FileQuestion question);
/// Asks whether a copy that a run left behind is to be opened.
[[nodiscard]] std::unique_ptr<Dialog> make_recovered_dialog(io::LeftCopy copy);
/// "Save the changes?": Save, Don't save or Cancel; `then` follows the first two.
[[nodiscard]] std::unique_ptr<Dialog> make_unsaved_dialog(Then then);
/// Exporting with what was chosen last, as `exporter` or, where it is null, as the last one.
[[nodiscard]] std::unique_ptr<Dialog> make_export_dialog(Ui& ui,
                                                         const exporting::Exporter* exporter);
[[nodiscard]] std::unique_ptr<Dialog> make_export_dialog(ExportChoice choice);
[[nodiscard]] std::unique_ptr<Dialog> make_handout_dialog(Ui& ui);
[[nodiscard]] std::unique_ptr<Dialog> make_paste_dialog();
/// Reading a framework's call as the layer; `text` stands in it already.
[[nodiscard]] std::unique_ptr<Dialog> make_call_dialog(std::string text);
[[nodiscard]] std::unique_ptr<Dialog> make_about_dialog();
[[nodiscard]] std::unique_ptr<Dialog> make_shortcuts_dialog();
/// The terms of pooling; opens at that place of lessons::glossary().
[[nodiscard]] std::unique_ptr<Dialog> make_glossary_dialog(std::size_t term,
                                                           std::string_view language);

}  // namespace poolscope::ui

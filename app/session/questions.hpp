/// What the session asks the person. Whoever has a screen shows the question that is pending, and
/// does what it says with the answer.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <variant>

#include "io/recovery.hpp"
#include "session/export_choice.hpp"
#include "session/handout_choice.hpp"

namespace poolscope::session {

struct Session;

/// What goes on once a question is answered.
using Then = std::function<void(Session&)>;

/// Which file: to open, or to write to.
struct FileQuestion {
    enum class Kind { open, save, folder };
    Kind kind = Kind::open;
    const char* title = "";
    const char* confirm = "";
    std::filesystem::path start;  ///< a folder, or the file to propose
    bool scenes = true;           ///< scenes may be chosen too, not only inputs
    bool overwrites = true;       ///< saving takes the place of what is there
    /// Given the chosen path once the question is gone.
    std::function<void(Session&, const std::filesystem::path&)> chosen{};
};

/// "Save the changes?": Save, Don't save or Cancel; `then` follows the first two.
struct UnsavedQuestion {
    Then then;
};

/// Whether a copy that a run left behind is to be opened.
struct RecoveredQuestion {
    io::LeftCopy copy;
};

/// What is exported, where to and how it looks.
struct ExportQuestion {
    ExportChoice choice;
};
struct HandoutQuestion {
    HandoutChoice choice;
};

/// A grid as text, to be the input; `text` stands in it already. Which one, where it holds several.
struct GridQuestion {
    std::string text{};
};

/// A framework's call, to be the layer; `text` stands in it already. Which one, where it holds
/// several.
struct CallQuestion {
    std::string text;
};

/// What is only shown: the terms of pooling from that place of lessons::glossary() on, the keys,
/// and what the program is.
struct GlossaryQuestion {
    std::size_t term = 0;
    std::string language;
};
struct ShortcutsQuestion {};
struct AboutQuestion {};

using Question =
    std::variant<FileQuestion, UnsavedQuestion, RecoveredQuestion, ExportQuestion, HandoutQuestion,
                 GridQuestion, CallQuestion, GlossaryQuestion, ShortcutsQuestion, AboutQuestion>;

}  // namespace poolscope::session

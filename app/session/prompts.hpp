/// What the session asks the person. Whoever has a screen shows the prompt that is pending, and
/// does what it says with the answer.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "io/image.hpp"
#include "io/npz.hpp"
#include "io/recovery.hpp"
#include "model/fit_input.hpp"
#include "model/values.hpp"
#include "poolscope/layer.hpp"
#include "session/export_plan.hpp"
#include "session/handout_choice.hpp"
#include "session/print.hpp"

namespace poolscope::session {

struct Session;

/// What goes on once a prompt is answered.
using Then = std::function<void(Session&)>;

/// Which file: to open, or to write to.
struct FilePrompt {
    enum class Kind { open, save, folder };
    Kind kind = Kind::open;
    const char* title = "";
    const char* confirm = "";
    std::filesystem::path start;  ///< a folder, or the file to propose
    bool scenes = true;           ///< scenes may be chosen too, not only inputs
    bool overwrites = true;       ///< saving takes the place of what is there
    std::string_view ending{};    ///< of a file to save, added where its name has none such
    /// The desktop's dialog was asked in vain, or is not wanted: the program's own is shown.
    bool our_own = false;
    /// Given the chosen path once the prompt is gone.
    std::function<void(Session&, const std::filesystem::path&)> chosen{};
    Then given_up{};  ///< where none was; may be empty
};

/// "Save the changes?": Save, Don't save or Cancel; `then` follows the first two.
struct UnsavedPrompt {
    Then then;
};

/// Whether a copy that a run left behind is to be opened.
struct RecoveredPrompt {
    io::LeftCopy copy;
};

/// What is exported, where to and how it looks.
struct ExportPrompt {
    ExportPlan plan;
};
struct HandoutPrompt {
    HandoutChoice choice;
};

/// A grid as text, to be the input; `text` stands in it already. Which one, where it holds several.
struct GridPrompt {
    std::string text{};
};

/// Which of a file's arrays is read.
struct ArrayPrompt {
    std::string file;
    std::vector<io::NpzArray> arrays;
    std::function<void(Session&, const std::string& name)> chosen{};
};

/// On which end of an array its channels lie.
struct LayoutPrompt {
    std::string name;
    model::SharedValues values;  ///< shape (n, c, h, w), read with the channels first
    std::function<void(Session&, model::Layout)> chosen{};
};

/// How much of a picture is read that is too large for a document.
struct PicturePrompt {
    std::string file;
    io::ImageSize size;
    model::SharedValues preview;  ///< all of it, small; may be null
    std::function<void(Session&, const model::Reading&)> chosen{};
};

/// Whether an input that is opened comes under the person's own layer, or begins anew under one
/// that suits it.
struct LayerPrompt {
    std::string file;
    Layer layer;  ///< that suits it
    std::function<void(Session&, bool keeps)> chosen{};
};

/// What becomes of an input that a network does not take: it is brought to the shape that the
/// network wants, or begins anew without it.
struct FitPrompt {
    std::string name;  ///< of the input, as a question calls it
    Shape has;
    Shape wants;
    bool can_fit = false;  ///< its channels can become those that are wanted
    /// Given how it is brought there; nothing: it begins anew.
    std::function<void(Session&, std::optional<model::Fitting>)> chosen{};
};

/// Another name for the layer at `at` of a network.
struct RenameLayerPrompt {
    std::size_t at = 0;
    std::string name;  ///< it has now
};

/// Which layer is put before the one at `at` of a network, or last.
struct NewLayerPrompt {
    std::size_t at = 0;
};

/// A framework's call, to be the layer; `text` stands in it already. Which one, where it holds
/// several.
struct CallPrompt {
    std::string text;
};

/// What is only shown: the terms of pooling from that place of lessons::glossary() on, the keys,
/// and what the program is.
struct GlossaryPrompt {
    std::size_t term = 0;
    std::string language;
};
/// Who learns, so that the progress is his.
struct StudentPrompt {};
struct ShortcutsPrompt {};
struct AboutPrompt {};
struct GuidePrompt {};

/// Something goes to the printer; `then` follows, however that ends. It may be empty.
struct PrintPrompt {
    PrintJob job;
    Then then{};
};

using Prompt =
    std::variant<FilePrompt, UnsavedPrompt, RecoveredPrompt, ExportPrompt, HandoutPrompt,
                 GridPrompt, ArrayPrompt, LayoutPrompt, PicturePrompt, LayerPrompt, FitPrompt,
                 NewLayerPrompt, RenameLayerPrompt, CallPrompt, GlossaryPrompt, StudentPrompt,
                 ShortcutsPrompt, AboutPrompt, GuidePrompt, PrintPrompt>;

}  // namespace poolscope::session

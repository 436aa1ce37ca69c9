/// Small pictures of files, read beside the window as they come into sight.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "drawing/primitives.hpp"
#include "model/results.hpp"
#include "model/values.hpp"
#include "session/beside.hpp"
#include "session/session.hpp"

namespace poolscope::ui {

struct Ui;

class FilePictures {
public:
    /// Draws the file's picture into `place` (window pixels) in the current window, or nothing
    /// where it has none, or not yet.
    void draw(Ui& ui, const std::filesystem::path& file, const drawing::Rect& place);

    /// One was read since the last frame: it is to be seen.
    [[nodiscard]] bool ready() const { return reading_ && reading_->ready(); }

private:
    struct Picture {
        std::shared_ptr<const model::Values> values;  ///< null: it has none
        model::ValueRange range;
    };
    void take_read();
    void read(session::Session& given, const std::filesystem::path& file);

    std::map<std::filesystem::path, Picture> known_;
    std::filesystem::path file_;  ///< that is being read
    std::unique_ptr<session::Beside<model::SharedValues>> reading_;
};

}  // namespace poolscope::ui

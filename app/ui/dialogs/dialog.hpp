/// A dialog: a window in the middle that must be answered before anything else.
#pragma once

#include <memory>
#include <string>

namespace poolscope::ui {

struct Ui;

class Dialog {
public:
    Dialog() = default;
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    virtual ~Dialog() = default;

    /// Shown above the contents; also part of its anchor, "dialog.<id>".
    [[nodiscard]] virtual const char* title() const = 0;
    [[nodiscard]] virtual const char* id() const = 0;
    /// Its width in logical pixels.
    [[nodiscard]] virtual float width() const { return 420; }
    /// Draws the contents; false closes the dialog.
    [[nodiscard]] virtual bool draw(Ui& ui) = 0;
    /// Work goes on that closing the window would lose.
    [[nodiscard]] virtual bool busy() const { return false; }
    /// Something moves in it: frames are wanted.
    [[nodiscard]] virtual bool moves() const { return busy(); }
};

/// Draws the open dialog, if there is one, over everything else.
void draw_dialog(Ui& ui);

}  // namespace poolscope::ui

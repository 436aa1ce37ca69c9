/// The program: the command line, and the window where no command is given.
#include <cstdlib>

#include "cli/cli.hpp"
#include "i18n/language.hpp"
#include "io/folders.hpp"
#include "io/recent.hpp"
#include "io/recovery.hpp"
#include "io/settings.hpp"
#include "lessons/progress_file.hpp"
#include "paint/file/png.hpp"
#include "paint/file/system_fonts.hpp"
#include "platform/desktop/portal.hpp"
#include "platform/glfw/picture_clipboard.hpp"
#include "platform/glfw/window.hpp"
#include "render/heatmap.hpp"
#include "ui/app.hpp"
#include "work/background.hpp"

namespace {

namespace fs = std::filesystem;
using poolscope::Result;
using poolscope::platform::KeyDown;
using poolscope::platform::Window;
using poolscope::render::HeatmapRenderer;

/// The person's pictures folder where there is one, else the current folder.
fs::path screenshot_folder() {
    const char* home = std::getenv("HOME");
    const fs::path pictures = home != nullptr ? fs::path(home) / "Pictures" : fs::path();
    return poolscope::io::is_folder(pictures) ? pictures : fs::path();
}

namespace desktop = poolscope::platform;

/// The portal's words for what the session asks.
desktop::FileDialogLook look_of(const poolscope::session::FileQuestion& question) {
    using Kind = poolscope::session::FileQuestion::Kind;
    desktop::FileDialogLook look;
    look.kind = question.kind == Kind::open   ? desktop::FileDialog::open
                : question.kind == Kind::save ? desktop::FileDialog::save
                                              : desktop::FileDialog::folder;
    look.title = question.title;
    look.accept = question.confirm;
    look.folder = question.folder;
    look.name = question.name;
    for (const auto& [name, patterns] : question.kinds) look.kinds.emplace_back(name, patterns);
    return look;
}

poolscope::session::Printed printed_of(desktop::Portal::Printed printed) {
    switch (printed) {
        case desktop::Portal::Printed::yes:
            return poolscope::session::Printed::yes;
        case desktop::Portal::Printed::in_viewer:
            return poolscope::session::Printed::in_viewer;
        case desktop::Portal::Printed::given_up:
            break;
    }
    return poolscope::session::Printed::given_up;
}

std::vector<poolscope::session::Place> places() {
    using desktop::UserFolder;
    std::vector<poolscope::session::Place> named;
    for (const auto& [folder, path] : desktop::user_folders()) switch (folder) {
            case UserFolder::desktop:
                named.push_back({poolscope::word("folder|Desktop"), path});
                break;
            case UserFolder::documents:
                named.push_back({poolscope::word("folder|Documents"), path});
                break;
            case UserFolder::downloads:
                named.push_back({poolscope::word("folder|Downloads"), path});
                break;
            case UserFolder::pictures:
                named.push_back({poolscope::word("folder|Pictures"), path});
                break;
        }
    return named;
}

/// What the desktop does: its dialogs wait beside the window, so that they need threads.
poolscope::session::Desktop desktop_of(const Window& window) {
    poolscope::session::Desktop services;
    services.show_in_folder = desktop::show_in_folder;
    services.places = places;
    if (!poolscope::work::has_threads) return services;
    const desktop::Portal portal(window.portal_name());
    if (desktop::has_session_bus())
        services.ask_file = [portal](const poolscope::session::FileQuestion& question,
                                     const poolscope::StopQuery& stop) {
            return portal.ask_file(look_of(question), stop);
        };
    services.print = [portal](const poolscope::session::PrintLook& look,
                              const poolscope::session::WritePage& write,
                              const poolscope::StopQuery& stop) {
        return portal
            .print(
                {look.title, std::string(look.paper), {look.size.width, look.size.height}},
                [&](const desktop::Portal::Page& page) {
                    return write({page.width, page.height});
                },
                stop)
            .map(printed_of);
    };
    return services;
}

/// The files that outlive a run, and the pictures of large grids.
poolscope::ui::Services services_with(const Window& window,
                                      poolscope::paint::HeatmapTextures& heatmaps) {
    poolscope::ui::Services services;
    services.asked_to_end = [&window] { return window.asked_to_end(); };
    services.heatmaps = &heatmaps;
    services.clipboard.set_picture = [](std::span<const std::byte> png) {
        return poolscope::platform::copy_png(png);
    };
    services.desktop = desktop_of(window);
    services.wake = Window::wake;
    services.language = poolscope::i18n::system_language();
    services.settings_file = poolscope::io::settings_path().value_or(fs::path());
    services.recovery_folder = poolscope::io::recovery_folder().value_or(fs::path());
    services.first_run_tour = true;
    services.recent_file = poolscope::io::recent_path().value_or(fs::path());
    services.progress_file = poolscope::lessons::progress_path().value_or(fs::path());
    services.screenshot_folder = screenshot_folder();
    return services;
}

Result<std::vector<std::byte>> screenshot_of(const Window& window) {
    auto picture = window.picture();
    poolscope::paint::Pixels pixels;
    pixels.width = picture.width;
    pixels.height = picture.height;
    pixels.rgba = std::move(picture.rgba);
    return poolscope::paint::encode_png(pixels);
}

poolscope::ui::KeyPress key_of(const KeyDown& press) {
    return {static_cast<poolscope::ui::Key>(press.code), press.modifiers.ctrl,
            press.modifiers.shift, press.modifiers.alt};
}

/// Hands the window's events to the interface, and its frames to the window.
poolscope::platform::WindowHooks hooks_of(Window& window, HeatmapRenderer& heatmaps,
                                          poolscope::ui::App& app) {
    poolscope::platform::WindowHooks hooks;
    hooks.prepare = [&window, &heatmaps, &app] {
        heatmaps.next_frame();
        app.set_screen_scale(window.scale());
        return app.prepare();
    };
    hooks.key = [&app](const KeyDown& press) { app.key(key_of(press)); };
    hooks.draw = [&app] { app.frame(); };
    hooks.drawn = [&window, &app] {
        if (app.wants_screenshot()) app.give_screenshot(screenshot_of(window));
    };
    hooks.incomplete = [&app] { return app.fonts().lacks_glyphs(); };
    hooks.wait_seconds = [&app] { return app.wait_seconds(); };
    hooks.drop = [&app](const std::vector<fs::path>& paths) { app.drop(paths); };
    hooks.may_close = [&app] { return app.may_close(); };
    hooks.ending = [&app] { app.end_now(); };
    hooks.fullscreen = [&app] { return app.wants_fullscreen(); };
    hooks.wants_quit = [&app] { return app.wants_quit(); };
    hooks.title = [&app] { return app.title(); };
    return hooks;
}

/// Opens the window and runs it until it is closed.
Result<void> open_window(const std::optional<fs::path>& file,
                         const poolscope::model::Reading& how) {
    // A damaged file is told of later.
    const auto settings =
        poolscope::io::load_settings(poolscope::io::settings_path().value_or(fs::path()))
            .value_or(poolscope::io::Settings{});
    const auto window =
        Window::open({static_cast<int>(settings.window_width),
                      static_cast<int>(settings.window_height), "Poolscope", "poolscope"});
    if (!window) return error_of(window);
    const auto heatmaps = HeatmapRenderer::create();
    if (!heatmaps) return error_of(heatmaps);
    poolscope::ui::App app(services_with(**window, **heatmaps));
    if (file) app.open(*file, how);
    (*window)->run(hooks_of(**window, **heatmaps, app));
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    poolscope::paint::use_system_fonts();
    return poolscope::cli::run(argc, argv, open_window);
}

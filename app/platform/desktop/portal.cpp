/// Asks for files and prints (see portal.hpp).
#include "platform/desktop/portal.hpp"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

#include <string_view>

#include "platform/desktop/bus.hpp"

namespace poolscope::platform {

namespace {

namespace fs = std::filesystem;

constexpr const char* print_interface = "org.freedesktop.portal.Print";
constexpr double points_a_millimetre = 72 / 25.4;
constexpr Portal::Page a4_across{297 * points_a_millimetre, 210 * points_a_millimetre};

/// The options of a request (a{sv}), which name its token.
class Options {
public:
    explicit Options(const PortalRequest& request) {
        g_variant_builder_init(&builder_, G_VARIANT_TYPE_VARDICT);
        add("handle_token", g_variant_new_string(request.token().c_str()));
    }
    void add(const char* key, GVariant* value) {
        g_variant_builder_add(&builder_, "{sv}", key, value);
    }
    [[nodiscard]] GVariant* end() { return g_variant_builder_end(&builder_); }

private:
    GVariantBuilder builder_{};
};

/// a(sa(us)): names, each with patterns (0).
GVariant* filters_of(const FileDialogLook& look) {
    GVariantBuilder filters;
    g_variant_builder_init(&filters, G_VARIANT_TYPE("a(sa(us))"));
    for (const auto& [name, patterns] : look.kinds) {
        GVariantBuilder globs;
        g_variant_builder_init(&globs, G_VARIANT_TYPE("a(us)"));
        for (const std::string& pattern : patterns)
            g_variant_builder_add(&globs, "(us)", 0U, pattern.c_str());
        g_variant_builder_add(&filters, "(sa(us))", name.c_str(), &globs);
    }
    return g_variant_builder_end(&filters);
}

/// A folder's or a file's name as bytes, which a string of D-Bus may not be.
GVariant* bytes_of(const fs::path& path) {
    return g_variant_new_bytestring(path.c_str());
}

std::optional<fs::path> first_file(GVariant& results) {
    const Held<GVariant> uris(g_variant_lookup_value(&results, "uris", G_VARIANT_TYPE("as")));
    if (!uris || g_variant_n_children(uris.get()) == 0) return std::nullopt;
    const char* uri = nullptr;
    g_variant_get_child(uris.get(), 0, "&s", &uri);
    char* const name = g_filename_from_uri(uri, nullptr, nullptr);
    if (name == nullptr) return std::nullopt;
    fs::path path = name;
    g_free(name);
    return path;
}

/// The paper that the person chose, turned as they chose.
Portal::Page page_of(GVariant& results) {
    const Held<GVariant> setup(
        g_variant_lookup_value(&results, "page-setup", G_VARIANT_TYPE_VARDICT));
    double width = 0, height = 0;
    if (!setup || g_variant_lookup(setup.get(), "Width", "d", &width) == FALSE ||
        g_variant_lookup(setup.get(), "Height", "d", &height) == FALSE || !(width > 20) ||
        !(height > 20))
        return a4_across;
    const char* turned = "";
    (void)g_variant_lookup(setup.get(), "Orientation", "&s", &turned);
    if (std::string_view(turned).find("landscape") != std::string_view::npos)
        std::swap(width, height);
    return {width * points_a_millimetre, height * points_a_millimetre};
}

/// A figure's page lies across where nobody says otherwise: input and output stand side by side.
GVariant* proposed_page(const Portal::Look& look) {
    GVariantBuilder setup;
    g_variant_builder_init(&setup, G_VARIANT_TYPE_VARDICT);
    const auto add = [&](const char* key, GVariant* value) {
        g_variant_builder_add(&setup, "{sv}", key, value);
    };
    add("Orientation", g_variant_new_string(look.paper.empty() ? "landscape" : "portrait"));
    if (!look.paper.empty()) {
        add("Name", g_variant_new_string(look.paper.c_str()));
        add("DisplayName", g_variant_new_string(look.paper.c_str()));
        add("Width", g_variant_new_double(look.page.width / points_a_millimetre));
        add("Height", g_variant_new_double(look.page.height / points_a_millimetre));
    }
    return g_variant_builder_end(&setup);
}

GVariant* no_settings() {
    return g_variant_new_array(G_VARIANT_TYPE("{sv}"), nullptr, 0);
}

}  // namespace

Result<std::optional<fs::path>> Portal::ask_file(const FileDialogLook& look,
                                                 const StopQuery& stop) const {
    const auto bus = session_bus();
    if (!bus) return error_of(bus);
    const bool saves = look.kind == FileDialog::save;
    PortalRequest request(**bus, "org.freedesktop.portal.FileChooser",
                          saves ? "SaveFile" : "OpenFile");
    Options options(request);
    options.add("accept_label", g_variant_new_string(look.accept.c_str()));
    options.add("modal", g_variant_new_boolean(TRUE));
    if (!look.folder.empty()) options.add("current_folder", bytes_of(look.folder));
    if (saves) options.add("current_name", g_variant_new_string(look.name.c_str()));
    if (look.kind == FileDialog::folder) options.add("directory", g_variant_new_boolean(TRUE));
    if (!look.kinds.empty()) options.add("filters", filters_of(look));
    const auto answer =
        request.ask(g_variant_new("(ss@a{sv})", parent_.c_str(), look.title.c_str(), options.end()),
                    nullptr, stop);
    if (!answer) return error_of(answer);
    if (!answer->agreed || !answer->results) return std::nullopt;
    return first_file(*answer->results);
}

/// What the person chose, and by which token it is known.
struct Portal::Paper {
    Page page;
    unsigned token = 0;
};

Result<std::optional<Portal::Paper>> Portal::ask_paper(const Look& look,
                                                       const StopQuery& stop) const {
    const auto bus = session_bus();
    if (!bus) return error_of(bus);
    PortalRequest request(**bus, print_interface, "PreparePrint");
    const auto answer =
        request.ask(g_variant_new("(ss@a{sv}@a{sv}@a{sv})", parent_.c_str(), look.title.c_str(),
                                  no_settings(), proposed_page(look), Options(request).end()),
                    nullptr, stop);
    if (!answer) return error_of(answer);
    if (!answer->agreed || !answer->results) return std::nullopt;
    Paper paper{page_of(*answer->results), 0};
    (void)g_variant_lookup(answer->results.get(), "token", "u", &paper.token);
    return paper;
}

Result<bool> Portal::send(const std::string& title, const fs::path& file, unsigned token,
                          const StopQuery& stop) const {
    const auto bus = session_bus();
    if (!bus) return error_of(bus);
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const Held<GUnixFDList> files(g_unix_fd_list_new());
    const int place = descriptor < 0 ? -1 : g_unix_fd_list_append(files.get(), descriptor, nullptr);
    if (descriptor >= 0) ::close(descriptor);
    PortalRequest request(**bus, print_interface, "Print");
    Options options(request);
    options.add("token", g_variant_new_uint32(token));
    options.add("modal", g_variant_new_boolean(TRUE));
    const auto sent = request.ask(
        g_variant_new("(ssh@a{sv})", parent_.c_str(), title.c_str(), place, options.end()),
        files.get(), stop);
    if (!sent || place < 0)
        return fail(ErrorCode::unwritable, say("the printer did not take the page"),
                    say("export it as PDF, and print that"));
    return sent->agreed;
}

Result<Portal::Printed> Portal::print(const Look& look, const Write& write,
                                      const StopQuery& stop) const {
    const auto paper = ask_paper(look, stop);
    if (paper && !*paper) return Printed::given_up;
    const auto file = write(paper ? (*paper)->page : a4_across);
    if (!file) return error_of(file);
    if (!paper) return open_with_viewer(*file).map([] { return Printed::in_viewer; });
    return send(look.title, *file, (*paper)->token, stop).map([](bool agreed) {
        return agreed ? Printed::yes : Printed::given_up;
    });
}

}  // namespace poolscope::platform

/// Requests of the portal as its documentation has them (see bus.hpp): the answer comes as a signal
/// of an object whose path follows from the caller's name and a token.
#include "platform/desktop/bus.hpp"

#include <atomic>
#include <cstdlib>
#include <utility>

#include "platform/desktop/portal.hpp"

namespace poolscope::platform {

namespace {

constexpr const char* portal_name = "org.freedesktop.portal.Desktop";
constexpr const char* portal_path = "/org/freedesktop/portal/desktop";
constexpr const char* request_interface = "org.freedesktop.portal.Request";
constexpr int call_patience = 25'000;       ///< milliseconds for the call, not for the person
constexpr unsigned stop_asked_every = 100;  ///< milliseconds

/// Calls of this thread are answered in a loop of its own.
class OwnLoop {
public:
    OwnLoop() : context_(g_main_context_new()) {
        g_main_context_push_thread_default(context_.get());
    }
    ~OwnLoop() { g_main_context_pop_thread_default(context_.get()); }
    OwnLoop(const OwnLoop&) = delete;
    OwnLoop& operator=(const OwnLoop&) = delete;

    [[nodiscard]] GMainContext* context() const { return context_.get(); }
    void run_once() { g_main_context_iteration(context_.get(), TRUE); }

private:
    Held<GMainContext> context_;
};

/// The signal that a request is answered with, listened for while it lives.
class Response {
public:
    Response(GDBusConnection& bus, const std::string& path) : bus_(bus) {
        id_ = g_dbus_connection_signal_subscribe(&bus, portal_name, request_interface, "Response",
                                                 path.c_str(), nullptr, G_DBUS_SIGNAL_FLAGS_NONE,
                                                 take, this, nullptr);
    }
    ~Response() { g_dbus_connection_signal_unsubscribe(&bus_, id_); }
    Response(const Response&) = delete;
    Response& operator=(const Response&) = delete;

    [[nodiscard]] bool come() const { return come_; }
    [[nodiscard]] PortalAnswer answer() { return std::move(answer_); }

private:
    static void take(GDBusConnection* /*bus*/, const char* /*sender*/, const char* /*path*/,
                     const char* /*interface*/, const char* /*signal*/, GVariant* parameters,
                     void* self) {
        auto& response = *static_cast<Response*>(self);
        if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(ua{sv})"))) return;
        guint32 code = 0;
        GVariant* results = nullptr;
        g_variant_get(parameters, "(u@a{sv})", &code, &results);
        response.answer_.agreed = code == 0;
        response.answer_.results.reset(results);
        response.come_ = true;
    }

    GDBusConnection& bus_;
    unsigned id_ = 0;
    bool come_ = false;
    PortalAnswer answer_;
};

std::string new_token() {
    static std::atomic<unsigned> number = 0;
    return "poolscope" + std::to_string(++number);
}

/// Where the request's object lies: by the caller's name on the bus.
std::string request_path(GDBusConnection& bus, const std::string& token) {
    std::string sender = g_dbus_connection_get_unique_name(&bus);
    sender.erase(0, 1);  // its colon
    for (char& c : sender)
        if (c == '.') c = '_';
    return std::string(portal_path) + "/request/" + sender + "/" + token;
}

int wake_loop(void* /*nothing*/) {
    return G_SOURCE_CONTINUE;
}

}  // namespace

// GIO starts a bus where none is named: a program that only asks must not.
bool has_session_bus() {
    const char* named = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    if (named != nullptr && *named != '\0') return true;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime == nullptr || *runtime == '\0') return false;
    const std::string socket = std::string(runtime) + "/bus";
    return g_file_test(socket.c_str(), G_FILE_TEST_EXISTS) != FALSE;
}

Error lacks(const Message& what) {
    return {ErrorCode::unsupported, what, say("install xdg-desktop-portal")};
}

Result<Held<GDBusConnection>> session_bus() {
    if (!has_session_bus()) return tl::unexpected(lacks(say("there is no session bus")));
    GError* error = nullptr;
    Held<GDBusConnection> bus(g_bus_get_sync(G_BUS_TYPE_SESSION, nullptr, &error));
    if (bus) {
        // The program goes on where the bus ends.
        g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
        return bus;
    }
    const Held<GError> held(error);
    return tl::unexpected(lacks(say("the session bus does not answer ({0})", held->message)));
}

PortalRequest::PortalRequest(GDBusConnection& bus, const char* interface, const char* method)
    : bus_(bus), interface_(interface), method_(method), token_(new_token()) {}

Result<PortalAnswer> PortalRequest::ask(GVariant* parameters, GUnixFDList* files,
                                        const StopQuery& stop) {
    const Held<GVariant> given(g_variant_ref_sink(parameters));
    OwnLoop loop;
    const std::string path = request_path(bus_, token_);
    Response response(bus_, path);
    GError* error = nullptr;
    const Held<GVariant> handle(g_dbus_connection_call_with_unix_fd_list_sync(
        &bus_, portal_name, portal_path, interface_, method_, given.get(), G_VARIANT_TYPE("(o)"),
        G_DBUS_CALL_FLAGS_NONE, call_patience, files, nullptr, nullptr, &error));
    if (!handle) {
        const Held<GError> held(error);
        return tl::unexpected(lacks(say("the desktop has no such dialog ({0})", held->message)));
    }
    GSource* const ticks = g_timeout_source_new(stop_asked_every);
    g_source_set_callback(ticks, wake_loop, nullptr, nullptr);
    g_source_attach(ticks, loop.context());
    while (!response.come() && !stop() && !g_dbus_connection_is_closed(&bus_)) loop.run_once();
    g_source_destroy(ticks);
    g_source_unref(ticks);
    if (response.come()) return response.answer();
    g_dbus_connection_call(&bus_, portal_name, path.c_str(), request_interface, "Close", nullptr,
                           nullptr, G_DBUS_CALL_FLAGS_NONE, call_patience, nullptr, nullptr,
                           nullptr);
    g_dbus_connection_flush_sync(&bus_, nullptr, nullptr);
    return PortalAnswer{};
}

}  // namespace poolscope::platform

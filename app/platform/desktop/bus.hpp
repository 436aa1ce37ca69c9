/// GIO's objects, let go of at the end, and one request to the portal.
#pragma once

#include <gio/gio.h>

#include <functional>
#include <memory>
#include <string>

#include "poolscope/error.hpp"

namespace poolscope::platform {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(GVariant* value) const { g_variant_unref(value); }
    void operator()(GMainContext* context) const { g_main_context_unref(context); }
    void operator()(GError* error) const { g_error_free(error); }
    void operator()(GVariantIter* iter) const { g_variant_iter_free(iter); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

/// The person's session bus, where there is one: none is started. Errors: unsupported.
[[nodiscard]] Result<Held<GDBusConnection>> session_bus();

/// What the desktop lacks.
[[nodiscard]] Error lacks(const Message& what);

/// What the portal answers: whether the person agreed, and with what (a{sv}).
struct PortalAnswer {
    bool agreed = false;
    Held<GVariant> results;
};

/// One request to the portal from its call to its answer, on the caller's thread.
class PortalRequest {
public:
    /// `method` of `interface` ("org.freedesktop.portal.Print").
    PortalRequest(GDBusConnection& bus, const char* interface, const char* method);

    /// The token that the call's options name, as "handle_token".
    [[nodiscard]] const std::string& token() const { return token_; }
    /// Calls with `parameters`, which it takes, and waits for the answer; gives the request up soon
    /// after `stop` says so. `files` go along; may be null. Errors: unsupported where there is
    /// nobody who answers.
    [[nodiscard]] Result<PortalAnswer> ask(GVariant* parameters, GUnixFDList* files,
                                           const StopQuery& stop);

private:
    GDBusConnection& bus_;
    const char* interface_;
    const char* method_;
    std::string token_;
};

}  // namespace poolscope::platform

"""A desktop for the tests: the portal and the file manager of a private session bus, which answer as they are told."""

import os
import pathlib
import threading

from gi.repository import Gio, GLib


INTERFACES = """
<node>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="OpenFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <method name="SaveFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.portal.Print">
    <method name="PreparePrint">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="Print">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="h" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.FileManager1">
    <method name="ShowItems"><arg type="as" direction="in"/><arg type="s" direction="in"/></method>
  </interface>
  <interface name="org.freedesktop.portal.Request"><method name="Close"/></interface>
</node>
"""
PORTAL = "/org/freedesktop/portal/desktop"


class FakeDesktop:
    """`answers` gives for a method's name its response's code and results, or None where nobody ever answers."""

    def __init__(self, answers):
        self.answers = answers
        self.calls = []  # (method, what it was given)
        self.printed = None  # the bytes of the last page
        self.context = GLib.MainContext()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        if not self.ready.wait(10):
            raise RuntimeError("the fake desktop did not come up")

    def _run(self):
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        known = {one.name: one for one in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces}
        self.request = known["org.freedesktop.portal.Request"]
        for name in ("FileChooser", "Print"):
            self.bus.register_object(PORTAL, known["org.freedesktop.portal." + name], self._called, None, None)
        self.bus.register_object("/org/freedesktop/FileManager1", known["org.freedesktop.FileManager1"], self._called, None, None)
        for name in ("org.freedesktop.portal.Desktop", "org.freedesktop.FileManager1"):
            self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                               GLib.Variant("(su)", (name, 0)), None, 0, -1, None)
        self.ready.set()
        while True:
            self.context.iteration(True)

    def _called(self, bus, sender, path, interface, method, parameters, invocation):
        given = parameters.unpack()
        if method in ("ShowItems", "Close"):
            self.calls.append((method, given))
            return invocation.return_value(None)
        if method == "Print":
            files = invocation.get_message().get_unix_fd_list()
            with os.fdopen(files.get(given[2]), "rb") as file:
                self.printed = file.read()
        self.calls.append((method, given))
        options = given[-1]
        handle = f"{PORTAL}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        self.bus.register_object(handle, self.request, self._called, None, None)
        invocation.return_value(GLib.Variant("(o)", (handle,)))
        answer = self.answers.get(method)
        if answer is not None:
            code, results = answer
            self.bus.emit_signal(sender, handle, "org.freedesktop.portal.Request", "Response",
                                 GLib.Variant("(ua{sv})", (code, results)))
        return None

    def asked(self, method):
        """What the method was given first; None where nobody called it."""
        return next((given for name, given in list(self.calls) if name == method), None)


def chosen(path):
    """The answer of a person who chooses that file."""
    return 0, {"uris": GLib.Variant("as", [pathlib.Path(path).as_uri()])}


GIVEN_UP = (1, {})

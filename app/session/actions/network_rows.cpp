/// The layers of a network: looking at them, adding, moving and taking them out.
#include "session/actions/action_rows.hpp"
#include "session/ledger_commands.hpp"
#include "session/network_commands.hpp"

namespace poolscope::session {

namespace {

bool looks_back(const Session& session) {
    return session.store.at() > 0;
}
bool looks_on(const Session& session) {
    return session.store.at() + 1 < session.whole().layers.size();
}
bool has_several(const Session& session) {
    return session.whole().layers.size() > 1;
}
bool moves_back(const Session& session) {
    return looks_back(session) && model::is_chain(session.whole().layers);
}
bool moves_on(const Session& session) {
    return looks_on(session) && model::is_chain(session.whole().layers);
}

const ActionRow rows[] = {
    {.id = "network.menu",
     .label = word("Network"),
     .menu = Menu::edit,
     .submenu = Submenu::network,
     .begins_group = true},
    {.id = "network.copy",
     .label = word("Copy the network as code"),
     .menu = Menu::edit,
     .enabled = has_layers,
     .submenu = Submenu::copy_network},
    {.id = "network.add",
     .label = word("Add a layer…"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::n),
     .run = [](Session& session) { ask_for_layer(session, session.store.at() + 1); }},
    {.id = "network.remove",
     .label = word("Take this layer out"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::x),
     .run = [](Session& session) { remove_layer(session, session.store.at()); },
     .enabled = has_several},
    {.id = "network.earlier",
     .label = word("Move this layer forward"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::left),
     .run =
         [](Session& session) { move_layer(session, session.store.at(), session.store.at() - 1); },
     .enabled = moves_back},
    {.id = "network.later",
     .label = word("Move this layer back"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::right),
     .run =
         [](Session& session) { move_layer(session, session.store.at(), session.store.at() + 1); },
     .enabled = moves_on},
    {.id = "network.duplicate",
     .label = word("Duplicate this layer"),
     .menu = Menu::network,
     .run = [](Session& session) { duplicate_layer(session, session.store.at()); },
     .enabled = [](const Session& session) { return model::is_chain(session.whole().layers); }},
    {.id = "network.rename",
     .label = word("Rename this layer…"),
     .menu = Menu::network,
     .run = [](Session& session) { ask_for_name(session, session.store.at()); },
     .enabled = has_layers},
    {.id = "network.next",
     .label = word("The next layer"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::down),
     .run = [](Session& session) { look_further(session, 1); },
     .enabled = looks_on,
     .begins_group = true},
    {.id = "network.previous",
     .label = word("The layer before"),
     .menu = Menu::network,
     .shortcut = ctrl_shift(Key::up),
     .run = [](Session& session) { look_further(session, -1); },
     .enabled = looks_back},
    {.id = "network.effective",
     .label = word("Effective receptive field"),
     .menu = Menu::network,
     .run = [](Session& session) { session.emit(model::SetEffective{!session.view().effective}); },
     .enabled = has_several,
     .checked = [](const Session& session) { return session.view().effective; },
     .begins_group = true},
    {.id = "network.by_layer",
     .label = word("Step layer by layer"),
     .menu = Menu::network,
     .run = [](Session& session) { session.emit(model::SetByLayer{!session.view().by_layer}); },
     .enabled = has_several,
     .checked = [](const Session& session) { return session.view().by_layer; }},
    {.id = "network.predict",
     .label = word("Hide shapes and parameters"),
     .menu = Menu::network,
     .run =
         [](Session& session) {
             if (session.ledger.on())
                 session.ledger.stop();
             else
                 start_ledger_exercise(session);
         },
     .enabled = has_layers,
     .checked = [](const Session& session) { return session.ledger.on(); }},
    {.id = "network.ledger",
     .label = word("Ledger of the network…"),
     .menu = Menu::network,
     .run = ask_for_ledger_file,
     .enabled = has_layers,
     .begins_group = true},
};

}  // namespace

std::span<const ActionRow> network_rows() {
    return rows;
}

}  // namespace poolscope::session

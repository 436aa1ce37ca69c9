/// What a person does to the layers of a network.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/session.hpp"

namespace poolscope::session {

/// A layer that can be added, as a list offers it.
struct LayerChoice {
    std::string id;    ///< an operator's, or a kind's
    std::string name;  ///< in the language that is spoken
    std::string note;  ///< what it does, in one sentence
    bool pooling = false;
};

/// All that a chain may have: pooling by every operator, then the other kinds.
[[nodiscard]] std::vector<LayerChoice> layer_choices();

/// Asks which layer to put before the one at `at`, or last.
void ask_for_layer(Session& session, std::size_t at);

/// Puts the layer of this id there, with numbers that suit what it reads, and looks at it.
void add_layer(Session& session, std::string_view id, std::size_t at);

/// Another kind in the place of a layer.
void change_kind(Session& session, std::string_view id, std::size_t at);

/// Takes a layer out; the one before it is looked at.
void remove_layer(Session& session, std::size_t at);

/// Moves the layer that is looked at by so many places.
void move_layer(Session& session, std::size_t from, std::size_t to);

/// The same layer again behind itself, in a chain.
void duplicate_layer(Session& session, std::size_t at);

/// Asks for another name of a layer.
void ask_for_name(Session& session, std::size_t at);

/// Calls a layer `name`, without blanks around it; without one it is called by its kind.
void rename_layer(Session& session, std::size_t at, const std::string& name);

/// Looks at the layer `by` further on, as far as there are any.
void look_further(Session& session, int by);

/// Whether the document is a network.
[[nodiscard]] bool has_layers(const Session& session);

}  // namespace poolscope::session

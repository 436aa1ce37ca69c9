/// Text whose glossary terms are links.
#pragma once

#include <string_view>

#include "ui/ui.hpp"

namespace poolscope::ui {

/// Text over as many lines as the panel's width asks for; Chinese is broken between characters, and
/// no line begins with a closing mark. A term shows what it means under the pointer, and a click
/// opens the glossary there; its anchor is "<id>.term.<term>".
void linked_paragraph(Ui& ui, std::string_view id, std::string_view text,
                      std::string_view language);

}  // namespace poolscope::ui

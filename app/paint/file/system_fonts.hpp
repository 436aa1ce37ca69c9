/// The system's fonts, for words that are not the program's own.
#pragma once

#include <string>

namespace poolscope::paint {

/// From now on, a character that the program's fonts lack is drawn in a font that fontconfig knows;
/// without this, words look the same on every machine.
void use_system_fonts();

}  // namespace poolscope::paint

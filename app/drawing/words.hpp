/// The drawing says its words in the language that is spoken.
#pragma once

#include "i18n/tr.hpp"

namespace poolscope::drawing {

using i18n::tr;
using i18n::tr_name;
using i18n::trf;
using i18n::trn;
using i18n::word;

}  // namespace poolscope::drawing

/// The dialect without limits: every layer that can be placed, as it stands.
#pragma once

namespace poolscope {

struct Dialect;

/// Refuses nothing and has no code of its own. Lp is over |x| here, by its definition.
[[nodiscard]] const Dialect& explicit_dialect();

}  // namespace poolscope

/// A network's ledger: each layer's shape, what it learns, multiplies and sees, and the sums.
#pragma once

#include <string>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::exporting {

struct LedgerRow {
    std::string name;
    std::string kind;
    Shape input;  ///< of its first input
    Shape output;
    LayerCosts costs;
};

/// The layers that have a shape over an input of (n, c, h, w).
[[nodiscard]] std::vector<LedgerRow> ledger_of(const Network& network, const Shape& input,
                                               const NetworkShapes& shapes);

/// How a ledger is written.
enum class LedgerFormat {
    table,     ///< in columns, for a screen
    json,      ///< numbers alone
    csv,       ///< a row a layer, without the sums
    markdown,  ///< a table, its headings in the language that is spoken
    latex,     ///< a tabular, as above
};
[[nodiscard]] std::string ledger_text(const std::vector<LedgerRow>& rows, LedgerFormat format);

}  // namespace poolscope::exporting

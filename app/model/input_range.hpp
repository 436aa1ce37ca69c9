/// The range of a document's input, kept by blocks: an edit costs the blocks whose range it
/// changes.
#pragma once

#include "model/results.hpp"

namespace poolscope::model {

class InputRange {
public:
    /// The range of `values`, which differ from those asked about before at `places` alone; all of
    /// them are read where that is not known.
    ValueRange of(const SharedValues& values,
                  const std::optional<std::vector<std::size_t>>& places);

    /// The next values are read whole.
    void forget() { values_ = nullptr; }

private:
    static constexpr std::size_t block_size = 256;  ///< cells
    static constexpr std::size_t group_size = 256;  ///< blocks

    void read_block(std::size_t index);
    void merge_group(std::size_t index);

    SharedValues values_;
    std::vector<ValueRange> blocks_;
    std::vector<ValueRange> groups_;
    ValueRange all_;
};

}  // namespace poolscope::model

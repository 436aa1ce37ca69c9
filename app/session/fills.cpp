/// Filling the input.
#include "session/fills.hpp"

namespace poolscope::session {

void fill_input(Session& session, const model::Fill& fill) {
    std::uint64_t seed = session.whole().seed;
    const bool there_already =
        make_fill(session.whole().shape(), fill, seed) == *session.whole().input->whole();
    if (fill.seeded && there_already) ++seed;
    if (fill.seeded) session.seeded_fill = fill.id;
    session.emit(model::FillInput{std::string(fill.id), seed});
}

}  // namespace poolscope::session

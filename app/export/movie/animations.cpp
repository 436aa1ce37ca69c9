/// The list of animations that FFmpeg's libraries write.
#include <array>

#include "export/movie/apng.hpp"
#include "export/movie/gif.hpp"
#include "export/movie/mp4.hpp"
#include "export/movie/webm.hpp"
#include "export/movie/webp.hpp"
#include "export/movies.hpp"

namespace poolscope::exporting {

std::span<const Exporter* const> animations() {
    static constexpr std::array list{&gif_animation, &mp4_animation, &webm_animation,
                                     &webp_animation, &apng_animation};
    return list;
}

}  // namespace poolscope::exporting

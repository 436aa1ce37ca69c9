/// Cuts fonts down with HarfBuzz (see font_subset.hpp).
#include "paint/file/font_subset.hpp"

#include <hb-subset.h>

#include <memory>

namespace poolscope::paint {

namespace {

struct HbDelete {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
template <class T>
using HbHandle = std::unique_ptr<T, HbDelete>;

}  // namespace

Result<std::vector<std::byte>> font_subset(theme::Font font, const std::set<char32_t>& characters) {
    const auto bytes = theme::font_bytes(font);
    const HbHandle<hb_blob_t> blob(hb_blob_create(reinterpret_cast<const char*>(bytes.data()),
                                                  static_cast<unsigned>(bytes.size()),
                                                  HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const HbHandle<hb_face_t> face(hb_face_create(blob.get(), 0));
    const HbHandle<hb_subset_input_t> input(hb_subset_input_create_or_fail());
    if (input)
        for (const char32_t character : characters)
            hb_set_add(hb_subset_input_unicode_set(input.get()), character);
    const HbHandle<hb_face_t> cut(input ? hb_subset_or_fail(face.get(), input.get()) : nullptr);
    if (!cut) {
        return fail(ErrorCode::unreadable, say("a font could not be put into the file"),
                    say("choose another format"));
    }
    const HbHandle<hb_blob_t> result(hb_face_reference_blob(cut.get()));
    unsigned length = 0;
    const auto* data = reinterpret_cast<const std::byte*>(hb_blob_get_data(result.get(), &length));
    return std::vector<std::byte>(data, data + length);
}

}  // namespace poolscope::paint

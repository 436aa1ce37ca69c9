/// A reader of the one Python dictionary that numpy writes, in any order of its keys.
#include "io/npy_header.hpp"

#include <bit>
#include <optional>

#include "io/number_text.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

/// numpy itself refuses longer ones from files that it does not trust.
constexpr std::size_t max_header_bytes = 10'000;

tl::unexpected<Error> damaged(const Message& detail) {
    return fail(ErrorCode::bad_format, say("the .npy header is damaged ({0})", detail),
                say("save the array again with numpy.save"));
}

/// What the dictionary holds; descr is empty where it is a structured type.
struct Fields {
    std::optional<std::string> descr;
    std::optional<bool> fortran_order;
    std::optional<std::vector<std::int64_t>> shape;
};

/// Walks over the header's text; every method returns false where the text is not what it looks
/// for.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() {
        skip_spaces();
        return rest_.empty();
    }
    [[nodiscard]] bool take(std::string_view token) {
        skip_spaces();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    [[nodiscard]] bool take_string(std::string& out) {
        skip_spaces();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return false;
        const auto end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) return false;
        out = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        return out.find('\\') == std::string::npos;
    }
    [[nodiscard]] bool take_bool(bool& out) {
        if (take("True")) return out = true, true;
        if (take("False")) return out = false, true;
        return false;
    }
    [[nodiscard]] bool take_extent(std::int64_t& out) {
        skip_spaces();
        const auto [end, error] = from_digits(rest_.data(), rest_.data() + rest_.size(), out);
        if (error != std::errc{} || out < 0) return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        // Python 2 wrote its long integers with an L.
        if (rest_.starts_with('L')) rest_.remove_prefix(1);
        return true;
    }
    /// (), (3,), (3, 4), (3, 4,)
    [[nodiscard]] bool take_shape(std::vector<std::int64_t>& out) {
        if (!take("(")) return false;
        while (!take(")")) {
            std::int64_t extent = 0;
            if (!take_extent(extent)) return false;
            out.push_back(extent);
            if (take(",")) continue;
            return out.size() > 1 && take(")");
        }
        return true;
    }
    /// A list with everything inside it: the description of a structured type.
    [[nodiscard]] bool take_list() {
        if (!take("[")) return false;
        int depth = 1;
        while (depth > 0) {
            const auto next = rest_.find_first_of("[]");
            if (next == std::string_view::npos) return false;
            depth += rest_[next] == '[' ? 1 : -1;
            rest_.remove_prefix(next + 1);
        }
        return true;
    }

private:
    void skip_spaces() {
        const auto text = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(text == std::string_view::npos ? rest_.size() : text);
    }
    std::string_view rest_;
};

/// One value under `key`; false where the key is unknown, repeated, or its value of another kind.
bool take_field(Cursor& cursor, const std::string& key, Fields& fields) {
    if (key == "descr" && !fields.descr)
        return cursor.take_string(fields.descr.emplace()) || cursor.take_list();
    if (key == "fortran_order" && !fields.fortran_order)
        return cursor.take_bool(fields.fortran_order.emplace());
    if (key == "shape" && !fields.shape) return cursor.take_shape(fields.shape.emplace());
    return false;
}

Result<Fields> read_dictionary(std::string_view text) {
    Cursor cursor(text);
    Fields fields;
    if (!cursor.take("{")) return damaged(say("no dictionary"));
    while (!cursor.take("}")) {
        std::string key;
        if (!cursor.take_string(key) || !cursor.take(":"))
            return damaged(say("no key where one is due"));
        if (!take_field(cursor, key, fields))
            return damaged(say("the value of {0}", quoted_excerpt(key)));
        if (cursor.take(",")) continue;
        if (!cursor.take("}")) return damaged(say("no end of the dictionary"));
        break;
    }
    if (!cursor.at_end()) return damaged(say("text after the dictionary"));
    if (!fields.descr || !fields.fortran_order || !fields.shape)
        return damaged(say("descr, fortran_order or shape is missing"));
    return fields;
}

tl::unexpected<Error> unsupported_type(const Message& name, Message remedy) {
    return fail(ErrorCode::unsupported, say("the .npy file holds {0}, which is not read", name),
                std::move(remedy));
}

/// Splits "<f4" into its parts, or says what to save instead.
Result<void> read_type(const std::string& descr, NpyHeader& header) {
    if (descr.empty())
        return unsupported_type(say("a structured type"),
                                say("save one of its fields, as x[\"name\"]"));
    const bool has_order = std::string_view("<>=|").find(descr.front()) != std::string_view::npos;
    const auto type = std::string_view(descr).substr(has_order ? 1 : 0);
    if (type == "f16" || type == "f12")
        return unsupported_type(say("long doubles"), say("save it with x.astype(np.float64)"));
    if (type.starts_with('c'))
        return unsupported_type(say("complex numbers"), say("save a real part, as x.real"));
    if (type.starts_with('O'))
        return unsupported_type(
            say("Python objects"),
            say("make its rows equally long, and save np.array(x.tolist(), dtype=np.float32)"));
    if (type.starts_with('V') && type != "V2")
        return unsupported_type(say("the type {0}", quoted_excerpt(descr)),
                                say("make it float32 before it is saved"));
    // numpy has no bfloat16: ml_dtypes, and with it JAX, save it as two bytes.
    constexpr std::string_view read[] = {"f2", "f4", "f8", "i1", "i2", "i4", "i8",
                                         "u1", "u2", "u4", "u8", "b1", "V2"};
    for (const auto& known : read) {
        if (type != known) continue;
        header.kind = type[0];
        header.item_size = static_cast<std::size_t>(type[1] - '0');
        header.byte_order = has_order ? descr.front() : '=';
        if (header.byte_order == '=')
            header.byte_order = std::endian::native == std::endian::little ? '<' : '>';
        if (header.byte_order == '|' && header.item_size > 1 && header.kind != 'V')
            return damaged(say("no byte order"));
        return {};
    }
    return unsupported_type(say("the type {0}", quoted_excerpt(descr)),
                            say("save it with x.astype(np.float32)"));
}

std::size_t little_endian(Bytes bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8U | std::to_integer<std::size_t>(bytes[i]);
    return value;
}

}  // namespace

Result<NpyHeader> read_npy_header(Bytes bytes) {
    if (!as_text(bytes).starts_with(npy_magic))
        return fail(ErrorCode::bad_format, say("this is no .npy file"),
                    say("save the array with numpy.save"));
    if (bytes.size() < 10) return damaged(say("cut short"));
    const auto major = std::to_integer<int>(bytes[6]);
    const auto minor = std::to_integer<int>(bytes[7]);
    if (major < 1 || major > 3 || minor != 0)
        return fail(ErrorCode::unsupported,
                    say("the .npy file has version {0}.{1}, which is not read", major, minor),
                    say("save it with numpy.save"));
    const std::size_t length_bytes = major == 1 ? 2 : 4;
    const std::size_t text_offset = 8 + length_bytes;
    if (bytes.size() < text_offset) return damaged(say("cut short"));
    const auto length = little_endian(bytes.subspan(8, length_bytes));
    if (length > max_header_bytes) return damaged(say("longer than {0} bytes", max_header_bytes));
    if (length > bytes.size() - text_offset) return damaged(say("cut short"));

    const auto fields = read_dictionary(as_text(bytes.subspan(text_offset, length)));
    if (!fields) return error_of(fields);
    NpyHeader header;
    if (auto typed = read_type(*fields->descr, header); !typed) return error_of(typed);
    header.fortran_order = *fields->fortran_order;
    header.shape = *fields->shape;
    header.data_offset = text_offset + length;
    return header;
}

std::string write_npy_header(const std::string& descr, const std::vector<int>& shape) {
    std::string text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    // A tuple of one is written with a comma.
    text += shape.size() == 1 ? ",), }" : "), }";
    // The cells begin at a multiple of 64 bytes; the text ends with a line feed.
    constexpr std::size_t before_text = 10;
    text.append(63 - (before_text + text.size()) % 64, ' ');
    text += '\n';
    std::string header(npy_magic);
    header +=
        {'\1', '\0', static_cast<char>(text.size() & 0xFFU), static_cast<char>(text.size() >> 8U)};
    return header + text;
}

}  // namespace poolscope::io

/// Archives by libzip, from memory.
#include "io/npz.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "io/npy_header.hpp"
#include "io/number_text.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view array_ending = ".npy";

/// What is unpacked at first: the header's length, type and shape stand in it.
constexpr std::size_t head_bytes = 16 * 1024;

/// As many names as fit a message.
constexpr std::size_t named_in_messages = 12;

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::bad_format, say("the archive is damaged or cut short"),
                say("copy or download the file again"));
}

struct Closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Closer>;

/// Null where it is no archive. The bytes must outlive it.
Archive open_archive(Bytes bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return nullptr;
    Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive) zip_source_free(source);
    zip_error_fini(&error);
    return archive;
}

/// A name within the archive; empty where there is none.
std::string_view name_at(zip_t* archive, zip_uint64_t index) {
    const char* name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
    return name != nullptr ? std::string_view(name) : std::string_view();
}

/// What else lies in ZIP archives, by a name or a folder in them.
tl::unexpected<Error> no_arrays(zip_t* archive) {
    struct Kind {
        std::string_view part;
        const char* name;
        const char* remedy;
    };
    static constexpr std::array kinds{
        Kind{"xl/workbook", word("an Excel workbook"), word("save its sheet as CSV")},
        Kind{"content.xml", word("an OpenDocument file"), word("save its sheet as CSV")},
        Kind{"word/document", word("a Word document"), word("copy its table and paste it")},
        Kind{"data.pkl", word("a PyTorch file"),
             word("save its array with np.save(\"x.npy\", x.detach().numpy())")},
        Kind{"variables.h5", word("a Keras model"), word("save an array with np.save")},
        Kind{"model.weights.h5", word("a Keras model"), word("save an array with np.save")}};
    const auto count = std::min<zip_int64_t>(zip_get_num_entries(archive, 0), max_npz_arrays);
    for (zip_int64_t i = 0; i < count; ++i)
        for (const Kind& kind : kinds)
            if (name_at(archive, static_cast<zip_uint64_t>(i)).find(kind.part) !=
                std::string_view::npos)
                return fail(ErrorCode::unsupported,
                            say("this is {0}, which is not read", named(kind.name)),
                            named(kind.remedy));
    return fail(ErrorCode::empty_input, say("the archive holds no .npy arrays"),
                say("save them with np.savez, or unpack the file that is meant"));
}

/// Unpacks `count` bytes of an entry, or all where there are fewer.
Result<std::vector<std::byte>> unpack(zip_t* archive, zip_uint64_t index, std::size_t count) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive, index, 0, &stat) != 0) return damaged();
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return fail(ErrorCode::unsupported, say("the archive is locked with a password"),
                    say("unpack it first"));
    if ((stat.valid & ZIP_STAT_SIZE) == 0) return damaged();
    const std::unique_ptr<zip_file_t, Closer> file(zip_fopen_index(archive, index, 0));
    if (!file) {
        const bool unknown = zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_COMPNOTSUPP;
        if (!unknown) return damaged();
        return fail(ErrorCode::unsupported, say("the archive is packed in a way that is not read"),
                    say("save the arrays with np.savez"));
    }
    std::vector<std::byte> bytes(
        static_cast<std::size_t>(std::min<zip_uint64_t>(stat.size, count)));
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto got = zip_fread(file.get(), bytes.data() + have, bytes.size() - have);
        if (got <= 0) return damaged();
        have += static_cast<std::size_t>(got);
    }
    // Only at its end does libzip compare the sum of what it unpacked.
    std::byte more{};
    if (bytes.size() == stat.size && zip_fread(file.get(), &more, 1) != 0) return damaged();
    return bytes;
}

std::vector<int> extents_of(const NpyHeader& header) {
    std::vector<int> extents;
    for (const auto extent : header.shape)
        extents.push_back(
            static_cast<int>(std::min<std::int64_t>(extent, std::numeric_limits<int>::max())));
    return extents;
}

/// An array and its place in the archive.
struct Entry {
    NpzArray array;
    zip_uint64_t index = 0;
};

Result<std::vector<Entry>> entries_of(zip_t* archive) {
    std::vector<Entry> entries;
    const auto count = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < count && entries.size() < max_npz_arrays; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        auto name = name_at(archive, index);
        if (!name.ends_with(array_ending)) continue;
        name.remove_suffix(array_ending.size());
        entries.push_back({{printable(name), {}}, index});
    }
    if (entries.empty()) return no_arrays(archive);
    return entries;
}

/// "a, b, c"
std::string names_of(const std::vector<Entry>& entries) {
    std::string names;
    for (std::size_t i = 0; i < std::min(entries.size(), named_in_messages); ++i)
        names += (i > 0 ? ", " : "") + entries[i].array.name;
    return names + (entries.size() > named_in_messages ? ", ..." : "");
}

/// The entry that is asked for. A name is looked up by itself: an archive may have more arrays than
/// are listed.
Result<zip_uint64_t> find_entry(zip_t* archive, std::string_view name) {
    const std::string file = std::string(name) + std::string(array_ending);
    if (const auto index = zip_name_locate(archive, file.c_str(), 0); !name.empty() && index >= 0)
        return static_cast<zip_uint64_t>(index);
    const auto listed = entries_of(archive);
    if (!listed) return error_of(listed);
    const std::vector<Entry>& entries = *listed;
    if (name.empty() && entries.size() == 1) return entries.front().index;
    if (name.empty())
        return fail(
            ErrorCode::bad_argument,
            say("the file holds {0} arrays: {1}", entries.size(), names_of(entries)),
            say("name one of them: --array {0} on the command line, array = \"{0}\" in a scene",
                entries.front().array.name));
    const auto found =
        std::ranges::find_if(entries, [&](const Entry& entry) { return entry.array.name == name; });
    if (found != entries.end()) return found->index;
    return fail(ErrorCode::bad_argument, say("the file holds no array \"{0}\"", printable(name)),
                say("name one of these: {0}", names_of(entries)));
}

/// The bytes of the array that a header speaks of, its own included, where they are not too many.
Result<std::size_t> size_of(const NpyHeader& header, std::size_t most) {
    std::size_t bytes = header.item_size;
    for (const auto extent : header.shape)
        if (__builtin_mul_overflow(bytes, static_cast<std::size_t>(extent), &bytes) || bytes > most)
            return fail(ErrorCode::too_large, say("the array is larger than {0} MiB", most >> 20U),
                        say("save a part of it"));
    return bytes + header.data_offset;
}

Result<NpyArray> read_array(zip_t* archive, std::string_view name, std::size_t most_bytes) {
    const auto index = find_entry(archive, name);
    if (!index) return error_of(index);
    const auto head = unpack(archive, *index, head_bytes);
    if (!head) return error_of(head);
    const auto header = read_npy_header(*head);
    if (!header) return error_of(header);
    const auto size = size_of(*header, most_bytes);
    if (!size) return error_of(size);
    // One more, so that what is too long is seen to be.
    const auto whole = unpack(archive, *index, *size + 1);
    if (!whole) return error_of(whole);
    if (whole->size() > *size)
        return fail(ErrorCode::bad_format,
                    say("the array holds more bytes than its shape asks for"),
                    say("the file is damaged, so save it again"));
    return read_npy(*whole);
}

}  // namespace

bool is_zip(Bytes bytes) {
    const auto text = as_text(bytes);
    return text.starts_with("PK\3\4") || text.starts_with("PK\5\6");
}

Result<std::vector<NpzArray>> list_npz(Bytes bytes) {
    const auto archive = open_archive(bytes);
    if (!archive) return damaged();
    auto entries = entries_of(archive.get());
    if (!entries) return error_of(entries);
    std::vector<NpzArray> arrays;
    for (Entry& entry : *entries) {
        // Its own error is said once it is chosen.
        const auto head = unpack(archive.get(), entry.index, head_bytes);
        if (head)
            if (const auto header = read_npy_header(*head))
                entry.array.extents = extents_of(*header);
        arrays.push_back(std::move(entry.array));
    }
    return arrays;
}

Result<NpyArray> read_npz(Bytes bytes, std::string_view name, std::size_t most_bytes) {
    const auto archive = open_archive(bytes);
    if (!archive) return damaged();
    return read_array(archive.get(), name, most_bytes);
}

struct NpzArchive::Opened {
    std::vector<std::byte> bytes;  ///< first: the archive lies in them
    Archive archive;
};

NpzArchive::NpzArchive(std::unique_ptr<Opened> opened) : opened_(std::move(opened)) {}
NpzArchive::NpzArchive(NpzArchive&& other) noexcept = default;
NpzArchive& NpzArchive::operator=(NpzArchive&& other) noexcept = default;
NpzArchive::~NpzArchive() = default;

Result<NpzArchive> NpzArchive::open(std::vector<std::byte> bytes) {
    auto opened = std::make_unique<Opened>(Opened{std::move(bytes), nullptr});
    opened->archive = open_archive(opened->bytes);
    if (!opened->archive) return damaged();
    return NpzArchive(std::move(opened));
}

Result<NpyArray> NpzArchive::read(std::string_view name, std::size_t most_bytes) const {
    return read_array(opened_->archive.get(), name, most_bytes);
}

std::vector<std::byte> write_npz(const std::vector<NamedArray>& arrays) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const whole = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(whole);
    zip_t* const archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    zip_error_fini(&error);
    // libzip reads them as it closes the archive.
    std::vector<std::vector<std::byte>> kept;
    kept.reserve(arrays.size());
    for (const NamedArray& array : arrays) {
        const auto& bytes = kept.emplace_back(write_npy(array.values, array.rank));
        zip_source_t* const source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const auto index = zip_file_add(archive, (array.name + std::string(array_ending)).c_str(),
                                        source, ZIP_FL_ENC_UTF_8);
        const auto place = static_cast<zip_uint64_t>(index);
        zip_set_file_compression(archive, place, ZIP_CM_STORE, 0);
        // Midnight of 1980-01-01, DOS's first moment.
        zip_file_set_dostime(archive, place, 0, 0x21, 0);
    }
    std::vector<std::byte> written;
    zip_stat_t stat;
    if (zip_close(archive) == 0 && zip_source_stat(whole, &stat) == 0 &&
        zip_source_open(whole) == 0) {
        written.resize(stat.size);
        const auto got = zip_source_read(whole, written.data(), written.size());
        written.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        zip_source_close(whole);
    }
    zip_source_free(whole);
    return written;
}

}  // namespace poolscope::io

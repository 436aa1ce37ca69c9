/// NumPy's .npz files, in and out: ZIP archives of .npy files.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/npy.hpp"

namespace poolscope::io {

/// One array of an archive, as it can be told from its header.
struct NpzArray {
    std::string name;          ///< "x", for x.npy
    std::vector<int> extents;  ///< of its axes; empty where its header cannot be read
};

/// The most arrays of an archive that are looked at.
inline constexpr std::size_t max_npz_arrays = 1024;

/// Whether `bytes` begin as a ZIP archive does.
[[nodiscard]] bool is_zip(Bytes bytes);

/// The arrays of an archive, in its order. Errors: bad_format (no archive, or damaged), unsupported
/// (an archive of something else, named where it is known), empty_input (no arrays).
[[nodiscard]] Result<std::vector<NpzArray>> list_npz(Bytes bytes);

/// Reads one array of at most `most_bytes`: the one called `name`, or the only one where it is
/// empty. Unpacks no more than its header asks for. Errors: those of list_npz() and read_npy();
/// bad_argument where there is no such array, or several and no name, with their names.
[[nodiscard]] Result<NpyArray> read_npz(Bytes bytes, std::string_view name = {},
                                        std::size_t most_bytes = max_npy_bytes);

/// An archive that is kept open while its arrays are read.
class NpzArchive {
public:
    /// Errors: bad_format.
    [[nodiscard]] static Result<NpzArchive> open(std::vector<std::byte> bytes);
    NpzArchive(NpzArchive&& other) noexcept;
    NpzArchive& operator=(NpzArchive&& other) noexcept;
    ~NpzArchive();

    /// As read_npz().
    [[nodiscard]] Result<NpyArray> read(std::string_view name, std::size_t most_bytes) const;

private:
    struct Opened;
    explicit NpzArchive(std::unique_ptr<Opened> opened);
    std::unique_ptr<Opened> opened_;
};

/// An array that is written: `rank` axes, as for write_npy().
struct NamedArray {
    std::string name;
    Tensor<float> values;
    int rank = 4;
};

/// The archive as np.savez writes it: not packed, the same bytes for the same arrays.
[[nodiscard]] std::vector<std::byte> write_npz(const std::vector<NamedArray>& arrays);

}  // namespace poolscope::io

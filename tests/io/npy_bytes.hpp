/// Hand-made .npy files, true or lying.
#pragma once

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::io {

/// A file of version `major`.0 whose header is exactly `header`, followed by `data`.
inline std::string npy_file(std::string_view header, std::string_view data, int major = 1) {
    std::string file = "\x93NUMPY";
    file += {static_cast<char>(major), '\0'};
    const auto length = header.size();
    for (int i = 0; i < (major == 1 ? 2 : 4); ++i)
        file += static_cast<char>(length >> (8 * i) & 0xFFU);
    return file + std::string(header) + std::string(data);
}

/// The dictionary that numpy writes.
inline std::string npy_dictionary(std::string_view descr, std::string_view shape,
                                  bool fortran = false) {
    return "{'descr': '" + std::string(descr) +
           "', 'fortran_order': " + (fortran ? "True" : "False") +
           ", 'shape': " + std::string(shape) + ", }\n";
}

/// The bytes of `values`, as this machine has them, or the other way round.
template <class Scalar>
std::string raw_bytes(const std::vector<Scalar>& values, bool swapped = false) {
    std::string bytes;
    for (const Scalar value : values) {
        std::array<char, sizeof(Scalar)> raw{};
        std::memcpy(raw.data(), &value, sizeof(Scalar));
        if (swapped)
            bytes.append(raw.rbegin(), raw.rend());
        else
            bytes.append(raw.begin(), raw.end());
    }
    return bytes;
}

}  // namespace poolscope::io

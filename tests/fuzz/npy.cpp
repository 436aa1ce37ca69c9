/// Fuzzes the reader of .npy files: what it reads is written and read back the same.
#include "io/npy.hpp"

#include "fuzz/fuzz.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto array = io::read_npy(io::as_bytes(fuzz::as_text(data, size)));
    if (!array) return fuzz::check_error(array.error()), 0;
    const auto again = io::read_npy(io::write_npy(array->tensor, array->rank));
    fuzz::must(again && again->rank == array->rank);
    std::visit(
        [&]<class Scalar>(const Tensor<Scalar>& tensor) {
            const auto* same = std::get_if<Tensor<Scalar>>(&again->tensor);
            fuzz::must(same != nullptr && fuzz::same_values(tensor, *same));
        },
        array->tensor);
    fuzz::must(io::to_float(array->tensor).shape() == io::to_float(again->tensor).shape());
    return 0;
}

/// Chooses among the products that this build has.
#include "kernels/product.hpp"

namespace poolscope::kernels {

using Product = void (*)(const Matrix<float>&, const Matrix<const float>&,
                         const Matrix<const float>&);
void add_product_baseline(const Matrix<float>&, const Matrix<const float>&,
                          const Matrix<const float>&);
#ifdef POOLSCOPE_X86_PRODUCTS
void add_product_avx2(const Matrix<float>&, const Matrix<const float>&, const Matrix<const float>&);
void add_product_avx512(const Matrix<float>&, const Matrix<const float>&,
                        const Matrix<const float>&);
#endif

namespace {

Product best_product() {
#ifdef POOLSCOPE_X86_PRODUCTS
    if (__builtin_cpu_supports("avx512f")) return add_product_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return add_product_avx2;
#endif
    return add_product_baseline;
}

}  // namespace

void add_product(const Matrix<float>& out, const Matrix<const float>& a,
                 const Matrix<const float>& b) {
    static const Product product = best_product();
    if (out.rows > 0 && out.cols > 0 && a.cols > 0) product(out, a, b);
}

}  // namespace poolscope::kernels
